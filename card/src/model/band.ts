import type { Block, BlockLoad, Timeline } from "../schema";

export type Shade = "running" | "off" | "command" | "safety" | "waiting";

/** Neighbouring blocks that look the same, drawn as one. */
export interface Segment {
  from: number;
  to: number;
  shade: Shade;
  /** 0 to 1: how much of its highest power the load was set to. */
  level: number;
}

export function shadeOf(made: BlockLoad): Shade {
  if (made.rule === "R3") return "safety";
  if (made.rule === "OVERRIDE") return "command";
  if (made.code === "AUTONOMY_ASSISTED") return "waiting";
  return made.target_w > 0 ? "running" : "off";
}

/** One load's band: a gap in the record stays a gap. */
export function band(blocks: Block[], load: string, blockS: number): Segment[] {
  const highest = Math.max(1, ...blocks.map((block) => block.loads[load]?.target_w ?? 0));
  const segments: Segment[] = [];
  for (const block of blocks) {
    const made = block.loads[load];
    if (made === undefined) continue;
    const shade = shadeOf(made);
    const level = Math.round((made.target_w / highest) * 20) / 20;
    const last = segments.at(-1);
    if (last !== undefined && last.to === block.at && last.shade === shade && last.level === level) {
      last.to = block.at + blockS;
    } else {
      segments.push({ from: block.at, to: block.at + blockS, shade, level });
    }
  }
  return segments;
}

export interface Scale {
  from: number;
  to: number;
  top: number;
}

const AHEAD_S: Record<number, number> = { 24: 8 * 3600, 168: 24 * 3600 };
const ROUND_W = 500;

/** What the drawing spans: the past, and as much of the forecast as fits beside it. */
export function scaleOf(line: Timeline, hours: number): Scale {
  const last = line.forecast.at(-1)?.at ?? line.until;
  const first = line.blocks[0]?.at ?? line.since;
  const to = Math.max(line.until, Math.min(line.until + (AHEAD_S[hours] ?? 0), last));
  const powers = line.blocks.flatMap((block) => [block.pv_w ?? 0, block.loads_w ?? 0, block.surplus_w ?? 0]);
  const ahead = line.forecast.filter((point) => point.at <= to).map((point) => point.pv_w);
  const top = Math.max(ROUND_W, ...powers, ...ahead);
  // What was never recorded is not drawn as an empty morning: a house of today begins today.
  const from = Math.max(line.since, Math.min(first, line.until - 2 * 3600));
  return { from, to, top: Math.ceil(top / ROUND_W) * ROUND_W };
}

export const WIDTH = 1000;
export const HEIGHT = 100;

export function xOf(at: number, scale: Scale): number {
  return round(((at - scale.from) / (scale.to - scale.from || 1)) * WIDTH);
}

export function yOf(power: number, scale: Scale): number {
  return round(HEIGHT - (Math.min(Math.max(power, 0), scale.top) / scale.top) * HEIGHT);
}

type Point = [at: number, power: number | null];

/** An SVG path through points; it breaks where a value is missing or a block was skipped. */
export function linePath(points: Point[], scale: Scale, gapS: number): string {
  let path = "";
  let before: number | null = null;
  for (const [at, power] of points) {
    if (power === null) {
      before = null;
      continue;
    }
    path += `${before === null || at - before > gapS ? "M" : "L"}${xOf(at, scale)} ${yOf(power, scale)}`;
    before = at;
  }
  return path;
}

/** The area under points, down to the ground line; a gap ends one area and begins another. */
export function areaPath(points: Point[], scale: Scale, gapS: number): string {
  let path = "";
  let run: Point[] = [];
  const close = (): void => {
    const [first, last] = [run[0], run.at(-1)];
    if (first !== undefined && last !== undefined && run.length > 1) {
      path += `M${xOf(first[0], scale)} ${HEIGHT}`;
      for (const [at, power] of run) path += `L${xOf(at, scale)} ${yOf(power ?? 0, scale)}`;
      path += `L${xOf(last[0], scale)} ${HEIGHT}Z`;
    }
    run = [];
  };
  for (const point of points) {
    const last = run.at(-1);
    if (point[1] === null || (last !== undefined && point[0] - last[0] > gapS)) close();
    if (point[1] !== null) run.push(point);
  }
  close();
  return path;
}

/** Index of the block in which a moment lies, or of the nearest one. */
export function blockAt(blocks: Block[], at: number): number {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((blocks[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** Whole hours to label, about as many as there is room for. */
export function ticks(scale: Scale, most: number, hourOf: (at: number) => number): number[] {
  const span = scale.to - scale.from;
  const step = [1, 2, 3, 6, 12, 24].find((hours) => span / (hours * 3600) <= most) ?? 24;
  const found: number[] = [];
  for (let at = Math.ceil(scale.from / 3600) * 3600; at < scale.to; at += 3600) {
    if (hourOf(at) % step === 0) found.push(at);
  }
  return found;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
