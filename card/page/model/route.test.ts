import { describe, expect, it } from "vitest";
import { hashOf, routeOf } from "./route";

describe("the address", () => {
  it("says where one is, and anything else is the overview", () => {
    expect(routeOf("#/replay/01J")).toEqual({ view: "replay", opened: "01J" });
    expect(routeOf("#/nowhere")).toEqual({ view: "overview", opened: "" });
    expect(routeOf(hashOf("exports"))).toEqual({ view: "exports", opened: "" });
  });
});
