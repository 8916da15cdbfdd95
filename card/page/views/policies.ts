import { css, html, nothing, svg, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { PRESETS, SECTIONS, THRESHOLDS } from "../catalogue";
import { Part } from "../context";
import { differing, flat, place, sectionOf, whole, type Flat, type Threshold } from "../model/threshold";
import { icon } from "../ui/icon";
import { shared } from "../ui/styles";
import { valueOf } from "../ui/threshold-text";

interface Choice {
  id: string;
  name: string;
  /** Of a recorded policy: for whoever looks it up in the records. */
  hash?: string;
  fields: Flat;
}

/** Two policies side by side, threshold by threshold. */
@customElement("bitgridai-policies")
export class Policies extends Part {
  @state() private recorded: Choice[] = [];
  @state() private sides: [string, string] = ["", ""];
  @state() private everything = false;
  @state() private error = "";
  private loaded = "";

  static override styles = [
    shared,
    css`
      tbody th {
        color: var(--ink);
        font-size: inherit;
        font-weight: 400;
      }
      tr.same > * {
        color: var(--dim);
      }
      tr.section th {
        color: var(--dim);
        font-size: 0.8125rem;
        font-weight: 600;
        padding-block-start: 18px;
      }
      td {
        white-space: nowrap;
        width: 20%;
      }
      td.track {
        width: 180px;
        padding-inline: 24px;
      }
      .track svg {
        display: block;
        width: 100%;
        height: 14px;
        overflow: visible;
      }
      .track line {
        stroke: var(--line);
        stroke-width: 3;
        stroke-linecap: round;
      }
      .one {
        fill: var(--one);
      }
      .two {
        fill: var(--two);
      }
      .dot {
        display: inline-block;
        width: 10px;
        height: 10px;
        border-radius: 50%;
        background: var(--one);
        margin-inline-end: 6px;
      }
      .dot.other {
        background: var(--two);
      }
      .fields {
        grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
      }
      .switch {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-height: 40px;
        cursor: pointer;
      }
      @media (max-width: 600px) {
        .track {
          display: none;
        }
        th,
        td {
          padding: 8px 4px;
        }
      }
    `,
  ];

  protected override willUpdate(_: PropertyValues<this>): void {
    const ledgers = this.context.archives.map((each) => each.ledger).join(" ");
    const wanted = `${ledgers} ${this.context.language}`;
    if (wanted === this.loaded) return;
    this.loaded = wanted;
    void this.load();
  }

  private async load(): Promise<void> {
    const { archives } = this.context;
    try {
      const found = await Promise.all(
        archives.map(async ({ ledger }) =>
          (await this.api.policies(ledger)).map((kept) => {
            const since = this.say("in_force_since", { at: this.figures.at(kept.since) });
            const name = archives.length > 1 ? `${since} · ${ledger}` : since;
            return { id: `${ledger} ${kept.hash}`, name, hash: kept.hash, fields: whole(THRESHOLDS, flat(kept.policy)) };
          }),
        ),
      );
      this.recorded = found.flat();
      const newest = this.recorded[0]?.id ?? "preset balanced";
      if (this.sides[0] === "") this.sides = [newest, this.recorded[1]?.id ?? "preset careful"];
    } catch (error) {
      this.error = this.reason(error);
    }
  }

  private get presets(): Choice[] {
    return Object.entries(PRESETS).map(([preset, changes]) => ({
      id: `preset ${preset}`,
      name: this.say(`preset_${preset}` as "preset_careful"),
      fields: whole(THRESHOLDS, changes),
    }));
  }

  protected override render(): TemplateResult {
    const choices = [...this.recorded, ...this.presets];
    const [one, other] = this.sides.map((id) => choices.find((each) => each.id === id));
    return html`<section class="stack" aria-labelledby="title">
      <div>
        <h2 id="title">${this.say("compare_policies")}</h2>
        <p class="dim">${this.say("compare_about")}</p>
      </div>
      ${this.error === "" ? nothing : html`<p class="notice bad" role="alert">${icon("bad")}${this.error}</p>`}
      ${this.sides[0] === "" && this.error === ""
        ? html`<p class="dim" role="status">${this.say("loading")}</p>`
        : html`<div class="fields">${this.side(0)} ${this.side(1)}</div>`}
      ${one === undefined || other === undefined ? nothing : this.comparison(one, other)}
    </section>`;
  }

  private side(number: 0 | 1): TemplateResult {
    const id = number === 0 ? "one" : "other";
    return html`<div class="field">
      <label for=${id}
        ><span class="dot ${id}" aria-hidden="true"></span>${this.say(number === 0 ? "this_policy" : "that_policy")}</label
      >
      <select id=${id} @change=${(event: Event) => this.choose(number, (event.target as HTMLSelectElement).value)}>
        ${this.recorded.length === 0 ? nothing : this.group("recorded_policies", this.recorded, this.sides[number])}
        ${this.group("presets", this.presets, this.sides[number])}
      </select>
    </div>`;
  }

  private group(word: "recorded_policies" | "presets", choices: Choice[], chosen: string): TemplateResult {
    return html`<optgroup label=${this.say(word)}>
      ${choices.map((each) => html`<option value=${each.id} title=${each.hash ?? nothing} ?selected=${each.id === chosen}>${each.name}</option>`)}
    </optgroup>`;
  }

  private choose(number: 0 | 1, id: string): void {
    this.sides = number === 0 ? [id, this.sides[1]] : [this.sides[0], id];
  }

  private comparison(one: Choice, other: Choice): TemplateResult {
    const changed = new Set(differing(THRESHOLDS, one.fields, other.fields));
    const shown = this.everything ? THRESHOLDS : [...changed];
    return html`<div class="row apart">
        <p role="status">
          <strong>${this.say(changed.size === 0 ? "no_difference" : "differences", { n: changed.size })}</strong>
        </p>
        <label class="switch"
          ><input
            type="checkbox"
            .checked=${this.everything}
            @change=${(event: Event) => (this.everything = (event.target as HTMLInputElement).checked)}
          />${this.say("show_same")}</label
        >
      </div>
      ${shown.length === 0 ? nothing : this.table(shown, one.fields, other.fields, changed)}`;
  }

  private table(shown: Threshold[], one: Flat, other: Flat, changed: Set<Threshold>): TemplateResult {
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${this.say("threshold")}</th>
          <th scope="col" class="end"><span class="dot" aria-hidden="true"></span>${this.say("this_policy")}</th>
          <th class="track"><span class="visually-hidden">${this.say("on_its_range")}</span></th>
          <th scope="col" class="end"><span class="dot other" aria-hidden="true"></span>${this.say("that_policy")}</th>
        </tr>
      </thead>
      ${SECTIONS.map((section) => {
        const inside = shown.filter((each) => sectionOf(each.path) === section.path);
        return inside.length === 0
          ? nothing
          : html`<tbody>
              ${section.path === ""
                ? nothing
                : html`<tr class="section">
                    <th colspan="4" scope="rowgroup">${section.name[this.context.language]}</th>
                  </tr>`}
              ${inside.map((each) => this.row(each, one, other, changed.has(each)))}
            </tbody>`;
      })}
    </table>`;
  }

  private row(threshold: Threshold, one: Flat, other: Flat, changed: boolean): TemplateResult {
    const [was, is] = [one[threshold.path], other[threshold.path]];
    return html`<tr class=${changed ? "" : "same"} data-threshold=${threshold.path}>
      <th scope="row">${threshold.name[this.context.language]}</th>
      <td class="end">${valueOf(threshold.path, was, this.context)}</td>
      <td class="track">${changed ? this.track(place(threshold, was), place(threshold, is)) : nothing}</td>
      <td class="end">${valueOf(threshold.path, is, this.context)}</td>
    </tr>`;
  }

  private track(one: number | null, other: number | null): TemplateResult | typeof nothing {
    if (one === null && other === null) return nothing;
    const dot = (share: number | null, side: string): TemplateResult<2> | typeof nothing =>
      share === null ? nothing : svg`<circle class=${side} cx=${share * 100} cy="7" r="5"></circle>`;
    return html`<svg viewBox="0 0 100 14" aria-hidden="true">
      ${svg`<line x1="0" x2="100" y1="7" y2="7"></line>`} ${dot(one, "one")} ${dot(other, "two")}
    </svg>`;
  }
}
