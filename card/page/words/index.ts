import { voiceOf, type Say as SayOf } from "../../src/words/voice";
import { de } from "./de";
import { en, type Word } from "./en";

export const LANGUAGES = { en, de };

export type Language = keyof typeof LANGUAGES;
export type Say = SayOf<Word>;
export type { Word };

export function speak(language: Language): Say {
  return voiceOf(LANGUAGES, language);
}

/** The first of somebody's languages that the page speaks; English where there is none. */
export function languageOf(wished: readonly string[]): Language {
  const known = wished.map((each) => each.toLowerCase().split("-")[0] ?? "");
  return (known.find((each) => each in LANGUAGES) ?? "en") as Language;
}

/** The region that somebody writes dates and figures in, where it fits the language; British English for English. */
export function regionOf(language: Language, wished: readonly string[]): string {
  return wished.find((each) => each.toLowerCase().startsWith(`${language}-`)) ?? (language === "en" ? "en-GB" : language);
}
