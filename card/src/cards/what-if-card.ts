import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { reasonOf } from "../ha";
import { glued } from "../model/glue";
import { knobs, supposed, type Knob, type KnobModel } from "../model/whatif";
import type { Absent, Picture, WhatIf } from "../schema";
import { column, shared } from "../ui/styles";
import { PlainCard } from "./base";

const ASK_AFTER_MS = 80;

/** Sliders for sun, house, battery and price, and the decision that would follow. Nothing is switched. */
@customElement("bitgridai-what-if-card")
export class WhatIfCard extends PlainCard {
  @state() private moved: Partial<Record<Knob, number>> = {};
  @state() private answer: WhatIf | null = null;
  @state() private error = "";
  private asking: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;

  static override styles = [
    shared,
    column,
    css`
      ha-card {
        border: 2px dashed var(--line);
      }
      .knob {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 8px;
      }
      input {
        grid-column: 1 / -1;
        width: 100%;
        height: 32px;
        margin: 0;
        background: none;
        appearance: none;
        cursor: pointer;
        border-radius: 8px;
      }
      input::-webkit-slider-runnable-track {
        height: 6px;
        border-radius: 3px;
        background: color-mix(in srgb, var(--ink) 20%, transparent);
      }
      input::-moz-range-track {
        height: 6px;
        border-radius: 3px;
        background: color-mix(in srgb, var(--ink) 20%, transparent);
      }
      input::-webkit-slider-thumb {
        appearance: none;
        width: 22px;
        height: 22px;
        margin-block-start: -8px;
        border-radius: 50%;
        background: var(--primary-color, #03a9f4);
        border: 2px solid var(--ground);
      }
      input::-moz-range-thumb {
        width: 18px;
        height: 18px;
        border-radius: 50%;
        background: var(--primary-color, #03a9f4);
        border: 2px solid var(--ground);
      }
      output {
        font-weight: 500;
        font-variant-numeric: tabular-nums;
      }
      .knobs {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(200px, 1fr));
        gap: 8px 20px;
      }
      .would {
        display: grid;
        gap: 8px;
      }
      .load {
        border-inline-start: 4px solid var(--line);
        padding-inline-start: 10px;
      }
      .load.differs {
        border-color: var(--info);
      }
      .load b {
        font-weight: 500;
      }
    `,
  ];

  getCardSize(): number {
    return 5;
  }

  protected override heard(picture: Picture | Absent): void {
    super.heard(picture);
    if (picture.available) this.askSoon();
  }

  protected content(picture: Picture): TemplateResult {
    const touched = Object.keys(this.moved).length > 0;
    return html`<ha-card>
      <div class="header row wrap">
        <h2 class="grow">${this.say("whatif")}</h2>
        <span class="pill" style="--tint: var(--info)">${this.say("hypothetical")}</span>
      </div>
      <div class="knobs">${knobs(picture.flows).map((knob) => this.knob(knob))}</div>
      ${this.error ? html`<p role="alert">${this.say("failed", { why: this.error })}</p>` : nothing}
      <div class="would" role="status" aria-live="polite">${this.answer === null ? nothing : this.would(picture, this.answer)}</div>
      <div><button ?disabled=${!touched} @click=${this.reset}>${this.say("whatif_reset")}</button></div>
    </ha-card>`;
  }

  private knob(knob: KnobModel): TemplateResult {
    const value = this.moved[knob.knob] ?? knob.now;
    return html`<label class="knob">
      <span>${this.say(knob.word)}</span>
      <output>${this.format.number(value)} ${knob.unit}</output>
      <input
        type="range"
        data-knob=${knob.knob}
        aria-label=${this.say(knob.word)}
        min=${knob.min}
        max=${knob.max}
        step=${knob.step}
        .value=${String(value)}
        aria-valuetext="${this.format.number(value)} ${knob.unit}"
        @input=${(event: Event) => this.move(knob.knob, Number((event.target as HTMLInputElement).value))}
      />
    </label>`;
  }

  private would(picture: Picture, answer: WhatIf): TemplateResult {
    const surplus = answer.surplus_w;
    return html`${surplus === null
        ? nothing
        : html`<p>${this.say("whatif_surplus", { power: this.format.watts(surplus) })}</p>`}
      ${picture.loads.map((load) => {
        const would = answer.loads[load.id];
        if (would === undefined) return nothing;
        return html`<div class="load ${would.differs ? "differs" : ""}">
          <b>${glued(would.told.energy.short)}</b>
          <p class="dim">${this.say(would.differs ? "whatif_differs" : "whatif_same")}</p>
        </div>`;
      })}`;
  }

  private move(knob: Knob, value: number): void {
    this.moved = { ...this.moved, [knob]: value };
    this.askSoon();
  }

  private reset(): void {
    this.moved = {};
    this.askSoon();
  }

  private askSoon(): void {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => void this.ask(), ASK_AFTER_MS);
  }

  private async ask(): Promise<void> {
    const turn = ++this.turn;
    try {
      const answer = await this.hass.callWS<WhatIf>({
        type: "bitgridai/what_if",
        language: this.hass.language,
        ...supposed(this.moved),
      });
      if (turn !== this.turn) return;
      this.answer = answer;
      this.error = "";
    } catch (error) {
      if (turn === this.turn) this.error = reasonOf(error);
    }
  }
}
