import type { Series } from "../results";

type Powers = (number | null)[];

/** One day of a what-if: where its blocks lie in the series, and what the loads used. */
export interface CourseDay {
  /** As the house's clock names it: `2024-08-12`. */
  day: string;
  first: number;
  blocks: number;
  recorded_kwh: number;
  changed_kwh: number;
}

/** Adds the draws of all loads, block by block. */
export function loadsOf(loads: Record<string, Powers>, blocks: number): number[] {
  const sum = new Array<number>(blocks).fill(0);
  for (const powers of Object.values(loads)) {
    powers.forEach((power, block) => (sum[block] = (sum[block] ?? 0) + (power ?? 0)));
  }
  return sum;
}

/** Divides a series into days of the reader's clock. */
export function daysOf(series: Series, dayOf: (at: number) => string): CourseDay[] {
  const blocks = series.pv_w.length;
  const start = Date.parse(series.start) / 1000;
  const [recorded, changed] = [series.courses.recorded, series.courses.changed].map(({ loads }) => loadsOf(loads, blocks));
  const kwh = (powers: number[] | undefined, block: number): number => ((powers?.[block] ?? 0) * series.block_s) / 3.6e6;
  const days: CourseDay[] = [];
  for (let block = 0; block < blocks; block += 1) {
    const day = dayOf(start + block * series.block_s);
    let last = days.at(-1);
    if (last?.day !== day) days.push((last = { day, first: block, blocks: 0, recorded_kwh: 0, changed_kwh: 0 }));
    last.blocks += 1;
    last.recorded_kwh += kwh(recorded, block);
    last.changed_kwh += kwh(changed, block);
  }
  return days;
}

/** An SVG path through powers; a gap lifts the pen. Steps hold a block's power to its end. */
export function line(powers: Powers, x: (block: number) => number, y: (power: number) => number, steps: boolean): string {
  let path = "";
  let down = false;
  powers.forEach((power, block) => {
    if (power === null) {
      down = false;
      return;
    }
    const height = y(power).toFixed(1);
    path += `${down ? "L" : "M"}${x(block).toFixed(1)} ${height}`;
    if (steps) path += `H${x(block + 1).toFixed(1)}`;
    down = true;
  });
  return path;
}
