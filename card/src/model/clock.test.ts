import { describe, expect, it } from "vitest";
import { HouseClock } from "./clock";
import { picture } from "./example";

describe("the house's clock", () => {
  it("goes on at its own speed between two pictures", () => {
    const clock = new HouseClock(picture.clock, 1000);
    expect(clock.now(1000)).toBe(picture.clock.now);
    expect(clock.now(3000)).toBe(picture.clock.now + 120);
  });
});
