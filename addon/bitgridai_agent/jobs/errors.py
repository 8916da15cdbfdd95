"""What can be in the way of a job; every text says what to do."""


class UnknownJobError(LookupError):
    """There is no job of this name (any more)."""


class JobError(Exception):
    """A request does not fit what the agent has or does now."""

    def __init__(self, code: str, detail: str) -> None:
        """``code`` is for programs, ``detail`` for people."""
        super().__init__(detail)
        self.code = code


class WorkError(Exception):
    """A job cannot be done; the text is shown to whoever asked for it."""
