export type Say<Word extends string> = (word: Word, figures?: Record<string, string | number>) => string;

type Languages<Word extends string> = { en: Record<Word, string> } & Record<string, Record<Word, string>>;

/** Returns a voice in a language; English for one it does not speak. */
export function voiceOf<Word extends string>(languages: Languages<Word>, language: string): Say<Word> {
  const texts = languages[language.split("-")[0] ?? ""] ?? languages.en;
  return (word, figures = {}) => texts[word].replace(/\{(\w+)\}/g, (hole, name: string) => String(figures[name] ?? hole));
}
