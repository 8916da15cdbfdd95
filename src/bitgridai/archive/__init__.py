"""The cold store: a household's ledger as Parquet files that any tool can read.

``journal`` takes records in and forgets nothing, ``parts`` writes and reads the files, ``archive``
is the store made of both, ``proof`` shows that all of it is whole, ``retention`` lets old days go.
"""

from .archive import Archive
from .errors import ArchiveBusyError, ArchiveError, ChainError
from .proof import ArchiveProof, prove

__all__ = ["Archive", "ArchiveBusyError", "ArchiveError", "ArchiveProof", "ChainError", "prove"]
