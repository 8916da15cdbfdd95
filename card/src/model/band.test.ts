import { describe, expect, it } from "vitest";
import type { BlockLoad } from "../schema";
import { areaPath, band, blockAt, linePath, scaleOf, shadeOf, ticks, xOf, yOf } from "./band";
import { block, line } from "./example";

describe("the timeline", () => {
  it("draws neighbours that look the same as one, and leaves a gap a gap", () => {
    expect(band(line.blocks, "miner", 600).map(({ from, to, shade }) => [from, to, shade])).toEqual([
      [0, 1200, "off"],
      [1200, 2400, "running"],
      [3600, 4200, "off"],
    ]);
  });

  it("stays light with a week of blocks that change all the time", () => {
    const week = Array.from({ length: 1008 }, (_, index) => block(index, { target_w: index % 7 === 0 ? 800 : 0 }));
    expect(band(week, "miner", 600).length).toBeLessThan(300);
  });

  it("shades a block by who decided it", () => {
    const load: BlockLoad = { action: "HOLD", target_w: 800, code: "X", rule: "R1" };
    expect(shadeOf(load)).toBe("running");
    expect(shadeOf({ ...load, rule: "R3" })).toBe("safety");
    expect(shadeOf({ ...load, rule: "OVERRIDE" })).toBe("command");
    expect(shadeOf({ ...load, code: "AUTONOMY_ASSISTED", rule: "AUTONOMY" })).toBe("waiting");
  });

  it("keeps every point inside the drawing", () => {
    const scale = scaleOf(line, 24);
    expect(scale.top).toBe(4500);
    expect([xOf(scale.from, scale), xOf(scale.to, scale)]).toEqual([0, 1000]);
    expect([yOf(-10, scale), yOf(9000, scale)]).toEqual([100, 0]);
  });

  it("breaks lines and areas where nothing was recorded", () => {
    const scale = { from: 0, to: 6000, top: 1000 };
    const points: [number, number | null][] = [
      [0, 100],
      [600, 200],
      [3000, 300],
      [3600, null],
      [4200, 400],
    ];
    expect(linePath(points, scale, 900).match(/M/g)).toHaveLength(3);
    expect(areaPath(points, scale, 900).match(/Z/g)).toHaveLength(1);
    expect(areaPath([], scale, 900)).toBe("");
  });

  it("finds the block under a finger", () => {
    expect([-5, 0, 599, 600, 2000, 3000, 99_999].map((at) => blockAt(line.blocks, at))).toEqual([0, 0, 0, 1, 3, 3, 4]);
    expect(blockAt([], 5)).toBe(0);
  });

  it("labels whole hours of the house's own clock", () => {
    const scale = { from: 0, to: 24 * 3600, top: 1 };
    const hours = ticks(scale, 6, (at) => (at / 3600 + 2) % 24);
    expect(hours.map((at) => (at / 3600 + 2) % 24)).toEqual([6, 12, 18, 0]);
  });
});
