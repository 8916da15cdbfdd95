import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { Part } from "../context";
import type { DayKept, LedgerStatus, Proof } from "../schema";
import { icon } from "../ui/icon";
import { shared } from "../ui/styles";
import { technical } from "../ui/technical";
import "../ui/days";

/** One ledger's archive: what is kept, what will go, what is damaged, and a proof on demand. */
@customElement("bitgridai-archive")
export class ArchiveSheet extends Part {
  @property({ attribute: false }) archive!: LedgerStatus;
  @state() private days: DayKept[] = [];
  @state() private proof: Proof | null = null;
  @state() private proving = false;
  @state() private error = "";
  private drawn = "";

  static override styles = [
    shared,
    css`
      .title {
        min-width: 0;
        overflow-wrap: anywhere;
      }
      [aria-live]:empty {
        margin-block-start: -16px;
      }
      .aside li + li {
        margin-block-start: 4px;
      }
    `,
  ];

  protected override updated(_: PropertyValues<this>): void {
    const wanted = `${this.archive.ledger} ${this.archive.files} ${this.archive.bytes}`;
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    this.api.days(this.archive.ledger).then(
      (days) => (this.days = days),
      (error: unknown) => (this.error = this.reason(error)),
    );
  }

  private async prove(): Promise<void> {
    this.proving = true;
    this.error = "";
    this.proof = null;
    try {
      this.proof = await this.api.proof(this.archive.ledger);
    } catch (error) {
      this.error = this.reason(error);
    }
    this.proving = false;
  }

  protected override render(): TemplateResult {
    const { archive, figures } = this;
    return html`<section class="stack" aria-labelledby="title">
      <div class="row apart">
        <div class="title">
          <h2 id="title">${this.say("archive")}</h2>
          ${archive.first_day === null || archive.last_day === null
            ? nothing
            : html`<p class="dim">
                ${archive.first_day === archive.last_day
                  ? figures.date(archive.first_day)
                  : this.say("archive_of", { from: figures.date(archive.first_day), to: figures.date(archive.last_day) })}
              </p>`}
        </div>
        <button @click=${this.prove} ?disabled=${this.proving}>
          ${icon("prove")}${this.say(this.proving ? "proving" : "prove")}
        </button>
      </div>
      ${this.notices()}
      <dl class="facts">
        ${this.fact("records", figures.count(archive.seq))} ${this.fact("days", figures.count(this.days.length))}
        ${this.fact("size", figures.bytes(archive.bytes))} ${this.fact("waiting", figures.count(archive.waiting))}
      </dl>
      ${this.days.length > 1
        ? html`<bitgridai-days
            .context=${this.context}
            .days=${this.days}
            .until=${archive.notice?.until_day ?? ""}
          ></bitgridai-days>`
        : nothing}
      ${this.days.length === 0 && archive.waiting > 0
        ? html`<p class="dim">${this.say("all_waiting")}</p>`
        : nothing}
      ${technical(this.context, [["archive_name", archive.ledger]])}
      <div aria-live="polite">${this.proof === null ? nothing : this.proven(this.proof)}</div>
      ${this.error === "" ? nothing : html`<p class="notice bad" role="alert">${icon("bad")}${this.error}</p>`}
    </section>`;
  }

  private fact(word: "records" | "days" | "size" | "waiting", value: string): TemplateResult {
    return html`<div>
      <dt>${this.say(word)}</dt>
      <dd>${value}</dd>
    </div>`;
  }

  private notices(): TemplateResult {
    const { notice, set_aside, gaps } = this.archive;
    const places = gaps.map(({ first, last }) => this.say("gap", { first, last })).join(", ");
    return html`${notice === null
      ? nothing
      : html`<div class="notice warn">
          ${icon("clock")}
          <p>
            ${this.say("deletion", {
              until: this.figures.date(notice.until_day),
              size: this.figures.bytes(notice.bytes),
              at: this.figures.at(notice.deleted_at),
            })}
          </p>
        </div>`}
    ${gaps.length === 0
      ? nothing
      : html`<p class="notice warn">${icon("warn")}${this.say("gaps", { places })}</p>`}
    ${set_aside.length === 0
      ? nothing
      : html`<div class="notice bad">
          ${icon("warn")}
          <div class="stack tight">
            <p>${this.say("set_aside", { n: set_aside.length })}</p>
            <ul class="aside code">
              ${set_aside.map((file) => html`<li>${file}</li>`)}
            </ul>
          </div>
        </div>`}`;
  }

  private proven(proof: Proof): TemplateResult {
    if (!proof.whole) {
      return html`<div class="notice bad">
        ${icon("bad")}
        <div class="stack tight">
          <p>${this.say("not_whole", { n: proof.findings.length + proof.more_findings })}</p>
          <ul class="aside code">
            ${proof.findings.map((finding) => html`<li>${finding}</li>`)}
          </ul>
        </div>
      </div>`;
    }
    return html`<div class="notice good">
      ${icon("good")}
      <div>
        <p>
          ${this.say(proof.waiting === 0 ? "whole" : "whole_waiting", {
            records: this.figures.count(proof.records),
            files: this.figures.count(proof.files),
            waiting: this.figures.count(proof.waiting),
            first: this.figures.count(proof.first_seq ?? 0),
            last: this.figures.count(proof.last_seq),
          })}
        </p>
        <p class="code dim">${this.say("ends_in", { hash: proof.last_hash })}</p>
      </div>
    </div>`;
  }
}
