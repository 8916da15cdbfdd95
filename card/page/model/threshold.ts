export type Value = number | boolean | string | null;
export type Texts = Record<"en" | "de", string>;

/** A part of the policy; thresholds belong to the one whose path theirs begins with. */
export interface Section {
  path: string;
  name: Texts;
}

/** What may stand in one field of a policy. */
export interface Threshold {
  path: string;
  kind: "number" | "count" | "switch" | "choice";
  default: Value;
  name: Texts;
  about?: Texts;
  unit?: string;
  low?: number;
  high?: number;
  nullable?: boolean;
  options?: Record<string, Texts>;
}

/** A whole policy, field by field. */
export type Flat = Record<string, Value>;

export type Flaw = "empty" | "number" | "whole" | "range";

export function sectionOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(".")));
}

/** Lays a policy document open, `{"r1": {"start_margin_w": 0}}` as `{"r1.start_margin_w": 0}`. */
export function flat(document: Record<string, unknown>, prefix = ""): Flat {
  return Object.entries(document).reduce<Flat>((found, [key, value]) => {
    const path = `${prefix}${key}`;
    const below = value !== null && typeof value === "object" && !Array.isArray(value);
    return below
      ? { ...found, ...flat(value as Record<string, unknown>, `${path}.`) }
      : { ...found, [path]: value as Value };
  }, {});
}

/** The other way round: fields as the document that the agent reads. */
export function nested<Leaf>(fields: Record<string, Leaf>): Record<string, unknown> {
  const document: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(fields)) {
    const steps = path.split(".");
    const last = steps.pop() ?? path;
    let place = document;
    for (const step of steps) place = (place[step] ??= {}) as Record<string, unknown>;
    place[last] = value;
  }
  return document;
}

/** Every threshold with its default, or with what `changes` says of it. A recorded document has other fields, too. */
export function whole(thresholds: Threshold[], changes: Flat): Flat {
  return Object.fromEntries(thresholds.map(({ path, default: usual }) => [path, path in changes ? (changes[path] as Value) : usual]));
}

/** Reads what somebody typed for a threshold. */
export function read(threshold: Threshold, text: string): { value: Value } | { flaw: Flaw } {
  const typed = text.trim();
  if (threshold.kind === "switch") return { value: typed === "true" };
  if (threshold.kind === "choice") return { value: typed };
  if (typed === "") return threshold.nullable === true ? { value: null } : { flaw: "empty" };
  const value = Number(typed.replace("−", "-").replace(",", "."));
  if (!Number.isFinite(value)) return { flaw: "number" };
  if (threshold.kind === "count" && !Number.isInteger(value)) return { flaw: "whole" };
  if (value < (threshold.low ?? -Infinity) || value > (threshold.high ?? Infinity)) return { flaw: "range" };
  return { value };
}

/** Reads a list such as `0; 100; 200`: semicolons or spaces divide, since a comma may belong to a number. */
export function readList(threshold: Threshold, text: string): { values: Value[] } | { flaw: Flaw } {
  const parts = text.split(/[;\s]+/).filter((part) => part !== "");
  if (parts.length === 0) return { flaw: "empty" };
  const values: Value[] = [];
  for (const part of parts) {
    const found = read(threshold, part);
    if ("flaw" in found) return found;
    if (!values.includes(found.value)) values.push(found.value);
  }
  return { values };
}

/** How far along its range a value lies, 0 to 1; null where there is no range. */
export function place(threshold: Threshold, value: Value | undefined): number | null {
  const { low, high } = threshold;
  if (typeof value !== "number" || low === undefined || high === undefined || high - low > 1e6) return null;
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** The thresholds in which two policies differ. */
export function differing(thresholds: Threshold[], one: Flat, other: Flat): Threshold[] {
  return thresholds.filter(({ path }) => one[path] !== other[path]);
}
