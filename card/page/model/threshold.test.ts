import { describe, expect, it } from "vitest";
import { PRESETS, THRESHOLDS } from "../catalogue";
import { differing, flat, nested, place, read, readList, sectionOf, whole, type Threshold } from "./threshold";

const margin = threshold("r1.start_margin_w");
const starts = threshold("r5.max_starts_per_day");
const price = threshold("r1.price_max_ct");

function threshold(path: string): Threshold {
  return THRESHOLDS.find((each) => each.path === path) as Threshold;
}

describe("a policy", () => {
  it("is laid open and put together again", () => {
    const document = { autonomy: "full", r1: { start_margin_w: -200, soc_band: { eco_pct: 20 } } };
    expect(flat(document)).toEqual({ autonomy: "full", "r1.start_margin_w": -200, "r1.soc_band.eco_pct": 20 });
    expect(nested(flat(document))).toEqual(document);
  });

  it("has every threshold that a preset changes", () => {
    const known = new Set(THRESHOLDS.map((each) => each.path));
    for (const changes of Object.values(PRESETS)) for (const path of Object.keys(changes)) expect(known).toContain(path);
    expect(whole(THRESHOLDS, PRESETS["careful"] ?? {})["r1.start_margin_w"]).toBe(-200);
    expect(sectionOf("r1.soc_band.eco_pct")).toBe("r1.soc_band");
  });
});

describe("two policies", () => {
  const preset = whole(THRESHOLDS, {});
  const recorded = (changes: Record<string, unknown>) => whole(THRESHOLDS, flat({ version: 1, ...nested(preset), ...changes }));

  it("differ in thresholds, not in what else a recorded document says", () => {
    expect(differing(THRESHOLDS, recorded({}), preset)).toEqual([]);
  });

  it("differ in the very thresholds that are counted", () => {
    const careful = whole(THRESHOLDS, PRESETS["careful"] ?? {});
    const found = differing(THRESHOLDS, recorded({}), careful).map((each) => each.path);
    expect(found.sort()).toEqual(Object.keys(PRESETS["careful"] ?? {}).sort());
  });
});

describe("a threshold", () => {
  it("says what its sign means", () => {
    expect(margin.about?.en).toMatch(/may lack when a load starts.*; negative: so much must be left over\.$/);
    expect(margin.about?.de).toMatch(/fehlen darf.*; negativ: So viel muss übrig bleiben\.$/);
  });

  it("has a meaning in both languages, and leaves its range to the figures", () => {
    for (const each of THRESHOLDS.filter(({ path }) => path !== "autonomy")) {
      expect(each.about?.en, each.path).toMatch(/[a-z].*[^)]\.$/);
      expect(each.about?.de, each.path).toMatch(/[a-z].*[^)]\.$/);
    }
  });
});

describe("what somebody types for a threshold", () => {
  it("may have a comma or a true minus sign", () => {
    expect(read(margin, " −12,5 ")).toEqual({ value: -12.5 });
  });

  it.each([
    [margin, "", "empty"],
    [margin, "many", "number"],
    [margin, "5001", "range"],
    [starts, "2.5", "whole"],
  ] as const)("is refused where it does not fit", (each, text, flaw) => {
    expect(read(each, text)).toEqual({ flaw });
  });

  it("may be nothing where a threshold can be off", () => {
    expect(price.nullable).toBe(true);
    expect(read(price, "")).toEqual({ value: null });
  });

  it("may be a list, each value once", () => {
    expect(readList(margin, "-200; 0 0;100,5")).toEqual({ values: [-200, 0, 100.5] });
    expect(readList(margin, " ")).toEqual({ flaw: "empty" });
    expect(readList(margin, "0 9999")).toEqual({ flaw: "range" });
  });

  it("has a place on its range", () => {
    expect(place(margin, 0)).toBe(0.5);
    expect(place(margin, null)).toBeNull();
    expect(place(threshold("energy_path.btc_price_eur"), 5)).toBeNull();
  });
});
