import { de } from "./de";
import { en, type Word } from "./en";
import { voiceOf, type Say as SayOf } from "./voice";

export type Say = SayOf<Word>;

/** Returns the card's voice in a language; English for one it does not speak. */
export function wordsOf(language: string): Say {
  return voiceOf({ en, de }, language);
}

export type { Word };
