import type { Device, Hass, RegistryEntry } from "./ha";
import { wordsOf, type Say } from "./words";

export type Card = Record<string, unknown>;

interface House {
  hass: Hass;
  say: Say;
  entries: RegistryEntry[];
}

/** One line gives a whole dashboard from what is configured. */
export class DashboardStrategy extends HTMLElement {
  static async generate(_config: unknown, hass: Hass): Promise<Card> {
    return dashboard(hass);
  }

  static readonly noEditor = true;
}

export function dashboard(hass: Hass): Card {
  const entries = Object.values(hass.entities).filter((entry) => entry.platform === "bitgridai" && !entry.hidden);
  const house: House = { hass, say: wordsOf(hass.language), entries };
  return { title: "BitGridAI", views: [overview(house), timeline(house), devices(house), figures(house), research(house)] };
}

function find(house: House, domain: string, key: string): string | undefined {
  return house.entries.find((entry) => entry.translation_key === key && entry.entity_id.startsWith(`${domain}.`))?.entity_id;
}

function all(house: House, domain: string, key: string): string[] {
  return house.entries
    .filter((entry) => entry.translation_key === key && entry.entity_id.startsWith(`${domain}.`))
    .map((entry) => entry.entity_id);
}

function view(title: string, path: string, icon: string, sections: Card[], columns = 3): Card {
  return {
    title,
    path,
    icon,
    type: "sections",
    max_columns: columns,
    dense_section_placement: true,
    sections: sections.filter((section) => (section["cards"] as Card[]).length > 0),
  };
}

function section(cards: (Card | undefined)[], span = 1): Card {
  return { type: "grid", cards: cards.filter((card) => card !== undefined), column_span: span };
}

function heading(text: string, icon: string): Card {
  return { type: "heading", heading: text, heading_style: "title", icon };
}

function tile(entity: string | undefined, more: Card = {}): Card | undefined {
  return entity === undefined ? undefined : { type: "tile", entity, name: { type: "entity" }, ...more };
}

function overview(house: House): Card {
  const today = TODAY.map((key) => tile(find(house, "sensor", key), { grid_options: { columns: 12 } })).filter(
    (card) => card !== undefined,
  );
  return view(house.say("view_overview"), "overview", "mdi:home-lightning-bolt", [
    section([{ type: "custom:bitgridai-card" }]),
    section([
      { type: "custom:bitgridai-timeline-card" },
      ...(today.length > 0 ? [heading(house.say("heading_today"), "mdi:calendar-today"), ...today] : []),
    ]),
    section([{ type: "custom:bitgridai-what-if-card" }]),
  ]);
}

function timeline(house: House): Card {
  const reasons = [find(house, "sensor", "reason"), ...all(house, "sensor", "load_state")].filter(
    (entity) => entity !== undefined,
  );
  const log: Card = {
    type: "logbook",
    target: { entity_id: reasons },
    hours_to_show: 24,
    grid_options: { columns: "full", rows: 8 },
  };
  return view(
    house.say("view_timeline"),
    "timeline",
    "mdi:chart-timeline",
    [section([{ type: "custom:bitgridai-timeline-card", hours: 168, grid_options: { columns: "full" } }], 2), section(reasons.length > 0 ? [log] : [])],
    3,
  );
}

function devices(house: House): Card {
  const mine = new Set(house.entries.map((entry) => entry.device_id));
  const known = Object.values(house.hass.devices).filter((device) => mine.has(device.id));
  const loads = known.filter((device) => device.model_id === "load");
  const others = known.filter((device) => device.model_id !== "load");
  const faults = house.entries.filter((entry) => entry.translation_key?.startsWith("fault_"));
  return view(house.say("view_devices"), "devices", "mdi:devices", [
    ...loads.map((device) => deviceSection(house, device, "mdi:power-plug")),
    ...others.map((device) => deviceSection(house, device, "mdi:home")),
    section(
      faults.length === 0
        ? []
        : [
            heading(house.say("heading_faults"), "mdi:bug"),
            ...faults.map((entry) => tile(entry.entity_id, { name: [{ type: "device" }, { type: "entity" }], grid_options: { columns: 12 } })),
          ],
    ),
  ]);
}

function deviceSection(house: House, device: Device, icon: string): Card {
  const shown = house.entries.filter(
    (entry) => entry.device_id === device.id && entry.entity_category === undefined && !UNTILED.test(entry.entity_id),
  );
  const first = shown.find((entry) => entry.translation_key === "load_state");
  const override = { features: [{ type: "custom:bitgridai-override-feature" }], grid_options: { columns: 12 } };
  const rest = shown.filter((entry) => entry !== first && !ELSEWHERE.has(entry.translation_key ?? ""));
  return section([
    ...(shown.length > 0 ? [heading(device.name_by_user ?? device.name ?? "", icon)] : []),
    tile(first?.entity_id, override),
    ...tiles(rest),
  ]);
}

/** Short names two in a row, then those that half a row would cut. */
function tiles(entries: RegistryEntry[]): (Card | undefined)[] {
  const short = entries.filter((entry) => (entry.name ?? "").length <= SHORT);
  const alone = short.length % 2 === 1 ? short.pop() : undefined;
  const long = entries.filter((entry) => !short.includes(entry) && entry !== alone);
  const wide = [...(alone === undefined ? [] : [alone]), ...long];
  return [...short.map((entry) => tile(entry.entity_id)), ...wide.map((entry) => tile(entry.entity_id, { grid_options: { columns: 12 } }))];
}

/** Letters of a name that half a row of a telephone of 360 px holds. */
const SHORT = 12;

/** Buttons have the card. An event's tile has only its time, or nothing before the first: the log tells them. */
const UNTILED = /^(button|event)\./;

const TODAY = ["autarky_today", "self_consumption_today", "surplus_used_today", "import_caused_today"];

/** Sentences, which the card shows better than a tile, and the day's figures, which have a page. */
const ELSEWHERE = new Set(["explanation", "reason", "next_block", ...TODAY]);

function figures(house: House): Card {
  const powers = ["pv_power", "house_load", "grid_power", "surplus"]
    .map((key) => find(house, "sensor", key))
    .filter((entity) => entity !== undefined);
  const energies = all(house, "sensor", "load_energy");
  const charge = find(house, "sensor", "state_of_charge");
  return view(house.say("view_figures"), "figures", "mdi:chart-bar", [
    section([
      heading(house.say("heading_today"), "mdi:calendar-today"),
      ...TODAY.map((key) => tile(find(house, "sensor", key), { grid_options: { columns: 12 } })),
    ]),
    section(
      energies.length === 0
        ? []
        : [
            heading(house.say("heading_energy"), "mdi:lightning-bolt"),
            ...energies.map((entity) =>
              tile(entity, { name: { type: "device" }, grid_options: { columns: 12 } }),
            ),
            {
              type: "statistics-graph",
              entities: energies,
              stat_types: ["change"],
              period: "day",
              days_to_show: 14,
              chart_type: "bar",
            },
          ],
    ),
    section([
      powers.length === 0 ? undefined : { type: "history-graph", hours_to_show: 24, entities: powers.map((entity) => ({ entity })) },
      charge === undefined ? undefined : { type: "history-graph", hours_to_show: 24, entities: [{ entity: charge }] },
    ]),
  ]);
}

function research(house: House): Card {
  const plain = { policy_hash: house.say("tile_policy_hash"), block_coverage: house.say("tile_block_coverage") };
  const controller = ["health", "records", "policy_hash", "block_coverage"]
    .map((key) => {
      const named = key in plain ? { name: plain[key as keyof typeof plain] } : {};
      return tile(find(house, "sensor", key), { grid_options: { columns: 12 }, ...named });
    })
    .filter((card) => card !== undefined);
  return view(
    house.say("view_research"),
    "research",
    "mdi:school",
    [
      section([{ type: "custom:bitgridai-research-card" }]),
      section(controller.length === 0 ? [] : [heading(house.say("heading_controller"), "mdi:brain"), ...controller]),
    ],
    2,
  );
}
