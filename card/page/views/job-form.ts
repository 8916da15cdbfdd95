import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { PRESETS } from "../catalogue";
import { Part } from "../context";
import { combinations, gridFrom, policyFrom, type Row } from "../model/changes";
import type { Job } from "../schema";
import { icon } from "../ui/icon";
import { shared } from "../ui/styles";
import { thresholdOf } from "../ui/threshold-text";
import "./changes";
import type { Changes } from "./changes";
import "./period";
import { asked, type Period, type PeriodFields } from "./period";

const KINDS = ["verify", "what_if", "sweep"] as const;
type Kind = (typeof KINDS)[number];
const PLACES = ["here", "cluster"] as const;
type Place = (typeof PLACES)[number];
const SUN = { low: 25, high: 200, step: 5 };
const [SMALLEST_KWH, LARGEST_KWH] = [0.1, 1000];
const MANY = 500;

/** What shall be replayed. Nothing is sent that the agent would refuse for its form. */
@customElement("bitgridai-job-form")
export class JobForm extends Part {
  @state() private kind: Kind = "verify";
  @state() private period: Period = { ledger: "", from: "", to: "" };
  @state() private preset = "";
  @state() private rows: Record<"what_if" | "sweep", Row[]> = {
    what_if: [],
    sweep: [{ path: "r1.start_margin_w", text: "-400; -200; 0; 200" }],
  };
  @state() private sun = 100;
  @state() private battery = "";
  @state() private where: Place = "here";
  @state() private wrongBattery = false;
  @state() private sending = false;
  @state() private error = "";
  @query("bitgridai-period") private periodFields!: PeriodFields;
  @query("bitgridai-changes") private changes!: Changes | null;

  static override styles = [
    shared,
    css`
      .kinds {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(220px, 1fr));
        gap: 10px;
        margin-block-start: 8px;
      }
      .kind {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 2px 10px;
        align-items: center;
        align-content: start;
        border: 1px solid var(--line);
        border-radius: 12px;
        padding: 12px 14px;
        cursor: pointer;
        font-weight: 400;
      }
      .kind:hover {
        border-color: var(--edge);
      }
      .kind:has(:checked) {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .kind:has(:focus-visible) {
        outline: 2px solid var(--accent);
        outline-offset: 2px;
      }
      .kind input:focus-visible {
        outline: none;
      }
      .kind .about {
        grid-column: 2;
      }
      .fields {
        grid-template-columns: repeat(auto-fill, minmax(240px, 1fr));
      }
      .sun {
        min-height: 42px;
        display: flex;
        align-items: center;
        gap: 12px;
      }
      output {
        font-weight: 600;
        white-space: nowrap;
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  protected override willUpdate(): void {
    const known = this.context.archives.some((each) => each.ledger === this.period.ledger);
    if (!known) this.period = { ledger: this.context.archives[0]?.ledger ?? "", from: "", to: "" };
  }

  protected override render(): TemplateResult {
    return html`<section aria-labelledby="title">
      <form class="stack" novalidate @submit=${this.submit}>
        <h2 id="title">${this.say("new_replay")}</h2>
        <fieldset>
          <legend class="visually-hidden">${this.say("kind")}</legend>
          <div class="kinds">
            ${KINDS.map((kind) => this.choice("kind", kind, kind === this.kind, () => this.turn(kind)))}
          </div>
        </fieldset>
        <bitgridai-period
          .context=${this.context}
          .period=${this.period}
          @period=${(event: CustomEvent<Period>) => (this.period = event.detail)}
        ></bitgridai-period>
        ${this.kind === "verify" ? nothing : this.thresholds(this.kind)}
        ${this.kind === "verify"
          ? nothing
          : html`<div class="fields">${this.kind === "what_if" ? this.sunField() : nothing} ${this.batteryField()}</div>`}
        ${this.kind === "sweep" && this.context.cluster ? this.places() : nothing}
        ${this.error === "" ? nothing : html`<p class="notice bad" role="alert">${icon("bad")}${this.error}</p>`}
        <div class="row">
          <button class="main" ?disabled=${this.sending}>${icon("play")}${this.say("start")}</button>
          ${this.kind === "sweep" ? this.count() : nothing}
        </div>
      </form>
    </section>`;
  }

  private choice(name: "kind" | "where", value: Kind | Place, checked: boolean, choose: () => void): TemplateResult {
    return html`<label class="kind">
      <input type="radio" name=${name} value=${value} .checked=${checked} @change=${choose} />
      <strong>${this.say(value)}</strong>
      <span class="about dim small">${this.say(`${value}_about`)}</span>
    </label>`;
  }

  private places(): TemplateResult {
    return html`<fieldset>
      <legend>${this.say("where")}</legend>
      <div class="kinds">
        ${PLACES.map((place) => this.choice("where", place, place === this.where, () => (this.where = place)))}
      </div>
    </fieldset>`;
  }

  private turn(kind: Kind): void {
    this.kind = kind;
    this.error = "";
  }

  private thresholds(kind: "what_if" | "sweep"): TemplateResult {
    return html`<fieldset class="stack">
      <legend class="visually-hidden">${this.say("thresholds")}</legend>
      ${kind === "what_if" ? this.presetField() : nothing}
      <div>
        <h3>${this.say(kind === "what_if" ? "changed_thresholds" : "tried_thresholds")}</h3>
        <p class="hint">${this.say("others_as_recorded")}</p>
      </div>
      <bitgridai-changes
        .context=${this.context}
        .rows=${this.rows[kind]}
        mode=${kind === "what_if" ? "one" : "many"}
        @rows=${(event: CustomEvent<Row[]>) => (this.rows = { ...this.rows, [kind]: event.detail })}
      ></bitgridai-changes>
    </fieldset>`;
  }

  private presetField(): TemplateResult {
    const presets = ["", ...Object.keys(PRESETS).filter((each) => Object.keys(PRESETS[each] ?? {}).length > 0)];
    return html`<div class="field">
      <label for="preset">${this.say("begin_with")}</label>
      <select id="preset" @change=${(event: Event) => (this.preset = (event.target as HTMLSelectElement).value)}>
        ${presets.map(
          (each) =>
            html`<option value=${each} ?selected=${each === this.preset}>
              ${this.say(each === "" ? "as_recorded" : (`preset_${each}` as "preset_careful"))}
            </option>`,
        )}
      </select>
    </div>`;
  }

  private sunField(): TemplateResult {
    return html`<div class="field">
      <label for="sun">${this.say("sun_factor")}</label>
      <div class="sun">
        <input
          id="sun"
          type="range"
          min=${SUN.low}
          max=${SUN.high}
          step=${SUN.step}
          .value=${String(this.sun)}
          aria-valuetext=${`${this.sun} %`}
          @input=${(event: Event) => (this.sun = Number((event.target as HTMLInputElement).value))}
        />
        <output for="sun">${this.figures.count(this.sun)} %</output>
      </div>
      <span class="hint">${this.say("sun_factor_about")}</span>
    </div>`;
  }

  private batteryField(): TemplateResult {
    return html`<div class="field">
      <label for="battery">${this.say("battery_size")}</label>
      <input
        id="battery"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        aria-describedby="battery-note"
        aria-invalid=${this.wrongBattery ? "true" : "false"}
        .value=${this.battery}
        @input=${(event: Event) => (this.battery = (event.target as HTMLInputElement).value)}
        @blur=${() => (this.wrongBattery = this.batteryWh === null)}
      />
      <span id="battery-note" class=${this.wrongBattery ? "flaw" : "hint"}>
        ${this.say(this.wrongBattery ? "flaw_battery" : "battery_size_about")}
      </span>
    </div>`;
  }

  /** What was entered; undefined where nothing was, null where it is no size of a battery. */
  private get batteryWh(): number | undefined | null {
    if (this.battery.trim() === "") return undefined;
    const kwh = Number(this.battery.trim().replace(",", "."));
    return kwh >= SMALLEST_KWH && kwh <= LARGEST_KWH ? kwh * 1000 : null;
  }

  private get changesNothing(): boolean {
    return this.kind === "what_if" && this.preset === "" && this.sun === 100 && this.rows.what_if.length === 0;
  }

  private count(): TemplateResult {
    const count = combinations(this.rows.sweep, thresholdOf);
    const word = count > MANY ? "many_policies" : count === 1 ? "one_policy" : "policies_to_try";
    return html`<span class="dim" role="status">${this.say(word, { n: this.figures.count(count) })}</span>`;
  }

  private request(): Record<string, unknown> {
    const period = { kind: this.kind, ...asked(this.period), language: this.context.language };
    if (this.kind === "verify") return period;
    const battery = typeof this.batteryWh === "number" ? { battery_wh: this.batteryWh } : {};
    const common = { ...period, ...battery };
    if (this.kind === "sweep") {
      const where = this.context.cluster ? this.where : "here";
      return { ...common, grid: gridFrom(this.rows.sweep, thresholdOf), where };
    }
    const policy = policyFrom(this.rows.what_if, PRESETS[this.preset] ?? {}, thresholdOf);
    return { ...common, policy, pv_factor: this.sun / 100 };
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.error = "";
    this.wrongBattery = this.kind !== "verify" && this.batteryWh === null;
    if (this.wrongBattery) this.renderRoot.querySelector<HTMLElement>("#battery")?.focus();
    if (this.wrongBattery || !this.periodFields.sound() || (this.changes !== null && !(await this.changes.sound()))) return;
    if (this.changesNothing) {
      this.error = this.say("flaw_nothing");
      return;
    }
    this.sending = true;
    try {
      this.dispatchEvent(new CustomEvent<Job>("asked", { detail: await this.api.start(this.request()) }));
    } catch (error) {
      this.error = this.reason(error);
    }
    this.sending = false;
  };
}
