"""Whether the signs of the house's sensors can be right.

A house consumes ``pv + grid + battery``, with import and discharge counted as positive. That
cannot be less than nothing for long: if it is, a meter or a battery counts the wrong way.
"""

from collections.abc import Mapping

LEAST_W = 150.0
"""Consumption below minus this is no matter of two sensors reporting one after the other."""
LASTED_S = 30 * 60
"""How long it has to last."""
FORGET_S = 24 * 3600
"""How long a suspicion holds: by day, a wrong sign may look right."""


class SignWatch:
    """Looks at every picture of the house, and suspects a sensor after a while."""

    def __init__(self) -> None:
        """Begin without a suspicion."""
        self._since: int | None = None
        self._seen_at: int | None = None
        self._suspect: str | None = None

    def look(self, now: int, powers_w: Mapping[str, float | None]) -> str | None:
        """Return the signal whose sign cannot be right; None where nothing is wrong or too little is known."""
        names = ("grid_power_w", "pv_power_w", "battery_power_w")
        known = {name: power for name in names if (power := powers_w.get(name)) is not None}
        if len(known) == len(names):
            self._judge(now, known)
        if self._seen_at is not None and now - self._seen_at > FORGET_S:
            self._suspect = self._seen_at = None
        return self._suspect

    def _judge(self, now: int, powers_w: Mapping[str, float]) -> None:
        if sum(powers_w.values()) >= -LEAST_W:
            self._since = None
            return
        self._since = now if self._since is None else min(self._since, now)
        if now - self._since >= LASTED_S:
            # Only a negative power makes the sum negative; the larger one is the likelier mistake.
            self._suspect = min(powers_w, key=lambda name: powers_w[name])
            self._seen_at = now
