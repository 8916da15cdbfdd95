import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { Live } from "../data/live";
import { reasonOf, type Hass } from "../ha";
import { Format } from "../model/format";
import { SCHEMA, type Absent, type Picture } from "../schema";
import { wordsOf, type Say } from "../words";

export interface CardConfig {
  type: string;
  [key: string]: unknown;
}

/** What all cards share: the live picture, the language, and what to show while there is nothing to show. */
export abstract class BitGridCard extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  protected live = new Live(this, (picture) => this.heard(picture));
  protected say: Say = wordsOf("en");
  protected format = new Format("en", "UTC");

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("hass") && this.hasUpdated) return;
    this.live.use(this.hass);
    this.speak();
  }

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    if (this.hass === undefined) return false;
    // Home Assistant hands over a new `hass` with every state of the house; most of it is none of our business.
    return changed.size !== 1 || !changed.has("hass") || this.concerns(changed.get("hass") as Hass | undefined);
  }

  getGridOptions(): Record<string, unknown> {
    return { columns: 12, min_columns: 6, rows: "auto" };
  }

  protected concerns(before: Hass | undefined): boolean {
    return before?.language !== this.hass.language || before.connection !== this.hass.connection;
  }

  protected heard(picture: Picture | Absent): void {
    if (picture.available && picture.clock.time_zone !== this.zone) {
      this.zone = picture.clock.time_zone;
      this.speak();
    }
  }

  protected abstract content(picture: Picture): TemplateResult;

  protected override render(): TemplateResult {
    const picture = this.live.picture;
    if (this.live.error !== null) return this.message(this.say("failed", { why: reasonOf(this.live.error) }), true);
    if (picture === null) return this.message(this.say("loading"));
    if (picture.schema !== SCHEMA) return this.message(this.say("outdated"), true);
    if (!picture.available) return this.message(this.say("absent"));
    return this.content(picture);
  }

  private zone = "UTC";

  private speak(): void {
    this.say = wordsOf(this.hass.language);
    this.format = new Format(this.hass.locale?.language ?? this.hass.language, this.zone);
  }

  private message(text: string, reload = false): TemplateResult {
    return html`<ha-card>
      <p role="status">${text}</p>
      ${reload ? html`<button @click=${() => location.reload()}>${this.say("reload")}</button>` : ""}
    </ha-card>`;
  }
}

/** A card that has nothing to set. */
export abstract class PlainCard extends BitGridCard {
  static getStubConfig(): Record<string, never> {
    return {};
  }

  setConfig(_config: CardConfig): void {
    // Whatever is written there, it shows the same.
  }
}
