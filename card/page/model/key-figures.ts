import type { KeyFigures } from "../results";

export interface FigureRow {
  key: Exclude<keyof KeyFigures, "switches" | "starts_per_day">;
  unit: string;
  digits: number;
  /** Whether more is better (1), less is better (−1), or neither. */
  good: 1 | -1 | 0;
}

/** How far two figures lie apart as they are shown, so that what stands in a row adds up. */
export function apart(was: number, now: number, digits: number): number {
  const shown = (value: number): number => Number(value.toFixed(digits));
  return shown(shown(now) - shown(was));
}

/** The key figures of a what-if, in the order in which they are told. */
export const FIGURES: FigureRow[] = [
  { key: "gain_eur", unit: "€", digits: 2, good: 1 },
  { key: "loads_kwh", unit: "kWh", digits: 1, good: 0 },
  { key: "import_kwh", unit: "kWh", digits: 1, good: -1 },
  { key: "import_caused_kwh", unit: "kWh", digits: 1, good: -1 },
  { key: "export_kwh", unit: "kWh", digits: 1, good: 0 },
  { key: "surplus_used_pct", unit: "%", digits: 1, good: 1 },
  { key: "self_consumption_pct", unit: "%", digits: 1, good: 1 },
  { key: "autarky_pct", unit: "%", digits: 1, good: 1 },
  { key: "starts", unit: "", digits: 0, good: -1 },
  { key: "stored_end_kwh", unit: "kWh", digits: 2, good: 0 },
];
