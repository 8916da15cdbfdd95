"""Where records live: an append-only SQLite store, and a reader for it and for JSON Lines."""

from .history import PastDecision, past_decisions, past_record
from .outbox import Outbox
from .reader import Ledger, LedgerError, open_ledger
from .store import LedgerStore
from .tally import Tally
from .writer import JsonLinesWriter

__all__ = [
    "JsonLinesWriter",
    "Ledger",
    "LedgerError",
    "LedgerStore",
    "Outbox",
    "PastDecision",
    "Tally",
    "open_ledger",
    "past_decisions",
    "past_record",
]
