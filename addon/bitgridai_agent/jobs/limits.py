"""How much jobs may take of the machine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLimits:
    """Bounds that keep an agent from filling its disk."""

    kept: int = 50
    """Ended jobs; the oldest go first, together with their results."""
    kept_bytes: int = 512 << 20
    """Of all results together; the newest ended job stays, whatever its size."""
    waiting: int = 8
    free_bytes: int = 64 << 20
    """Room that has to be left on the disk for a job to be taken."""
