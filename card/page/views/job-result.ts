import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Part } from "../context";
import type { Assumption, Result } from "../results";
import type { Job } from "../schema";
import { icon } from "../ui/icon";
import { shared } from "../ui/styles";
import "./result-sweep";
import "./result-verify";
import "./result-what-if";

/** What a job came to, with its files and what it takes for granted. */
@customElement("bitgridai-job-result")
export class JobResult extends Part {
  @property({ attribute: false }) job!: Job;
  @state() private result: Result | null = null;
  @state() private error = "";
  private loaded = "";

  static override styles = [
    shared,
    css`
      .assumed {
        columns: 2 320px;
        column-gap: 32px;
      }
      .assumed li {
        break-inside: avoid;
        padding-block: 3px;
      }
    `,
  ];

  protected override updated(_: PropertyValues<this>): void {
    if (this.loaded === this.job.id) return;
    this.loaded = this.job.id;
    this.result = null;
    this.api.result(this.job.id).then(
      (result) => (this.result = result),
      (error: unknown) => (this.error = this.reason(error)),
    );
  }

  protected override render(): TemplateResult {
    if (this.error !== "") return html`<p class="notice bad" role="alert">${icon("bad")}${this.error}</p>`;
    if (this.result === null) return html`<p class="dim" role="status">${this.say("loading")}</p>`;
    return html`<div class="stack">
      ${this.content(this.result)} ${"assumptions" in this.result ? this.assumptions(this.result.assumptions) : nothing}
      ${this.files()}
    </div>`;
  }

  private content(result: Result): TemplateResult {
    switch (result.kind) {
      case "verify":
        return html`<bitgridai-result-verify .context=${this.context} .result=${result}></bitgridai-result-verify>`;
      case "what_if":
        return html`<bitgridai-result-what-if .context=${this.context} .result=${result}></bitgridai-result-what-if>`;
      case "sweep":
        return html`<bitgridai-result-sweep .context=${this.context} .result=${result}></bitgridai-result-sweep>`;
    }
  }

  private assumptions(assumptions: Assumption[]): TemplateResult {
    return html`<section class="stack tight" aria-labelledby="assumed">
      <h2 id="assumed">${this.say("assumptions")}</h2>
      <ul class="assumed dim">
        ${assumptions.map((each) => html`<li>${this.told(each.text)}</li>`)}
      </ul>
    </section>`;
  }

  private files(): TemplateResult {
    return html`<section class="stack tight" aria-labelledby="files">
      <h2 id="files">${this.say("files")}</h2>
      <ul class="row">
        ${this.job.files.map(
          (file) =>
            html`<li>
              <a class="button" href=${this.api.address(`v1/jobs/${this.job.id}/files/${file.name}`)} download=${file.name}>
                ${icon("download")}<span>${file.name} <span class="dim small">${this.figures.bytes(file.bytes)}</span></span>
              </a>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}
