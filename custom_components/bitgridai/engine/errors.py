"""The one error a caller of the engine has to handle."""


class DocumentError(ValueError):
    """A document from outside (JSON, YAML, a service call) is not what the engine expects.

    Its text is one line: where in the document, what is expected there, what was found.
    """

    def __init__(self, path: str, expected: str, found: str | None = None) -> None:
        """Name the place (``state.signals.grid_power_w``) and what belongs there."""
        self.path = path
        self.expected = expected
        self.found = found
        text = f"{path}: expected {expected}"
        if found is not None:
            text += f", found {found}"
        super().__init__(text)
