import type { LastExport } from "../schema";
import type { Say } from "../words";
import type { Format } from "./format";

const KB = 1000;
const MB = 1_000_000;

/** The research bundle that was made last, in one line; that there is none is said too. */
export function bundleLine(last: LastExport | null, format: Format, say: Say): string {
  if (last === null) return say("bundle_none");
  const facts = { date: format.dateTime(last.at), n: format.number(last.records), size: size(last.bytes, format) };
  return say(last.encrypted ? "bundle_sealed" : "bundle_made", facts);
}

/** A size as people say it. */
export function size(bytes: number, format: Format): string {
  return bytes < MB ? `${format.number(Math.ceil(bytes / KB))} kB` : `${format.number(bytes / MB)} MB`;
}
