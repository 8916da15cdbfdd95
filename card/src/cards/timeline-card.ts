import { html, nothing, svg, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { reasonOf } from "../ha";
import {
  areaPath,
  band,
  blockAt,
  HEIGHT,
  linePath,
  scaleOf,
  shadeOf,
  ticks,
  WIDTH,
  xOf,
  type Scale,
  type Segment,
  type Shade,
} from "../model/band";
import { timelineForm, type ConfigForm } from "../model/form";
import { glued } from "../model/glue";
import { ahead } from "../model/load";
import type { Absent, Block, Mark, Picture, Timeline, ToldRecord } from "../schema";
import { wordsOf, type Word } from "../words";
import { column, shared } from "../ui/styles";
import { BitGridCard, type CardConfig } from "./base";
import { timelineStyles } from "./timeline-card.styles";

interface TimelineConfig extends CardConfig {
  /** 24 or 168; the editor writes it as text. */
  hours?: number | string;
}

/** What is drawn for one answer of the controller: computed once, not with every frame. */
interface Drawing {
  line: Timeline;
  scale: Scale;
  pv: string;
  forecast: string;
  loads: string;
  surplus: string;
  bands: { load: string; name: string; segments: Segment[] }[];
  /** Moments at which safety stepped in. */
  steps: Mark[];
  ticks: number[];
}

const READ_AFTER_MS = 120;
const PAGE_BLOCKS = 6;
const DAY_H = 24;
const SHADES: Shade[] = ["running", "off", "command", "waiting", "safety"];
const MOST_TICKS = { 24: 6, 168: 7 };

/** The last day or week, block by block, with what is expected after it. */
@customElement("bitgridai-timeline-card")
export class TimelineCard extends BitGridCard {
  @state() private hours: 24 | 168 = 24;
  @state() private drawing: Drawing | null = null;
  @state() private error = "";
  @state() private index: number | null = null;
  @state() private told: ToldRecord | null = null;
  private readonly known = new Map<number, ToldRecord>();
  private asked = "";
  private reading: ReturnType<typeof setTimeout> | undefined;

  static override styles = [shared, column, timelineStyles];

  static getStubConfig(): Omit<TimelineConfig, "type"> {
    return { hours: 24 };
  }

  static getConfigForm(): ConfigForm {
    return timelineForm(wordsOf(document.documentElement.lang || "en"));
  }

  setConfig(config: TimelineConfig): void {
    const hours = Number(config.hours ?? 24);
    if (hours !== 24 && hours !== 168) throw new Error(`hours: 24 or 168, not ${String(config.hours)}`);
    this.hours = hours;
  }

  getCardSize(): number {
    return 6;
  }

  protected override heard(picture: Picture | Absent): void {
    super.heard(picture);
    if (picture.available) void this.ask(picture);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const picture = this.live.picture;
    if ((changed as Map<PropertyKey, unknown>).has("hours") && picture?.available) void this.ask(picture);
  }

  private async ask(picture: Picture): Promise<void> {
    const wanted = `${this.hours} ${String(picture.decided_at)} ${picture.language}`;
    if (wanted === this.asked) return;
    this.asked = wanted;
    try {
      const line = await this.hass.callWS<Timeline>({
        type: "bitgridai/timeline",
        hours: this.hours,
        language: this.hass.language,
      });
      this.error = "";
      if (this.index !== null) this.index = Math.min(this.index, line.blocks.length - 1);
      this.drawing = this.draw(line);
    } catch (error) {
      this.asked = "";
      this.error = reasonOf(error);
    }
  }

  private draw(line: Timeline): Drawing {
    const scale = scaleOf(line, this.hours);
    const gap = line.block_s * 1.5;
    const ofBlocks = (value: (block: Block) => number | null): [number, number | null][] =>
      line.blocks.map((block) => [block.at, value(block)]);
    const coming = line.forecast.filter(({ at }) => at >= line.until - gap && at <= scale.to);
    return {
      line,
      scale,
      pv: areaPath(ofBlocks((block) => block.pv_w), scale, gap),
      forecast: areaPath(coming.map(({ at, pv_w }) => [at, pv_w]), scale, Infinity),
      loads: areaPath(ofBlocks((block) => block.loads_w), scale, gap),
      surplus: linePath(ofBlocks((block) => block.surplus_w), scale, gap),
      bands: Object.entries(line.names).map(([load, name]) => ({
        load,
        name,
        segments: band(line.blocks, load, line.block_s),
      })),
      steps: line.marks.filter((mark) => mark.kind === "safety" && mark.at >= scale.from),
      ticks: ticks(scale, MOST_TICKS[this.hours], (at) => this.format.hour(at)),
    };
  }

  protected content(picture: Picture): TemplateResult {
    const drawing = this.drawing;
    return html`<ha-card>
      <div class="header row wrap">
        <h2 class="grow">${this.say("timeline")}</h2>
        ${([24, 168] as const).map(
          (hours) => html`<button aria-pressed=${this.hours === hours} @click=${() => this.show(hours)}>
            ${this.say(hours === 24 ? "last_day" : "last_week")}
          </button>`,
        )}
      </div>
      ${this.error ? html`<p role="alert">${this.say("failed", { why: this.error })}</p>` : nothing}
      ${drawing === null
        ? html`<p role="status">${this.say("loading")}</p>`
        : drawing.line.blocks.length === 0
          ? html`<p>${this.say("no_blocks")}</p>`
          : [this.plot(drawing, picture), this.legend(drawing), this.info(drawing, picture)]}
    </ha-card>`;
  }

  private show(hours: 24 | 168): void {
    this.hours = hours;
    this.index = null;
    this.told = null;
  }

  private plot(drawing: Drawing, picture: Picture): TemplateResult {
    const { line, scale } = drawing;
    const shown = this.index === null ? null : line.blocks[this.index];
    const now = xOf(line.until, scale);
    const next = xOf(picture.next_block_at, scale);
    return html`<div
      class="plot"
      dir="ltr"
      role="slider"
      tabindex="0"
      aria-label=${this.say("timeline")}
      aria-valuemin="0"
      aria-valuemax=${line.blocks.length - 1}
      aria-valuenow=${this.index ?? line.blocks.length - 1}
      aria-valuetext=${shown == null ? this.say("timeline_help") : this.spoken(shown, drawing)}
      @pointermove=${this.pointed}
      @pointerdown=${this.pointed}
      @keydown=${this.keyed}
    >
      <span class="top">${this.format.watts(scale.top)}</span>
      <svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
        <path class="pv" d=${drawing.pv}></path>
        <path class="forecast" d=${drawing.forecast}></path>
        <path class="loads" d=${drawing.loads}></path>
        <path class="surplus" d=${drawing.surplus}></path>
        ${drawing.ticks.map((at) => svg`<path class="tick" d="M${xOf(at, scale)} 0V${HEIGHT}"></path>`)}
      </svg>
      ${drawing.bands.map(
        ({ name, segments, load }) => html`${drawing.bands.length > 1 ? html`<span class="name">${name}</span>` : nothing}
          <svg class="band" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" aria-hidden="true">
            ${segments.map((segment) => this.segment(segment, scale))} ${this.nextBlock(picture, load, next, scale)}
          </svg>`,
      )}
      <div class="future" style="left: ${now / 10}%"></div>
      <div class="marks">
        ${drawing.steps.map((mark) => this.mark(mark, scale))}
      </div>
      <div class="axis">
        ${drawing.ticks.map(
          (at) => html`<span style="left: ${xOf(at, scale) / 10}%">
            ${this.format.hour(at) === 0 ? this.format.weekday(at) : this.format.time(at)}
          </span>`,
        )}
      </div>
      ${shown == null
        ? nothing
        : html`<div class="cursor" style="left: ${xOf(shown.at + line.block_s / 2, scale) / 10}%"></div>`}
    </div>`;
  }

  private segment({ from, to, shade, level }: Segment, scale: Scale): TemplateResult {
    const [x, end] = [xOf(Math.max(from, scale.from), scale), xOf(to, scale)];
    const strength = shade === "running" ? 0.35 + 0.65 * level : 1;
    return svg`<rect class=${shade} x=${x} width=${Math.max(0, end - x)} height="10" opacity=${strength}></rect>` as TemplateResult;
  }

  private nextBlock(picture: Picture, load: string, x: number, scale: Scale): TemplateResult | typeof nothing {
    const next = picture.loads.find((item) => item.id === load)?.next;
    if (next == null) return nothing;
    const end = xOf(picture.next_block_at + picture.block_s, scale);
    const shade = next.target_w > 0 ? "running" : "off";
    return svg`<rect class="${shade} expected" x=${x} width=${Math.max(3, end - x)} height="10"></rect>` as TemplateResult;
  }

  private mark(mark: Mark, scale: Scale): TemplateResult {
    const what = `${this.format.time(mark.at)} ${this.say("mark_safety")}: ${mark.reason}`;
    return html`<span style="left: ${xOf(mark.at, scale) / 10}%" title=${what}></span>`;
  }

  /** Names what is drawn, and nothing else. */
  private legend(drawing: Drawing): TemplateResult {
    const shades = new Set(drawing.bands.flatMap(({ segments }) => segments.map(({ shade }) => shade)));
    const lines: [string, Word, boolean][] = [
      ["pv", "pv", drawing.pv !== ""],
      ["loads", "loads", drawing.loads !== ""],
      ["surplus", "surplus", drawing.surplus !== ""],
      ["forecast", "forecast", drawing.forecast !== ""],
      ...SHADES.map((shade): [string, Word, boolean] => [shade, `block_${shade}`, shades.has(shade)]),
      ["mark", "mark", drawing.steps.length > 0],
    ];
    return html`<ul class="legend">
      ${lines
        .filter(([, , drawn]) => drawn)
        .map(([name, word]) => html`<li><span class="swatch ${name}"></span>${this.say(word)}</li>`)}
    </ul>`;
  }

  private info(drawing: Drawing, picture: Picture): TemplateResult {
    const block = this.index === null ? undefined : drawing.line.blocks[this.index];
    if (block === undefined) {
      const coming = picture.loads.map((load) =>
        load.next === null ? "" : `${load.name} ${ahead(load.next, this.say, this.format)}`,
      );
      return html`<div class="info">
        <p class="dim">${this.say("timeline_help")}</p>
        <p><b>${this.say("next")}</b>, ${this.format.time(picture.next_block_at)}: ${glued(coming.join("; "))}</p>
      </div>`;
    }
    const told = this.told?.seq === block.seq ? this.told : null;
    const marks = drawing.line.marks.filter(({ at }) => at >= block.at && at < block.at + drawing.line.block_s);
    return html`<div class="info">
      <p class="row wrap">
        <b>${this.hours > DAY_H ? this.format.weekdayTime(block.at) : this.format.time(block.at)}</b>
        ${this.figure("pv", block.pv_w)} ${this.figure("surplus", block.surplus_w)} ${this.figure("loads", block.loads_w)}
      </p>
      ${Object.entries(block.loads).map(
        ([load, made]) => html`<p>
          <span class="swatch ${shadeOf(made)}"></span>
          ${glued(
            told?.told[load]?.energy.short ??
              `${drawing.line.names[load] ?? load}: ${drawing.line.reasons[made.code] ?? made.code}`,
          )}
        </p>`,
      )}
      ${marks.map(
        (mark) => html`<p>
          ${this.format.time(mark.at)} ${this.say(`mark_${mark.kind}`)}: ${drawing.line.names[mark.load] ?? mark.load},
          ${mark.reason}
        </p>`,
      )}
    </div>`;
  }

  private figure(word: Word, power: number | null): TemplateResult | typeof nothing {
    return power === null ? nothing : html`<span>${this.say(word)} ${this.format.watts(power)}</span>`;
  }

  private spoken(block: Block, drawing: Drawing): string {
    const loads = Object.entries(block.loads).map(
      ([load, made]) =>
        `${drawing.line.names[load] ?? load} ${this.say(`block_${shadeOf(made)}`)}, ${drawing.line.reasons[made.code] ?? ""}`,
    );
    return `${this.format.weekdayTime(block.at)}: ${loads.join("; ")}`;
  }

  private pointed(event: PointerEvent): void {
    if (this.drawing === null) return;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const { scale, line } = this.drawing;
    const at = scale.from + ((event.clientX - box.left) / box.width) * (scale.to - scale.from);
    this.look(blockAt(line.blocks, at));
  }

  private keyed(event: KeyboardEvent): void {
    const last = (this.drawing?.line.blocks.length ?? 0) - 1;
    const at = this.index ?? last;
    const to: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      PageUp: at - PAGE_BLOCKS,
      PageDown: at + PAGE_BLOCKS,
      Home: 0,
      End: last,
    };
    const wanted = to[event.key];
    if (wanted === undefined || last < 0) return;
    event.preventDefault();
    this.look(Math.min(last, Math.max(0, wanted)));
  }

  private look(index: number): void {
    const block = this.drawing?.line.blocks[index];
    if (block === undefined || index === this.index) return;
    this.index = index;
    this.told = this.known.get(block.seq) ?? null;
    clearTimeout(this.reading);
    // A finger that only passes by asks nothing.
    if (this.told === null) this.reading = setTimeout(() => void this.read(block.seq), READ_AFTER_MS);
  }

  private async read(seq: number): Promise<void> {
    try {
      const told = await this.hass.callWS<ToldRecord>({
        type: "bitgridai/explain_record",
        seq,
        language: this.hass.language,
      });
      this.known.set(seq, told);
      this.told = told;
    } catch {
      // The block's own words stay: its record may be older than what is kept.
    }
  }
}
