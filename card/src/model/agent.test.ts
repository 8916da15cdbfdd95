import { describe, expect, it } from "vitest";
import { agentLine } from "./agent";
import { say } from "./example";

describe("the agent", () => {
  it("is not missed where there is none", () => {
    expect(agentLine(null, say)).toBe("None is set up. Only archive and exports need one.");
  });

  it("says what it lacks, and what is wrong", () => {
    const agent = { state: "sending", text: "Sending records", waiting: 3, error: null };
    expect(agentLine(agent, say)).toBe("Sending records. 3 records wait for it");
    const gone = { state: "unreachable", text: "Not reachable", waiting: 0, error: "timeout" };
    expect(agentLine(gone, say)).toBe("Not reachable. timeout");
  });
});
