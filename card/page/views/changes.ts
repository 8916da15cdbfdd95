import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { SECTIONS, THRESHOLDS } from "../catalogue";
import { Part } from "../context";
import { flawOf, type Mode, type Row } from "../model/changes";
import { sectionOf, type Threshold } from "../model/threshold";
import { icon } from "../ui/icon";
import { shared } from "../ui/styles";
import { thresholdOf, valueOf } from "../ui/threshold-text";

const OFFERED = ["r1.start_margin_w", "r2.soc_soft_min_pct", "r5.min_pause_blocks", "r4.start_ct"];
/** What one would most likely want to try next. */

/** Rows of thresholds with a value each, or with the values to try; mistakes are told in place. */
@customElement("bitgridai-changes")
export class Changes extends Part {
  @property({ attribute: false }) rows: Row[] = [];
  @property() mode: Mode = "one";
  @state() private visited = new Set<string>();

  static override styles = [
    shared,
    css`
      li {
        display: grid;
        grid-template-columns: minmax(0, 3fr) minmax(0, 2fr) auto;
        gap: 4px 8px;
        align-items: start;
      }
      li + li {
        margin-block-start: 14px;
      }
      li > .note {
        grid-column: 1 / -1;
      }
      li button {
        min-height: 42px;
      }
      @media (max-width: 520px) {
        li {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        li select.which {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  /** Shows every mistake and goes to the first; true where there is none. */
  async sound(): Promise<boolean> {
    this.visited = new Set(this.rows.map((row) => row.path));
    const wrong = this.rows.findIndex((row) => this.flaw(row) !== null);
    if (wrong < 0) return true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#value-${wrong}`)?.focus();
    return false;
  }

  protected override render(): TemplateResult {
    return html`<div class="stack tight">
      <ol>
        ${this.rows.map((row, place) => this.row(row, place))}
      </ol>
      <div><button type="button" class="plain" @click=${this.add}>${icon("add")}${this.say("add_threshold")}</button></div>
    </div>`;
  }

  private row(row: Row, place: number): TemplateResult {
    const threshold = thresholdOf(row.path);
    const flaw = this.visited.has(row.path) ? this.flaw(row) : null;
    const title = threshold?.name[this.context.language] ?? row.path;
    return html`<li>
      <select class="which" aria-label=${this.say("threshold")} @change=${(event: Event) => this.choose(place, value(event))}>
        ${SECTIONS.map((section) => this.group(section.path, section.name[this.context.language], row.path))}
      </select>
      ${threshold === undefined ? nothing : this.input(row, place, threshold, title, flaw !== null)}
      <button
        type="button"
        class="plain"
        aria-label=${this.say("remove_threshold", { name: title })}
        @click=${() => this.emit(this.rows.filter((_, other) => other !== place))}
      >
        ${icon("close")}
      </button>
      <p class="note ${flaw === null ? "hint" : "flaw"}" id="note-${place}">
        ${flaw === null ? this.hint(threshold) : html`${icon("bad")}${this.say(`flaw_${flaw}`)} ${this.range(threshold)}`}
      </p>
    </li>`;
  }

  private group(path: string, name: string, chosen: string): TemplateResult | typeof nothing {
    const inside = THRESHOLDS.filter((each) => sectionOf(each.path) === path && path !== "");
    if (inside.length === 0) return nothing;
    return html`<optgroup label=${name}>
      ${inside.map(
        (each) =>
          html`<option
            value=${each.path}
            ?selected=${each.path === chosen}
            ?disabled=${each.path !== chosen && this.rows.some((row) => row.path === each.path)}
          >
            ${each.name[this.context.language]}
          </option>`,
      )}
    </optgroup>`;
  }

  private input(row: Row, place: number, threshold: Threshold, name: string, wrong: boolean): TemplateResult {
    if (this.mode === "one" && (threshold.kind === "switch" || threshold.kind === "choice")) {
      const values = threshold.kind === "switch" ? ["true", "false"] : Object.keys(threshold.options ?? {});
      return html`<select
        id="value-${place}"
        aria-label=${name}
        aria-describedby="note-${place}"
        @change=${(event: Event) => this.type(place, value(event))}
      >
        ${values.map(
          (each) =>
            html`<option value=${each} ?selected=${each === row.text}>
              ${valueOf(row.path, threshold.kind === "switch" ? each === "true" : each, this.context)}
            </option>`,
        )}
      </select>`;
    }
    return html`<input
      id="value-${place}"
      type="text"
      inputmode=${this.mode === "one" && (threshold.low ?? -1) >= 0 ? "decimal" : "text"}
      autocomplete="off"
      aria-label=${this.mode === "one" ? name : this.say("values_of", { name })}
      aria-describedby="note-${place}"
      aria-invalid=${wrong ? "true" : "false"}
      .value=${row.text}
      @input=${(event: Event) => this.type(place, value(event))}
      @blur=${() => (this.visited = new Set([...this.visited, row.path]))}
    />`;
  }

  private hint(threshold: Threshold | undefined): string {
    if (threshold === undefined) return "";
    const usual = this.say("usual", { value: valueOf(threshold.path, threshold.default, this.context) });
    const about = threshold.about?.[this.context.language] ?? "";
    return [about, this.mode === "many" ? this.say("values_hint") : "", this.range(threshold), usual].filter(Boolean).join(" ");
  }

  private range(threshold: Threshold | undefined): string {
    if (threshold?.low === undefined || threshold.high === undefined) return "";
    const [low, high] = [threshold.low, threshold.high].map((each) => valueOf(threshold.path, each, this.context));
    return this.say(threshold.nullable === true ? "range_or_empty" : "range", { low: low ?? "", high: high ?? "" });
  }

  private flaw(row: Row): ReturnType<typeof flawOf> {
    return flawOf(row, thresholdOf(row.path), this.mode);
  }

  private readonly add = async (): Promise<void> => {
    const taken = new Set(this.rows.map((row) => row.path));
    const free = [...OFFERED, ...THRESHOLDS.map((each) => each.path)].find((path) => !taken.has(path) && path !== "autonomy");
    if (free === undefined) return;
    this.emit([...this.rows, { path: free, text: usual(free, this.mode) }]);
    await this.updateComplete;
    const selects = this.renderRoot.querySelectorAll<HTMLElement>("select.which");
    selects[selects.length - 1]?.focus();
  };

  private choose(place: number, path: string): void {
    this.emit(this.rows.map((row, other) => (other === place ? { path, text: usual(path, this.mode) } : row)));
  }

  private type(place: number, text: string): void {
    this.emit(this.rows.map((row, other) => (other === place ? { ...row, text } : row)));
  }

  private emit(rows: Row[]): void {
    this.rows = rows;
    this.dispatchEvent(new CustomEvent<Row[]>("rows", { detail: rows }));
  }
}

/** What a new row begins with. */
function usual(path: string, mode: Mode): string {
  const threshold = thresholdOf(path);
  if (threshold === undefined || threshold.default === null) return "";
  if (mode === "one" || typeof threshold.default !== "number") return String(threshold.default);
  return "";
}

function value(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
