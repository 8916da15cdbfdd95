// Written by scripts/page from the agent's published schema. Change addon/bitgridai_agent/models.py.

/** Records do not follow; go on after the one named here. */
export interface ChainRefusal {
  code: string;
  detail: string;
  seq: Seq;
  hash: Hash;
}

/** Whether an archive's own last word on research use is yes. */
export interface Consent {
  granted: boolean;
  detail: string;
}

export type Day = string;

/** One day of an archive. */
export interface DayKept {
  day: string;
  records: number;
  bytes: number;
}

/** What will be deleted, and when. */
export interface DeletionNotice {
  until_day: string;
  bytes: number;
  deleted_at: number;
}

/** A bundle that lies here. */
export interface Export {
  id: string;
  ledger: string;
  scope: Scope;
  from: string | null;
  to: string | null;
  created: string;
  name: string;
  bytes: number;
  sha256: string;
  inner_sha256: string;
  encrypted: boolean;
  records: number;
}

/** What a bundle shall hold. */
export interface ExportRequest {
  ledger: string;
  scope: Scope;
  from: Day | null;
  to: Day | null;
  recipient: string | null;
}

/** Who answers, and what it understands. */
export interface Handshake {
  name: string;
  version: string;
  api_version: number;
  min_client: number;
  engine_version: string;
  archive_version: number;
  boot_id: string;
  free_bytes: number;
  cluster: boolean;
}

export type Hash = string;

/** That the agent is there; the only thing it tells to anyone. */
export interface Health {
  status: string;
}

/** Work that was asked for, and what became of it. */
export interface Job {
  id: string;
  kind: string;
  ledger: string;
  state: JobState;
  progress: number;
  message: string;
  created: string;
  started: string | null;
  ended: string | null;
  error: string | null;
  request: JobRequest;
  last_seq: number;
  files: JobFile[];
  outcome: Outcome | null;
}

/** One file of a result. */
export interface JobFile {
  name: string;
  bytes: number;
  sha256: string;
  media_type: string;
}

export type JobRequest = VerifyRequest | WhatIfRequest | SweepRequest;

/** How far a job is. */
export type JobState = "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted";

export type Language = "en" | "de";

/** One archive. */
export interface LedgerStatus {
  ledger: string;
  seq: Seq;
  files: number;
  bytes: number;
  first_day: string | null;
  last_day: string | null;
  waiting: number;
  gaps: MissingRecords[];
  telemetry_until: number;
  heard_at: number | null;
  set_aside: string[];
  notice: DeletionNotice | null;
}

/** Numbers of the first and the last record that are missing between others. */
export interface MissingRecords {
  first: Seq;
  last: Seq;
}

/** Up to where telemetry is kept. */
export interface NewestMinute {
  time: number;
}

/** What a job came to, in a few figures. */
export interface Outcome {
  decisions: number | null;
  differing: number | null;
  gain_eur: number | null;
  changes: Record<string, unknown> | null;
}

/** Who computes a sweep. */
export type Place = "here" | "cluster";

/** A policy that decisions of an archive were made with. */
export interface PolicyKept {
  hash: string;
  since: string;
  policy: Record<string, unknown>;
}

/** The last record before a ledger's oldest one. */
export interface Position {
  seq: Seq;
  hash: Hash;
}

export type Price = number;

/** What a check of all files found. */
export interface Proof {
  whole: boolean;
  files: number;
  bytes: number;
  records: number;
  waiting: number;
  first_seq: number | null;
  last_seq: number;
  last_hash: string;
  set_aside: string[];
  findings: string[];
  more_findings: number;
}

/** Why a request was refused. */
export interface Refusal {
  code: string;
  detail: string;
}

/** How much of the records leaves. */
export type Scope = "decisions" | "measurements" | "all";

/** The name under which an archive was put away. */
export interface Sealed {
  ledger: string;
}

export type Seq = number;

/** For how long nothing is taken in, moved or deleted, unless somebody ends it before. */
export interface StandingStill {
  seconds: number;
}

/** Which policies would have gained most on these days, and with how few starts? */
export interface SweepRequest {
  ledger: string;
  from: Day | null;
  to: Day | null;
  pv_factor: number;
  battery_wh: number | null;
  battery_w: number | null;
  battery_efficiency: number | null;
  battery_floor_pct: number | null;
  import_ct_kwh: Price | null;
  feed_in_ct_kwh: Price | null;
  load_ct_kwh: Price | null;
  start_ct: number | null;
  language: Language;
  kind: "sweep";
  grid: Record<string, unknown>;
  where: Place;
}

/** Where an archive ends: the next record must follow this one. */
export interface Tip {
  seq: Seq;
  hash: Hash;
  waiting: number;
  gaps: MissingRecords[];
}

/** Which decisions would this engine make differently? */
export interface VerifyRequest {
  ledger: string;
  from: Day | null;
  to: Day | null;
  kind: "verify";
  most: number;
  language: Language;
}

/** What would these days have been under another policy, or with a larger array? */
export interface WhatIfRequest {
  ledger: string;
  from: Day | null;
  to: Day | null;
  pv_factor: number;
  battery_wh: number | null;
  battery_w: number | null;
  battery_efficiency: number | null;
  battery_floor_pct: number | null;
  import_ct_kwh: Price | null;
  feed_in_ct_kwh: Price | null;
  load_ct_kwh: Price | null;
  start_ct: number | null;
  language: Language;
  kind: "what_if";
  policy: Record<string, unknown>;
}
