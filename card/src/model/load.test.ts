import { describe, expect, it } from "vitest";
import type { LoadView, Picture } from "../schema";
import { format, made, miner, picture, sage, say, told } from "./example";
import { ahead, barModel, loadModel, verdict } from "./load";

describe("a load", () => {
  it("answers the four questions", () => {
    expect(loadModel(miner, picture, "energy", say, format)).toEqual({
      id: "miner",
      headline: "Miner is off",
      power: "10 W",
      tone: "off",
      why: told.short,
      rule: "R1 (surplus)",
      change: miner.nearest,
      next: "starts at 800 W (Surplus too low)",
    });
  });

  it("speaks to its audience", () => {
    expect(loadModel(miner, picture, "heat", say, format).why).toBe("It stays cold.");
  });

  it("does not pretend to know what is still being worked out, or what only the next block tells", () => {
    const unknown = { ...miner, nearest: null };
    expect(loadModel(unknown, picture, "energy", say, format).change).toBe("Is being worked out …");
    const between = { ...picture, trigger: "OVERRIDE" };
    expect(loadModel(unknown, between, "energy", say, format).change).toBe("The next block: it decides anew.");
  });

  it("names what a person holds in their hands before any figure", () => {
    const changeOf = (load: Partial<LoadView>, more: Partial<Picture> = {}): string =>
      loadModel({ ...miner, ...load }, { ...picture, ...more }, "energy", say, format).change;
    const command = { id: "c", override: "start", power_w: null, origin: "user", valid_until: 1_780_003_600 } as const;
    expect(changeOf({ proposal: { id: "p", target_w: 800, approved: false } })).toBe("Your approval.");
    expect(changeOf({ made: { ...made, rule: "OVERRIDE" }, commands: [command] })).toBe(
      "The end of the command at 23:26, or going back to automatic.",
    );
    const stop = { emergency_stop: { cause: "a person", since: 0, left_min: null } };
    expect(changeOf({ commands: [command] }, stop)).toBe("Your release of the emergency stop.");
  });

  it("says how much surplus is missing, and what would hold it back even then", () => {
    const hurdle = { lacking_w: 484, reason: "Surplus about to drop" };
    const evening = { ...miner, nearest: "No single figure alone would change this.", hurdle };
    expect(loadModel(evening, picture, "energy", say, format).change).toBe(
      "484 W more surplus, but not that alone: Surplus about to drop.",
    );
  });

  it("says what has to pass before safety or rest let go", () => {
    const changeOf = (load: Partial<LoadView>): string =>
      loadModel({ ...miner, nearest: null, ...load }, picture, "energy", say, format).change;
    const safety = { ...made, rule: "R3", reason: "No valid reading" };
    expect(changeOf({ made: safety })).toBe("When this is over: No valid reading.");
    expect(changeOf({ made: safety, lockout: { cause: "Overheated", since: 0, left_min: 30 } })).toBe(
      "When its cause is gone, in 30 min at the earliest.",
    );
    expect(changeOf({ made: safety, lockout: { cause: "Overheated", since: 0, left_min: 0 } })).toBe(
      "When this is over: Overheated.",
    );
    expect(changeOf({ made: { ...made, rule: "R5" } })).toBe("Time alone. Then the surplus decides again.");
  });

  it("is on its way between a command and its effect", () => {
    const headline = (state: LoadView["state"], target_w: number): string =>
      loadModel({ ...miner, state, made: { ...made, target_w } }, picture, "energy", say, format).headline;
    expect(headline("running", 0)).toBe("Miner is stopping");
    expect(headline("off", 800)).toBe("Miner is starting");
    expect(headline("running", 800)).toBe("Miner is running");
    expect(headline("locked_out", 800)).toBe("Miner is locked out");
  });

  it("is alarming where it is locked out or silent", () => {
    for (const state of ["locked_out", "not_answering"] as const) {
      expect(loadModel({ ...miner, state }, picture, "energy", say, format).tone).toBe("alert");
    }
  });

  it.each([
    ["START", 800, "starts at 800 W"],
    ["STOP", 0, "stops"],
    ["RAISE", 1500, "goes up to 1,500 W"],
    ["LOWER", 800, "goes down to 800 W"],
    ["HOLD", 800, "keeps running at 800 W"],
    ["HOLD", 0, "stays off"],
  ] as const)("tells %s at %i W as what comes next", (action, target_w, words) => {
    expect(ahead({ ...made, action, target_w }, say, format)).toBe(`${words} (Surplus too low)`);
  });
});

describe("a vote", () => {
  const measure = { name: "available_w", value: 400, limit: 800, unit: "W", bound: "min", met: false } as const;

  it("is drawn as a bar up to its threshold", () => {
    expect(barModel(measure, say, format)).toMatchObject({
      label: "Surplus",
      fill: 40,
      mark: 80,
      told: "Surplus: 400 W, at least 800 W, not met",
    });
  });

  it("stays inside its bar whatever the figures are", () => {
    for (const [value, limit] of [
      [-3000, 800],
      [0, 0],
      [90_000, 1],
      [-5, -10],
    ] as const) {
      const bar = barModel({ ...measure, value, limit }, say, format);
      expect([bar.fill, bar.mark].every((end) => end >= 0 && end <= 100)).toBe(true);
    }
  });

  it("tells a loss against waiting as an empty bar", () => {
    const loss = { name: "gain_ct", value: -2.14, limit: 3.93, unit: "ct", bound: "min", met: false } as const;
    expect(barModel(loss, say, format)).toMatchObject({
      fill: 0,
      mark: 80,
      told: "Gain over waiting: −2.1 ct, at least 3.9 ct, not met",
    });
  });

  it("is told as a verdict", () => {
    const vote = { rule: "R4", rule_name: "", decisive: false, target_w: 0, because: "", measures: [] };
    expect(verdict({ ...vote, verdict: "VETO" }, say, format)).toBe("allows off only");
    expect(verdict({ ...vote, verdict: "PROPOSE", target_w: 800 }, sage, format)).toBe("schlägt 800 W vor");
  });
});
