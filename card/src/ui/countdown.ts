import { html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { HouseClock } from "../model/clock";
import { countdown } from "../model/format";

/** Time left until a moment of the house. It counts only where somebody can see it. */
@customElement("bitgridai-countdown")
export class Countdown extends LitElement {
  @property({ attribute: false }) clock: HouseClock | null = null;
  @property({ type: Number }) until = 0;
  @property({ attribute: false }) told: (time: string) => string = (time) => time;
  @state() private left = "";
  private timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => this.count(), 1000);
    this.count();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("clock") || changed.has("until")) this.count();
  }

  protected override render(): TemplateResult {
    return html`<span role="timer" aria-live="off">${this.told(this.left)}</span>`;
  }

  private count(): void {
    if (this.clock === null || document.hidden) return;
    this.left = countdown(this.until - this.clock.now(performance.now()));
  }
}
