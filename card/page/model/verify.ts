import type { DayCount, VerifyResult } from "../results";
import type { Slot } from "./days";

export interface ByDay {
  /** Which decisions the bars count: those that differ, or where none does, all that were made again. */
  counted: "differing" | "decisions";
  slots: Slot[];
  /** Days with any of them. */
  some: number;
}

/** The decisions of each day (UTC), as the bars of a chart. */
export function byDay(result: VerifyResult): ByDay {
  const counted = result.differing_decisions > 0 ? "differing" : "decisions";
  const days = result.days === undefined ? told(result) : Object.entries(result.days);
  const slots = days
    .map(([day, count]) => ({ day, records: counted === "differing" ? count.differing : count.decisions - count.undecided, bytes: 0 }))
    .filter(({ day }) => !Number.isNaN(Date.parse(day)))
    .sort((one, other) => (one.day < other.day ? -1 : 1));
  return { counted, slots, some: slots.filter(({ records }) => records > 0).length };
}

/** Without counts by day: those of the decisions that are told. */
function told({ differing }: VerifyResult): [string, DayCount][] {
  const counts = new Map<string, number>();
  for (const { time } of differing) counts.set(time.slice(0, 10), (counts.get(time.slice(0, 10)) ?? 0) + 1);
  return [...counts].map(([day, count]) => [day, { decisions: count, differing: count, undecided: 0 }]);
}
