import { describe, expect, it } from "vitest";
import type { LastExport } from "../schema";
import { sage, say, format as british } from "./example";
import { bundleLine, size } from "./bundle";
import { Format } from "./format";

const german = new Format("de", "Europe/Berlin");
const last: LastExport = {
  at: 1_781_524_800,
  name: "bitgridai-all-1234abcd.zip",
  scope: "all",
  bytes: 156_320,
  sha256: "ab".repeat(32),
  encrypted: false,
  records: 1445,
};

describe("the last research bundle", () => {
  it("is told with its time, its records and its size", () => {
    expect(bundleLine(last, british, say)).toBe("15 Jun 2026, 14:00: 1,445 records, 157 kB");
    expect(bundleLine(last, german, sage)).toBe("15.06.2026, 14:00: 1.445 Einträge, 157 kB");
  });

  it("says when it is encrypted", () => {
    expect(bundleLine({ ...last, encrypted: true }, british, say)).toContain("encrypted");
    expect(bundleLine({ ...last, encrypted: true }, german, sage)).toContain("verschlüsselt");
  });

  it("is not made up where there is none", () => {
    expect(bundleLine(null, british, say)).toBe("None has been made.");
  });

  it("has a size that people read", () => {
    expect([1, 1000, 999_999, 12_340_000].map((bytes) => size(bytes, british))).toEqual([
      "1 kB",
      "1 kB",
      "1,000 kB",
      "12.3 MB",
    ]);
  });
});
