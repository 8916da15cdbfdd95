/** One house in the afternoon, for the tests: its miner is off, and the next block starts it. */

import type { Block, BlockLoad, LoadView, Made, Picture, Timeline } from "../schema";
import { wordsOf } from "../words";
import { Format } from "./format";

export const say = wordsOf("en");
export const sage = wordsOf("de");
export const format = new Format("en-GB", "Europe/Berlin");

export const told = { short: "Miner stays off: surplus is 380 W, 800 W needed.", detail: "", technical: "" };
export const made: Made = {
  action: "HOLD",
  target_w: 0,
  code: "R1_SURPLUS_LOW",
  reason: "Surplus too low",
  rule: "R1",
  rule_name: "R1 (surplus)",
  told: { energy: told, heat: { ...told, short: "It stays cold." }, technical: told },
};
export const miner: LoadView = {
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
  hurdle: null,
  votes: [],
  trace: "",
  next: { ...made, action: "START", target_w: 800 },
  commands: [],
  lockout: null,
  proposal: null,
};
export const picture: Picture = {
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
  research: { consent: false, records: 12, last_hash: "ab", last_export: null },
  agent: null,
  doors: { autonomy: null, approve: null, emergency_stop: null, release_emergency_stop: null, research: null },
};

export const block = (index: number, load: Partial<BlockLoad> = {}): Block => ({
  at: index * 600,
  seq: index,
  pv_w: index * 100,
  surplus_w: null,
  loads_w: 0,
  loads: { miner: { action: "HOLD", target_w: 0, code: "R1_SURPLUS_LOW", rule: "R1", ...load } },
});
export const line: Timeline = {
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
