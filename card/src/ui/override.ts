import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { DEFAULT_MIN, DURATIONS_MIN, overrideCall, possible, powersFor, refused, type Wish } from "../model/actions";
import { duration, type Format } from "../model/format";
import type { LoadView } from "../schema";
import type { Say, Word } from "../words";
import { icon, type Icon } from "./icon";
import { shared } from "./styles";

const WISHES: { wish: Wish; word: Word; icon: Icon }[] = [
  { wish: "start", word: "boost", icon: "boost" },
  { wish: "stop", word: "pause", icon: "pause" },
  { wish: "limit", word: "limit", icon: "limit" },
];

/** Run, pause or limit a load for a time: a choice, its time and power, and one button that does it. */
@customElement("bitgridai-override")
export class OverridePanel extends LitElement {
  @property({ attribute: false }) load!: LoadView;
  @property({ attribute: false }) say!: Say;
  @property({ attribute: false }) format!: Format;
  @property({ type: Boolean }) disabled = false;
  @property({ type: Number }) minutes = DEFAULT_MIN;
  @state() private wish: Wish | null = null;
  @state() private power: number | undefined;
  @state() private chosen: number | undefined;

  static override styles = [
    shared,
    css`
      .wishes {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
        gap: 8px;
      }
      .wishes button {
        padding-inline: 4px;
        flex-direction: column;
        gap: 2px;
        font-size: 0.875rem;
      }
      #why-not {
        margin: 6px 0 0;
        color: var(--dim);
        font-size: 0.8125rem;
      }
      .panel {
        margin-block-start: 8px;
        padding: 12px;
        border: 1px solid var(--line);
        border-radius: 12px;
        display: grid;
        gap: 10px;
      }
      .choices {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .choices button {
        min-height: 36px;
        padding: 2px 10px;
      }
      fieldset {
        border: 0;
        margin: 0;
        padding: 0;
        min-width: 0;
      }
      legend {
        padding: 0;
        margin-block-end: 4px;
        color: var(--dim);
        font-size: 0.8125rem;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("load") && changed.get("load")?.id !== this.load.id) this.wish = null;
  }

  protected override render(): TemplateResult {
    return html`<div class="wishes">
        ${WISHES.filter(({ wish }) => possible(this.load, wish)).map(
          ({ wish, word, icon: name }) => html`<button
            data-wish=${wish}
            aria-expanded=${this.wish === wish}
            ?disabled=${this.disabled || refused(this.load, wish)}
            aria-describedby=${refused(this.load, wish) ? "why-not" : nothing}
            @click=${() => this.open(wish)}
          >
            ${icon(name)}<span>${this.say(word)}</span>
          </button>`,
        )}
      </div>
      ${refused(this.load, "start") ? html`<p id="why-not">${this.say("locked_start")}</p>` : nothing}
      ${this.wish === null || refused(this.load, this.wish) ? nothing : this.panel(this.wish)}`;
  }

  private get time(): number {
    return this.chosen ?? this.minutes;
  }

  private open(wish: Wish): void {
    this.wish = this.wish === wish ? null : wish;
    const powers = powersFor(this.load, wish);
    this.power = wish === "limit" ? powers[0] : powers.at(-1);
  }

  private panel(wish: Wish): TemplateResult {
    const powers = powersFor(this.load, wish);
    const figures = { power: this.format.watts(this.power ?? 0), time: duration(this.time, this.say) };
    const sure: Record<Wish, Word> = { start: "do_boost", stop: "do_pause", limit: "do_limit" };
    return html`<div class="panel">
      ${powers.length > 1 || wish === "limit"
        ? html`<fieldset>
            <legend>${this.say(wish === "limit" ? "at_most" : "at_power")}</legend>
            <div class="choices">
              ${powers.map((power) =>
                this.choice(this.format.watts(power), power === this.power, () => (this.power = power)),
              )}
            </div>
          </fieldset>`
        : nothing}
      <fieldset>
        <legend>${this.say("for_how_long")}</legend>
        <div class="choices">
          ${DURATIONS_MIN.map((minutes) =>
            this.choice(duration(minutes, this.say), minutes === this.time, () => (this.chosen = minutes)),
          )}
        </div>
      </fieldset>
      <button class="main" data-do=${wish} ?disabled=${this.disabled} @click=${() => this.send(wish)}>
        ${this.say(sure[wish], figures)}
      </button>
    </div>`;
  }

  private choice(label: string, pressed: boolean, choose: () => void): TemplateResult {
    return html`<button aria-pressed=${pressed} @click=${choose}>${label}</button>`;
  }

  private send(wish: Wish): void {
    const call = overrideCall(this.load, wish, this.time, this.power);
    this.wish = null;
    this.dispatchEvent(new CustomEvent("override", { detail: call }));
  }
}
