import type { Command, LoadView, Picture } from "../schema";
import type { Say } from "../words";
import { duration, type Format } from "./format";

export type BannerAction = "release" | "approve" | "automatic";

/** Something that must be seen before anything else, with what can be done about it. */
export interface Banner {
  key: string;
  tone: "alert" | "warn" | "info";
  text: string;
  action?: BannerAction;
  load?: string;
}

/** What is prominent now, most urgent first. */
export function banners(picture: Picture, say: Say, format: Format): Banner[] {
  const found: Banner[] = [];
  if (picture.emergency_stop !== null) {
    found.push({ key: "emergency", tone: "alert", text: say("emergency_on"), action: "release" });
  }
  for (const load of picture.loads) found.push(...ofLoad(load, say, format));
  const held = heldBySafety(picture);
  const safety = held?.made?.told.energy.detail ?? "";
  if (safety !== "") found.push({ key: "safety", tone: "warn", text: safety });
  for (const [index, cause] of picture.health.causes.entries()) {
    // Lockouts and the emergency stop have said so themselves.
    if (cause.cause === "lockout" || cause.cause === "emergency_stop") continue;
    // So has safety, of the reading it stopped for.
    if (cause.cause === "no_reading" && safety.includes(cause.about)) continue;
    const about = cause.about === "" ? "" : `: ${cause.about}`;
    found.push({
      key: `health-${index}`,
      tone: picture.health.level === "error" ? "alert" : "warn",
      text: `${cause.text}${about}`,
    });
  }
  return found;
}

/** How the house is, as far as a person should worry: safety that holds a load is worth a look too. */
export function condition(picture: Picture): Picture["health"]["level"] {
  return picture.health.level === "ok" && heldBySafety(picture) !== undefined ? "warn" : picture.health.level;
}

/** A load that safety keeps off for another reason than the ones with a banner of their own. */
function heldBySafety(picture: Picture): LoadView | undefined {
  if (picture.emergency_stop !== null) return undefined;
  return picture.loads.find((load) => load.made?.rule === "R3" && load.lockout === null);
}

function ofLoad(load: LoadView, say: Say, format: Format): Banner[] {
  const found: Banner[] = [];
  if (load.lockout !== null) {
    const left = load.lockout.left_min ?? 0;
    const figures = { load: load.name, cause: load.lockout.cause, time: duration(left, say) };
    found.push({
      key: `lockout-${load.id}`,
      tone: "alert",
      text: say(left > 0 ? "lockout_left" : "lockout_cause", figures),
    });
  }
  if (load.proposal !== null && !load.proposal.approved) {
    const figures = { load: load.name, power: format.watts(load.proposal.target_w) };
    const text = say(load.proposal.target_w > 0 ? "proposal_start" : "proposal_stop", figures);
    found.push({ key: `proposal-${load.id}`, tone: "info", text, action: "approve", load: load.id });
  }
  for (const command of load.commands) {
    const text = commanded(command, load.name, say, format);
    found.push({ key: `command-${command.id}`, tone: "info", text, action: "automatic", load: load.id });
  }
  return found;
}

function commanded(command: Command, load: string, say: Say, format: Format): string {
  const time = format.time(command.valid_until);
  const power = command.power_w === null ? "" : format.watts(command.power_w);
  if (command.override === "stop") return say("command_stop", { load, time });
  if (command.override === "limit") return say("command_limit", { load, time, power });
  return say(power === "" ? "command_start" : "command_start_power", { load, time, power });
}
