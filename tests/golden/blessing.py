"""Keeping the golden set, and changing it only on purpose."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import zip_longest
import json
import lzma
from pathlib import Path
import re
from typing import Any, Final

from custom_components.bitgridai.engine import Policy, apply_request, decide, verify
from custom_components.bitgridai.engine.canonical import canonical_bytes, digest
from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.key_figures import FIGURES, KeyFigures, load_energy_kwh
from custom_components.bitgridai.engine.memory import memory_document, memory_from_node
from custom_components.bitgridai.engine.policy import policy_from_node
from custom_components.bitgridai.engine.record import RecordKind
from custom_components.bitgridai.engine.state import state_from_node
from custom_components.bitgridai.engine.verify import POLICY_EVENT
from custom_components.bitgridai.engine.version import ENGINE_VERSION

type Record = dict[str, Any]

REPOSITORY: Final = Path(__file__).resolve().parents[2]
ADR: Final = re.compile(r"docs/adr/\d{4}-[a-z0-9-]+\.md")
HOW_TO_BLESS: Final = (
    "The engine no longer decides as it did on this recorded day. If that is an accident, the difference above is"
    " where to look. If it is what you want: write down in docs/adr what changes and why, then run\n"
    "  scripts/golden --bless docs/adr/NNNN-what-changes.md\n"
    "and commit the new set with it."
)


class BlessingError(Exception):
    """The set was not changed; the text says what is missing."""


@dataclass(frozen=True, slots=True)
class GoldenSet:
    """Recorded days in a folder, and ``blessed.json``, which says what they are and on whose word."""

    folder: Path
    repository: Path = REPOSITORY

    @property
    def blessed(self) -> dict[str, Any]:
        """What was blessed, and the decisions it was blessed by."""
        document: dict[str, Any] = json.loads((self.folder / "blessed.json").read_text(encoding="utf-8"))
        return document

    @property
    def names(self) -> tuple[str, ...]:
        """The days."""
        return tuple(self.blessed["days"])

    def ledger(self, name: str) -> bytes:
        """A day as JSON Lines."""
        return lzma.decompress(self._file(name).read_bytes())

    def records(self, name: str) -> list[Record]:
        """A day's records."""
        return [json.loads(line) for line in self.ledger(name).splitlines()]

    def last_hash(self, name: str) -> str:
        """The hash that was blessed."""
        blessed: str = self.blessed["days"][name]["last_hash"]
        return blessed

    @property
    def remembered(self) -> dict[str, list[str]]:
        """By day, what the engine remembers after each of its decisions and answers, as short hashes."""
        document: dict[str, list[str]] = json.loads((self.folder / "remembered.json").read_text(encoding="utf-8"))
        return document

    def difference(self, name: str) -> str | None:
        """Say where a day is not reproduced; None where every record is, to the byte, and every memory after it."""
        records = self.records(name)
        found = verify(records, self.last_hash(name)).difference
        if found is not None:
            return f"{name}, {found}\n\n{HOW_TO_BLESS}"
        for index, (one, other) in enumerate(zip_longest(remembered(records), self.remembered[name])):
            if one != other:
                return f"{name}, decision or answer {index + 1}: something else is remembered\n\n{HOW_TO_BLESS}"
        counted = key_figures(records)
        for figure, value in self.blessed["days"][name]["figures"].items():
            if counted.get(figure) != value:
                return f"{name}, {figure}: recorded {value}, counted {counted.get(figure)}\n\n{HOW_TO_BLESS}"
        return None

    def bless(self, adr: str, made: Iterable[tuple[str, str, list[Record]]]) -> list[str]:
        """Take a set made anew (name, what it shows, records); return the days that changed.

        Raises BlessingError, with nothing written, where ``adr`` is no decision in this repository.
        """
        if not ADR.fullmatch(adr) or not (self.repository / adr).is_file():
            raise BlessingError(
                f"{adr}: expected a decision record that exists, such as docs/adr/0120-a-set-of-recorded-days.md."
                " Write down what changes and why, and name that file."
            )
        document = self.blessed if (self.folder / "blessed.json").exists() else {"blessings": [], "days": {}}
        days: dict[str, Any] = {}
        memories: dict[str, list[str]] = {}
        changed = []
        for name, about, records in made:
            report = verify(records)
            if not report.verified:
                raise BlessingError(f"{name}: was recorded but is not reproduced: {report.difference}")
            memories[name] = remembered(records)
            days[name] = {
                "about": about,
                "records": report.records,
                "last_hash": report.last_hash,
                "memory_hash": digest(memories[name]),
                "figures": key_figures(records),
            }
            if days[name] != document["days"].get(name):
                changed.append(name)
                self._file(name).write_bytes(_packed(records))
        gone = [name for name in document["days"] if name not in days]
        for name in gone:
            self._file(name).unlink()
        if changed or gone:
            blessing = {"adr": adr, "engine": ENGINE_VERSION, "days": sorted([*changed, *gone])}
            document = {"blessings": [*document["blessings"], blessing], "days": days}
            self._write("blessed.json", json.dumps(document, indent=2, ensure_ascii=False))
            self._write("remembered.json", json.dumps(memories, separators=(",", ":")).replace("],", "],\n"))
        return [*changed, *gone]

    def _write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(f"{text}\n", encoding="utf-8")

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.jsonl.xz"


def remembered(records: Iterable[Record]) -> list[str]:
    """Decide and answer again; return a short hash of the memory after each.

    A record holds the memory before it. What comes after would show in the next record only
    if nothing was decided in between that was not worth one.
    """
    policies: dict[str, Policy] = {}
    hashes = []
    for record in records:
        if record.get("event") == POLICY_EVENT:
            policies[record["detail"]["hash"]] = policy_from_node(Node("policy", record["detail"]["policy"]))
        if record["kind"] == RecordKind.EVENT:
            continue
        policy = policies[record["policy_hash"]]
        state = state_from_node(Node("state", record["state"]))
        memory = memory_from_node(Node("memory", record["memory"]))
        if record["kind"] == RecordKind.DECISION:
            _, after = decide(state, memory, policy)
        else:
            _, after = apply_request(state, memory, policy, record["request"])
        hashes.append(digest(memory_document(after))[:8])
    return hashes


def key_figures(records: Iterable[Record]) -> dict[str, float | None]:
    """Count the key figures of a day. A figure that a later catalogue adds is no difference."""
    figures = KeyFigures()
    for record in records:
        figures = figures.take(record)
    loads = {f"energy of {load}": load_energy_kwh(load, figures.total) for load in sorted(figures.total.load_mj)}
    return {figure.key: figure.value(figures.total) for figure in FIGURES} | loads


def _packed(records: Iterable[Record]) -> bytes:
    return lzma.compress(b"".join(canonical_bytes(record) + b"\n" for record in records), preset=9)


def check(golden: GoldenSet, tell: Callable[[str], None]) -> int:
    """Replay every day; 1 where one is not reproduced."""
    broken = 0
    for name in golden.names:
        difference = golden.difference(name)
        broken += difference is not None
        tell(difference or f"{name}: {golden.blessed['days'][name]['records']} records reproduced")
    return int(broken > 0)


GOLDEN: Final = GoldenSet(Path(__file__).parent / "days")
