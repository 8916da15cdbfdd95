import { css, html, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Part } from "../context";
import { line, loadsOf, type CourseDay } from "../model/days-of-course";
import { ticks } from "../model/scale";
import type { Series } from "../results";
import { shared } from "./styles";
import { Width } from "./width";

const [HEIGHT, LEFT, BOTTOM, TOP] = [240, 52, 26, 10];
const HOURS = [0, 6, 12, 18, 24];

/** A day's sun and house, and what the loads drew under both policies. */
@customElement("bitgridai-course")
export class CourseChart extends Part {
  @property({ attribute: false }) series!: Series;
  @property({ attribute: false }) day!: CourseDay;
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
      .sun {
        fill: color-mix(in srgb, var(--sun) 28%, transparent);
        stroke: var(--sun);
        stroke-width: 1;
      }
      .house {
        fill: none;
        stroke: var(--dim);
        stroke-width: 1.25;
        stroke-dasharray: 3 3;
      }
      .recorded {
        fill: none;
        stroke: var(--one);
        stroke-width: 4;
        opacity: 0.75;
      }
      .changed {
        fill: none;
        stroke: var(--two);
        stroke-width: 2;
      }
      figcaption {
        margin-block-start: 8px;
        gap: 4px 18px;
      }
      figcaption svg {
        width: 26px;
        height: 10px;
        flex: none;
      }
      .key {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { first, blocks } = this.day;
    const cut = <Power>(powers: Power[]): Power[] => powers.slice(first, first + blocks);
    const { courses, pv_w, base_w } = this.series;
    const sun = cut(pv_w);
    const house = cut(base_w);
    const recorded = cut(loadsOf(courses.recorded.loads, pv_w.length));
    const changed = cut(loadsOf(courses.changed.loads, pv_w.length));
    const up = ticks(0, Math.max(1, ...[...sun, ...house, ...recorded, ...changed].map((power) => power ?? 0)), 4);
    const most = up.at(-1) ?? 1;
    const perDay = Math.max(blocks, Math.round(86_400 / this.series.block_s));
    // A day that was cut off keeps its place on the clock.
    const shift = blocks < perDay && first === 0 ? perDay - blocks : 0;
    const x = (block: number): number => LEFT + ((block + shift) / perDay) * (this.width.px - LEFT);
    const y = (power: number): number => TOP + (1 - power / most) * (HEIGHT - TOP - BOTTOM);
    const label = this.say("course_chart", {
      day: this.figures.date(this.day.day),
      recorded: this.figures.number(this.day.recorded_kwh),
      changed: this.figures.number(this.day.changed_kwh),
    });
    const area = `${line(sun, x, y, false)}L${x(blocks - 1)} ${y(0)}L${x(0)} ${y(0)}Z`;
    return html`<figure>
      <svg viewBox="0 0 ${this.width.px} ${HEIGHT}" role="img" aria-label=${label}>
        ${up.map((power) => this.level(power, y))} ${HOURS.map((hour) => this.hour(hour))}
        ${svg`<path class="sun" d=${area}></path>
        <path class="house" d=${line(house, x, y, false)}></path>
        <path class="recorded" d=${line(recorded, x, y, true)}></path>
        <path class="changed" d=${line(changed, x, y, true)}></path>`}
      </svg>
      <figcaption class="row small">
        ${this.key("sun", this.say("sun"))} ${this.key("house", this.say("house"))}
        ${this.key("recorded", this.say("loads_recorded"))} ${this.key("changed", this.say("loads_changed"))}
      </figcaption>
    </figure>`;
  }

  private level(power: number, y: (power: number) => number): TemplateResult<2> {
    const text = `${this.figures.number(power / 1000)} kW`;
    return svg`<line class="grid" x1=${LEFT} x2=${this.width.px} y1=${y(power)} y2=${y(power)}></line>
      <text x=${LEFT - 6} y=${y(power) + 4} text-anchor="end">${text}</text>`;
  }

  private hour(hour: number): TemplateResult<2> {
    const x = LEFT + (hour / 24) * (this.width.px - LEFT);
    const anchor = hour === 0 ? "start" : hour === 24 ? "end" : "middle";
    return svg`<text x=${x} y=${HEIGHT - 6} text-anchor=${anchor}>${String(hour).padStart(2, "0")}:00</text>`;
  }

  private key(kind: "sun" | "house" | "recorded" | "changed", text: string): TemplateResult {
    return html`<span class="key"
      ><svg viewBox="0 0 26 10" aria-hidden="true">
        ${svg`<path class=${kind} d=${kind === "sun" ? "M1 9V2H25V9Z" : "M0 5H26"}></path>`}</svg
      >${text}</span
    >`;
  }
}
