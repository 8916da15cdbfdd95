import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Part } from "../context";
import type { LedgerStatus } from "../schema";
import { shared } from "../ui/styles";

export interface Period {
  ledger: string;
  from: string;
  to: string;
}

/** Whose records, and of which days; empty days are the archive's first and last. */
@customElement("bitgridai-period")
export class PeriodFields extends Part {
  @property({ attribute: false }) period: Period = { ledger: "", from: "", to: "" };
  static override styles = shared;

  get archive(): LedgerStatus | undefined {
    return this.context.archives.find((each) => each.ledger === this.period.ledger);
  }

  /** True where the period can be asked for. */
  sound(): boolean {
    if (!this.backwards) return true;
    this.renderRoot.querySelector<HTMLElement>("#to")?.focus();
    return false;
  }

  private get backwards(): boolean {
    const { from, to } = this.period;
    return from !== "" && to !== "" && to < from;
  }

  protected override render(): TemplateResult {
    const { archives } = this.context;
    return html`<div class="fields">
      ${archives.length < 2
        ? nothing
        : html`<div class="field">
            <label for="ledger">${this.say("archive")}</label>
            <select id="ledger" @change=${(event: Event) => this.set({ ledger: value(event), from: "", to: "" })}>
              ${archives.map(
                ({ ledger }) => html`<option value=${ledger} ?selected=${ledger === this.period.ledger}>${ledger}</option>`,
              )}
            </select>
          </div>`}
      ${this.day("from")} ${this.day("to")}
    </div>`;
  }

  private day(end: "from" | "to"): TemplateResult {
    const { first_day, last_day } = this.archive ?? { first_day: null, last_day: null };
    const wrong = end === "to" && this.backwards;
    const otherwise = end === "from" ? first_day : last_day;
    return html`<div class="field">
      <label for=${end}>${this.say(end === "from" ? "first_day" : "last_day")}</label>
      <input
        id=${end}
        type="date"
        min=${first_day ?? nothing}
        max=${last_day ?? nothing}
        .value=${this.period[end]}
        aria-invalid=${wrong ? "true" : "false"}
        aria-describedby="${end}-note"
        @input=${(event: Event) => this.set({ [end]: value(event) })}
      />
      <span id="${end}-note" class=${wrong ? "flaw" : "hint"}>
        ${wrong
          ? this.say("flaw_backwards")
          : otherwise === null
            ? nothing
            : this.say(end === "from" ? "empty_first" : "empty_last", { day: this.figures.date(otherwise) })}
      </span>
    </div>`;
  }

  private set(change: Partial<Period>): void {
    this.period = { ...this.period, ...change };
    this.dispatchEvent(new CustomEvent<Period>("period", { detail: this.period }));
  }
}

/** The days as a request has them: null where the archive's own end is meant. */
export function asked(period: Period): { ledger: string; from: string | null; to: string | null } {
  return { ledger: period.ledger, from: period.from || null, to: period.to || null };
}

function value(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}
