import { describe, expect, it } from "vitest";
import type { Series, VerifyResult } from "../results";
import { daysOf, line, loadsOf } from "./days-of-course";
import { ceiling, ticks } from "./scale";
import { stepped } from "./slider";
import { byDay } from "./verify";

describe("the days of a what-if", () => {
  const course = (watts: number | null): Series["courses"]["recorded"] => ({
    loads: { miner: [watts, watts, watts, watts], rod: [100, null, 100, 100] },
    grid_w: [],
    battery_w: [],
  });
  const series: Series = {
    start: "2026-05-01T23:00:00Z",
    block_s: 1800,
    pv_w: [0, 0, 0, 0],
    base_w: [0, 0, 0, 0],
    courses: { recorded: course(1000), changed: course(null) },
  };

  it("are those of the reader's clock, with the energy of all loads", () => {
    const days = daysOf(series, (at) => new Date(at * 1000).toISOString().slice(0, 10));
    expect(days.map(({ day, first, blocks }) => [day, first, blocks])).toEqual([
      ["2026-05-01", 0, 2],
      ["2026-05-02", 2, 2],
    ]);
    expect(days[0]?.recorded_kwh).toBeCloseTo(1.05);
    expect(days[1]?.changed_kwh).toBeCloseTo(0.1);
  });

  it("add up what is known of all loads", () => {
    expect(loadsOf(series.courses.recorded.loads, 4)).toEqual([1100, 1000, 1100, 1100]);
  });

  it("are drawn with the pen lifted over a gap", () => {
    const place = (value: number): number => value;
    expect(line([1, 2, null, 3], place, place, false)).toBe("M0.0 1.0L1.0 2.0M3.0 3.0");
    expect(line([1, 2], place, place, true)).toBe("M0.0 1.0H1.0L1.0 2.0H2.0");
  });
});

describe("a scale", () => {
  it.each([
    [0, 1],
    [1, 1],
    [3.91, 5],
    [1500, 2000],
    [0.021, 0.025],
  ])("ends at a round number: %d at %d", (value, round) => {
    expect(ceiling(value)).toBe(round);
  });

  it("has round marks from below the least to above the most", () => {
    expect(ticks(2.78, 3.12, 5)).toEqual([2.7, 2.8, 2.9, 3, 3.1, 3.2]);
    expect(ticks(-0.4, 0.7, 5)).toEqual([-0.5, -0.25, 0, 0.25, 0.5, 0.75]);
    expect(ticks(2, 2, 5).length).toBeGreaterThan(1);
  });
});

describe("a chart", () => {
  it("is walked through by key and ends at its ends", () => {
    expect(["ArrowRight", "ArrowLeft", "Home", "End", "PageDown", "a"].map((key) => stepped(key, 2, 5))).toEqual([
      3, 1, 0, 4, 4, null,
    ]);
  });

  const told = { action: "HOLD", target_w: 0, rule: "R1", code: "", text: {} };
  const verified = (more: Partial<VerifyResult>): VerifyResult => ({
    kind: "verify",
    same: false,
    records: 0,
    decisions: 0,
    recorded_by: [],
    replayed_by: "",
    differing: [],
    differing_decisions: 0,
    undecided: [],
    ...more,
  });
  const bars = (result: VerifyResult): [string, number][] => byDay(result).slots.map(({ day, records }) => [day, records]);

  it("counts all differing decisions by day, those that are not told too", () => {
    const days = {
      "2026-05-02": { decisions: 144, differing: 3, undecided: 0 },
      "2026-05-01": { decisions: 144, differing: 0, undecided: 0 },
      "no day": { decisions: 1, differing: 1, undecided: 0 },
    };
    const result = verified({ days, differing_decisions: 4 });
    expect(bars(result)).toEqual([
      ["2026-05-01", 0],
      ["2026-05-02", 3],
    ]);
    expect(byDay(result)).toMatchObject({ counted: "differing", some: 1 });
  });

  it("shows what was looked at where nothing differs", () => {
    const result = verified({ days: { "2026-05-01": { decisions: 144, differing: 0, undecided: 4 } } });
    expect(bars(result)).toEqual([["2026-05-01", 140]]);
    expect(byDay(result)).toMatchObject({ counted: "decisions", some: 1 });
  });

  it("counts what an older agent told", () => {
    const at = (time: string) => ({ seq: 1, time, load: "miner", recorded: told, replayed: told });
    const differing = [at("2026-05-02T10:00:00Z"), at("2026-05-01T10:00:00Z"), at("2026-05-02T11:00:00Z")];
    expect(bars(verified({ differing, differing_decisions: 3 }))).toEqual([
      ["2026-05-01", 1],
      ["2026-05-02", 2],
    ]);
  });
});
