import { describe, expect, it } from "vitest";
import { format, miner, picture, say } from "./example";
import { flowModel } from "./flow";

describe("the flow", () => {
  const model = flowModel(picture.flows, picture.loads, say, format);

  it("tells giving from taking in words as well", () => {
    expect(model.sources.map(({ part, direction, note }) => [part, direction, note])).toEqual([
      ["sun", "in", ""],
      ["battery", "out", "charging"],
      ["grid", "out", "feed-in"],
    ]);
    expect(model.sinks.map(({ part, direction }) => [part, direction])).toEqual([
      ["house", "out"],
      ["load", "rest"],
    ]);
    expect(model.label).toBe(
      "Power right now: Sun 2,000 W, Battery 61.5 % 1,000 W charging, Grid 500 W feed-in, House 490 W, Miner 10 W",
    );
  });

  it("rests where a load only stands by", () => {
    const way = (state: "off" | "running", power_w: number): string | undefined =>
      flowModel(picture.flows, [{ ...miner, state, power_w }], say, format).sinks.at(-1)?.direction;
    expect([way("off", 20), way("running", 20), way("off", 900)]).toEqual(["rest", "out", "out"]);
  });

  it("leaves out what a house does not have, and says what is not known", () => {
    const flows = { ...picture.flows, fitted: ["grid" as const], grid_w: null, house_w: null };
    const sparse = flowModel(flows, [], say, format);
    expect(sparse.sources.map(({ part, power, direction }) => [part, power, direction])).toEqual([
      ["grid", "not known", "rest"],
    ]);
  });

  it("measures every pipe against the strongest", () => {
    expect(model.sources.map(({ strength }) => strength)).toEqual([1, 0.5, 0.25]);
  });
});
