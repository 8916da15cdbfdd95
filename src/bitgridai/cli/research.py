"""``bitgridai research``: bundles for research, made at home and opened elsewhere."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
import os
from pathlib import Path
from typing import Any

from .extra import needing
from .failure import CommandError
from .json_output import print_document


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    commands = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    make = commands.add_parser("make", help="make a bundle from an archive whose owner consented")
    make.add_argument("archive", type=Path, metavar="FOLDER", help="folder of the archive")
    make.add_argument("bundle", type=Path, metavar="BUNDLE", help="file to write; it must not exist")
    make.add_argument("--scope", choices=("decisions", "measurements", "all"), default="all", help="default: all")
    make.add_argument("--from", dest="first", metavar="DAY", help="first day in UTC, as in 2026-05-01")
    make.add_argument("--to", dest="last", metavar="DAY", help="last day in UTC")
    make.add_argument("--secret", type=Path, required=True, metavar="FILE", help="the household's key; made if missing")
    make.add_argument("--recipient", metavar="KEY", help="public key (age1…) to encrypt to")
    make.set_defaults(act=_make)
    opened = commands.add_parser("open", help="verify a bundle and replay its decisions")
    opened.add_argument("bundle", type=Path, metavar="BUNDLE", help="file that was received")
    opened.add_argument("--key", type=Path, metavar="FILE", help="private key of an encrypted bundle")
    opened.add_argument("--into", type=Path, metavar="FOLDER", help="also write the verified files here")
    opened.add_argument("--json", action="store_true", help="print one JSON object")
    opened.set_defaults(act=_open)
    own = commands.add_parser("own", help="recognise a bundle of your own, and tell which load is which")
    own.add_argument("bundle", type=Path, metavar="BUNDLE", help="file that was made at home")
    own.add_argument("archive", type=Path, metavar="FOLDER", help="folder of the archive it was made of")
    own.add_argument("--secret", type=Path, required=True, metavar="FILE", help="the household's key")
    own.add_argument("--key", type=Path, metavar="FILE", help="private key of an encrypted bundle")
    own.set_defaults(act=_own)
    keygen = commands.add_parser("keygen", help="make a key to which bundles can be encrypted")
    keygen.add_argument("file", type=Path, metavar="FILE", help="where the private key is kept; it must not exist")
    keygen.set_defaults(act=_keygen)


def run(arguments: Namespace) -> int:
    """Do what was asked; 1 where this engine decides differently than a bundle says."""
    act = arguments.act
    return int(act(arguments))


def _make(arguments: Namespace) -> int:
    with needing("research"):
        from ..archive import ArchiveError  # noqa: PLC0415 - only research needs pyarrow and pyrage
        from ..research import ResearchError, ResearchRequest, keep_secret, make_bundle  # noqa: PLC0415
    folder, bundle = arguments.archive, arguments.bundle
    if not (folder / "records").is_dir():
        raise CommandError(f"{folder}: not an archive (it has no folder named records)")
    if bundle.exists():
        raise CommandError(f"{bundle}: it exists already; choose another name")
    try:
        request = ResearchRequest.of(arguments.scope, arguments.first, arguments.last)
        secret = keep_secret(arguments.secret)
        made = make_bundle(folder, folder.resolve().name, request, secret, bundle, arguments.recipient)
    except (ResearchError, ArchiveError, OSError) as err:
        raise CommandError(str(err)) from err
    print_document({**asdict(made), "path": str(made.path)})
    return 0


def _open(arguments: Namespace) -> int:
    with needing("research"):
        from ..research import ResearchError, open_bundle  # noqa: PLC0415 - only research needs pyarrow and pyrage
    try:
        opened = open_bundle(arguments.bundle, arguments.key)
        if arguments.into is not None:
            _write(opened.files, arguments.into)
    except ResearchError as err:
        raise CommandError(f"{arguments.bundle}: {err}") from err
    except OSError as err:
        raise CommandError(str(err)) from err
    if arguments.json:
        print_document(_document(arguments.bundle, opened))
    else:
        print("\n".join(_told(opened)))
    return 0 if opened.same else 1


def _own(arguments: Namespace) -> int:
    with needing("research"):
        from ..archive import ArchiveError  # noqa: PLC0415 - only research needs pyarrow and pyrage
        from ..research import ResearchError, keep_secret, open_bundle, recognise  # noqa: PLC0415
    if not arguments.secret.exists():
        raise CommandError(f"{arguments.secret}: expected the key that the bundle was made with")
    folder: Path = arguments.archive
    try:
        manifest = open_bundle(arguments.bundle, arguments.key).manifest
        own = recognise(manifest, folder, folder.resolve().name, keep_secret(arguments.secret))
    except (ResearchError, ArchiveError, OSError) as err:
        raise CommandError(str(err)) from err
    print_document(asdict(own))
    return 0


def _write(files: dict[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        with (folder / name).open("xb") as file:
            file.write(content)


def _document(bundle: Path, opened: Any) -> dict[str, Any]:
    replay = opened.replay
    return {
        "bundle": str(bundle),
        "whole": True,
        "bytes": opened.size,
        **{name: getattr(opened, name) for name in ("sha256", "inner_sha256", "encrypted")},
        "household": opened.manifest.household,
        **opened.manifest.request.document(),
        "records": opened.manifest.records,
        "period": None if opened.manifest.period is None else asdict(opened.manifest.period),
        "policies": [asdict(note) for note in opened.manifest.policies],
        "recorded_by": opened.manifest.recorded_by,
        "loads": opened.manifest.loads,
        "same": opened.same,
        "reproduced": opened.reproduced,
        "difference": opened.difference,
        "replay": None if replay is None else {**asdict(replay), "recorded_by": sorted(replay.recorded_by)},
    }


def _in_force(manifest: Any) -> list[str]:
    if manifest.period is None:
        return []
    told = [f"from {manifest.period.first} to {manifest.period.last}"]
    for note in manifest.policies:
        name = f"policy {note.hash}" if note.commitment is None else f"policy with commitment {note.commitment}"
        told += [f"{name}, in force from {span.first} to {span.last}" for span in note.in_force]
    return told


def _told(opened: Any) -> list[str]:
    manifest, replay = opened.manifest, opened.replay
    lines = [
        f"whole: {manifest.records} records, {', '.join(sorted(manifest.files))}",
        f"household {manifest.household}, SHA-256 {opened.inner_sha256}",
        *_in_force(manifest),
    ]
    if replay is None:
        return [*lines, "It holds measurements only: there is nothing to replay."]
    lines.append(f"{replay.decisions} decisions, decided again by engine {replay.replayed_by}")
    if opened.reproduced:
        return [*lines, "All of them are the same, byte for byte."]
    lines += [
        f"record {each.seq}, {each.load}: was {each.recorded.code} {each.recorded.target_w:g} W, "
        f"now {each.replayed.code} {each.replayed.target_w:g} W"
        for each in replay.differing
    ]
    lines += replay.undecided
    if replay.same:
        return [*lines, f"All of them are the same; only this differs: {opened.difference}"]
    return [*lines, f"{replay.differing_decisions} differ, {len(replay.undecided)} could not be decided."]


def _keygen(arguments: Namespace) -> int:
    with needing("research"):
        from ..research.seal import new_key  # noqa: PLC0415 - only research needs pyrage
    private, public = new_key()
    try:
        handle = os.open(arguments.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as err:
        raise CommandError(f"{arguments.file}: {err.strerror or err}; choose another name") from err
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"# public key: {public}\n{private}\n")
    print(public)
    return 0
