import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { Part } from "../context";
import { Refused } from "../api";
import type { Export } from "../schema";
import { icon } from "../ui/icon";
import { shared } from "../ui/styles";
import "./period";
import { asked, type Period, type PeriodFields } from "./period";

const SCOPES = ["decisions", "measurements", "all"] as const;
const KEY = /^age1[0-9a-z]{58}$/;

/** What was refused, and where it is told. */
interface Refusal {
  at: "form" | "list";
  consent: boolean;
  text: string;
}

/** Bundles for research: made with consent, listed with their hash, downloaded, deleted. */
@customElement("bitgridai-exports")
export class Exports extends Part {
  @state() private made: Export[] | null = null;
  @state() private period: Period = { ledger: "", from: "", to: "" };
  @state() private scope: (typeof SCOPES)[number] = "decisions";
  @state() private recipient = "";
  @state() private wrongKey = false;
  @state() private sending = false;
  @state() private refusal: Refusal | null = null;
  /** By ledger: whether its own last word on research use is yes. */
  @state() private consents: Record<string, boolean> = {};
  @state() private copied = "";
  private cleared = "";
  @query("bitgridai-period") private periodFields!: PeriodFields;

  static override styles = [
    shared,
    css`
      .scopes {
        display: grid;
        gap: 10px;
        margin-block-start: 8px;
      }
      .scope {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 10px;
        align-items: center;
        font-weight: 400;
        cursor: pointer;
      }
      .scope .dim {
        grid-column: 2;
      }
      li + li {
        border-block-start: 1px solid var(--line);
        padding-block-start: 14px;
        margin-block-start: 14px;
      }
      .hash {
        flex: 1 1 260px;
      }
      .name {
        overflow-wrap: anywhere;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    // The context comes with the first update.
    void this.updateComplete.then(() => this.look());
  }

  protected override willUpdate(): void {
    const known = this.context.archives.some((each) => each.ledger === this.period.ledger);
    if (!known) this.period = { ledger: this.context.archives[0]?.ledger ?? "", from: "", to: "" };
  }

  private async look(): Promise<void> {
    try {
      this.made = await this.api.exports();
      const kept = [...this.context.archives, ...this.made].map((each) => each.ledger);
      await Promise.all([...new Set(kept)].map((ledger) => this.learn(ledger)));
    } catch (error) {
      this.refuse(error, "list");
    }
  }

  /** A bundle whose archive is gone keeps its link: the agent has the last word. */
  private async learn(ledger: string): Promise<void> {
    const granted = await this.api.consent(ledger).then(
      (consent) => consent.granted,
      () => undefined,
    );
    if (granted !== undefined) this.consents = { ...this.consents, [ledger]: granted };
  }

  private refuse(error: unknown, at: Refusal["at"]): void {
    this.refusal = { at, consent: error instanceof Refused && error.code === "no_consent", text: this.reason(error) };
  }

  protected override render(): TemplateResult {
    return html`<div class="stack">
      ${this.context.archives.length === 0
        ? html`<p class="notice">${icon("info")}${this.say("no_archive")}</p>`
        : this.form()}
      <section class="stack" aria-labelledby="made">
        <h2 id="made">${this.say("bundles")}</h2>
        ${this.refusal?.at === "list" ? this.notice(this.refusal, "alert") : nothing}
        ${this.list()}
      </section>
    </div>`;
  }

  private form(): TemplateResult {
    return html`<section aria-labelledby="title">
      <form class="stack" novalidate @submit=${this.submit}>
        <div>
          <h2 id="title">${this.say("new_bundle")}</h2>
          <p class="dim">${this.say("bundle_about")}</p>
        </div>
        ${this.consentState()}
        <fieldset>
          <legend>${this.say("scope")}</legend>
          <div class="scopes">${SCOPES.map((scope) => this.choice(scope))}</div>
        </fieldset>
        <bitgridai-period
          .context=${this.context}
          .period=${this.period}
          @period=${(event: CustomEvent<Period>) => (this.period = event.detail)}
        ></bitgridai-period>
        <div class="field">
          <label for="recipient">${this.say("recipient")}</label>
          <input
            id="recipient"
            type="text"
            autocomplete="off"
            spellcheck="false"
            placeholder="age1…"
            aria-describedby="recipient-note"
            aria-invalid=${this.wrongKey ? "true" : "false"}
            .value=${this.recipient}
            @input=${(event: Event) => this.key((event.target as HTMLInputElement).value)}
            @blur=${() => (this.wrongKey = !this.keyFits)}
          />
          <span id="recipient-note" class=${this.wrongKey ? "flaw" : "hint"}>
            ${this.say(this.wrongKey ? "flaw_key" : "recipient_about")}
          </span>
        </div>
        ${this.refusal?.at === "form" ? this.notice(this.refusal, "alert") : nothing}
        <div class="row">
          <button class="main" ?disabled=${this.sending || this.consents[this.period.ledger] === false}>
            ${icon("exports")}${this.say(this.sending ? "being_made" : "make_bundle")}
          </button>
        </div>
      </form>
    </section>`;
  }

  private choice(scope: (typeof SCOPES)[number]): TemplateResult {
    return html`<label class="scope">
      <input type="radio" name="scope" value=${scope} .checked=${scope === this.scope} @change=${() => (this.scope = scope)} />
      <span>${this.say(`scope_${scope}`)}</span>
      <span class="dim small">${this.say(`scope_${scope}_about`)}</span>
    </label>`;
  }

  /** Said before anybody presses; a refusal that came says the same louder. */
  private consentState(): TemplateResult | typeof nothing {
    const granted = this.consents[this.period.ledger];
    if (granted === undefined || (this.refusal?.at === "form" && this.refusal.consent)) return nothing;
    if (granted) return html`<p class="row dim">${icon("good")}${this.say("consent_given")}</p>`;
    return this.notice({ at: "form", consent: true, text: this.say("refused_no_consent") }, "note");
  }

  private notice({ at, consent, text }: Refusal, role: "alert" | "note"): TemplateResult {
    // Only a bundle that was asked for is an attempt; to ask whether there may be one is not.
    const noted = role === "alert" && at === "form";
    return html`<div class="notice ${consent ? "warn" : "bad"}" role=${role}>
      ${icon(consent ? "lock" : "bad")}
      <div>
        <p>${text}</p>
        ${consent ? html`<p class="dim small">${this.say("no_consent_about")} ${noted ? this.say("refusal_noted") : nothing}</p>` : nothing}
      </div>
    </div>`;
  }

  private get keyFits(): boolean {
    return this.recipient === "" || KEY.test(this.recipient);
  }

  private key(text: string): void {
    this.recipient = text.trim();
    if (this.wrongKey) this.wrongKey = !this.keyFits;
  }

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.refusal = null;
    this.wrongKey = !this.keyFits;
    if (!this.periodFields.sound()) return;
    if (this.wrongKey) {
      this.renderRoot.querySelector<HTMLElement>("#recipient")?.focus();
      return;
    }
    this.sending = true;
    try {
      await this.api.makeExport({ ...asked(this.period), scope: this.scope, recipient: this.recipient || null });
    } catch (error) {
      this.refuse(error, "form");
    }
    this.sending = false;
    if (this.refusal === null) await this.look();
  };

  private list(): TemplateResult {
    if (this.made === null) return html`<p class="dim">${this.say(this.refusal === null ? "loading" : "no_bundles")}</p>`;
    if (this.made.length === 0) return html`<p class="dim">${this.say("no_bundles")}</p>`;
    return html`<ul>
      ${this.made.map((each) => html`<li>${this.bundle(each)}</li>`)}
    </ul>`;
  }

  private bundle(each: Export): TemplateResult {
    const { figures } = this;
    const period =
      each.from || each.to
        ? this.say("period", { from: each.from ? figures.date(each.from) : "…", to: each.to ? figures.date(each.to) : "…" })
        : this.say("all_days");
    return html`<div class="stack tight" data-export=${each.id}>
      <div class="row apart">
        <h3 class="name">${each.name}</h3>
        <div class="row">
          ${each.encrypted ? html`<span class="pill">${icon("lock")}${this.say("encrypted")}</span>` : nothing}
          ${this.consents[each.ledger] === false
            ? html`<button disabled aria-describedby="kept-${each.id}">${icon("lock")}${this.say("download")}</button>`
            : html`<a
                class="button"
                href=${this.api.address(`v1/exports/${each.id}/bundle`)}
                download=${each.name}
                @click=${(event: Event) => this.fetched(event, each)}
              >
                ${icon("download")}${this.say("download")}
              </a>`}
          <button class="plain" aria-label=${this.say("remove_bundle", { name: each.name })} @click=${() => this.drop(each)}>
            ${icon("delete")}
          </button>
        </div>
      </div>
      <p class="dim small">
        ${[
          figures.at(each.created),
          this.say(`scope_${each.scope}`),
          period,
          this.say("n_records", { n: figures.count(each.records) }),
          figures.bytes(each.bytes),
        ].join(" · ")}
      </p>
      ${this.consents[each.ledger] === false
        ? html`<p class="small" id="kept-${each.id}">${this.say("refused_no_consent")}</p>`
        : nothing}
      <p class="row">
        <span class="code hash">SHA-256 ${each.sha256}</span>
        <button class="plain" @click=${() => this.copy(each)}>
          ${icon(this.copied === each.id ? "good" : "copy")}<span role="status"
            >${this.say(this.copied === each.id ? "copied" : "copy")}</span
          >
        </button>
      </p>
    </div>`;
  }

  private async copy(each: Export): Promise<void> {
    try {
      await navigator.clipboard.writeText(each.sha256);
      this.copied = each.id;
    } catch {
      // A frame may not be allowed to: the hash is there to be selected.
    }
  }

  /** A download that is refused says nothing in a browser, so the agent is asked before it begins. */
  private async fetched(event: Event, each: Export): Promise<void> {
    const link = event.currentTarget as HTMLAnchorElement;
    if (this.cleared === each.id) {
      this.cleared = "";
      return;
    }
    event.preventDefault();
    this.refusal = null;
    try {
      await this.api.exportNow(each.id);
      const consent = await this.api.consent(each.ledger);
      this.consents = { ...this.consents, [each.ledger]: consent.granted };
      if (!consent.granted) throw new Refused(403, "no_consent", consent.detail);
      this.cleared = each.id;
      link.click();
    } catch (error) {
      this.refuse(error, "list");
    }
  }

  private async drop(each: Export): Promise<void> {
    this.refusal = null;
    try {
      await this.api.removeExport(each.id);
    } catch (error) {
      this.refuse(error, "list");
    }
    await this.look();
  }
}
