/** What jobs come to, as `GET v1/jobs/{id}/result` says it. The published schema leaves these open. */

export interface Told {
  action: string;
  target_w: number;
  rule: string;
  code: string;
  text: Record<string, string>;
}

export interface DifferingTold {
  seq: number;
  time: string;
  load: string;
  recorded: Told;
  replayed: Told;
}

export interface DayCount {
  decisions: number;
  differing: number;
  undecided: number;
}

export interface VerifyResult {
  kind: "verify";
  same: boolean;
  records: number;
  decisions: number;
  recorded_by: string[];
  replayed_by: string;
  differing: DifferingTold[];
  differing_decisions: number;
  undecided: string[];
  /** By the day (UTC) of the record; a result of an older agent has none. */
  days?: Record<string, DayCount>;
}

export interface KeyFigures {
  gain_eur: number;
  loads_kwh: number;
  import_kwh: number;
  import_caused_kwh: number;
  export_kwh: number;
  surplus_used_pct: number | null;
  self_consumption_pct: number | null;
  autarky_pct: number | null;
  starts: number;
  starts_per_day: number;
  switches: number;
  stored_end_kwh: number | null;
}

export interface Assumption {
  code: string;
  text: Record<string, string>;
}

export interface CourseSeries {
  loads: Record<string, (number | null)[]>;
  grid_w: (number | null)[];
  battery_w: (number | null)[];
  battery_soc_pct?: (number | null)[];
}

export interface Series {
  start: string;
  block_s: number;
  pv_w: (number | null)[];
  base_w: (number | null)[];
  courses: { recorded: CourseSeries; changed: CourseSeries };
}

export interface WhatIfResult {
  kind: "what_if";
  changes: Record<string, unknown>;
  pv_factor: number;
  assumptions: Assumption[];
  figures: { recorded: KeyFigures; changed: KeyFigures; without_loads: KeyFigures };
  decisions: number;
  differing_decisions: number;
  series: Series;
}

export interface Ranked extends KeyFigures {
  rank: number;
  changes: Record<string, number | boolean | string | null>;
  pareto: boolean;
}

export interface SweepResult {
  kind: "sweep";
  pv_factor: number;
  assumptions: Assumption[];
  policies: number;
  left_out: number;
  recorded_policy: KeyFigures;
  ranking: Ranked[];
}

export type Result = VerifyResult | WhatIfResult | SweepResult;
