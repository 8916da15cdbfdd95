"""Randomness that is the same on every machine: smooth noise from hashed whole numbers."""

_MASK = (1 << 64) - 1


def unit_hash(seed: int, channel: int, index: int) -> float:
    """A number from 0 up to (not including) 1, evenly spread over seeds, channels and indices.

    The finaliser of SplitMix64 (Steele, Lea and Flood, 2014), applied twice.
    """
    mixed = seed * 0x9E3779B97F4A7C15 + channel * 0xD1B54A32D192ED03
    for _ in range(2):
        mixed = (mixed + index * 0x8CB92BA72F3D8DD7 + 0x9E3779B97F4A7C15) & _MASK
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        mixed ^= mixed >> 31
    return (mixed >> 11) / (1 << 53)


class Noise:
    """Value noise over time: hashed values at regular moments, eased from one to the next.

    Lies between 0 and 1 with mean 0.5.
    """

    __slots__ = ("_cell", "_channel", "_period_s", "_rise", "_seed", "_value")

    def __init__(self, seed: int, channel: int, period_s: int) -> None:
        """``period_s`` is the time between two independent values."""
        self._seed = seed
        self._channel = channel
        self._period_s = period_s
        # The two corners of the cell last visited: time mostly moves in small steps.
        self._cell: int | None = None
        self._value = 0.0
        self._rise = 0.0

    def at(self, t: int) -> float:
        """The noise at a moment."""
        cell, rest = divmod(t, self._period_s)
        if cell != self._cell:
            self._cell = cell
            self._value = unit_hash(self._seed, self._channel, cell)
            self._rise = unit_hash(self._seed, self._channel, cell + 1) - self._value
        x = rest / self._period_s
        return self._value + self._rise * x * x * (3 - 2 * x)
