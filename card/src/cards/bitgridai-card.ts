import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import "../ui/countdown";
import "../ui/flow";
import "../ui/history";
import "../ui/override";
import "../ui/votes";
import { reasonOf } from "../ha";
import type { OverrideCall } from "../model/actions";
import { banners, condition, type Banner } from "../model/banner";
import { flowModel } from "../model/flow";
import { glued } from "../model/glue";
import { AUDIENCES, mainForm, type ConfigForm } from "../model/form";
import { loadModel, type Audience } from "../model/load";
import type { Doors, LoadView, Picture } from "../schema";
import { wordsOf, type Word } from "../words";
import { icon } from "../ui/icon";
import type { History } from "../ui/history";
import { shared } from "../ui/styles";
import { BitGridCard, type CardConfig } from "./base";
import { mainStyles } from "./bitgridai-card.styles";

interface MainConfig extends CardConfig {
  audience?: Audience;
  flow?: boolean;
  actions?: boolean;
  duration?: number;
}

interface OverrideAnswer {
  status: "accepted" | "shortened" | "refused";
  message: string | null;
  valid_until: string | null;
}

const TONES = { on: "var(--on)", off: "var(--dim)", alert: "var(--bad)" };
const ANSWER_MS = 15_000;
const AUTONOMY: Word[] = ["manual", "assisted", "semi", "full"];

/** What happens now, why, what would change it and what comes next; and everything a person may do about it. */
@customElement("bitgridai-card")
export class MainCard extends BitGridCard {
  @state() private config: MainConfig = { type: "custom:bitgridai-card" };
  @state() private opened: string | null | undefined;
  @state() private asking = false;
  @state() private busy = false;
  @state() private answer = "";
  private fading: ReturnType<typeof setTimeout> | undefined;

  static override styles = [shared, mainStyles];

  static getStubConfig(): Omit<MainConfig, "type"> {
    return {};
  }

  static getConfigForm(): ConfigForm {
    return { ...mainForm(wordsOf(document.documentElement.lang || "en")), assertConfig: check };
  }

  setConfig(config: MainConfig): void {
    check(config);
    this.config = config;
  }

  getCardSize(): number {
    return 8;
  }

  protected content(picture: Picture): TemplateResult {
    const shown = this.opened === undefined ? (picture.main ?? picture.loads[0]?.id ?? null) : this.opened;
    return html`<ha-card>
      <div class="stack">
        ${this.header(picture)}
        ${banners(picture, this.say, this.format).map((banner) => this.banner(banner, picture))}
        <div class="answer" role="status" aria-live="polite">${this.answer}</div>
        ${picture.loads.map((load) => this.load(load, picture, shown))}
        ${this.config.flow === false
          ? nothing
          : html`<div class="flow">
              <p class="row">
                <span class="grow dim">${this.say("flow")}</span>
                ${picture.flows.surplus_w === null
                  ? nothing
                  : html`<span>${this.say("surplus")} <b>${this.format.watts(picture.flows.surplus_w)}</b></span>`}
              </p>
              <bitgridai-flow
                .model=${flowModel(picture.flows, picture.loads, this.say, this.format)}
              ></bitgridai-flow>
            </div>`}
        ${this.config.actions === false ? nothing : this.footer(picture)}
      </div>
    </ha-card>`;
  }

  private header(picture: Picture): TemplateResult {
    const level = condition(picture);
    const tint = { ok: "var(--on)", warn: "var(--warn)", error: "var(--bad)" }[level];
    return html`<div class="header row wrap">
      <h2 class="grow">${this.say("title")}</h2>
      <span class="pill health" style="--tint: ${tint}">${icon(level === "ok" ? "ok" : "alert")}${this.say(level)}</span>
      ${picture.clock.simulated
        ? html`<span class="pill">${this.say("house_time", { time: this.format.time(picture.clock.now), speed: picture.clock.speed })}</span>`
        : nothing}
    </div>`;
  }

  private banner(banner: Banner, picture: Picture): TemplateResult {
    const act: Record<NonNullable<Banner["action"]>, () => void> = {
      release: () => void this.press(picture.doors.release_emergency_stop),
      approve: () => void this.press(picture.doors.approve),
      automatic: () => void this.clear(banner.load),
    };
    const action = banner.action;
    const offered = action !== undefined && this.config.actions !== false;
    return html`<div class="banner ${banner.tone}" role=${banner.tone === "alert" ? "alert" : "status"}>
      ${icon(banner.tone === "alert" ? "stop" : banner.tone === "warn" ? "alert" : "info")}
      <span class="grow">${glued(banner.text)}</span>
      ${offered
        ? html`<button class="main" data-act=${action} ?disabled=${this.busy} @click=${act[action]}>
            ${this.say(action)}
          </button>`
        : nothing}
    </div>`;
  }

  private load(load: LoadView, picture: Picture, shown: string | null): TemplateResult {
    const model = loadModel(load, picture, this.config.audience ?? "energy", this.say, this.format);
    const open = load.id === shown;
    const alone = picture.loads.length === 1;
    const head = html`<span class="dot" style="--tint: ${TONES[model.tone]}"></span>
      <span class="headline grow">${model.headline}</span>
      <span class="power">${model.power}</span>`;
    return html`<section class="load ${model.tone}" aria-label=${load.name} data-load=${load.id}>
      ${alone
        ? html`<div class="head row">${head}</div>`
        : html`<button
            class="head"
            aria-expanded=${open}
            @click=${() => (this.opened = open ? null : load.id)}
          >
            ${head}<span class="chevron"></span>
          </button>`}
      ${open || alone ? this.story(load, picture, model) : html`<p class="brief dim">${glued(model.why)}</p>`}
    </section>`;
  }

  private story(load: LoadView, picture: Picture, model: ReturnType<typeof loadModel>): TemplateResult {
    const audience = this.config.audience ?? "energy";
    return html`<dl>
        <dt>${this.say("why")}</dt>
        <dd class="why">${glued(model.why)}${model.rule ? html` <span class="pill rule">${model.rule}</span>` : nothing}</dd>
        <dt>${this.say("change")}</dt>
        <dd class="change">${glued(model.change)}</dd>
        <dt>${this.say("next")}</dt>
        <dd class="next">
          <span class="when"
            ><bitgridai-countdown
              .clock=${this.live.clock}
              .until=${picture.next_block_at}
              .told=${(time: string) => this.say("in_time", { time })}
            ></bitgridai-countdown
          ></span>
          <span>${glued(model.next)}</span>
        </dd>
      </dl>
      ${this.config.actions === false
        ? nothing
        : html`<bitgridai-override
            .load=${load}
            .say=${this.say}
            .format=${this.format}
            .minutes=${this.config.duration ?? 60}
            ?disabled=${this.busy || picture.emergency_stop !== null}
            @override=${(event: CustomEvent<OverrideCall>) => this.override(event.detail)}
          ></bitgridai-override>`}
      <div class="more">
        <details>
          <summary>${this.say("details")}</summary>
          ${load.made === null ? nothing : html`<p class="detail">${glued(load.made.told[audience].detail)}</p>`}
          <bitgridai-votes .votes=${load.votes} .say=${this.say} .format=${this.format}></bitgridai-votes>
        </details>
        <details>
          <summary>${this.say("technical")}</summary>
          <p class="technical">${load.trace}</p>
          <p class="technical code">${load.made?.told.technical.technical ?? ""}</p>
        </details>
        <details @toggle=${this.toggled}>
          <summary>${this.say("history")}</summary>
          <bitgridai-history
            .hass=${this.hass}
            .load=${load.id}
            .say=${this.say}
            .format=${this.format}
            .newest=${picture.decided_at ?? 0}
          ></bitgridai-history>
        </details>
      </div>`;
  }

  private toggled(event: Event): void {
    const details = event.currentTarget as HTMLDetailsElement;
    const history = details.querySelector<History>("bitgridai-history");
    if (history !== null) history.open = details.open;
  }

  private footer(picture: Picture): TemplateResult {
    if (this.asking) return this.question(picture.doors);
    return html`<div class="footer row wrap">
      <label class="row grow autonomy">
        <span class="dim">${this.say("autonomy")}</span>
        <select
          ?disabled=${this.busy || picture.doors.autonomy === null}
          @change=${(event: Event) => this.choose(picture.doors, (event.target as HTMLSelectElement).value)}
        >
          ${AUTONOMY.map(
            (level) =>
              html`<option value=${level} ?selected=${level === picture.autonomy} .selected=${level === picture.autonomy}>
                ${this.say(level)}
              </option>`,
          )}
        </select>
      </label>
      ${picture.emergency_stop === null && picture.doors.emergency_stop !== null
        ? html`<button class="danger" data-act="emergency" @click=${this.ask}>
            ${icon("stop")}${this.say("emergency")}
          </button>`
        : nothing}
    </div>`;
  }

  private question(doors: Doors): TemplateResult {
    return html`<div class="footer question" role="alertdialog" aria-label=${this.say("emergency_question")} @keydown=${this.keyed}>
      <p>${this.say("emergency_question")}</p>
      <div class="row wrap">
        <button class="danger sure" data-act="sure" @click=${() => this.stopAll(doors)}>
          ${icon("stop")}${this.say("emergency_yes")}
        </button>
        <button @click=${this.cancel}>${this.say("cancel")}</button>
      </div>
    </div>`;
  }

  private async ask(): Promise<void> {
    this.asking = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".sure")?.focus();
  }

  private keyed(event: KeyboardEvent): void {
    if (event.key === "Escape") void this.cancel();
  }

  private async cancel(): Promise<void> {
    this.asking = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("[data-act=emergency]")?.focus();
  }

  private stopAll(doors: Doors): void {
    this.asking = false;
    void this.press(doors.emergency_stop);
  }

  private press(door: string | null): Promise<void> {
    return this.act(async () => {
      if (door !== null) await this.hass.callService("button", "press", { entity_id: door }, undefined, false);
      return this.say("sent");
    });
  }

  private choose(doors: Doors, option: string): Promise<void> {
    return this.act(async () => {
      const data = { entity_id: doors.autonomy, option };
      await this.hass.callService("select", "select_option", data, undefined, false);
      return this.say("sent");
    });
  }

  private clear(load: string | undefined): Promise<void> {
    return this.act(async () => {
      await this.hass.callService("bitgridai", "clear_override", load === undefined ? {} : { load }, undefined, false);
      return this.say("sent");
    });
  }

  private override(call: OverrideCall): Promise<void> {
    return this.act(async () => {
      const data = { ...call };
      const { response } = await this.hass.callService("bitgridai", "set_override", data, undefined, false, true);
      const answer = response as OverrideAnswer | undefined;
      if (answer === undefined || answer.status === "refused") return answer?.message ?? this.say("refused");
      // The card tells the house's time, the answer the owner's: what is left is the same in both.
      const now = this.live.clock?.now(performance.now()) ?? 0;
      const held = answer.status === "shortened" ? 24 * 60 : call.duration;
      return this.say(answer.status, { time: this.format.time(now + held * 60) });
    });
  }

  private async act(what: () => Promise<string>): Promise<void> {
    this.busy = true;
    this.answer = "";
    clearTimeout(this.fading);
    try {
      this.answer = await what();
    } catch (error) {
      this.answer = reasonOf(error);
    } finally {
      this.busy = false;
      this.fading = setTimeout(() => (this.answer = ""), ANSWER_MS);
    }
  }
}

function check(config: MainConfig): void {
  const { audience, duration } = config;
  if (audience !== undefined && !AUDIENCES.includes(audience)) {
    throw new Error(`audience: one of ${AUDIENCES.join(", ")}, not ${audience}`);
  }
  if (duration !== undefined && !(duration >= 1 && duration <= 1440)) {
    throw new Error(`duration: minutes from 1 to 1440, not ${String(duration)}`);
  }
}
