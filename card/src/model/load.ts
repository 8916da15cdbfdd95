import type { LoadView, Made, Measure, Picture, RuleVote } from "../schema";
import type { Say, Word } from "../words";
import { duration, type Format } from "./format";

export type Audience = "energy" | "heat" | "technical";
export type Tone = "on" | "off" | "alert";

/** A load as the card shows it: whether it runs, why, what would change it, and what comes next. */
export interface LoadModel {
  id: string;
  headline: string;
  power: string;
  tone: Tone;
  why: string;
  rule: string;
  change: string;
  next: string;
}

export function loadModel(load: LoadView, picture: Picture, audience: Audience, say: Say, format: Format): LoadModel {
  return {
    id: load.id,
    headline: say(condition(load), { load: load.name }),
    power: load.power_w === null ? "" : format.watts(load.power_w),
    tone: load.state === "running" ? "on" : load.state === "off" ? "off" : "alert",
    why: load.made === null ? say("no_decision") : reason(load.made, audience),
    rule: capital(load.made?.rule_name ?? ""),
    change: change(load, picture, say, format),
    next: load.next === null ? "" : ahead(load.next, say, format),
  };
}

/** Between a command and its effect a load is on its way, and the card says so. */
function condition(load: LoadView): Word {
  const wanted = load.made?.target_w ?? 0;
  if (load.state === "running" && load.made !== null && wanted === 0) return "stopping";
  if (load.state === "off" && wanted > 0) return "starting";
  return load.state;
}

/** What would change it: first what a person holds in their hands, then what the figures say. */
function change(load: LoadView, picture: Picture, say: Say, format: Format): string {
  if (picture.emergency_stop !== null) return say("change_release");
  if (load.proposal !== null && !load.proposal.approved) return say("change_approve");
  const last = load.commands.at(-1);
  if (load.made?.rule === "OVERRIDE" && last !== undefined) {
    return say("change_command", { time: format.time(last.valid_until) });
  }
  if (load.lockout !== null) return afterLockout(load.lockout.left_min ?? 0, load.lockout.cause, say);
  if (load.made?.rule === "R3") return say("change_safety", { reason: load.made.reason });
  if (load.made?.rule === "R5") return say("change_time");
  if (load.hurdle !== null) {
    return say("change_hurdle", { power: format.watts(load.hurdle.lacking_w), reason: load.hurdle.reason });
  }
  return load.nearest ?? say(picture.trigger === "BLOCK_TICK" ? "searching" : "change_block");
}

function afterLockout(leftMin: number, cause: string, say: Say): string {
  if (leftMin <= 0) return say("change_safety", { reason: cause });
  return say("change_lockout", { time: duration(leftMin, say) });
}

function reason(made: Made, audience: Audience): string {
  return made.told[audience].short;
}

/** What the next block brings, in a few words. */
export function ahead(made: Made, say: Say, format: Format): string {
  const words: Record<Made["action"], Word> = {
    START: "next_start",
    STOP: "next_stop",
    RAISE: "next_raise",
    LOWER: "next_lower",
    HOLD: made.target_w > 0 ? "next_on" : "next_off",
  };
  return `${say(words[made.action], { power: format.watts(made.target_w) })} (${made.reason})`;
}

/** The first letter large: names of rules also stand in the middle of sentences. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function verdict(vote: RuleVote, say: Say, format: Format): string {
  const power = vote.target_w > 0 ? format.watts(vote.target_w) : say("nothing");
  return say(vote.verdict.toLowerCase() as Word, { power });
}

/** A figure against its threshold, as a bar: both ends in percent of its width. */
export interface BarModel {
  label: string;
  value: string;
  limit: string;
  met: boolean;
  fill: number;
  mark: number;
  told: string;
}

const HEADROOM = 1.25;

export function barModel(measure: Measure, say: Say, format: Format): BarModel {
  const whole = Math.max(measure.value, measure.limit, 0) * HEADROOM || 1;
  const label = say(measure.name as Word) ?? measure.name;
  const value = withUnit(measure.value, measure.unit, say, format);
  const bound: Word = measure.bound === "min" ? "needs_min" : "needs_max";
  const limit = say(bound, { limit: withUnit(measure.limit, measure.unit, say, format) });
  return {
    label,
    value,
    limit,
    met: measure.met,
    fill: percent(measure.value / whole),
    mark: percent(measure.limit / whole),
    told: `${label}: ${value}, ${limit}, ${say(measure.met ? "met" : "not_met")}`,
  };
}

function withUnit(value: number, unit: string, say: Say, format: Format): string {
  if (unit === "W") return format.watts(Math.round(value));
  const word = unit === "blocks" ? say("unit_blocks") : unit === "starts" ? say("unit_starts") : unit;
  return `${format.number(value)} ${word}`;
}

function percent(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
}
