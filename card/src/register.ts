import type { Hass } from "./ha";
import { wordsOf, type Word } from "./words";

interface CardSuggestion {
  config: Record<string, unknown>;
}

interface Picker {
  customCards?: unknown[];
  customCardFeatures?: unknown[];
  customStrategies?: unknown[];
}

const DOCS = "https://github.com/BitGridAI/bitgridai/blob/main/docs/card.md";
const CARDS: { type: string; name: Word; about: Word }[] = [{ type: "bitgridai-card", name: "card_name", about: "card_about" }];

/** Lets Home Assistant's pickers know what there is. */
export function register(): void {
  const picker = window as Window & Picker;
  const say = wordsOf(document.documentElement.lang || navigator.language);
  picker.customCards ??= [];
  for (const card of CARDS) {
    picker.customCards.push({
      type: card.type,
      name: card.name === "card_name" ? say(card.name) : `BitGridAI: ${say(card.name)}`,
      description: say(card.about),
      preview: true,
      documentationURL: DOCS,
      getEntitySuggestion: (hass: Hass, entity: string): CardSuggestion | null =>
        card.type === "bitgridai-card" && hass.entities[entity]?.platform === "bitgridai"
          ? { config: { type: `custom:${card.type}` } }
          : null,
    });
  }
}
