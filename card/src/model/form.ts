import type { Say, Word } from "../words";
import type { Audience } from "./load";

export interface Field {
  name: string;
  type?: string;
  default?: unknown;
  selector?: Record<string, unknown>;
  schema?: Field[];
}

/** What Home Assistant's editor makes a form of. */
export interface ConfigForm {
  schema: Field[];
  computeLabel: (field: { name: string }) => string;
  assertConfig?: (config: never) => void;
}

export const AUDIENCES: Audience[] = ["energy", "heat", "technical"];
const PERIODS: [value: string, word: Word][] = [
  ["24", "last_day"],
  ["168", "last_week"],
];

export function mainForm(say: Say): ConfigForm {
  const options = AUDIENCES.map((value) => ({ value, label: say(`form_${value}`) }));
  const minutes = { min: 1, max: 1440, mode: "box", unit_of_measurement: "min" };
  return {
    schema: [
      { name: "audience", selector: { select: { mode: "dropdown", options } } },
      {
        type: "grid",
        name: "",
        schema: [
          { name: "flow", default: true, selector: { boolean: {} } },
          { name: "actions", default: true, selector: { boolean: {} } },
        ],
      },
      { name: "duration", selector: { number: minutes } },
    ],
    computeLabel: labelled(say),
  };
}

export function timelineForm(say: Say): ConfigForm {
  const options = PERIODS.map(([value, word]) => ({ value, label: say(word) }));
  return {
    schema: [{ name: "hours", selector: { select: { mode: "dropdown", options } } }],
    computeLabel: labelled(say),
  };
}

/** Home Assistant asks for the label of a group too, which has no name. */
function labelled(say: Say): ConfigForm["computeLabel"] {
  return ({ name }) => (name === "" ? "" : say(`form_${name}` as Word));
}
