import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { reasonOf } from "../ha";
import { agentLine } from "../model/agent";
import { bundleLine } from "../model/bundle";
import type { Picture } from "../schema";
import type { Word } from "../words";
import { column, shared } from "../ui/styles";
import { PlainCard } from "./base";

/** Consent to research use, with what it means, and the figures that prove the ledger. */
@customElement("bitgridai-research-card")
export class ResearchCard extends PlainCard {
  @state() private answer = "";
  @state() private busy = false;

  static override styles = [
    shared,
    column,
    css`
      label {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 44px;
        font-weight: 500;
        cursor: pointer;
      }
      input {
        width: 22px;
        height: 22px;
        flex: none;
        accent-color: var(--primary-color, #03a9f4);
      }
      dl {
        margin: 0;
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 14px;
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      code {
        font-family: var(--ha-font-family-code, monospace);
        font-size: 0.8125rem;
      }
      dd button {
        min-height: 32px;
        padding-block: 2px;
      }
    `,
  ];

  getCardSize(): number {
    return 4;
  }

  protected content(picture: Picture): TemplateResult {
    const { consent, records, last_hash: hash, last_export: last } = picture.research;
    return html`<ha-card>
      <h2>${this.say("research")}</h2>
      <p id="means">${this.say("research_means")}</p>
      <label>
        <input
          type="checkbox"
          role="switch"
          aria-describedby="means"
          .checked=${consent}
          ?disabled=${this.busy || picture.doors.research === null}
          @change=${(event: Event) => this.agree(picture, event.target as HTMLInputElement)}
        />
        ${this.say("research_consent")}
      </label>
      <p>${this.say(consent ? "research_on" : "research_off")}</p>
      <dl>
        <dt>${this.say("agent")}</dt>
        <dd>${agentLine(picture.agent, this.say)}</dd>
        <dt>${this.say("research_records")}</dt>
        <dd>${this.format.number(records)}</dd>
        <dt>${this.say("research_hash")}</dt>
        <dd>${this.hash(hash, "research_hash")}</dd>
        <dt>${this.say("bundle")}</dt>
        <dd>${bundleLine(last, this.format, this.say)}</dd>
        ${
          last === null
            ? nothing
            : html`<dt>${this.say("bundle_hash")}</dt>
                <dd>${this.hash(last.sha256, "bundle_hash")}</dd>`
        }
      </dl>
      <div role="status" aria-live="polite">${this.answer}</div>
    </ha-card>`;
  }

  private hash(hash: string, what: Word): TemplateResult {
    const name = `${this.say("copy")}: ${this.say(what)}`;
    const copy = html`<button aria-label=${name} @click=${() => this.copy(hash)}>${this.say("copy")}</button>`;
    return html`<code>${hash}</code> ${navigator.clipboard ? copy : nothing}`;
  }

  private async agree(picture: Picture, box: HTMLInputElement): Promise<void> {
    const wanted = box.checked;
    // Only what the ledger holds counts: the switch follows the answer.
    box.checked = picture.research.consent;
    this.busy = true;
    this.answer = "";
    try {
      const data = { entity_id: picture.doors.research };
      await this.hass.callService("switch", wanted ? "turn_on" : "turn_off", data, undefined, false);
    } catch (error) {
      this.answer = reasonOf(error);
    } finally {
      this.busy = false;
    }
  }

  private async copy(hash: string): Promise<void> {
    await navigator.clipboard.writeText(hash);
    this.answer = this.say("copied");
  }
}
