import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Format } from "../model/format";
import { barModel, capital, verdict, type BarModel } from "../model/load";
import type { RuleVote } from "../schema";
import type { Say } from "../words";
import { shared } from "./styles";

/** Every rule's vote, with the figures it looked at as bars against their thresholds. */
@customElement("bitgridai-votes")
export class Votes extends LitElement {
  @property({ attribute: false }) votes: RuleVote[] = [];
  @property({ attribute: false }) say!: Say;
  @property({ attribute: false }) format!: Format;

  static override styles = [
    shared,
    css`
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 10px;
      }
      li.decisive > .row .rule {
        font-weight: 600;
      }
      .measure {
        margin-block-start: 4px;
        font-size: 0.8125rem;
      }
      .ends {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 8px;
      }
      .bar {
        position: relative;
        height: 6px;
        border-radius: 3px;
        background: color-mix(in srgb, var(--ink) 10%, transparent);
      }
      .fill {
        height: 100%;
        border-radius: 3px;
        background: var(--on);
      }
      .unmet .fill {
        background: var(--warn);
      }
      .mark {
        position: absolute;
        inset-block: -3px;
        width: 2px;
        background: var(--ink);
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<ul>
      ${this.votes.map(
        (vote) => html`<li class=${vote.decisive ? "decisive" : ""}>
          <div class="row wrap">
            <span class="rule">${capital(vote.rule_name)}</span>
            <span class="dim grow">${verdict(vote, this.say, this.format)}</span>
            ${vote.decisive ? html`<span class="pill" style="--tint: var(--on)">${this.say("decisive")}</span>` : nothing}
          </div>
          ${vote.because ? html`<div class="dim">${capital(vote.because)}</div>` : nothing}
          ${vote.measures.map((measure) => this.bar(barModel(measure, this.say, this.format)))}
        </li>`,
      )}
    </ul>`;
  }

  private bar(bar: BarModel): TemplateResult {
    return html`<div class="measure ${bar.met ? "" : "unmet"}" role="img" aria-label=${bar.told}>
      <div class="ends"><span>${bar.label} ${bar.value}</span><span class="dim">${bar.limit}</span></div>
      <div class="bar">
        <div class="fill" style="width: ${bar.fill}%"></div>
        <div class="mark" style="inset-inline-start: ${bar.mark}%"></div>
      </div>
    </div>`;
  }
}
