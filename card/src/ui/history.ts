import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { reasonOf, type Hass } from "../ha";
import { changesOf, type Change } from "../model/history";
import type { Format } from "../model/format";
import type { Timeline } from "../schema";
import type { Say } from "../words";
import { shared } from "./styles";

/** The last changes of one load. It asks only while somebody has it open. */
@customElement("bitgridai-history")
export class History extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property() load = "";
  @property({ attribute: false }) say!: Say;
  @property({ attribute: false }) format!: Format;
  @property({ type: Number }) newest = 0;
  @property({ type: Boolean }) open = false;
  @state() private changes: Change[] | null = null;
  @state() private error = "";

  static override styles = [
    shared,
    css`
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 4px;
        font-size: 0.875rem;
      }
      li {
        display: grid;
        grid-template-columns: 3.6em 1fr;
        gap: 8px;
      }
      time {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    const asked = changed.has("open") || changed.has("newest") || changed.has("load");
    if (this.open && asked) void this.ask();
  }

  protected override render(): TemplateResult {
    if (this.error) return html`<p role="alert">${this.say("failed", { why: this.error })}</p>`;
    if (this.changes === null) return html`<p>${this.say("loading")}</p>`;
    if (this.changes.length === 0) return html`<p>${this.say("no_history")}</p>`;
    return html`<ol>
      ${this.changes.map(
        (change) => html`<li>
          <time>${this.format.time(change.at)}</time><span>${change.what} (${change.reason})</span>
        </li>`,
      )}
    </ol>`;
  }

  private async ask(): Promise<void> {
    try {
      const line = await this.hass.callWS<Timeline>({
        type: "bitgridai/timeline",
        hours: 24,
        language: this.hass.language,
      });
      this.changes = changesOf(line, this.load, this.say, this.format);
      this.error = "";
    } catch (error) {
      this.error = reasonOf(error);
    }
  }
}
