import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import { Refused, type Api } from "./api";
import type { Figures } from "./figures";
import type { LedgerStatus } from "./schema";
import type { Texts } from "./model/threshold";
import { LANGUAGES, type Language, type Say, type Word } from "./words";

/** What every part of the page is handed: a voice, figures, the agent, and what it keeps. */
export interface Context {
  language: Language;
  say: Say;
  figures: Figures;
  api: Api;
  archives: LedgerStatus[];
  /** The agent may ask a Dask cluster of its owner's. */
  cluster: boolean;
}

export abstract class Part extends LitElement {
  @property({ attribute: false }) context!: Context;

  protected say(word: Word, figures?: Record<string, string | number>): string {
    return this.context.say(word, figures);
  }

  protected get figures(): Figures {
    return this.context.figures;
  }

  protected get api(): Api {
    return this.context.api;
  }

  /** One of two languages, from texts that came with the data. */
  protected told(texts: Partial<Texts> & Record<string, string>): string {
    return texts[this.context.language] ?? texts["en"] ?? Object.values(texts)[0] ?? "";
  }

  /** A mistake as a sentence: our own words where there are any for its code, else the agent's. */
  protected reason(error: unknown): string {
    return reasonOf(error, this.context.say);
  }
}

export function reasonOf(error: unknown, say: Say): string {
  if (!(error instanceof Refused)) return say("failed", { why: String(error) });
  const own = `refused_${error.code}`;
  if (own in LANGUAGES.en) return say(own as Word);
  return error.detail === "" ? say("refused_no_answer") : error.detail;
}
