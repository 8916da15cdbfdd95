import { describe, expect, it } from "vitest";
import { format, line, say } from "./example";
import { changesOf } from "./history";

describe("the history", () => {
  it("lists a load's last changes, newest first", () => {
    expect(changesOf(line, "miner", say, format)).toEqual([
      { at: 2000, what: "Safety", reason: "Overheated" },
      { at: 1200, what: "starts at 800 W", reason: "Surplus too low" },
    ]);
  });
});
