import { describe, expect, it } from "vitest";
import { apart } from "./key-figures";

describe("the difference of two figures", () => {
  it("is the one of what is shown", () => {
    expect(apart(10.36, 7.24, 1)).toBe(-3.2);
    expect((10.36).toFixed(1)).toBe("10.4");
    expect((7.24).toFixed(1)).toBe("7.2");
    expect(apart(3.024, 3.146, 2)).toBe(0.13);
  });

  it("is nothing where both are shown alike", () => {
    expect(apart(0.04, 0.01, 1)).toBe(0);
  });
});
