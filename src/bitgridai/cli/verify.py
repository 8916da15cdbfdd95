"""``bitgridai verify``: is a ledger whole, and does every record follow from its own inputs?"""

from argparse import ArgumentParser, Namespace
import json
from pathlib import Path

from ..engine import verify
from ..ledger import LedgerError, open_ledger
from .failure import CommandError


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("ledger", type=Path, metavar="LEDGER", help="ledger file: SQLite or JSON Lines")


def run(arguments: Namespace) -> int:
    """Verify and print a report; 1 where anything is not as it should be."""
    try:
        ledger = open_ledger(arguments.ledger)
    except LedgerError as err:
        raise CommandError(str(err)) from err
    report: dict[str, object] = {"ledger": str(arguments.ledger)}
    try:
        proof = verify(ledger.records, ledger.last_hash, ledger.anchor, ledger.policies)
    except LedgerError as err:
        report |= {"verified": False, "difference": str(err)}
    else:
        report |= {
            "verified": proof.verified,
            "records": proof.records,
            "decisions": proof.decisions,
            "requests": proof.requests,
            "recorded_by": sorted(proof.engines),
            "replayed_by": proof.replayed_by,
            "last_hash": proof.last_hash,
            "difference": None if proof.difference is None else str(proof.difference),
        }
    print(json.dumps(report, indent=2, ensure_ascii=False))
    return 0 if report["verified"] else 1
