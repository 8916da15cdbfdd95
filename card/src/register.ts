import type { Hass } from "./ha";
import { isSupported } from "./model/target";
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
const CARDS: { type: string; name: Word; about: Word }[] = [
  { type: "bitgridai-card", name: "card_name", about: "card_about" },
  { type: "bitgridai-timeline-card", name: "timeline", about: "timeline_about" },
  { type: "bitgridai-what-if-card", name: "whatif", about: "whatif_about" },
  { type: "bitgridai-research-card", name: "research", about: "research_about" },
];

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
  (picker.customCardFeatures ??= []).push({
    type: "bitgridai-override-feature",
    name: say("feature_name"),
    isSupported,
    configurable: false,
  });
  (picker.customStrategies ??= []).push({
    type: "bitgridai",
    strategyType: "dashboard",
    name: say("card_name"),
    description: say("strategy_about"),
    documentationURL: DOCS,
  });
}
