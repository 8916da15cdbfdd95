"""What a replay refuses, and how one ends before it is done."""


class ReplayError(ValueError):
    """A past that cannot be replayed as asked; the text says what to do."""


class StoppedError(Exception):
    """Somebody stopped the work. What is done is kept where the caller wanted it kept."""
