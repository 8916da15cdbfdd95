import type { Flows, LoadView } from "../schema";
import type { Say } from "../words";
import type { Format } from "./format";

export type Part = "sun" | "battery" | "grid" | "house" | "load";

/** One end of the house's power: it gives (`in`), takes (`out`) or rests. */
export interface FlowNode {
  part: Part;
  key: string;
  name: string;
  power: string;
  note: string;
  direction: "in" | "out" | "rest";
  /** 0 to 1: how strong the flow is beside the strongest one. */
  strength: number;
}

export interface FlowModel {
  sources: FlowNode[];
  sinks: FlowNode[];
  label: string;
}

const REST_W = 15;
const STANDBY_W = 50;

/** Turns powers into what gives and what takes; every node says its direction in words too. */
export function flowModel(flows: Flows, loads: LoadView[], say: Say, format: Format): FlowModel {
  const all = [flows.pv_w, flows.grid_w, flows.battery_w, flows.house_w, ...loads.map((load) => load.power_w)];
  const strongest = Math.max(1, ...all.map((power) => Math.abs(power ?? 0)));

  const node = (part: Part, key: string, name: string, power: number | null, note: string): FlowNode => ({
    part,
    key,
    name,
    power: power === null ? say("unknown") : format.watts(Math.abs(power)),
    note,
    direction: power === null || Math.abs(power) < REST_W ? "rest" : power > 0 ? "in" : "out",
    strength: Math.abs(power ?? 0) / strongest,
  });
  const way = (power: number | null, positive: string, negative: string): string =>
    power === null ? "" : Math.abs(power) < REST_W ? say("idle") : power > 0 ? positive : negative;
  const taking = (power: number | null): number | null => (power === null ? null : -power);

  const sources: FlowNode[] = [];
  if (flows.fitted.includes("pv")) sources.push(node("sun", "sun", say("sun"), flows.pv_w, ""));
  if (flows.fitted.includes("battery")) {
    const name = flows.soc_pct === null ? say("battery") : `${say("battery")} ${format.number(flows.soc_pct)} %`;
    const note = way(flows.battery_w, say("discharging"), say("charging"));
    sources.push(node("battery", "battery", name, flows.battery_w, note));
  }
  if (flows.fitted.includes("grid")) {
    sources.push(node("grid", "grid", say("grid"), flows.grid_w, way(flows.grid_w, say("importing"), say("exporting"))));
  }
  const sinks = [
    node("house", "house", say("house"), taking(flows.house_w), ""),
    ...loads.map((load) => {
      const sink = node("load", load.id, load.name, taking(load.power_w), "");
      // What stands by draws a little, and is off all the same.
      return load.state === "off" && (load.power_w ?? 0) < STANDBY_W ? { ...sink, direction: "rest" as const } : sink;
    }),
  ];
  const told = [...sources, ...sinks].map((item) => [item.name, item.power, item.note].filter(Boolean).join(" "));
  return { sources, sinks, label: `${say("flow")}: ${told.join(", ")}` };
}
