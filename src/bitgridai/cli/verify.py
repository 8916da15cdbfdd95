"""``bitgridai verify``: is a ledger whole, and does every record follow from its own inputs?"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
import json
from pathlib import Path
import sqlite3
from typing import Any

from ..engine import verify
from ..engine.verify import Difference, Report
from ..ledger import Ledger, LedgerError, open_ledger
from .failure import CommandError
from .json_output import print_document


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("ledger", type=Path, metavar="LEDGER", help="ledger file: SQLite or JSON Lines")
    parser.add_argument(
        "--last-hash",
        metavar="HASH",
        help="hash of the last record as you kept it elsewhere: finds records cut off at the end",
    )


def run(arguments: Namespace) -> int:
    """Verify and print a report; 1 where anything is not as it should be."""
    try:
        ledger = open_ledger(arguments.ledger)
    except LedgerError as err:
        raise CommandError(str(err)) from err
    records = _UntilDamage(ledger)
    proof = verify(records, arguments.last_hash or ledger.last_hash, ledger.anchor, ledger.policies)
    if records.damage is not None and not _is_ledger(arguments.ledger, records):
        raise CommandError(str(records.damage)) from records.damage
    print_document(_report(arguments.ledger, proof, records.damage))
    return 0 if proof.verified and records.damage is None else 1


class _UntilDamage:
    """The records of a ledger up to the first that cannot be read."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.damage: LedgerError | None = None
        self.read = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        try:
            for record in self._ledger.records:
                self.read += 1
                yield record
        except LedgerError as err:
            self.damage = err


def _is_ledger(path: Path, records: _UntilDamage) -> bool:
    """Whether a file that could not be read to its end is a ledger at all."""
    if isinstance(records.damage and records.damage.__cause__, sqlite3.Error):
        return False
    with path.open("rb") as file:
        # A database that could be opened has a ledger's tables.
        return records.read > 0 or file.peek(6).startswith(b"SQLite") or any(_is_record(line) for line in file)


def _is_record(line: bytes) -> bool:
    try:
        record = json.loads(line)
    except ValueError, RecursionError:
        return False
    return isinstance(record, dict) and {"seq", "prev_hash", "hash"} <= record.keys()


def _report(path: Path, proof: Report, damage: LedgerError | None) -> dict[str, object]:
    return {
        "ledger": str(path),
        "verified": proof.verified and damage is None,
        "records": proof.records,
        "decisions": proof.decisions,
        "requests": proof.requests,
        "recorded_by": sorted(proof.engines),
        "replayed_by": proof.replayed_by,
        "last_seq": proof.last_seq,
        "last_hash": proof.last_hash,
        "difference": _difference(proof.difference, damage),
    }


def _difference(difference: Difference | None, damage: LedgerError | None) -> str | None:
    """Name the first place: damage that ended the reading, else what the replay found."""
    if damage is not None and (difference is None or difference.seq is None):
        return str(damage)
    return None if difference is None else str(difference)
