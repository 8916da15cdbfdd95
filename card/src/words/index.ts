import { de } from "./de";
import { en, type Word } from "./en";

const LANGUAGES = { en, de };

export type Say = (word: Word, figures?: Record<string, string | number>) => string;

/** Returns the card's voice in a language; English for one it does not speak. */
export function wordsOf(language: string): Say {
  const texts = LANGUAGES[language.split("-")[0] as keyof typeof LANGUAGES] ?? en;
  return (word, figures = {}) => texts[word].replace(/\{(\w+)\}/g, (hole, name: string) => String(figures[name] ?? hole));
}

export type { Word };
