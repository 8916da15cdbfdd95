import type { Flows } from "../schema";
import type { Word } from "../words";

export type Knob = "pv_w" | "house_w" | "soc_pct" | "price_ct_kwh";

/** One figure that can be supposed to be different. */
export interface KnobModel {
  knob: Knob;
  word: Word;
  unit: string;
  min: number;
  max: number;
  step: number;
  now: number;
}

const KNOBS: { knob: Knob; word: Word; unit: string; min: number; max: number; step: number }[] = [
  { knob: "pv_w", word: "whatif_pv", unit: "W", min: 0, max: 6000, step: 50 },
  { knob: "house_w", word: "whatif_house", unit: "W", min: 0, max: 6000, step: 50 },
  { knob: "soc_pct", word: "whatif_soc", unit: "%", min: 0, max: 100, step: 1 },
  { knob: "price_ct_kwh", word: "whatif_price", unit: "ct/kWh", min: -10, max: 60, step: 0.5 },
];

/** The figures this house has, with room to double what they are now. */
export function knobs(flows: Flows): KnobModel[] {
  return KNOBS.flatMap((knob) => {
    const now = flows[knob.knob];
    if (now === null || (knob.knob === "pv_w" && !flows.fitted.includes("pv"))) return [];
    const max = knob.unit === "%" ? knob.max : Math.max(knob.max, Math.ceil((now * 2) / 1000) * 1000);
    return [{ ...knob, now, max: knob.unit === "W" ? max : Math.max(knob.max, now), min: Math.min(knob.min, now) }];
  });
}

/** What is supposed, as the controller is asked: figures that nobody touched are left as they are. */
export function supposed(moved: Partial<Record<Knob, number>>): Partial<Record<Knob, number>> {
  return Object.fromEntries(Object.entries(moved).filter(([, value]) => value !== undefined));
}
