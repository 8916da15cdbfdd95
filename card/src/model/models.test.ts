import { describe, expect, it } from "vitest";
import type { BlockLoad, LoadView, Made, Picture, Timeline } from "../schema";
import { wordsOf } from "../words";
import { agentLine } from "./agent";
import { overrideCall, possible, powersFor } from "./actions";
import { areaPath, band, blockAt, linePath, scaleOf, shadeOf, ticks, xOf, yOf } from "./band";
import { banners, condition } from "./banner";
import { HouseClock } from "./clock";
import { flowModel } from "./flow";
import { countdown, duration, Format } from "./format";
import { changesOf } from "./history";
import { ahead, barModel, loadModel, verdict } from "./load";

const say = wordsOf("en");
const sage = wordsOf("de");
const format = new Format("en-GB", "Europe/Berlin");

const told = { short: "Miner stays off: surplus is 380 W, 800 W needed.", detail: "", technical: "" };
const made: Made = {
  action: "HOLD",
  target_w: 0,
  code: "R1_SURPLUS_LOW",
  reason: "Surplus too low",
  rule: "R1",
  rule_name: "R1 (surplus)",
  told: { energy: told, heat: { ...told, short: "It stays cold." }, technical: told },
};
const miner: LoadView = {
  id: "miner",
  name: "Miner",
  state: "off",
  power_w: 10,
  measured: true,
  levels_w: [0, 800, 1500],
  step_w: 0,
  chip_temp_c: 40,
  starts_today: 1,
  made,
  nearest: "It would start at 800 W with 420 W more surplus.",
  votes: [],
  trace: "",
  next: { ...made, action: "START", target_w: 800 },
  commands: [],
  lockout: null,
  proposal: null,
};
const picture: Picture = {
  schema: 1,
  available: true,
  language: "en",
  clock: { now: 1_780_000_000, speed: 60, time_zone: "Europe/Berlin", simulated: true },
  decided_at: null,
  trigger: "BLOCK_TICK",
  next_block_at: 1_780_000_300,
  block_s: 600,
  flows: {
    fitted: ["pv", "grid", "battery"],
    pv_w: 2000,
    grid_w: -500,
    battery_w: -1000,
    house_w: 490,
    loads_w: 10,
    surplus_w: 500,
    soc_pct: 61.5,
    price_ct_kwh: null,
  },
  loads: [miner],
  main: "miner",
  autonomy: "full",
  emergency_stop: null,
  health: { level: "ok", causes: [] },
  research: { consent: false, records: 12, last_hash: "ab" },
  agent: null,
  doors: { autonomy: null, approve: null, emergency_stop: null, release_emergency_stop: null, research: null },
};

describe("figures", () => {
  it("are written as the reader of a language does", () => {
    expect(format.watts(1500)).toBe("1,500 W");
    expect(new Format("de", "Europe/Berlin").watts(1500)).toBe("1.500 W");
    expect(format.watts(-0)).toBe("0 W");
    expect(format.time(1_780_000_000)).toBe("22:26");
  });

  it("count down in minutes and seconds, never below nothing", () => {
    expect([599.2, 61, 60, 0, -5, 3725].map(countdown)).toEqual(["10:00", "1:01", "1:00", "0:00", "0:00", "1:02:05"]);
  });

  it("name whole hours as hours", () => {
    expect([15, 60, 90, 480].map((minutes) => duration(minutes, say))).toEqual(["15 min", "1 h", "90 min", "8 h"]);
  });

  it("carry the house's time on at its own speed", () => {
    const clock = new HouseClock(picture.clock, 1000);
    expect(clock.now(1000)).toBe(picture.clock.now);
    expect(clock.now(3000)).toBe(picture.clock.now + 120);
  });
});

describe("the flow", () => {
  const model = flowModel(picture.flows, picture.loads, say, format);

  it("tells giving from taking in words as well", () => {
    expect(model.sources.map(({ part, direction, note }) => [part, direction, note])).toEqual([
      ["sun", "in", ""],
      ["battery", "out", "charging"],
      ["grid", "out", "feed-in"],
    ]);
    expect(model.sinks.map(({ part, direction }) => [part, direction])).toEqual([
      ["house", "out"],
      ["load", "rest"],
    ]);
    expect(model.label).toBe(
      "Power right now: Sun 2,000 W, Battery 61.5 % 1,000 W charging, Grid 500 W feed-in, House 490 W, Miner 10 W",
    );
  });

  it("leaves out what a house does not have, and says what is not known", () => {
    const flows = { ...picture.flows, fitted: ["grid" as const], grid_w: null, house_w: null };
    const sparse = flowModel(flows, [], say, format);
    expect(sparse.sources.map(({ part, power, direction }) => [part, power, direction])).toEqual([
      ["grid", "not known", "rest"],
    ]);
  });

  it("measures every pipe against the strongest", () => {
    expect(model.sources.map(({ strength }) => strength)).toEqual([1, 0.5, 0.25]);
  });
});

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
    expect(loadModel(unknown, between, "energy", say, format).change).toBe("Known from the next block on.");
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

  it("is told as a verdict", () => {
    const vote = { rule: "R4", rule_name: "", decisive: false, target_w: 0, because: "", measures: [] };
    expect(verdict({ ...vote, verdict: "VETO" }, say, format)).toBe("allows off only");
    expect(verdict({ ...vote, verdict: "PROPOSE", target_w: 800 }, sage, format)).toBe("schlägt 800 W vor");
  });
});

describe("the agent", () => {
  it("is not missed where there is none", () => {
    expect(agentLine(null, say)).toBe("None is set up. Only archive and exports need one.");
  });

  it("says what it lacks, and what is wrong", () => {
    const agent = { state: "sending", text: "Sending records", waiting: 3, error: null };
    expect(agentLine(agent, say)).toBe("Sending records. 3 records wait for it");
    const gone = { state: "unreachable", text: "Not reachable", waiting: 0, error: "timeout" };
    expect(agentLine(gone, say)).toBe("Not reachable. timeout");
  });
});

describe("banners", () => {
  const command = { id: "c", override: "stop", power_w: null, origin: "user", valid_until: 1_780_003_600 } as const;

  it("are none while all is well", () => {
    expect(banners(picture, say, format)).toEqual([]);
  });

  it("put safety first, each with what can be done about it", () => {
    const shown = banners(
      {
        ...picture,
        emergency_stop: { cause: "a person", since: 0, left_min: null },
        health: {
          level: "warn",
          causes: [
            { cause: "lockout", text: "A load is locked out", about: "Miner" },
            { cause: "no_reading", text: "A sensor has no usable value", about: "grid meter" },
          ],
        },
        loads: [
          {
            ...miner,
            lockout: { cause: "Overheated", since: 0, left_min: 30 },
            proposal: { id: "p", target_w: 800, approved: false },
            commands: [command],
          },
        ],
      },
      say,
      format,
    );
    expect(shown.map(({ tone, action, text }) => [tone, action, text])).toEqual([
      ["alert", "release", "Emergency stop. Everything stays off until you release it."],
      ["alert", undefined, "Miner is locked out: Overheated. It can come back in 30 min at the earliest."],
      ["info", "approve", "Miner would run at 800 W. It waits for you."],
      ["info", "automatic", "By command Miner pauses until 23:26."],
      ["warn", undefined, "A sensor has no usable value: grid meter"],
    ]);
  });

  it("never call a house well that safety holds", () => {
    const detail = "No valid reading from the grid meter.";
    const held = { ...made, rule: "R3", code: "R3_MISSING_TELEMETRY", told: { ...made.told, energy: { ...told, detail } } };
    const blind = { ...picture, loads: [{ ...miner, made: held }] };
    expect(banners(blind, say, format).map(({ tone, text }) => [tone, text])).toEqual([["warn", detail]]);
    expect(condition(blind)).toBe("warn");
    expect(condition(picture)).toBe("ok");
  });

  it("name a silent sensor once, where safety has named it already", () => {
    const detail = "No valid reading from the grid meter.";
    const held = { ...made, rule: "R3", code: "R3_MISSING_TELEMETRY", told: { ...made.told, energy: { ...told, detail } } };
    const causes = [
      { cause: "no_reading", about: "grid meter", text: "A sensor has no usable value" },
      { cause: "no_reading", about: "Rod", text: "A sensor has no usable value" },
    ];
    const blind: Picture = { ...picture, health: { level: "warn", causes }, loads: [{ ...miner, made: held }] };
    expect(banners(blind, say, format).map(({ text }) => text)).toEqual([detail, "A sensor has no usable value: Rod"]);
  });

  it("ask nobody twice", () => {
    const approved = { ...miner, proposal: { id: "p", target_w: 0, approved: true } };
    expect(banners({ ...picture, loads: [approved] }, say, format)).toEqual([]);
  });
});

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

  it("is one call of the action", () => {
    expect(overrideCall(miner, "limit", 30, 800)).toEqual({ load: "miner", override: "limit", duration: 30, power_w: 800 });
    expect(overrideCall(miner, "stop", 60, 800)).toEqual({ load: "miner", override: "stop", duration: 60 });
  });
});

describe("the timeline", () => {
  const block = (index: number, load: Partial<BlockLoad> = {}) => ({
    at: index * 600,
    seq: index,
    pv_w: index * 100,
    surplus_w: null,
    loads_w: 0,
    loads: { miner: { action: "HOLD" as const, target_w: 0, code: "R1_SURPLUS_LOW", rule: "R1", ...load } },
  });
  const line: Timeline = {
    schema: 1,
    since: 0,
    until: 6000,
    block_s: 600,
    names: { miner: "Miner" },
    reasons: { R1_SURPLUS_LOW: "Surplus too low" },
    blocks: [block(0), block(1), block(2, { action: "START", target_w: 800 }), block(3, { target_w: 800 }), block(6)],
    marks: [{ at: 2000, seq: 9, kind: "safety", load: "miner", action: "STOP", reason: "Overheated" }],
    forecast: [{ at: 6000, pv_w: 4200 }],
  };

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

  it("lists a load's last changes, newest first", () => {
    expect(changesOf(line, "miner", say, format)).toEqual([
      { at: 2000, what: "Safety", reason: "Overheated" },
      { at: 1200, what: "starts at 800 W", reason: "Surplus too low" },
    ]);
  });
});
