// Written by scripts/card from custom_components/bitgridai/websocket_api/schema.py. Change it there.

export const SCHEMA = 1;

/** The controller's time; a simulated house may live faster than its owner. */
export interface Clock {
  now: number;
  speed: number;
  time_zone: string;
  simulated: boolean;
}

/** Where power comes from and where it goes right now. */
export interface Flows {
  fitted: ("pv" | "grid" | "battery")[];
  pv_w: number | null;
  grid_w: number | null;
  battery_w: number | null;
  house_w: number | null;
  loads_w: number | null;
  surplus_w: number | null;
  soc_pct: number | null;
  price_ct_kwh: number | null;
}

/** One reason for one audience. */
export interface Told {
  short: string;
  detail: string;
  technical: string;
}

/** One reason for every audience. */
export interface Voices {
  energy: Told;
  heat: Told;
  technical: Told;
}

/** A figure a rule looked at, against the threshold it was held to. */
export interface Measure {
  name: string;
  value: number;
  limit: number;
  unit: string;
  bound: "min" | "max";
  met: boolean;
}

/** One rule's verdict on one load. */
export interface RuleVote {
  rule: string;
  rule_name: string;
  verdict: "PROPOSE" | "ALLOW" | "ABSTAIN" | "VETO" | "FORCE";
  decisive: boolean;
  target_w: number;
  because: string;
  measures: Measure[];
}

/** A decision about one load, taken or foreseen. */
export interface Made {
  action: "START" | "STOP" | "RAISE" | "LOWER" | "HOLD";
  target_w: number;
  code: string;
  reason: string;
  rule: string;
  rule_name: string;
  told: Voices;
}

/** A person's or an automation's command in force. */
export interface Command {
  id: string;
  override: "start" | "stop" | "limit";
  power_w: number | null;
  origin: string;
  valid_until: number;
}

/** A lockout, or an emergency stop. */
export interface Latch {
  cause: string;
  since: number;
  left_min: number | null;
}

/** What waits for a person's approval. */
export interface Proposal {
  id: string;
  target_w: number;
  approved: boolean;
}

/** Why the surplus that is missing would not be enough. */
export interface Hurdle {
  lacking_w: number;
  reason: string;
}

/** One load as it is now. */
export interface LoadView {
  id: string;
  name: string;
  state: "off" | "running" | "locked_out" | "not_answering";
  power_w: number | null;
  measured: boolean;
  levels_w: number[];
  step_w: number;
  chip_temp_c: number | null;
  starts_today: number;
  made: Made | null;
  nearest: string | null;
  hurdle: Hurdle | null;
  votes: RuleVote[];
  trace: string;
  next: Made | null;
  commands: Command[];
  lockout: Latch | null;
  proposal: Proposal | null;
}

/** Something that is not as it should be. */
export interface HealthCause {
  cause: string;
  text: string;
  about: string;
}

/** The controller's own condition. */
export interface HealthView {
  level: "ok" | "warn" | "error";
  causes: HealthCause[];
}

/** The research bundle that was made last. */
export interface LastExport {
  at: number;
  name: string;
  scope: string;
  bytes: number;
  sha256: string;
  encrypted: boolean;
  records: number;
}

/** Consent to research use, and what there is to prove. */
export interface Research {
  consent: boolean;
  records: number;
  last_hash: string;
  last_export: LastExport | null;
}

/** How things stand with the agent that keeps the archive. */
export interface AgentView {
  state: string;
  text: string;
  waiting: number;
  error: string | null;
}

/** Entities through which the card acts; null for one that is disabled. */
export interface Doors {
  autonomy: string | null;
  approve: string | null;
  emergency_stop: string | null;
  release_emergency_stop: string | null;
  research: string | null;
}

/** Everything the card shows of this moment. */
export interface Picture {
  schema: number;
  available: true;
  language: string;
  clock: Clock;
  decided_at: number | null;
  trigger: string | null;
  next_block_at: number;
  block_s: number;
  flows: Flows;
  loads: LoadView[];
  main: string | null;
  autonomy: "manual" | "assisted" | "semi" | "full";
  emergency_stop: Latch | null;
  health: HealthView;
  research: Research;
  agent: AgentView | null;
  doors: Doors;
}

/** There is no household under control at the moment. */
export interface Absent {
  schema: number;
  available: false;
}

/** What was decided about one load for one block. */
export interface BlockLoad {
  action: "START" | "STOP" | "RAISE" | "LOWER" | "HOLD";
  target_w: number;
  code: string;
  rule: string;
}

/** One decision window of the past. */
export interface Block {
  at: number;
  seq: number;
  pv_w: number | null;
  surplus_w: number | null;
  loads_w: number | null;
  loads: Record<string, BlockLoad>;
}

/** Something that happened between two block ticks. */
export interface Mark {
  at: number;
  seq: number;
  kind: "safety" | "guard" | "override" | "restart" | "settings";
  load: string;
  action: "START" | "STOP" | "RAISE" | "LOWER" | "HOLD";
  reason: string;
}

/** Mean solar power expected from a moment on. */
export interface ForecastPoint {
  at: number;
  pv_w: number;
}

/** Blocks of the past, what happened in between, and what is expected. */
export interface Timeline {
  schema: number;
  since: number;
  until: number;
  block_s: number;
  names: Record<string, string>;
  reasons: Record<string, string>;
  blocks: Block[];
  marks: Mark[];
  forecast: ForecastPoint[];
}

/** A decision of the past in words, by load. */
export interface ToldRecord {
  schema: number;
  seq: number;
  at: number;
  told: Record<string, Voices>;
}

/** What would be decided about one load. */
export interface WhatIfLoad {
  action: "START" | "STOP" | "RAISE" | "LOWER" | "HOLD";
  target_w: number;
  differs: boolean;
  told: Voices;
}

/** A decision that nobody takes. */
export interface WhatIf {
  schema: number;
  hypothetical: true;
  surplus_w: number | null;
  loads: Record<string, WhatIfLoad>;
}
