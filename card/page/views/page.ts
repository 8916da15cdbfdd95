import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { Api } from "../api";
import { reasonOf, type Context } from "../context";
import { Figures } from "../figures";
import { hashOf, routeOf, VIEWS, type View } from "../model/route";
import type { Handshake, LedgerStatus } from "../schema";
import { icon } from "../ui/icon";
import { shared } from "../ui/styles";
import { LANGUAGES, languageOf, regionOf, speak, type Language } from "../words";
import "./exports";
import "./overview";
import "./policies";
import "./replay";

const REFRESH_MS = 15_000;
const REMEMBERED = "bitgridai-language";

/** The whole page: who the agent is, where one is in it, and in which language. */
@customElement("bitgridai-page")
export class Page extends LitElement {
  @state() private language: Language = languageOf([stored(), ...navigator.languages]);
  @state() private route = routeOf(location.hash);
  @state() private agent: Handshake | null = null;
  @state() private archives: LedgerStatus[] | null = null;
  @state() private error: unknown = null;
  private readonly api = new Api();
  private timer: ReturnType<typeof setInterval> | undefined;
  private moved = false;

  static override styles = [
    shared,
    css`
      .page {
        max-width: 1080px;
        margin: 0 auto;
        padding: 20px 20px 48px;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 20px;
      }
      header {
        display: flex;
        align-items: center;
        gap: 12px;
      }
      header img {
        width: 40px;
        height: 40px;
        display: block;
      }
      h1 {
        font-size: 1.25rem;
        font-weight: 600;
        line-height: 1.2;
        letter-spacing: -0.01em;
      }
      .languages {
        display: flex;
        background: var(--sunk);
        border-radius: 10px;
        padding: 3px;
      }
      .languages button {
        min-height: 34px;
        padding: 2px 12px;
        border-radius: 8px;
        background: none;
        font-size: 0.8125rem;
      }
      .languages button[aria-pressed="true"] {
        background: var(--sheet);
        border-color: var(--line);
      }
      nav ul {
        display: flex;
        gap: 4px;
        border-block-end: 1px solid var(--line);
      }
      nav a {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 46px;
        padding: 8px 16px;
        color: var(--dim);
        text-decoration: none;
        font-weight: 500;
        border-radius: 10px 10px 0 0;
        border-block-end: 2px solid transparent;
        margin-block-end: -1px;
      }
      nav a:hover {
        color: var(--ink);
      }
      nav a[aria-current] {
        color: var(--accent);
        border-color: var(--accent);
      }
      main:focus {
        outline: none;
      }
      @media (max-width: 600px) {
        header p {
          display: none;
        }
        .page {
          padding: 14px 12px 40px;
          gap: 14px;
        }
        nav li {
          flex: 1;
        }
        nav a {
          flex-direction: column;
          gap: 2px;
          padding: 8px 2px;
          font-size: 0.8125rem;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("hashchange", this.go);
    document.addEventListener("visibilitychange", this.refresh);
    this.timer = setInterval(this.refresh, REFRESH_MS);
    void this.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("hashchange", this.go);
    document.removeEventListener("visibilitychange", this.refresh);
    clearInterval(this.timer);
  }

  private readonly go = (): void => {
    this.moved ||= routeOf(location.hash).view !== this.route.view;
    this.route = routeOf(location.hash);
  };

  private readonly refresh = async (): Promise<void> => {
    if (document.hidden) return;
    try {
      [this.agent, this.archives] = await Promise.all([this.api.handshake(), this.api.archives()]);
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  };

  private choose(language: Language): void {
    this.language = language;
    try {
      localStorage.setItem(REMEMBERED, language);
    } catch {
      // A browser that keeps nothing still shows the language that was chosen.
    }
  }

  protected override updated(): void {
    document.documentElement.lang = this.language;
    if (!this.moved) return;
    this.moved = false;
    this.renderRoot.querySelector("main")?.focus();
  }

  protected override render(): TemplateResult {
    const say = speak(this.language);
    return html`<div class="page">
      <header>
        <img src="./icon.svg" alt="" />
        <div class="grow">
          <h1>BitGridAI Agent</h1>
          <p class="dim small">${say("subtitle")}</p>
        </div>
        <div class="languages" role="group" aria-label=${say("language")}>
          ${(Object.keys(LANGUAGES) as Language[]).map(
            (each) => html`<button
              lang=${each}
              aria-pressed=${each === this.language}
              aria-label=${`${each.toUpperCase()}, ${LANGUAGES[each].language_name}`}
              @click=${() => this.choose(each)}
            >
              ${each.toUpperCase()}
            </button>`,
          )}
        </div>
      </header>
      <nav aria-label=${say("navigation")}>
        <ul>
          ${VIEWS.map((view) => this.link(view))}
        </ul>
      </nav>
      <main tabindex="-1" aria-label=${say(this.route.view)}>${this.content()}</main>
    </div>`;
  }

  private link(view: View): TemplateResult {
    const current = view === this.route.view ? "page" : nothing;
    return html`<li>
      <a href=${hashOf(view)} aria-current=${current}>${icon(view)}<span>${speak(this.language)(view)}</span></a>
    </li>`;
  }

  private content(): TemplateResult {
    const say = speak(this.language);
    if (this.error !== null) {
      return html`<div class="notice bad" role="alert">
        ${icon("bad")}
        <div class="stack tight">
          <p>${reasonOf(this.error, say)}</p>
          <div><button @click=${this.refresh}>${say("again")}</button></div>
        </div>
      </div>`;
    }
    if (this.agent === null || this.archives === null) return html`<p role="status" class="dim">${say("loading")}</p>`;
    const context: Context = {
      language: this.language,
      say,
      figures: new Figures(regionOf(this.language, navigator.languages)),
      api: this.api,
      archives: this.archives,
      cluster: this.agent.cluster,
    };
    return this.view(context, this.agent);
  }

  private view(context: Context, agent: Handshake): TemplateResult {
    switch (this.route.view) {
      case "overview":
        return html`<bitgridai-overview .context=${context} .agent=${agent}></bitgridai-overview>`;
      case "replay":
        return html`<bitgridai-replay .context=${context} .opened=${this.route.opened}></bitgridai-replay>`;
      case "policies":
        return html`<bitgridai-policies .context=${context}></bitgridai-policies>`;
      case "exports":
        return html`<bitgridai-exports .context=${context}></bitgridai-exports>`;
    }
  }
}

function stored(): string {
  try {
    return localStorage.getItem(REMEMBERED) ?? "";
  } catch {
    return "";
  }
}
