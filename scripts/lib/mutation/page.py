"""The result, as a page and on the terminal."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from .mutants import Mutant
from .results import Result
from .trial import is_recorded


class Fate(StrEnum):
    """What became of a mutant."""

    TESTS = "by tests"
    RECORDED = "by recorded days alone"
    TIME = "by time"
    REASON = "survived, with a reason"
    OPEN = "survived"
    NOT_TRIED = "not tried"


NOTICED = (Fate.TESTS, Fate.RECORDED, Fate.TIME)


def fate(result: Result | None, mutant: Mutant, reasons: Mapping[str, str]) -> Fate:
    """Say what became of a mutant."""
    if result is None:
        return Fate.NOT_TRIED
    if result.result == "killed":
        return Fate.RECORDED if is_recorded(result.by) else Fate.TESTS
    if result.result == "timeout":
        return Fate.TIME
    return Fate.REASON if mutant.name in reasons else Fate.OPEN


@dataclass(slots=True)
class Report:
    """All mutants by what became of them."""

    fates: dict[Mutant, Fate]
    reasons: Mapping[str, str]
    dead_reasons: list[str] = field(default_factory=list)
    """Reasons for what is noticed by now, or is no mutant any more."""

    @classmethod
    def of(cls, results: Iterable[tuple[Mutant, Result | None]], reasons: Mapping[str, str]) -> Report:
        """Sort the results."""
        fates = {mutant: fate(result, mutant, reasons) for mutant, result in results}
        needed = {mutant.name for mutant, found in fates.items() if found not in NOTICED}
        return cls(fates, reasons, sorted(set(reasons) - needed))

    def count(self, *wanted: Fate, module: str | None = None) -> int:
        """Count mutants."""
        return sum(found in wanted and module in (None, mutant.module) for mutant, found in self.fates.items())

    @property
    def open(self) -> list[Mutant]:
        """Survivors nobody gave a reason for."""
        return [mutant for mutant, found in self.fates.items() if found is Fate.OPEN]

    @property
    def noticed_share(self) -> float:
        """Share of all mutants tried that a test noticed; those with a reason count as not noticed."""
        tried = len(self.fates) - self.count(Fate.NOT_TRIED)
        return self.count(*NOTICED) / tried if tried else 0.0


def told(report: Report) -> str:
    """Tell it in a few lines."""
    count = Counter(report.fates.values())
    lines = [f"{fate}: {count[fate]}" for fate in Fate]
    lines += [f"open: {mutant.name}" for mutant in report.open]
    lines += [f"reason without a survivor: {name}" for name in report.dead_reasons]
    return "\n".join([*lines, f"{report.noticed_share:.1%} of the mutants tried were noticed."])


def page(report: Report, engine: str, day: str) -> str:
    """Write it as a page."""
    tried = len(report.fates) - report.count(Fate.NOT_TRIED)
    head = [
        "# Mutation testing: the last result",
        "",
        "`scripts/mutate --write` writes this page; [testing.md](testing.md) says how it works.",
        "",
        f"Engine {engine}, {day}: {tried} of {len(report.fates)} mutants tried,",
        f"**{report.noticed_share:.1%} noticed**.",
        f"{report.count(Fate.REASON)} survived with a reason and {report.count(Fate.OPEN)} without one.",
        "",
        "Survivors get tests, so what has not been tried yet does worse than what has.",
        "",
        "*By recorded days alone* means that no test of a statement noticed it within its time, but a recorded day was",
        "decided differently. *By time*: a test did not come to an end any more.",
        "",
        "| Module | Mutants | Tried | By tests | By recorded days alone | By time | With a reason | Survived |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    modules = sorted({mutant.module for mutant in report.fates})
    rows = [_row(f"`{module}`", report, module) for module in modules]
    return "\n".join([*head, *rows, _row("**all**", report, None), *_reasons(report), *_open(report)]) + "\n"


def _row(name: str, report: Report, module: str | None) -> str:
    every = report.count(*Fate, module=module)
    tried = every - report.count(Fate.NOT_TRIED, module=module)
    shown = (Fate.TESTS, Fate.RECORDED, Fate.TIME, Fate.REASON, Fate.OPEN)
    cells = [str(every), str(tried), *(str(report.count(item, module=module)) for item in shown)]
    return f"| {name} | {' | '.join(cells)} |"


def _reasons(report: Report) -> Iterator[str]:
    by_reason: dict[str, list[Mutant]] = defaultdict(list)
    for mutant, found in report.fates.items():
        if found is Fate.REASON:
            by_reason[report.reasons[mutant.name]].append(mutant)
    if by_reason:
        yield from ("", "## Survivors with a reason", "")
    for reason, mutants in by_reason.items():
        yield from (reason, "", *_names(mutants), "")


def _open(report: Report) -> Iterator[str]:
    if report.open:
        yield from ("", "## Survivors without a reason", "", *_names(report.open))


def _names(mutants: Sequence[Mutant]) -> list[str]:
    return [f"- `{mutant.module}`, `{mutant.owner}`: ``{mutant.change}``" for mutant in mutants]
