import { describe, expect, it } from "vitest";
import { Figures } from "./figures";

describe("figures", () => {
  const figures = new Figures("de", "UTC");

  it("write sizes as a reader of the language does", () => {
    expect([0, 999, 1500, 275_400, 73_700_000_000].map((size) => figures.bytes(size))).toEqual([
      "0 B",
      "999 B",
      "1,5 kB",
      "275 kB",
      "73,7 GB",
    ]);
  });

  it("say how long ago something was", () => {
    expect([30, 300, 7200, 200_000].map((seconds) => figures.ago(0, seconds))).toEqual([
      "jetzt",
      "vor 5 Minuten",
      "vor 2 Stunden",
      "vorgestern",
    ]);
  });

  it("keep a day of the archive where it is, in every time zone", () => {
    expect(new Figures("en-GB", "Pacific/Auckland").date("2026-05-01")).toBe("1 May 2026");
  });

  it("have a true minus sign and no negative nothing", () => {
    expect([figures.fixed(-1.25, 2), figures.fixed(-0, 1)]).toEqual(["−1,25", "0,0"]);
  });
});
