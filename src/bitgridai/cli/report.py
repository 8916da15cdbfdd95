"""``bitgridai report``: the key figures of a ledger, as a table or as JSON."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
import json
from pathlib import Path
from typing import Any

from ..engine import DocumentError
from ..engine.document import Node
from ..engine.key_figures import KeyFigures, figures_report, figures_table
from ..engine.policy import policy_from_node, policy_hash
from ..ledger import Ledger, LedgerError, open_ledger
from .failure import CommandError


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("ledger", type=Path, metavar="LEDGER", help="ledger file: SQLite or JSON Lines")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: Namespace) -> int:
    """Count every record and print the figures."""
    try:
        ledger = open_ledger(arguments.ledger)
        figures = key_figures_of(ledger)
    except (LedgerError, DocumentError) as err:
        raise CommandError(str(err)) from err
    if arguments.json:
        report = {"ledger": str(arguments.ledger), "records": figures.seq, **figures_report(figures)}
        print(json.dumps(report, ensure_ascii=False, indent=2))
        return 0
    print(_heading(arguments.ledger, ledger, figures))
    print(figures_table(figures))
    return 0


def key_figures_of(ledger: Ledger) -> KeyFigures:
    """Count a ledger's records.

    Raises LedgerError where one cannot be read, DocumentError where it is none of this engine's.
    """
    return _taken(KeyFigures(), ledger.records, _dropped_policies(ledger))


def _dropped_policies(ledger: Ledger) -> dict[str, Any]:
    """Policies by hash: the event that carried the first one may have been dropped for its age."""
    known = (policy_from_node(Node("policy", document)) for document in ledger.policies)
    return {policy_hash(policy): document for policy, document in zip(known, ledger.policies, strict=True)}


def _taken(figures: KeyFigures, records: Iterable[dict[str, Any]], policies: dict[str, Any]) -> KeyFigures:
    for record in records:
        name = record.get("policy_hash")
        if figures.policy is None and name in policies:
            figures = figures.knowing(name, policies[name])
        try:
            figures = figures.take(record)
        except (KeyError, TypeError, ValueError, AttributeError) as err:
            raise LedgerError(f"record {record.get('seq')}: not a record of this engine ({err!r})") from err
    return figures


def _heading(file: Path, ledger: Ledger, figures: KeyFigures) -> str:
    report = figures_report(figures)
    lines = [f"{file}: record {figures.seq}, {report['from']} to {report['until']}"]
    if ledger.anchor is not None:
        lines.append(f"Records up to {ledger.anchor[0]} were dropped for their age and are not counted.")
    lines.append("An estimate compares with the same house without its loads, which nobody measured.")
    return "\n".join(lines)
