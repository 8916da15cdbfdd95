import { describe, expect, it } from "vitest";
import { format, say } from "./example";
import { countdown, duration, Format } from "./format";

describe("figures", () => {
  it("are written as the reader of a language does", () => {
    expect(format.watts(1500)).toBe("1,500 W");
    expect(new Format("de", "Europe/Berlin").watts(1500)).toBe("1.500 W");
    expect(format.watts(-0)).toBe("0 W");
    expect(format.time(1_780_000_000)).toBe("22:26");
  });

  it("count down in minutes and seconds, never below nothing", () => {
    expect([599.2, 61, 60, 0, -5, 3725].map(countdown)).toEqual(["10:00", "1:01", "1:00", "0:00", "0:00", "1:02:05"]);
  });

  it("name whole hours as hours", () => {
    expect([15, 60, 90, 480].map((minutes) => duration(minutes, say))).toEqual(["15 min", "1 h", "90 min", "8 h"]);
  });
});
