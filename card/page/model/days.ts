import type { DayKept } from "../schema";

export type Slot = DayKept;

const DAY_MS = 86_400_000;
const MOST = 4000;

/** Every day from the first to the last, those without records too. */
export function calendar(days: DayKept[]): Slot[] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const known = new Map(days.map((day) => [day.day, day]));
  const count = Math.round((Date.parse(last.day) - Date.parse(first.day)) / DAY_MS) + 1;
  if (count > MOST) return days; // a clock that was wrong once must not make a picture of a century
  return Array.from({ length: count }, (_, number) => {
    const day = new Date(Date.parse(first.day) + number * DAY_MS).toISOString().slice(0, 10);
    return known.get(day) ?? { day, records: 0, bytes: 0 };
  });
}
