import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { Part } from "../context";
import type { Handshake } from "../schema";
import { icon } from "../ui/icon";
import { shared } from "../ui/styles";
import { technical } from "../ui/technical";
import "./archive";

const QUIET_S = 900;
/** The agent hears from a household at least once a block, and a block takes ten minutes. */

/** How the agent is, and what it keeps. */
@customElement("bitgridai-overview")
export class Overview extends Part {
  @property({ attribute: false }) agent!: Handshake;

  static override styles = [
    shared,
    css`
      .empty {
        text-align: center;
        padding: 40px 20px;
        display: grid;
        gap: 8px;
        justify-items: center;
      }
      .empty .icon {
        width: 40px;
        height: 40px;
        color: var(--edge);
      }
      .empty p {
        max-width: 46ch;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { agent, figures } = this;
    return html`<div class="stack">
      <section aria-labelledby="agent" class="stack">
        <div class="row apart">
          <h2 id="agent">${this.say("agent")}</h2>
          ${this.connection()}
        </div>
        <dl class="facts">
          ${this.fact("version", agent.version)} ${this.fact("engine", agent.engine_version)}
          ${this.fact("free", figures.bytes(agent.free_bytes))}
        </dl>
        ${technical(this.context, [
          ["interface", String(agent.api_version)],
          ["archive_version", String(agent.archive_version)],
        ])}
      </section>
      ${this.context.archives.map(
        (each) => html`<bitgridai-archive .context=${this.context} .archive=${each}></bitgridai-archive>`,
      )}
      ${this.context.archives.length === 0 ? this.nothing() : nothing}
    </div>`;
  }

  private connection(): TemplateResult {
    const heard = Math.max(...this.context.archives.map((each) => each.heard_at ?? 0), 0);
    if (heard === 0) return html`<span class="pill">${icon("clock")}${this.say("not_heard")}</span>`;
    const quiet = Date.now() / 1000 - heard > QUIET_S;
    const text = this.say(quiet ? "quiet" : "heard", { ago: this.figures.ago(heard) });
    return html`<span class="pill ${quiet ? "warn" : "good"}">${icon(quiet ? "warn" : "good")}${text}</span>`;
  }

  private fact(word: "version" | "engine" | "free", value: string): TemplateResult {
    return html`<div>
      <dt>${this.say(word)}</dt>
      <dd>${value}</dd>
    </div>`;
  }

  private nothing(): TemplateResult {
    return html`<section class="empty">
      ${icon("archive")}
      <h2>${this.say("no_archive")}</h2>
      <p class="dim">${this.say("no_archive_about")}</p>
    </section>`;
  }
}
