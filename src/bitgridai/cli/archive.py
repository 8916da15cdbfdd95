"""``bitgridai archive``: the cold store, as files that any tool can read."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from itertools import batched
from pathlib import Path
from typing import Any

from ..ledger import LedgerError, open_ledger
from .extra import needing
from .failure import CommandError
from .json_output import print_document

_BATCH = 500


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    verify = commands.add_parser("verify", help="prove checksums and chain of an archive")
    verify.add_argument("archive", type=Path, metavar="FOLDER", help="folder of the archive")
    verify.set_defaults(act=_verify)
    add = commands.add_parser("add", help="take the records of a ledger into an archive")
    add.add_argument("archive", type=Path, metavar="FOLDER", help="folder of the archive; made where there is none")
    add.add_argument("ledger", type=Path, metavar="LEDGER", help="ledger file: SQLite or JSON Lines")
    add.set_defaults(act=_add)


def run(arguments: Namespace) -> int:
    """Do what was asked; 1 where an archive is not whole."""
    act = arguments.act
    return int(act(arguments))


def _verify(arguments: Namespace) -> int:
    with needing("archive"):
        from ..archive import ArchiveError, prove  # noqa: PLC0415 - only this action needs pyarrow
    folder: Path = arguments.archive
    if not (folder / "records").is_dir():
        raise CommandError(f"{folder}: not an archive (it has no folder named records)")
    try:
        proof = prove(folder)
    except ArchiveError as err:
        raise CommandError(str(err)) from err
    print_document({"archive": str(folder), "whole": proof.whole, **asdict(proof)})
    return 0 if proof.whole else 1


def _add(arguments: Namespace) -> int:
    with needing("archive"):
        from ..archive import Archive, ArchiveError  # noqa: PLC0415 - only this action needs pyarrow
    try:
        ledger = open_ledger(arguments.ledger)
        with Archive.open(arguments.archive) as archive:
            before = archive.seq
            if ledger.anchor is not None and archive.seq == 0:
                archive.begin_after(*ledger.anchor)
            for batch in batched(ledger.bodies, _BATCH, strict=False):
                archive.append(batch)
            archive.flush()
            archive.compact()
            report: dict[str, Any] = {
                "archive": str(arguments.archive),
                "added": archive.seq - before,
                "last_seq": archive.seq,
                "last_hash": archive.last_hash,
                "set_aside": [str(path) for path, _ in archive.set_aside],
            }
    except (LedgerError, ArchiveError, OSError) as err:
        raise CommandError(str(err)) from err
    print_document(report)
    return 0
