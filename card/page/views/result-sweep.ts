import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Part } from "../context";
import { apart } from "../model/key-figures";
import type { Ranked, SweepResult } from "../results";
import { icon } from "../ui/icon";
import { shared } from "../ui/styles";
import { changesText } from "../ui/threshold-text";
import "../ui/scatter";

const FIRST = 15;
const COLUMNS = ["gain_eur", "starts_per_day", "loads_kwh", "import_caused_kwh"] as const;

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
      @media (max-width: 640px) {
        thead {
          display: none;
        }
        tbody tr {
          display: grid;
          grid-template-columns: auto minmax(0, 1fr) minmax(0, 1fr);
          column-gap: 8px;
          border-block-end: 1px solid var(--line);
          padding-block: 8px;
        }
        tbody tr.chosen {
          background: var(--accent-soft);
        }
        td {
          border: 0;
          padding: 2px 4px;
        }
        td.rank {
          grid-row: span 3;
        }
        td.what {
          grid-column: 2 / -1;
          font-weight: 500;
        }
        td.end {
          text-align: start;
        }
        td[data-label]::before {
          content: attr(data-label);
          display: block;
          color: var(--dim);
          font-size: 0.8125rem;
        }
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
    const gain = apart(this.result.recorded_policy.gain_eur, best.gain_eur, 2);
    const text =
      gain > 0
        ? this.say("sweep_gain", { changes: changesText(best.changes, this.context), eur: this.figures.euro(gain) })
        : this.say("sweep_none");
    return html`<p class="notice ${gain > 0 ? "good" : ""}">${icon(gain > 0 ? "good" : "info")}${text}</p>`;
  }

  private table(): TemplateResult {
    const shown = this.result.ranking.slice(0, this.shown);
    // Stacked on a phone, a row is still one: the roles say what the layout does not.
    return html`<table role="table" aria-label=${this.say("ranking")}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${this.say("rank")}</th>
            <th role="columnheader" scope="col">${this.say("changed_thresholds")}</th>
            ${COLUMNS.map((word) => html`<th role="columnheader" scope="col" class="end">${this.say(word)}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${shown.map((row, place) => this.row(row, place))}
        </tbody>
      </table>
      ${shown.some((row) => row.pareto)
        ? html`<p class="dim small"><span class="front" aria-hidden="true">★</span> ${this.say("on_front")}</p>`
        : nothing}`;
  }

  private row(row: Ranked, place: number): TemplateResult {
    const { figures } = this;
    const pressed = place === this.chosen;
    const front = row.pareto ? html`<span class="front" title=${this.say("on_front")}>★</span>` : nothing;
    const figure = (word: (typeof COLUMNS)[number], text: string): TemplateResult =>
      html`<td role="cell" class="end" data-label=${this.say(word)}>${text}</td>`;
    return html`<tr role="row" class=${pressed ? "chosen" : ""} @click=${() => (this.chosen = place)}>
      <td role="cell" class="rank">
        <button
          aria-pressed=${pressed}
          aria-label=${this.say(row.pareto ? "rank_front" : "rank_n", { n: row.rank })}
          @click=${() => (this.chosen = place)}
        >
          ${row.rank} ${front}
        </button>
      </td>
      <td role="cell" class="what">${changesText(row.changes, this.context)}</td>
      ${figure("gain_eur", figures.euro(row.gain_eur))} ${figure("starts_per_day", figures.fixed(row.starts_per_day, 2))}
      ${figure("loads_kwh", `${figures.fixed(row.loads_kwh, 1)} kWh`)}
      ${figure("import_caused_kwh", `${figures.fixed(row.import_caused_kwh, 1)} kWh`)}
    </tr>`;
  }
}
