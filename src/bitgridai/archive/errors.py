"""What can go wrong with an archive."""


class ArchiveError(Exception):
    """An archive cannot be read or written; the text names the file and says what to do."""


class ArchiveBusyError(ArchiveError):
    """Another process writes this archive."""


class ChainError(ArchiveError):
    """A record does not follow the last one; nothing of its batch was taken.

    ``seq`` and ``hash`` are those of the last record that is there, from which to go on.
    """

    def __init__(self, message: str, seq: int, last_hash: str) -> None:
        """Say why, and where the chain ends."""
        super().__init__(message)
        self.seq = seq
        self.last_hash = last_hash
