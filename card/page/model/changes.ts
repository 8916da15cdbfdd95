import { nested, read, readList, type Flaw, type Flat, type Threshold, type Value } from "./threshold";

/** One row of a form: a threshold and what was typed for it. */
export interface Row {
  path: string;
  text: string;
}

export type Mode = "one" | "many";

/** What is wrong with a row; null where nothing is. */
export function flawOf(row: Row, threshold: Threshold | undefined, mode: Mode): Flaw | null {
  if (threshold === undefined) return null;
  const found = mode === "one" ? read(threshold, row.text) : readList(threshold, row.text);
  return "flaw" in found ? found.flaw : null;
}

type Find = (path: string) => Threshold | undefined;

/** Rows over a preset, as the partial policy that the agent reads. Rows must have no flaw. */
export function policyFrom(rows: Row[], preset: Flat, find: Find): Record<string, unknown> {
  const changes: Record<string, Value> = { ...preset };
  for (const row of rows) {
    const threshold = find(row.path);
    const found = threshold === undefined ? { flaw: "empty" } : read(threshold, row.text);
    if ("value" in found) changes[row.path] = found.value;
  }
  return nested(changes);
}

/** Rows as a grid: a threshold with one value is fixed, one with several is tried with each. */
export function gridFrom(rows: Row[], find: Find): Record<string, unknown> {
  const grid: Record<string, Value | Value[]> = {};
  for (const row of rows) {
    const values = valuesOf(row, find);
    grid[row.path] = values.length === 1 ? (values[0] as Value) : values;
  }
  return nested(grid);
}

/** How many policies a grid has; a row that does not fit counts as one value. */
export function combinations(rows: Row[], find: Find): number {
  return rows.reduce((count, row) => count * Math.max(1, valuesOf(row, find).length), 1);
}

function valuesOf(row: Row, find: Find): Value[] {
  const threshold = find(row.path);
  const found = threshold === undefined ? { flaw: "empty" } : readList(threshold, row.text);
  return "values" in found ? found.values : [];
}
