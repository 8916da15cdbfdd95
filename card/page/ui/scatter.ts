import { css, html, nothing, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Part } from "../context";
import { ticks } from "../model/scale";
import { stepped } from "../model/slider";
import type { KeyFigures, Ranked } from "../results";
import { shared } from "./styles";
import { changesText } from "./threshold-text";
import { Width } from "./width";

const [HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [336, 58, 46, 30, 14];

interface Point {
  x: number;
  y: number;
}

/** Gain against starts: every policy a point, those that nobody beats joined by a line. */
@customElement("bitgridai-scatter")
export class Scatter extends Part {
  @property({ attribute: false }) ranking: Ranked[] = [];
  @property({ attribute: false }) recorded!: KeyFigures;
  @property({ type: Number }) chosen = 0;
  private readonly width = new Width(this);

  static override styles = [
    shared,
    css`
      figure {
        margin: 0;
      }
      svg {
        display: block;
        width: 100%;
        height: auto;
        border-radius: 6px;
      }
      text {
        fill: var(--dim);
        font-size: 12px;
        font-family: inherit;
      }
      .grid {
        stroke: var(--line);
        stroke-width: 1;
      }
      .front {
        fill: none;
        stroke: var(--two);
        stroke-width: 1.5;
        stroke-dasharray: 5 4;
      }
      circle {
        cursor: pointer;
        fill: var(--edge);
        fill-opacity: 0.55;
      }
      circle.pareto {
        fill: var(--two);
        fill-opacity: 1;
      }
      .recorded {
        fill: none;
        stroke: var(--one);
        stroke-width: 2.5;
        pointer-events: none;
      }
      .chosen {
        fill: none;
        stroke: var(--ink);
        stroke-width: 2;
        pointer-events: none;
      }
      figcaption {
        margin-block-start: 8px;
        gap: 4px 18px;
      }
      .key {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      .key svg {
        width: 14px;
        height: 14px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const everyone = [this.recorded, ...this.ranking];
    const across = ticks(0, Math.max(...everyone.map((each) => each.starts_per_day)), 5);
    const gains = everyone.map((each) => each.gain_eur);
    const up = ticks(Math.min(...gains), Math.max(...gains), 5);
    const x = scale(across, LEFT, this.width.px - RIGHT);
    const y = scale(up, HEIGHT - BOTTOM, TOP);
    const at = (each: KeyFigures): Point => ({ x: x(each.starts_per_day), y: y(each.gain_eur) });
    return html`<figure>
      <svg
        viewBox="0 0 ${this.width.px} ${HEIGHT}"
        role="slider"
        tabindex="0"
        aria-label=${this.say("scatter")}
        aria-valuemin="1"
        aria-valuemax=${Math.max(1, this.ranking.length)}
        aria-valuenow=${this.chosen + 1}
        aria-valuetext=${this.text()}
        @keydown=${this.step}
      >
        ${this.axes(across, up, x, y)} ${this.points(at)}
      </svg>
      <p class="figure" aria-hidden="true">${this.text()}</p>
      <figcaption class="row small dim">
        ${key(svg`<circle class="pareto" cx="7" cy="7" r="5"></circle>`, this.say("on_front"))}
        ${key(svg`<circle cx="7" cy="7" r="5"></circle>`, this.say("beaten"))}
        ${key(svg`<path class="recorded" d=${"M7 1L13 7L7 13L1 7Z"}></path>`, this.say("recorded"))}
      </figcaption>
    </figure>`;
  }

  private text(): string {
    const row = this.ranking[this.chosen];
    if (row === undefined) return "";
    return this.say("point", {
      rank: row.rank,
      changes: changesText(row.changes, this.context),
      eur: this.figures.euro(row.gain_eur),
      starts: this.figures.fixed(row.starts_per_day, 2),
    });
  }

  private axes(across: number[], up: number[], x: (v: number) => number, y: (v: number) => number): TemplateResult<2> {
    return svg`
      <text x="0" y="12">${this.say("gain_eur")}</text>
      ${up.map(
        (gain) => svg`<line class="grid" x1=${LEFT} x2=${this.width.px - RIGHT} y1=${y(gain)} y2=${y(gain)}></line>
          <text x=${LEFT - 6} y=${y(gain) + 4} text-anchor="end">${this.figures.euro(gain)}</text>`,
      )}
      ${across.map(
        (starts) =>
          svg`<text x=${x(starts)} y=${HEIGHT - BOTTOM + 18} text-anchor="middle">${this.figures.number(starts)}</text>`,
      )}
      <text x=${this.width.px - RIGHT} y=${HEIGHT - 6} text-anchor="end">${this.say("starts_per_day")}</text>`;
  }

  private points(at: (each: KeyFigures) => Point): TemplateResult<2> {
    const front = this.ranking.filter((row) => row.pareto).map(at);
    const path = front.sort((one, other) => one.x - other.x).map((point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`);
    const row = this.ranking[this.chosen];
    const chosen = row === undefined ? null : at(row);
    return svg`
      ${path.length > 1 ? svg`<path class="front" d=${`M${path.join("L")}`}></path>` : nothing}
      ${this.ranking.map((each, place) => {
        const point = at(each);
        return svg`<circle class=${each.pareto ? "pareto" : ""} cx=${point.x} cy=${point.y} r="5.5"
          @click=${() => this.choose(place)}></circle>`;
      })}
      <path class="recorded" d=${diamond(at(this.recorded))}></path>
      ${chosen === null ? nothing : svg`<circle class="chosen" cx=${chosen.x} cy=${chosen.y} r="9"></circle>`}`;
  }

  private readonly step = (event: KeyboardEvent): void => {
    const place = stepped(event.key, this.chosen, this.ranking.length);
    if (place === null) return;
    event.preventDefault();
    this.choose(place);
  };

  private choose(place: number): void {
    this.dispatchEvent(new CustomEvent<number>("choose", { detail: place }));
  }
}

function key(shape: TemplateResult<2>, text: string): TemplateResult {
  return html`<span class="key"><svg viewBox="0 0 14 14" aria-hidden="true">${shape}</svg>${text}</span>`;
}

function diamond({ x, y }: Point): string {
  return `M${x} ${y - 9}L${x + 9} ${y}L${x} ${y + 9}L${x - 9} ${y}Z`;
}

/** A linear scale from the first and the last tick to two places. */
function scale(marks: number[], from: number, to: number): (value: number) => number {
  const [low, high] = [marks[0] ?? 0, marks.at(-1) ?? 1];
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}
