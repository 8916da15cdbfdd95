import { describe, expect, it } from "vitest";
import { calendar } from "./days";

describe("the days of an archive", () => {
  it("show those without records, too", () => {
    const days = [
      { day: "2026-02-27", records: 3, bytes: 9 },
      { day: "2026-03-02", records: 4, bytes: 9 },
    ];
    expect(calendar(days).map(({ day, records }) => [day, records])).toEqual([
      ["2026-02-27", 3],
      ["2026-02-28", 0],
      ["2026-03-01", 0],
      ["2026-03-02", 4],
    ]);
    expect(calendar([])).toEqual([]);
  });

  it("are not drawn over a century because a clock was wrong once", () => {
    expect(calendar([day("1970-01-01"), day("2026-03-02")])).toHaveLength(2);
  });
});

function day(name: string): { day: string; records: number; bytes: number } {
  return { day: name, records: 1, bytes: 1 };
}
