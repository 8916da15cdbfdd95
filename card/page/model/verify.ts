import type { DifferingTold } from "../results";
import type { Slot } from "./days";

/** How many decisions differ on each day (UTC), as the bars of a chart. */
export function byDay(differing: DifferingTold[]): Slot[] {
  const counts = new Map<string, number>();
  for (const { time } of differing) counts.set(time.slice(0, 10), (counts.get(time.slice(0, 10)) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1)).map(([day, records]) => ({ day, records, bytes: 0 }));
}
