import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Part } from "../context";
import { flat, type Value } from "../model/threshold";
import { hashOf } from "../model/route";
import type { Job } from "../schema";
import { icon, type Icon } from "../ui/icon";
import { shared } from "../ui/styles";
import { changesText } from "../ui/threshold-text";
import type { Word } from "../words";

const LOOKS: Record<Job["state"], { tint: string; icon: Icon }> = {
  queued: { tint: "", icon: "clock" },
  running: { tint: "", icon: "play" },
  done: { tint: "good", icon: "good" },
  failed: { tint: "bad", icon: "bad" },
  cancelled: { tint: "", icon: "close" },
  interrupted: { tint: "warn", icon: "warn" },
};
type Act = "cancel" | "resume" | "remove";

/** One job: what was asked for, how far it is, and what can be done with it. */
@customElement("bitgridai-job")
export class JobRow extends Part {
  @property({ attribute: false }) job!: Job;
  /** Shown by itself above its result. */
  @property({ type: Boolean }) alone = false;
  @state() private error = "";

  static override styles = [
    shared,
    css`
      .job {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 8px 16px;
        align-items: center;
        padding: 14px 0;
      }
      :host([alone]) .job {
        padding: 0;
      }
      .wide {
        grid-column: 1 / -1;
      }
      progress {
        appearance: none;
        width: 100%;
        height: 8px;
        border: 0;
        border-radius: 4px;
        overflow: hidden;
        background: var(--sunk);
        display: block;
      }
      progress::-webkit-progress-bar {
        background: var(--sunk);
      }
      progress::-webkit-progress-value {
        background: var(--mark);
        transition: inline-size 0.6s;
      }
      progress::-moz-progress-bar {
        background: var(--mark);
      }
      @media (max-width: 520px) {
        :host(:not([alone])) .job {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { job } = this;
    const look = LOOKS[job.state];
    return html`<div class="job" data-job=${job.id} data-state=${job.state}>
      <div>
        <div class="row">
          ${this.alone ? html`<h2>${this.say(job.kind as Word)}</h2>` : html`<h3>${this.say(job.kind as Word)}</h3>`}
          <span class="pill ${look.tint}">${icon(look.icon)}${this.say(`state_${job.state}`)}</span>
        </div>
        <p class="dim small">${this.asked()}</p>
        ${this.alone ? nothing : this.outcome()}
      </div>
      <div class="row">${this.actions()}</div>
      ${job.state === "running" || job.state === "queued" ? this.progress() : nothing}
      ${job.error === null || job.error === undefined ? nothing : this.failed(job.error)}
      ${this.error === "" ? nothing : this.failed(this.error)}
    </div>`;
  }

  private asked(): string {
    const { job, figures } = this;
    const request = job.request as unknown as Record<string, unknown>;
    const [from, to] = [request["from"], request["to"]] as (string | null | undefined)[];
    const period =
      from || to
        ? this.say("period", { from: from ? figures.date(from) : "…", to: to ? figures.date(to) : "…" })
        : this.say("all_days");
    const changes = (request["policy"] ?? request["grid"]) as Record<string, unknown> | undefined;
    const factor = request["pv_factor"];
    const sun = typeof factor === "number" && factor !== 1 ? this.say("sun_at", { n: figures.count(factor * 100) }) : "";
    const where = request["where"] === "cluster" ? this.say("on_cluster") : "";
    const parts = [figures.at(job.created), period, changes === undefined ? "" : this.changes(changes), sun, where];
    return parts.filter(Boolean).join(" · ");
  }

  /** What it came to, so that the list can be read without opening each. */
  private outcome(): TemplateResult | typeof nothing {
    const { outcome, state } = this.job;
    if (state !== "done" || outcome === null || outcome === undefined) return nothing;
    const { differing, gain_eur: gain, changes } = outcome;
    const parts = [];
    if (differing !== null) {
      parts.push(differing === 0 ? this.say("outcome_same") : this.say("outcome_differ", { n: this.figures.count(differing) }));
    }
    if (changes !== null && gain !== null) {
      const best = { changes: this.changes(changes), eur: this.figures.euro(gain) };
      parts.push(gain > 0 ? this.say("outcome_best", best) : this.say("sweep_none"));
    } else if (gain !== null && gain !== 0) {
      parts.push(this.say(gain > 0 ? "outcome_gain" : "outcome_loss", { eur: this.figures.euro(Math.abs(gain)) }));
    }
    return html`<p class="outcome">${parts.join(" · ")}</p>`;
  }

  private changes(changes: Record<string, unknown>): string {
    return changesText(flat(changes) as Record<string, Value | Value[]>, this.context);
  }

  private progress(): TemplateResult {
    const { job } = this;
    const percent = this.figures.percent(job.progress);
    return html`<div class="wide">
      <progress max="1" value=${job.progress} aria-label=${this.say(job.kind as Word)} aria-valuetext=${percent}></progress>
      <p class="dim small figure">${percent}</p>
    </div>`;
  }

  private failed(text: string): TemplateResult {
    return html`<p class="wide notice bad" role="alert">${icon("bad")}${text}</p>`;
  }

  private actions(): TemplateResult {
    const { job } = this;
    const busy = job.state === "queued" || job.state === "running";
    return html`
      ${job.state === "done" && !this.alone
        ? html`<a class="button" href=${hashOf("replay", job.id)}>${this.say("open_result")}</a>`
        : nothing}
      ${busy ? html`<button @click=${() => this.act("cancel")}>${this.say("cancel")}</button>` : nothing}
      ${!busy && job.state !== "done"
        ? html`<button @click=${() => this.act("resume")}>${this.say("resume")}</button>`
        : nothing}
      ${busy
        ? nothing
        : html`<button class="plain" aria-label=${this.say("remove_job")} @click=${() => this.act("remove")}>
            ${icon("delete")}
          </button>`}
    `;
  }

  private async act(act: Act): Promise<void> {
    this.error = "";
    try {
      await this.api[act](this.job.id);
      if (act === "remove" && this.alone) location.hash = hashOf("replay");
    } catch (error) {
      this.error = this.reason(error);
    }
    this.dispatchEvent(new CustomEvent("changed"));
  }
}
