import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Hass, RegistryEntry } from "./ha";
import { isSupported, targetOf } from "./model/target";
import type { Card } from "./strategy";

const entry = (entity_id: string, translation_key: string, device_id: string, more: Partial<RegistryEntry> = {}) => ({
  entity_id,
  translation_key,
  device_id,
  platform: "bitgridai",
  ...more,
});

function house(language: string, entries: RegistryEntry[]): Hass {
  const device = (id: string, name: string, model_id: string | null) => ({ id, name, model_id });
  return {
    language,
    entities: Object.fromEntries(entries.map((item) => [item.entity_id, item])),
    devices: {
      m: device("m", "Miner", "load"),
      c: device("c", "BitGridAI", null),
      x: device("x", "Lamp", "load"),
    },
  } as unknown as Hass;
}

const ENTRIES = [
  entry("sensor.miner_state", "load_state", "m"),
  entry("sensor.miner_power", "load_power", "m"),
  entry("sensor.miner_energy", "load_energy", "m"),
  entry("sensor.miner_explanation", "explanation", "m"),
  entry("switch.miner_hot", "fault_hot", "m", { entity_category: "config" }),
  entry("sensor.bitgridai_reason", "reason", "c"),
  entry("sensor.autarky", "autarky_today", "c"),
  entry("sensor.hidden", "pv_power", "c", { hidden: true }),
  entry("light.lamp", "lamp", "x", { platform: "hue" }),
];

let dashboard: (hass: Hass) => Card;

beforeAll(async () => {
  // The strategy is an element so that dashboards find it; here only what it makes counts.
  vi.stubGlobal("HTMLElement", class {});
  ({ dashboard } = await import("./strategy"));
});

const views = (made: Card): Card[] => made["views"] as Card[];
const cards = (of: Card): Card[] => (of["sections"] as Card[]).flatMap((section) => section["cards"] as Card[]);

describe("the dashboard", () => {
  it("has a page for everything, in the owner's language", () => {
    expect(views(dashboard(house("de", ENTRIES))).map((view) => view["title"])).toEqual([
      "Übersicht",
      "Verlauf",
      "Geräte",
      "Kennzahlen",
      "Forschung",
    ]);
  });

  it("shows only what is there, and nothing of others", () => {
    const shown = JSON.stringify(dashboard(house("en", ENTRIES)));
    expect(shown).not.toContain("light.lamp");
    expect(shown).not.toContain("sensor.hidden");
    expect(shown).not.toContain("undefined");
    expect(shown).toContain("sensor.autarky");
  });

  it("gives every load its override buttons, and its faults a place of their own", () => {
    const devices = cards(views(dashboard(house("en", ENTRIES)))[2] as Card);
    const state = devices.find((card) => card["entity"] === "sensor.miner_state");
    expect(state?.["features"]).toEqual([{ type: "custom:bitgridai-override-feature" }]);
    expect(devices.filter((card) => card["entity"] === "switch.miner_hot")).toHaveLength(1);
    expect(devices.some((card) => card["entity"] === "sensor.miner_explanation")).toBe(false);
  });

  it("gives the timeline all the columns of its section", () => {
    const [section] = views(dashboard(house("en", ENTRIES)))[1]?.["sections"] as Card[];
    expect(section?.["column_span"]).toBe(2);
    expect((section?.["cards"] as Card[])[0]?.["grid_options"]).toEqual({ columns: "full" });
  });

  it("shows no events and no figures of the day as devices, and cuts no name", () => {
    const named = [
      entry("event.decision", "decision", "c", { name: "Decision" }),
      entry("sensor.decision", "decision", "c", { name: "Decision" }),
      entry("sensor.surplus", "surplus", "c", { name: "Surplus" }),
      entry("sensor.value", "export_value", "c", { name: "Value of exported energy" }),
      entry("sensor.lockout", "lockout", "c", { name: "Lockout" }),
      entry("sensor.autarky", "autarky_today", "c", { name: "Autarky today" }),
    ];
    const tiles = cards(views(dashboard(house("en", named)))[2] as Card).filter((card) => card["type"] === "tile");
    expect(tiles.map((card) => [card["entity"], card["grid_options"]])).toEqual([
      ["sensor.decision", undefined],
      ["sensor.surplus", undefined],
      ["sensor.lockout", { columns: 12 }],
      ["sensor.value", { columns: 12 }],
    ]);
  });

  it("is there before anything is configured", () => {
    const empty = dashboard(house("en", []));
    expect(cards(views(empty)[0] as Card).map((card) => card["type"])).toContain("custom:bitgridai-card");
    expect(views(empty)).toHaveLength(5);
  });
});

describe("the tile feature", () => {
  it("commands a load by its device, and from the controller's tile all loads", () => {
    const hass = house("en", ENTRIES);
    expect(targetOf(hass, "sensor.miner_state")).toBe("m");
    expect(targetOf(hass, "sensor.bitgridai_reason")).toBeUndefined();
    expect(isSupported(hass, { entity_id: "sensor.miner_state" })).toBe(true);
    expect(isSupported(hass, { entity_id: "light.lamp" })).toBe(false);
  });
});
