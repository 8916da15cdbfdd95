// Written by scripts/page from the agent's published schema. Change addon/bitgridai_agent/models.py.

/** Records do not follow; go on after the one named here. */
export interface ChainRefusal {
  code: string;
  detail: string;
  seq: Seq;
  hash: Hash;
}

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
}

export type Hash = string;

/** That the agent is there; the only thing it tells to anyone. */
export interface Health {
  status: string;
}

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

/** What a check of all files found. */
export interface Proof {
  whole: boolean;
  files: number;
  bytes: number;
  records: number;
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

/** The name under which an archive was put away. */
export interface Sealed {
  ledger: string;
}

export type Seq = number;

/** Where an archive ends: the next record must follow this one. */
export interface Tip {
  seq: Seq;
  hash: Hash;
  waiting: number;
  gaps: MissingRecords[];
}
