"""What can be wrong with the files a simulated household is made from."""


class DocumentError(ValueError):
    """A document is not what is expected; its text is one line naming the place."""

    def __init__(self, path: str, expected: str) -> None:
        """Name the place (``loads[0].levels_w``) and what belongs there."""
        self.path = path
        self.expected = expected
        text = f"{path}: expected {expected}" if path else f"expected {expected}"
        # A key found in a document may hold anything; the message stays one line.
        super().__init__(" ".join(text.splitlines()))


class HouseholdError(DocumentError):
    """A household description cannot be used."""


class SnapshotError(DocumentError):
    """A saved plant does not belong to this household, or is damaged."""


class TraceError(ValueError):
    """A trace file cannot be used; its text names the file and the line."""

    def __init__(self, file: str, line: int, expected: str) -> None:
        """``line`` counts from 1; 0 speaks of the file as a whole."""
        self.file = file
        self.line = line
        self.expected = expected
        place = f"{file}:{line}" if line else file
        super().__init__(f"{place}: expected {expected}")
