"""What a sweep refuses."""


class SweepError(ValueError):
    """A house, trace, memory or policy that compiled decisions do not cover."""
