import { describe, expect, it } from "vitest";
import type { Picture } from "../schema";
import { banners, condition } from "./banner";
import { format, made, miner, picture, say, told } from "./example";

describe("banners", () => {
  const command = { id: "c", override: "stop", power_w: null, origin: "user", valid_until: 1_780_003_600 } as const;

  it("are none while all is well", () => {
    expect(banners(picture, say, format)).toEqual([]);
  });

  it("put safety first, each with what can be done about it", () => {
    const shown = banners(
      {
        ...picture,
        emergency_stop: { cause: "a person", since: 0, left_min: null },
        health: {
          level: "warn",
          causes: [
            { cause: "lockout", text: "A load is locked out", about: "Miner" },
            { cause: "no_reading", text: "A sensor has no usable value", about: "grid meter" },
          ],
        },
        loads: [
          {
            ...miner,
            lockout: { cause: "Overheated", since: 0, left_min: 30 },
            proposal: { id: "p", target_w: 800, approved: false },
            commands: [command],
          },
        ],
      },
      say,
      format,
    );
    expect(shown.map(({ tone, action, text }) => [tone, action, text])).toEqual([
      ["alert", "release", "Emergency stop. Everything stays off until you release it."],
      ["alert", undefined, "Miner is locked out: Overheated. It can come back in 30 min at the earliest."],
      ["info", "approve", "Miner would run at 800 W. It waits for you."],
      ["info", "automatic", "By command Miner pauses until 23:26."],
      ["warn", undefined, "A sensor has no usable value: grid meter"],
    ]);
  });

  it("never call a house well that safety holds", () => {
    const detail = "No valid reading from the grid meter.";
    const held = { ...made, rule: "R3", code: "R3_MISSING_TELEMETRY", told: { ...made.told, energy: { ...told, detail } } };
    const blind = { ...picture, loads: [{ ...miner, made: held }] };
    expect(banners(blind, say, format).map(({ tone, text }) => [tone, text])).toEqual([["warn", detail]]);
    expect(condition(blind)).toBe("warn");
    expect(condition(picture)).toBe("ok");
  });

  it("name a silent sensor once, where safety has named it already", () => {
    const detail = "No valid reading from the grid meter.";
    const held = { ...made, rule: "R3", code: "R3_MISSING_TELEMETRY", told: { ...made.told, energy: { ...told, detail } } };
    const causes = [
      { cause: "no_reading", about: "grid meter", text: "A sensor has no usable value" },
      { cause: "no_reading", about: "Rod", text: "A sensor has no usable value" },
    ];
    const blind: Picture = { ...picture, health: { level: "warn", causes }, loads: [{ ...miner, made: held }] };
    expect(banners(blind, say, format).map(({ text }) => text)).toEqual([detail, "A sensor has no usable value: Rod"]);
  });

  it("ask nobody twice", () => {
    const approved = { ...miner, proposal: { id: "p", target_w: 0, approved: true } };
    expect(banners({ ...picture, loads: [approved] }, say, format)).toEqual([]);
  });
});
