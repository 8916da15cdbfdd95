import { css, html, svg, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Part } from "../context";
import { calendar, type Slot } from "../model/days";
import { stepped } from "../model/slider";
import type { DayKept } from "../schema";
import { ticks } from "../model/scale";
import { marked, marks } from "./marks";
import { shared } from "./styles";

const HEIGHT = 72;
const STEP = 10;
/** A few days are not drawn as walls. */
const LEAST_SLOTS = 31;

/** A bar for each day between the first and the last; a day without records is a gap that is seen. */
@customElement("bitgridai-days")
export class Days extends Part {
  @property({ attribute: false }) days: DayKept[] = [];
  /** Last day that will be deleted; empty where none will be. */
  @property() until = "";
  /** What the bars count, where it is something else than records: the name of the picture. */
  @property() counts = "";
  @state() private chosen = -1;

  static override styles = [
    shared,
    marked,
    css`
      figure {
        margin: 0;
      }
      svg {
        display: block;
        width: 100%;
        height: 72px;
        border-radius: 6px;
        touch-action: pan-y;
      }
      rect.bar {
        fill: var(--mark);
      }
      rect.going {
        fill: var(--warn);
      }
      rect.gap {
        fill: var(--line);
      }
      rect.chosen {
        fill: var(--ink);
      }
      .axis {
        stroke: var(--line);
        stroke-width: 1;
        vector-effect: non-scaling-stroke;
      }
      figcaption {
        margin-block-start: 6px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const slots = calendar(this.days);
    const most = Math.max(...slots.map((slot) => slot.records), 1);
    const up = ticks(0, most, 3).filter(Number.isInteger);
    const top = up.at(-1) ?? most;
    const chosen = slots[this.chosen];
    const width = Math.max(slots.length, LEAST_SLOTS);
    const { figures } = this;
    const [first, last] = [slots[0]?.day ?? "", slots.at(-1)?.day ?? ""];
    const span = { from: figures.date(first), to: figures.date(last) };
    const label = this.counts || this.say("days_chart", { ...span, n: this.days.length });
    return html`<figure>
      <div class="plot">
      ${marks(up, (value) => figures.count(value))}
      <svg
        viewBox="0 0 ${width * STEP} ${HEIGHT}"
        preserveAspectRatio="none"
        role="slider"
        tabindex="0"
        aria-label=${label}
        aria-valuemin="1"
        aria-valuemax=${slots.length}
        aria-valuenow=${chosen === undefined ? slots.length : this.chosen + 1}
        aria-valuetext=${this.text(chosen ?? slots.at(-1))}
        @pointermove=${(event: PointerEvent) => this.point(event, slots.length, width)}
        @pointerleave=${() => (this.chosen = -1)}
        @keydown=${(event: KeyboardEvent) => this.step(event, slots.length)}
        @blur=${() => (this.chosen = -1)}
      >
        ${up.map((value) => {
          const y = HEIGHT * (1 - value / top);
          return svg`<line class="axis" x1="0" x2=${width * STEP} y1=${y} y2=${y}></line>`;
        })}
        ${slots.map((slot, place) => this.bar(slot, place, top))}
      </svg></div>
      <figcaption class="small dim figure">
        ${chosen === undefined && slots.length > 1
          ? this.say(this.counts === "" ? "days_span" : "counts_span", { ...span, n: figures.count(most) })
          : this.text(chosen ?? slots[0])}
      </figcaption>
    </figure>`;
  }

  private text(slot: Slot | undefined): string {
    if (slot === undefined) return "";
    const day = this.figures.date(slot.day);
    if (this.counts) return this.say("day_count", { day, n: this.figures.count(slot.records) });
    if (slot.records === 0) return this.say("day_missing", { day });
    return this.say(slot.day <= this.until ? "day_going" : "day_kept", {
      day,
      n: this.figures.count(slot.records),
      size: this.figures.bytes(slot.bytes),
    });
  }

  private bar(slot: Slot, place: number, most: number): TemplateResult<2> {
    const height = slot.records === 0 ? 3 : Math.max(4, (slot.records / most) * HEIGHT);
    const kind = slot.records === 0 ? "gap" : slot.day <= this.until ? "going" : "";
    return svg`<rect class="bar ${kind} ${place === this.chosen ? "chosen" : ""}" x=${place * STEP + 1}
      y=${HEIGHT - height} width=${STEP - 2} height=${height}></rect>`;
  }

  private point(event: PointerEvent, count: number, width: number): void {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const place = Math.floor(((event.clientX - box.left) / box.width) * width);
    this.chosen = place < count ? Math.max(0, place) : -1;
  }

  private step(event: KeyboardEvent, count: number): void {
    const next = stepped(event.key, this.chosen < 0 ? count - 1 : this.chosen, count);
    if (next === null) return;
    event.preventDefault();
    this.chosen = next;
  }
}
