"""The way to the agent: records go out by number, nothing comes in that could decide."""

from .client import AgentClient, AgentError, Handshake, IncompatibleAgentError, RefusedTokenError
from .export import Export, ExportRefusedError, NoExportsError, Wish
from .jobs import CLUSTER, HERE, AgentJobs, Job, JobRefusedError, NoJobsError
from .link import AgentLink, LinkState, LinkStatus
from .subentry import agent_of, forget_telemetry, link_of

__all__ = [
    "CLUSTER",
    "HERE",
    "AgentClient",
    "AgentError",
    "AgentJobs",
    "AgentLink",
    "Export",
    "ExportRefusedError",
    "Handshake",
    "IncompatibleAgentError",
    "Job",
    "JobRefusedError",
    "LinkState",
    "LinkStatus",
    "NoExportsError",
    "NoJobsError",
    "RefusedTokenError",
    "Wish",
    "agent_of",
    "forget_telemetry",
    "link_of",
]
