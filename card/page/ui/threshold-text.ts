import type { Context } from "../context";
import { THRESHOLDS } from "../catalogue";
import type { Threshold, Value } from "../model/threshold";

const NBSP = "\u00a0";
/** A value and its unit stay on one line. */
const KNOWN = new Map(THRESHOLDS.map((each) => [each.path, each]));

export function thresholdOf(path: string): Threshold | undefined {
  return KNOWN.get(path);
}

/** What people call a threshold; its path where nobody gave it a name. */
export function nameOf(path: string, context: Context): string {
  return KNOWN.get(path)?.name[context.language] ?? path;
}

/** A threshold's value with its unit, as a reader of the language writes it. */
export function valueOf(path: string, value: Value | undefined, context: Context): string {
  if (value === undefined) return "–";
  if (value === null) return context.say("off");
  if (typeof value === "boolean") return context.say(value ? "yes" : "no");
  const threshold = KNOWN.get(path);
  if (typeof value === "string") return threshold?.options?.[value]?.[context.language] ?? value;
  return `${context.figures.exact(value)}${unitOf(threshold, value, context)}`;
}

/** Several values of a threshold, the unit once: `−200; 0; 200 W`. */
export function valuesOf(path: string, values: Value[], context: Context): string {
  if (!values.every((value) => typeof value === "number")) {
    return values.map((value) => valueOf(path, value, context)).join("; ");
  }
  return `${values.map((value) => context.figures.exact(value)).join("; ")}${unitOf(KNOWN.get(path), 2, context)}`;
}

function unitOf(threshold: Threshold | undefined, value: number, context: Context): string {
  const unit = threshold?.unit ?? "";
  switch (unit) {
    case "blocks":
      return `${NBSP}${context.say(value === 1 ? "block" : "blocks")}`;
    case "days":
      return `${NBSP}${context.say(value === 1 ? "day" : "days_unit")}`;
    case "":
    case "starts": // the name says it
      return "";
    default:
      return `${NBSP}${unit}`;
  }
}

/** Changes in one line: `May be missing at a start −200 W, Shortest pause 3 blocks`. */
export function changesText(changes: Record<string, Value | Value[]>, context: Context): string {
  const told = Object.entries(changes).map(([path, value]) => {
    const written = Array.isArray(value) ? valuesOf(path, value, context) : valueOf(path, value, context);
    return `${nameOf(path, context)} ${written}`;
  });
  return told.length === 0 ? context.say("as_recorded") : told.join(", ");
}
