import { describe, expect, it } from "vitest";
import { de } from "./de";
import { en, type Word } from "./en";
import { wordsOf } from "./index";

const holes = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

describe("the card's words", () => {
  it.each(Object.keys(en) as Word[])("say %s in both languages with the same figures", (word) => {
    expect(de[word].trim()).toBe(de[word]);
    expect(de[word]).not.toBe("");
    expect(holes(de[word])).toEqual(holes(en[word]));
  });

  it("fall back to English, and know a region's language", () => {
    expect(wordsOf("fr")("sun")).toBe("Sun");
    expect(wordsOf("de-AT")("sun")).toBe("Sonne");
  });

  it("fill in figures and leave no hole unnoticed", () => {
    expect(wordsOf("en")("running", { load: "Miner" })).toBe("Miner is running");
    expect(wordsOf("en")("running")).toBe("{load} is running");
  });
});
