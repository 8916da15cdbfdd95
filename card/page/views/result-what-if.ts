import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Part } from "../context";
import { daysOf, type CourseDay } from "../model/days-of-course";
import { FIGURES, apart, type FigureRow } from "../model/key-figures";
import type { WhatIfResult } from "../results";
import { icon } from "../ui/icon";
import { shared } from "../ui/styles";
import "../ui/course";
import "../ui/pairs";

/** What a changed policy came to, beside the recorded one in the same loop. */
@customElement("bitgridai-result-what-if")
export class WhatIfView extends Part {
  @property({ attribute: false }) result!: WhatIfResult;
  @state() private chosen = -1;

  static override styles = [
    shared,
    css`
      tbody th {
        color: var(--ink);
        font-size: inherit;
        font-weight: 400;
      }
      .better {
        color: var(--good);
      }
      .worse {
        color: var(--bad);
      }
      thead .one::before,
      thead .two::before {
        content: "";
        display: inline-block;
        width: 10px;
        height: 10px;
        border-radius: 3px;
        margin-inline-end: 6px;
        background: var(--one);
      }
      thead .two::before {
        background: var(--two);
      }
      @media (max-width: 520px) {
        table {
          font-size: 0.8125rem;
          table-layout: fixed;
        }
        thead th:first-child {
          width: 37%;
        }
        th,
        td {
          padding: 8px 2px;
        }
        thead th {
          font-size: 0.75rem;
        }
        thead .one::before,
        thead .two::before {
          display: block;
          margin: 0 0 4px auto;
        }
        tbody th {
          overflow-wrap: anywhere;
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { result } = this;
    const days = daysOf(result.series, (at) => this.figures.dayAt(at));
    const busiest = days.reduce((best, day, place) => (change(day) > change(days[best]) ? place : best), 0);
    const place = this.chosen < 0 ? busiest : this.chosen;
    const day = days[place];
    return html`<div class="stack">
      <section class="stack" aria-labelledby="title">
        <h2 id="title">${this.say("key_figures")}</h2>
        ${this.verdict()} ${this.table()}
      </section>
      <section class="stack" aria-labelledby="days">
        <h2 id="days">${this.say("loads_by_day")}</h2>
        <bitgridai-pairs
          .context=${this.context}
          .days=${days}
          .chosen=${place}
          @choose=${(event: CustomEvent<number>) => (this.chosen = event.detail)}
        ></bitgridai-pairs>
        ${day === undefined
          ? nothing
          : html`<h3>${this.figures.date(day.day)}</h3>
              <bitgridai-course .context=${this.context} .series=${result.series} .day=${day}></bitgridai-course>`}
      </section>
    </div>`;
  }

  private verdict(): TemplateResult {
    const { recorded, changed } = this.result.figures;
    const gain = apart(recorded.gain_eur, changed.gain_eur, 2);
    const [figures, n] = [this.figures, this.figures.count(this.result.differing_decisions)];
    if (this.result.differing_decisions === 0) return html`<p class="notice">${icon("info")}${this.say("what_if_same")}</p>`;
    const word = gain > 0 ? "what_if_gain" : gain < 0 ? "what_if_loss" : "what_if_even";
    const text = this.say(word, { eur: figures.euro(Math.abs(gain)), n });
    return html`<p class="notice ${gain > 0 ? "good" : ""}">${icon(gain > 0 ? "good" : "info")}${text}</p>`;
  }

  private table(): TemplateResult {
    return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col"><span class="visually-hidden">${this.say("figure")}</span></th>
            <th scope="col" class="end one">${this.say("recorded_short")}</th>
            <th scope="col" class="end two">${this.say("changed_short")}</th>
            <th scope="col" class="end">${this.say("difference")}</th>
          </tr>
        </thead>
        <tbody>
          ${FIGURES.map((row) => this.row(row))}
        </tbody>
      </table>
    </div>`;
  }

  private row(row: FigureRow): TemplateResult | typeof nothing {
    const { recorded, changed } = this.result.figures;
    const [was, now] = [recorded[row.key], changed[row.key]];
    if (was === null || now === null) return nothing;
    const gap = apart(was, now, row.digits);
    const tint = gap === 0 || row.good === 0 ? "" : Math.sign(gap) === row.good ? "better" : "worse";
    const written = (value: number): string => this.figures.fixed(value, row.digits);
    return html`<tr>
      <th scope="row">
        ${this.say(row.key)}${row.unit === "" ? nothing : html` <span class="dim small">${row.unit}</span>`}
      </th>
      <td class="end">${written(was)}</td>
      <td class="end">${written(now)}</td>
      <td class="end ${tint}">${gap === 0 ? "=" : `${gap > 0 ? "+" : ""}${written(gap)}`}</td>
    </tr>`;
  }
}

function change(day: CourseDay | undefined): number {
  return day === undefined ? 0 : Math.abs(day.changed_kwh - day.recorded_kwh);
}
