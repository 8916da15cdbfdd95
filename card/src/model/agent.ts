import type { AgentView } from "../schema";
import type { Say } from "../words";

/** How things stand with the agent, in one line: that there is none is no fault. */
export function agentLine(agent: AgentView | null, say: Say): string {
  if (agent === null) return say("agent_none");
  const waiting = agent.waiting > 0 ? say("agent_waiting", { n: agent.waiting }) : "";
  return [agent.text, waiting, agent.error ?? ""].filter(Boolean).join(". ");
}
