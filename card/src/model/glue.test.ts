import { describe, expect, it } from "vitest";
import { glued } from "./glue";

describe("a figure", () => {
  it("stays with its unit, and lets any other word go", () => {
    expect(glued("der Speicher steht bei 50 %, das Minimum ist 50 %.")).toBe(
      "der Speicher steht bei 50\u00a0%, das Minimum ist 50\u00a0%.",
    );
    expect(glued("1,500 W for 90 min at 85.1 °C")).toBe("1,500\u00a0W for 90\u00a0min at 85.1\u00a0°C");
    expect(glued("2 blocks, 30 hours, 5 Watts")).toBe("2 blocks, 30 hours, 5 Watts");
  });
});
