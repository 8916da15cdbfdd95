import { describe, expect, it } from "vitest";
import { de } from "./de";
import { en, type Word } from "./en";
import { languageOf, regionOf, speak } from "./index";

const holes = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

describe("the page's words", () => {
  it.each(Object.keys(en) as Word[])("say %s in both languages with the same figures", (word) => {
    expect(de[word].trim()).toBe(de[word]);
    expect(de[word]).not.toBe("");
    expect(holes(de[word])).toEqual(holes(en[word]));
  });

  it("come in the first language of the browser that the page speaks", () => {
    expect(languageOf(["fr-FR", "de-AT", "en"])).toBe("de");
    expect(languageOf(["fr-FR"])).toBe("en");
    expect(languageOf(["", "en-US", "de"])).toBe("en");
    expect(speak("de")("overview")).toBe("Übersicht");
  });

  it("write figures as the region does", () => {
    expect(regionOf("de", ["en-US", "de-CH"])).toBe("de-CH");
    expect(regionOf("en", ["de-CH"])).toBe("en-GB");
    expect(regionOf("de", ["en-US"])).toBe("de");
  });
});
