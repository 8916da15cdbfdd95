import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Part } from "../context";
import { byDay } from "../model/verify";
import type { DifferingTold, Told, VerifyResult } from "../results";
import { icon } from "../ui/icon";
import { shared } from "../ui/styles";
import "../ui/days";

const FIRST = 10;

/** Which decisions this engine would make differently, both explanations side by side. */
@customElement("bitgridai-result-verify")
export class VerifyView extends Part {
  @property({ attribute: false }) result!: VerifyResult;
  @state() private shown = FIRST;

  static override styles = [
    shared,
    css`
      article {
        border: 1px solid var(--line);
        border-radius: 12px;
        padding: 14px;
      }
      .sides {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 14px;
        margin-block-start: 10px;
      }
      .side {
        border-inline-start: 3px solid var(--one);
        padding-inline-start: 12px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .side.now {
        border-color: var(--two);
      }
      @media (max-width: 600px) {
        .sides {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { result } = this;
    return html`<section class="stack" aria-labelledby="title">
      <h2 id="title" class="visually-hidden">${this.say("result")}</h2>
      ${this.verdict()}
      <dl class="facts">
        ${this.fact("decisions", this.figures.count(result.decisions))}
        ${this.fact("differing", this.figures.count(result.differing_decisions))}
        ${this.fact("recorded_by", result.recorded_by.join(", ") || "–")} ${this.fact("replayed_by", result.replayed_by)}
      </dl>
      ${this.days()} ${result.undecided.length === 0 ? nothing : this.undecided()}
      ${result.differing.length === 0 ? nothing : this.differences()}
    </section>`;
  }

  private verdict(): TemplateResult {
    const { result } = this;
    if (result.same) {
      const text = this.say("all_same", { n: this.figures.count(result.decisions) });
      return html`<p class="notice good">${icon("good")}${text}</p>`;
    }
    const share = this.figures.fixed((result.differing_decisions / Math.max(1, result.decisions)) * 100, 1);
    const text = this.say("some_differ", { n: this.figures.count(result.differing_decisions), share });
    return html`<p class="notice warn">${icon("warn")}${text}</p>`;
  }

  private fact(word: "decisions" | "differing" | "recorded_by" | "replayed_by", value: string): TemplateResult {
    return html`<div>
      <dt>${this.say(word)}</dt>
      <dd>${value}</dd>
    </div>`;
  }

  private undecided(): TemplateResult {
    return html`<div class="notice bad">
      ${icon("bad")}
      <div>
        <p>${this.say("undecided")}</p>
        <ul class="code">
          ${this.result.undecided.map((each) => html`<li>${each}</li>`)}
        </ul>
      </div>
    </div>`;
  }

  private days(): TemplateResult | typeof nothing {
    const { counted, slots, some } = byDay(this.result);
    if (slots.length === 0) return nothing;
    const name = this.say(`${counted}_by_day`);
    const told = this.say(`${counted}_on_days`, { n: this.figures.count(some), all: this.figures.count(slots.length) });
    return html`<div class="stack tight">
      <h3>${name}</h3>
      <p class="dim small">${told}</p>
      <bitgridai-days .context=${this.context} .days=${slots} counts=${`${name}. ${told}`}></bitgridai-days>
    </div>`;
  }

  private differences(): TemplateResult {
    const { differing } = this.result;
    return html`<h3>${this.say("side_by_side")}</h3>
      ${differing.slice(0, this.shown).map((each) => this.pair(each))}
      ${differing.length <= this.shown
        ? nothing
        : html`<div>
            <button @click=${() => (this.shown = differing.length)}>
              ${this.say("show_all", { n: this.figures.count(differing.length) })}
            </button>
          </div>`}`;
  }

  private pair(each: DifferingTold): TemplateResult {
    const when = this.figures.at(each.time);
    return html`<article aria-label=${`${when}, ${each.load}`}>
      <div class="row apart">
        <strong class="figure">${when}</strong>
        <span class="dim small">${each.load} · ${this.say("record", { n: this.figures.count(each.seq) })}</span>
      </div>
      <div class="sides">
        ${this.side(each.recorded, "as_it_was", "")} ${this.side(each.replayed, "as_it_would_be", "now")}
      </div>
    </article>`;
  }

  private side(told: Told, word: "as_it_was" | "as_it_would_be", now: string): TemplateResult {
    const action = told.action === "" ? "–" : this.say(`action_${told.action}` as "action_HOLD");
    return html`<div class="side ${now}">
      <p class="dim small">${this.say(word)}</p>
      <p><strong>${action}, ${this.figures.watts(told.target_w)}</strong> <span class="pill">${told.rule}</span></p>
      <p>${this.told(told.text)}</p>
    </div>`;
  }
}
