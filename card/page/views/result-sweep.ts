import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Part } from "../context";
import type { Ranked, SweepResult } from "../results";
import { icon } from "../ui/icon";
import { shared } from "../ui/styles";
import { changesText } from "../ui/threshold-text";
import "../ui/scatter";

const FIRST = 15;

/** A grid of policies: gain against starts, and the ranking. */
@customElement("bitgridai-result-sweep")
export class SweepView extends Part {
  @property({ attribute: false }) result!: SweepResult;
  @state() private chosen = 0;
  @state() private shown = FIRST;

  static override styles = [
    shared,
    css`
      tbody tr {
        cursor: pointer;
      }
      tbody tr.chosen > * {
        background: var(--accent-soft);
      }
      .rank {
        white-space: nowrap;
      }
      .rank button {
        min-height: 32px;
        min-width: 36px;
        padding: 0 6px;
        background: none;
        border-radius: 8px;
      }
      .front {
        color: var(--two);
        font-weight: 700;
      }
      .what {
        min-width: 180px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { result, figures } = this;
    const best = result.ranking[0];
    return html`<div class="stack">
      <section class="stack" aria-labelledby="title">
        <h2 id="title">${this.say("gain_against_starts")}</h2>
        ${best === undefined ? nothing : this.verdict(best)}
        <bitgridai-scatter
          .context=${this.context}
          .ranking=${result.ranking}
          .recorded=${result.recorded_policy}
          .chosen=${this.chosen}
          @choose=${(event: CustomEvent<number>) => (this.chosen = event.detail)}
        ></bitgridai-scatter>
      </section>
      <section class="stack" aria-labelledby="ranking">
        <div class="row apart">
          <h2 id="ranking">${this.say("ranking")}</h2>
          <span class="dim small">
            ${this.say("policies_tried", { n: figures.count(result.policies) })}
            ${result.left_out > 0 ? this.say("left_out", { n: figures.count(result.left_out) }) : nothing}
          </span>
        </div>
        ${this.table()}
        ${result.ranking.length <= this.shown
          ? nothing
          : html`<div>
              <button @click=${() => (this.shown = result.ranking.length)}>
                ${this.say("show_all", { n: figures.count(result.ranking.length) })}
              </button>
            </div>`}
      </section>
    </div>`;
  }

  private verdict(best: Ranked): TemplateResult {
    const gain = best.gain_eur - this.result.recorded_policy.gain_eur;
    const text =
      gain > 0
        ? this.say("sweep_gain", { changes: changesText(best.changes, this.context), eur: this.figures.euro(gain) })
        : this.say("sweep_none");
    return html`<p class="notice ${gain > 0 ? "good" : ""}">${icon(gain > 0 ? "good" : "info")}${text}</p>`;
  }

  private table(): TemplateResult {
    return html`<div class="scroll" tabindex="0" role="group" aria-label=${this.say("ranking")}>
      <table>
        <thead>
          <tr>
            <th scope="col">${this.say("rank")}</th>
            <th scope="col">${this.say("changed_thresholds")}</th>
            <th scope="col" class="end">${this.say("gain_eur")}</th>
            <th scope="col" class="end">${this.say("starts_per_day")}</th>
            <th scope="col" class="end">${this.say("loads_kwh")}</th>
            <th scope="col" class="end">${this.say("import_caused_kwh")}</th>
          </tr>
        </thead>
        <tbody>
          ${this.result.ranking.slice(0, this.shown).map((row, place) => this.row(row, place))}
        </tbody>
      </table>
    </div>`;
  }

  private row(row: Ranked, place: number): TemplateResult {
    const { figures } = this;
    const pressed = place === this.chosen;
    const front = row.pareto ? html`<span class="front" title=${this.say("on_front")}>★</span>` : nothing;
    return html`<tr class=${pressed ? "chosen" : ""} @click=${() => (this.chosen = place)}>
      <td class="rank">
        <button
          aria-pressed=${pressed}
          aria-label=${this.say(row.pareto ? "rank_front" : "rank_n", { n: row.rank })}
          @click=${() => (this.chosen = place)}
        >
          ${row.rank} ${front}
        </button>
      </td>
      <td class="what">${changesText(row.changes, this.context)}</td>
      <td class="end">${figures.euro(row.gain_eur)}</td>
      <td class="end">${figures.fixed(row.starts_per_day, 2)}</td>
      <td class="end">${figures.fixed(row.loads_kwh, 1)} kWh</td>
      <td class="end">${figures.fixed(row.import_caused_kwh, 1)} kWh</td>
    </tr>`;
  }
}
