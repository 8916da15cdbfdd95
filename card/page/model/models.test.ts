import { describe, expect, it } from "vitest";
import { PRESETS, THRESHOLDS } from "../catalogue";
import { Figures } from "../figures";
import { calendar } from "./days";
import { hashOf, routeOf } from "./route";
import { flat, nested, place, read, readList, sectionOf, whole, type Threshold } from "./threshold";

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

describe("the days of an archive", () => {
  it("show those without records, too", () => {
    const days = [
      { day: "2026-02-27", records: 3, bytes: 9 },
      { day: "2026-03-02", records: 4, bytes: 9 },
    ];
    expect(calendar(days).map(({ day, records }) => [day, records])).toEqual([
      ["2026-02-27", 3],
      ["2026-02-28", 0],
      ["2026-03-01", 0],
      ["2026-03-02", 4],
    ]);
    expect(calendar([])).toEqual([]);
  });

  it("are not drawn over a century because a clock was wrong once", () => {
    expect(calendar([day("1970-01-01"), day("2026-03-02")])).toHaveLength(2);
  });
});

function day(name: string): { day: string; records: number; bytes: number } {
  return { day: name, records: 1, bytes: 1 };
}

describe("figures", () => {
  const figures = new Figures("de", "UTC");

  it("write sizes as a reader of the language does", () => {
    expect([0, 999, 1500, 275_400, 73_700_000_000].map((size) => figures.bytes(size))).toEqual([
      "0 B",
      "999 B",
      "1,5 kB",
      "275 kB",
      "73,7 GB",
    ]);
  });

  it("say how long ago something was", () => {
    expect([30, 300, 7200, 200_000].map((seconds) => figures.ago(0, seconds))).toEqual([
      "jetzt",
      "vor 5 Minuten",
      "vor 2 Stunden",
      "vorgestern",
    ]);
  });

  it("keep a day of the archive where it is, in every time zone", () => {
    expect(new Figures("en-GB", "Pacific/Auckland").date("2026-05-01")).toBe("1 May 2026");
  });

  it("have a true minus sign and no negative nothing", () => {
    expect([figures.fixed(-1.25, 2), figures.fixed(-0, 1)]).toEqual(["−1,25", "0,0"]);
  });
});

describe("the address", () => {
  it("says where one is, and anything else is the overview", () => {
    expect(routeOf("#/replay/01J")).toEqual({ view: "replay", opened: "01J" });
    expect(routeOf("#/nowhere")).toEqual({ view: "overview", opened: "" });
    expect(routeOf(hashOf("exports"))).toEqual({ view: "exports", opened: "" });
  });
});
