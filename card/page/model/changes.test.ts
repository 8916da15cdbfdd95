import { describe, expect, it } from "vitest";
import { thresholdOf } from "../ui/threshold-text";
import { combinations, flawOf, gridFrom, policyFrom } from "./changes";

const margin = { path: "r1.start_margin_w", text: "-200" };
const pause = { path: "r5.min_pause_blocks", text: "1; 2; 4" };

describe("changes to a policy", () => {
  it("lie over the preset that they begin with", () => {
    const preset = { "r1.start_margin_w": 100, "r2.soc_soft_min_pct": 35 };
    expect(policyFrom([margin], preset, thresholdOf)).toEqual({
      r1: { start_margin_w: -200 },
      r2: { soc_soft_min_pct: 35 },
    });
  });

  it("become a grid: one value is fixed, several are tried", () => {
    expect(gridFrom([margin, pause], thresholdOf)).toEqual({
      r1: { start_margin_w: -200 },
      r5: { min_pause_blocks: [1, 2, 4] },
    });
    expect(combinations([margin, { ...margin, path: "r1.stop_margin_w", text: "100; 200" }, pause], thresholdOf)).toBe(6);
  });

  it("are refused where a single one does not fit", () => {
    expect(flawOf(pause, thresholdOf(pause.path), "many")).toBeNull();
    expect(flawOf(pause, thresholdOf(pause.path), "one")).toBe("number");
    expect(flawOf({ ...pause, text: "1; 900" }, thresholdOf(pause.path), "many")).toBe("range");
  });
});
