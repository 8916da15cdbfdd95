import type { Timeline } from "../schema";
import type { Say, Word } from "../words";
import type { Format } from "./format";

/** One moment at which a load was set otherwise. */
export interface Change {
  at: number;
  what: string;
  reason: string;
}

const SHOWN = 10;

/** The last changes of a load, newest first: of block ticks and of what happened in between. */
export function changesOf(line: Timeline, load: string, say: Say, format: Format): Change[] {
  const found: Change[] = [];
  for (const block of line.blocks) {
    const made = block.loads[load];
    if (made === undefined || made.action === "HOLD") continue;
    found.push({
      at: block.at,
      what: say(`next_${made.action.toLowerCase()}` as Word, { power: format.watts(made.target_w) }),
      reason: line.reasons[made.code] ?? made.code,
    });
  }
  for (const mark of line.marks) {
    if (mark.load !== load || mark.action === "HOLD") continue;
    found.push({ at: mark.at, what: say(`mark_${mark.kind}`), reason: mark.reason });
  }
  return found.sort((one, other) => other.at - one.at).slice(0, SHOWN);
}
