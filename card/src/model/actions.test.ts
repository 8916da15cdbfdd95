import { describe, expect, it } from "vitest";
import { overrideCall, possible, powersFor, refused } from "./actions";
import { miner } from "./example";

describe("an override", () => {
  it("offers a load's levels, and below the highest to limit it", () => {
    expect(powersFor(miner, "start")).toEqual([800, 1500]);
    expect(powersFor(miner, "limit")).toEqual([800]);
    expect(powersFor(miner, "stop")).toEqual([]);
    expect(possible({ ...miner, levels_w: [0, 2000] }, "limit")).toBe(false);
  });

  it("offers whole steps of a continuous load", () => {
    const rod = { ...miner, levels_w: [0, 500, 3000], step_w: 100 };
    const powers = powersFor(rod, "start");
    expect(powers).toEqual([500, 1100, 1800, 2400, 3000]);
    expect(powers.every((power) => (power - 500) % 100 === 0)).toBe(true);
    expect(powersFor({ ...rod, levels_w: [0, 500, 500] }, "start")).toEqual([500]);
  });

  it("cannot start what is locked out, and can stop it", () => {
    const locked = { ...miner, lockout: { cause: "heat", left_min: 20 } as never };
    expect(refused(locked, "start")).toBe(true);
    expect(refused(locked, "stop")).toBe(false);
    expect(refused({ ...miner, lockout: null }, "start")).toBe(false);
  });

  it("is one call of the action", () => {
    expect(overrideCall(miner, "limit", 30, 800)).toEqual({ load: "miner", override: "limit", duration: 30, power_w: 800 });
    expect(overrideCall(miner, "stop", 60, 800)).toEqual({ load: "miner", override: "stop", duration: 60 });
  });
});
