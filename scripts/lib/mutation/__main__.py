"""``scripts/mutate``: which mistakes in the engine would no test notice?"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
import os
from pathlib import Path
import random
import re
import sys
from time import monotonic

from .mutants import Mutant, Source
from .page import Report, page, told
from .results import Results, read_reasons
from .run import House, seen_by_tests, stand_alone, try_calls, try_imports
from .trial import Verdict

ROOT = Path(__file__).parents[3]
ENGINE = ROOT / "custom_components/bitgridai/engine"
REASONS = ROOT / "tests/engine/equivalent_mutants.toml"
WANTED_SHARE = 0.95
PAGE = ROOT / "docs/mutation.md"
TESTS = (
    "tests/engine",
    "tests/quality/test_learned.py",
    "tests/quality/test_invariants_with_outlook.py",
    "tests/golden/test_golden_days.py",
)
_PARTS = ("", "_heat", "_thresholds")
TEXTS = frozenset({"version", *(f"explanation.{language}{part}" for language in ("de", "en") for part in _PARTS)})
"""Tables of wording. Other tests hold them complete and short; another word is no other decision."""


def main() -> int:
    """Try what has no result yet, report, and end with 1 where a survivor has no reason."""
    arguments = _arguments()
    os.chdir(ROOT)
    os.environ["CI"], os.environ["BITGRIDAI_SEARCH"] = "1", "house_mutation"
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    work = ROOT / ".mutation"
    work.mkdir(exist_ok=True)
    results = Results(work / "results.jsonl", ROOT / "tests")
    tests = tuple(arguments.tests or TESTS)
    house = House(ROOT, tests, work, arguments.budget, results, dict(_sources()))
    mutants = [mutant for source in house.sources.values() for mutant, _, _ in source.mutants()]
    chosen = _chosen(mutants, arguments)
    if not arguments.report:
        stand_alone(ROOT)
        _try(house, [mutant for mutant in chosen if _open(mutant, results, retry=arguments.survivors)])
    results = Results(work / "results.jsonl", ROOT / "tests")
    report = Report.of(((mutant, results.last(mutant)) for mutant in chosen), read_reasons(REASONS))
    print(told(report))
    if arguments.write:
        PAGE.write_text(page(report, _engine_version(), datetime.now(UTC).date().isoformat()), encoding="utf-8")
    return int(bool(report.open) or report.noticed_share < WANTED_SHARE)


def _engine_version() -> str:
    found = re.search(r'ENGINE_VERSION.* = "(.+)"', (ENGINE / "version.py").read_text(encoding="utf-8"))
    return "of no version" if found is None else found[1]


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="scripts/mutate", description=__doc__)
    parser.add_argument(
        "modules", nargs="*", metavar="MODULE", help="below the engine: step rules.r3_safety (default: all)"
    )
    parser.add_argument("--sample", type=float, default=1.0, metavar="SHARE", help="try a random share, 0 to 1")
    parser.add_argument("--seed", type=int, default=1, help="which share")
    parser.add_argument("--budget", type=float, default=2.0, metavar="S", help="CPU seconds of tests for one mutant")
    parser.add_argument(
        "--tests", nargs="+", metavar="FILE", help="ask only these; who survives them is not written down"
    )
    parser.add_argument("--survivors", action="store_true", help="try those again that survived")
    parser.add_argument("--report", action="store_true", help="try nothing, report what is known")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    return parser.parse_args()


def _sources() -> Iterable[tuple[str, Source]]:
    for path in sorted(ENGINE.rglob("*.py")):
        module = ".".join(path.relative_to(ENGINE).with_suffix("").parts)
        if module not in TEXTS and path.name != "__init__.py":
            yield module, Source(path, module)


def _chosen(mutants: Sequence[Mutant], arguments: Namespace) -> list[Mutant]:
    chosen = [mutant for mutant in mutants if not arguments.modules or mutant.module in arguments.modules]
    if arguments.sample >= 1:
        return chosen
    draw = random.Random(arguments.seed)  # noqa: S311  # the same share again
    wanted = set(draw.sample(sorted(mutant.name for mutant in chosen), round(len(chosen) * arguments.sample)))
    return [mutant for mutant in chosen if mutant.name in wanted]


def _open(mutant: Mutant, results: Results, *, retry: bool) -> bool:
    return not results.settled(mutant) or (retry and _survived(mutant, results))


def _try(house: House, mutants: Sequence[Mutant]) -> None:
    if not mutants:
        return
    print(f"{len(mutants)} mutants to try. Running the tests once without any.", flush=True)
    seen = seen_by_tests(house)
    called = [mutant for mutant in mutants if _is_called(mutant)]
    progress = _Progress(house, len(mutants))
    try_calls(house, seen, called, progress.called)
    after = Results(house.work / "results.jsonl", house.root / "tests")
    at_import = [
        mutant
        for mutant in mutants
        if not _is_called(mutant)
        or (_survived(mutant, after) and seen.imported(str(house.sources[mutant.module].path), mutant.lines))
    ]
    house.results = after
    progress = _Progress(house, len(at_import))
    try_imports(house, seen, at_import, progress.imported)


def _is_called(mutant: Mutant) -> bool:
    return not mutant.owner.startswith("<") and not mutant.owner.endswith(" (class)")


def _survived(mutant: Mutant, results: Results) -> bool:
    known = results.last(mutant)
    return known is not None and known.result == "survived"


class _Progress:
    def __init__(self, house: House, total: int) -> None:
        self._results, self._all_tests = house.results, house.tests == TESTS
        self._total, self._done, self._began = total, 0, monotonic()

    def called(self, mutant: Mutant, verdict: Verdict) -> None:
        self._take(mutant, verdict, "call")

    def imported(self, mutant: Mutant, verdict: Verdict) -> None:
        self._take(mutant, verdict, "import")

    def _take(self, mutant: Mutant, verdict: Verdict, kind: str) -> None:
        if self._all_tests or verdict.result != "survived":
            self._results.keep(mutant, verdict, kind)
        self._done += 1
        if verdict.result == "survived" or self._done % 50 == 0:
            print(
                f"{self._done}/{self._total} {monotonic() - self._began:.0f} s  {verdict.result}  {mutant.name}",
                flush=True,
            )


if __name__ == "__main__":
    sys.exit(main())
