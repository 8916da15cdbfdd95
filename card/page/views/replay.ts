import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Part } from "../context";
import { hashOf } from "../model/route";
import type { Job } from "../schema";
import { icon } from "../ui/icon";
import { shared } from "../ui/styles";
import "./job";
import "./job-form";
import "./job-result";

const BUSY_MS = 1000;
const IDLE_MS = 10_000;

/** Jobs: the form for a new one, how far the others are, and what the opened one came to. */
@customElement("bitgridai-replay")
export class Replay extends Part {
  /** Id of the job whose result is shown; empty for the list. */
  @property() opened = "";
  @state() private jobs: Job[] | null = null;
  @state() private error = "";
  private timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    shared,
    css`
      li + li {
        border-block-start: 1px solid var(--line);
      }
      .back {
        display: inline-flex;
        align-items: center;
        min-height: 36px;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    // The context comes with the first update.
    void this.updateComplete.then(() => this.look());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("opened") && changed.get("opened") !== undefined) void this.look();
  }

  private readonly look = async (): Promise<void> => {
    clearTimeout(this.timer);
    try {
      this.jobs = await this.api.jobs();
      this.error = "";
    } catch (error) {
      this.error = this.reason(error);
    }
    const busy = this.jobs?.some((job) => job.state === "queued" || job.state === "running") ?? false;
    clearTimeout(this.timer);
    if (this.isConnected) this.timer = setTimeout(this.look, busy ? BUSY_MS : IDLE_MS);
  };

  protected override render(): TemplateResult {
    const error = this.error === "" ? nothing : html`<p class="notice bad" role="alert">${icon("bad")}${this.error}</p>`;
    if (this.opened !== "") return html`<div class="stack">${error}${this.one()}</div>`;
    return html`<div class="stack">
      ${this.context.archives.length === 0
        ? html`<p class="notice">${icon("info")}${this.say("no_archive")}</p>`
        : html`<bitgridai-job-form .context=${this.context} @asked=${this.look}></bitgridai-job-form>`}
      ${error}
      <section class="stack" aria-labelledby="jobs">
        <h2 id="jobs">${this.say("jobs")}</h2>
        ${this.list()}
      </section>
    </div>`;
  }

  private list(): TemplateResult | typeof nothing {
    if (this.jobs === null) return this.waiting();
    if (this.jobs.length === 0) return html`<p class="dim">${this.say("no_jobs")}</p>`;
    return html`<ul>
      ${this.jobs.map(
        (job) =>
          html`<li>
            <bitgridai-job .context=${this.context} .job=${job} @changed=${this.look}></bitgridai-job>
          </li>`,
      )}
    </ul>`;
  }

  private waiting(): TemplateResult | typeof nothing {
    return this.error === "" ? html`<p class="dim" role="status">${this.say("loading")}</p>` : nothing;
  }

  private one(): TemplateResult {
    const job = this.jobs?.find((each) => each.id === this.opened);
    const back = html`<p><a class="back" href=${hashOf("replay")}>${this.say("all_jobs")}</a></p>`;
    if (this.jobs === null) return html`${back}${this.waiting()}`;
    if (job === undefined) return html`${back}<p class="notice">${icon("info")}${this.say("job_gone")}</p>`;
    return html`${back}
      <section>
        <bitgridai-job .context=${this.context} .job=${job} alone @changed=${this.look}></bitgridai-job>
      </section>
      ${job.state === "done"
        ? html`<bitgridai-job-result .context=${this.context} .job=${job}></bitgridai-job-result>`
        : nothing}`;
  }
}
