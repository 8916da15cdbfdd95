import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { reasonOf, type Hass } from "./ha";
import { DEFAULT_MIN, type Wish } from "./model/actions";
import { targetOf } from "./model/target";
import { wordsOf } from "./words";
import { icon, type Icon } from "./ui/icon";
import { shared } from "./ui/styles";

interface FeatureConfig {
  type: string;
  duration?: number;
}

/** Run, pause, or leave it to the controller: three buttons on any tile of BitGridAI. */
@customElement("bitgridai-override-feature")
export class OverrideFeature extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) context: { entity_id?: string } = {};
  @property({ attribute: false }) stateObj?: { entity_id: string };
  @state() private config: FeatureConfig = { type: "custom:bitgridai-override-feature" };
  @state() private busy = false;

  static override styles = [
    shared,
    css`
      :host {
        font-size: 0.875rem;
      }
      .row {
        height: var(--feature-height, 42px);
        gap: var(--feature-button-spacing, 8px);
      }
      button {
        flex: 1;
        min-width: 0;
        min-height: 100%;
        padding: 0 4px;
        border-radius: var(--feature-border-radius, 12px);
      }
    `,
  ];

  static getStubConfig(): FeatureConfig {
    return { type: "custom:bitgridai-override-feature" };
  }

  setConfig(config: FeatureConfig): void {
    this.config = config;
  }

  protected override render(): TemplateResult | typeof nothing {
    const entity = this.context.entity_id ?? this.stateObj?.entity_id;
    if (this.hass === undefined || entity === undefined) return nothing;
    const say = wordsOf(this.hass.language);
    return html`<div class="row">
      ${this.button("boost", say("boost"), () => this.command(entity, "start"))}
      ${this.button("pause", say("pause"), () => this.command(entity, "stop"))}
      ${this.button("automatic", say("automatic"), () => this.call(entity, "clear_override", {}))}
    </div>`;
  }

  private button(name: Icon, label: string, press: () => void): TemplateResult {
    return html`<button aria-label=${label} title=${label} ?disabled=${this.busy} @click=${press}>${icon(name)}</button>`;
  }

  private command(entity: string, override: Wish): void {
    void this.call(entity, "set_override", { override, duration: this.config.duration ?? DEFAULT_MIN });
  }

  private async call(entity: string, service: string, data: Record<string, unknown>): Promise<void> {
    const load = targetOf(this.hass, entity);
    this.busy = true;
    try {
      await this.hass.callService("bitgridai", service, load === undefined ? data : { ...data, load }, undefined, false);
    } catch (error) {
      const detail = { message: reasonOf(error) };
      this.dispatchEvent(new CustomEvent("hass-notification", { detail, bubbles: true, composed: true }));
    } finally {
      this.busy = false;
    }
  }
}
