import { css, html, svg, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Part } from "../context";
import type { CourseDay } from "../model/days-of-course";
import { stepped } from "../model/slider";
import { ticks } from "../model/scale";
import { marked, marks } from "./marks";
import { shared } from "./styles";

const HEIGHT = 90;
const STEP = 14;
const LEAST_DAYS = 14;

/** What the loads used on each day under both policies; choosing a day opens it. */
@customElement("bitgridai-pairs")
export class Pairs extends Part {
  @property({ attribute: false }) days: CourseDay[] = [];
  @property({ type: Number }) chosen = 0;

  static override styles = [
    shared,
    marked,
    css`
      svg {
        display: block;
        width: 100%;
        height: 90px;
        cursor: pointer;
        border-radius: 6px;
      }
      .recorded {
        fill: var(--one);
      }
      .changed {
        fill: var(--two);
      }
      .chosen {
        fill: var(--sunk);
      }
      .axis {
        stroke: var(--line);
        stroke-width: 1;
        vector-effect: non-scaling-stroke;
      }
      p {
        margin-block-start: 6px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { days } = this;
    const width = Math.max(days.length, LEAST_DAYS);
    const up = ticks(0, Math.max(...days.flatMap((day) => [day.recorded_kwh, day.changed_kwh]), 0.001), 3);
    const most = up.at(-1) ?? 1;
    return html`<div class="plot">
      ${marks(up, (value) => `${this.figures.number(value)} kWh`)}
      <svg
        viewBox="0 0 ${width * STEP} ${HEIGHT}"
        preserveAspectRatio="none"
        role="slider"
        tabindex="0"
        aria-label=${this.say("loads_by_day")}
        aria-valuemin="1"
        aria-valuemax=${Math.max(1, days.length)}
        aria-valuenow=${this.chosen + 1}
        aria-valuetext=${this.text()}
        @click=${(event: MouseEvent) => this.point(event, width)}
        @keydown=${this.step}
      >
        ${up.map((value) => {
          const y = HEIGHT * (1 - value / most);
          return svg`<line class="axis" x1="0" x2=${width * STEP} y1=${y} y2=${y}></line>`;
        })}
        ${days.map((day, place) => this.pair(day, place, most))}
      </svg></div>
      <p class="small dim figure">${this.text()}</p>`;
  }

  private text(): string {
    const day = this.days[this.chosen];
    if (day === undefined) return "";
    return this.say("day_pair", {
      day: this.figures.date(day.day),
      recorded: this.figures.number(day.recorded_kwh),
      changed: this.figures.number(day.changed_kwh),
    });
  }

  private pair(day: CourseDay, place: number, most: number): TemplateResult<2> {
    const height = (kwh: number): number => (kwh / most) * HEIGHT;
    const [was, now] = [height(day.recorded_kwh), height(day.changed_kwh)];
    return svg`
      ${place === this.chosen ? svg`<rect class="chosen" x=${place * STEP} y="0" width=${STEP} height=${HEIGHT}></rect>` : ""}
      <rect class="recorded" x=${place * STEP + 2} y=${HEIGHT - was} width="4.6" height=${was}></rect>
      <rect class="changed" x=${place * STEP + 7.4} y=${HEIGHT - now} width="4.6" height=${now}></rect>`;
  }

  private point(event: MouseEvent, width: number): void {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const place = Math.floor(((event.clientX - box.left) / box.width) * width);
    if (place < this.days.length) this.choose(place);
  }

  private readonly step = (event: KeyboardEvent): void => {
    const place = stepped(event.key, this.chosen, this.days.length);
    if (place === null) return;
    event.preventDefault();
    this.choose(place);
  };

  private choose(place: number): void {
    this.dispatchEvent(new CustomEvent<number>("choose", { detail: place }));
  }
}
