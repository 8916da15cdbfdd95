import type { LoadView } from "../schema";

export type Wish = "start" | "stop" | "limit";

export const DURATIONS_MIN = [15, 30, 60, 120, 240, 480] as const;
export const DEFAULT_MIN = 60;
const CHOICES = 5;

/** What `bitgridai.set_override` is called with. */
export interface OverrideCall {
  load: string;
  override: Wish;
  duration: number;
  power_w?: number;
}

/** Powers that can be chosen for a wish: every level, or a few steps of a continuous range. */
export function powersFor(load: LoadView, wish: Wish): number[] {
  if (wish === "stop") return [];
  const running = load.levels_w.filter((power) => power > 0);
  if (load.step_w === 0) return wish === "limit" ? running.slice(0, -1) : running;
  const [low, high] = [running[0] ?? 0, running.at(-1) ?? 0];
  const steps = Math.round((high - low) / load.step_w);
  const parts = Math.min(CHOICES - 1, steps);
  const all = Array.from({ length: parts + 1 }, (_, index) =>
    parts === 0 ? low : low + Math.round((steps * index) / parts) * load.step_w,
  );
  return wish === "limit" ? all.slice(0, -1) : all;
}

/** Whether a wish makes sense for a load: what has one level only cannot be limited. */
export function possible(load: LoadView, wish: Wish): boolean {
  return wish !== "limit" || powersFor(load, "limit").length > 0;
}

/** Whether a wish would be refused in any case: what is locked out does not start for a person either. */
export function refused(load: LoadView, wish: Wish): boolean {
  return wish === "start" && load.lockout !== null;
}

export function overrideCall(load: LoadView, wish: Wish, minutes: number, power: number | undefined): OverrideCall {
  const call: OverrideCall = { load: load.id, override: wish, duration: minutes };
  if (wish !== "stop" && power !== undefined) call.power_w = power;
  return call;
}
