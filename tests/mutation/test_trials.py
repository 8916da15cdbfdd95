"""Putting a mutant in place, and what is kept of what became of it."""

from dataclasses import replace
import importlib.util
import os
from pathlib import Path
import signal
from types import SimpleNamespace
from typing import Any

import pytest

from scripts.lib.mutation.mutants import Mutant, Source
from scripts.lib.mutation.page import Fate, Report, page, told
from scripts.lib.mutation.results import Result, Results, read_reasons
from scripts.lib.mutation.trial import FirstFailure, Verdict, code_of, functions, in_a_child, loaded_as
from scripts.lib.mutation.watch import Seen

MODULE = """
LIMIT = 85


class House:
    @property
    def limit(self):
        return LIMIT + 0


def hot(temp_c):
    return temp_c > LIMIT
"""


def imported(file: Path) -> Any:
    spec = importlib.util.spec_from_file_location("house_under_test", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "house.py"
    path.write_text(MODULE, encoding="utf-8")
    return path


def compiled(file: Path, change: str) -> tuple[Mutant, Any]:
    source = Source(file, "house")
    return next(
        (mutant, source.compile(site, other)) for mutant, site, other in source.mutants() if mutant.change == change
    )


def test_a_function_is_broken_for_everyone_who_imported_it_a_property_too(file: Path, tmp_path: Path) -> None:
    module = imported(file)
    hot, house = module.hot, module.House()
    for change in ("temp_c > LIMIT -> temp_c >= LIMIT", "LIMIT + 0 -> LIMIT - 0", "0 -> 1"):
        mutant, code = compiled(file, change)
        for function in functions(str(tmp_path))[str(file), mutant.owner]:
            function.__code__ = code_of(code, mutant.owner)  # type: ignore[assignment]  # it is there
    assert hot(85)
    assert house.limit == 86


def test_what_runs_at_import_is_broken_by_loading_it_anew(file: Path) -> None:
    _, code = compiled(file, "85 -> 86")
    with loaded_as(file, code):
        assert not imported(file).hot(86)
    assert imported(file).hot(86)


def test_a_trial_leaves_nothing_behind_and_one_that_is_ended_ran_out_of_time() -> None:
    kept: list[str] = []

    def works() -> Verdict:
        kept.append("in the child")
        return Verdict("killed", "a test")

    assert in_a_child(works) == Verdict("killed", "a test")
    assert kept == []

    def never_ends() -> Verdict:
        os.kill(os.getpid(), signal.SIGKILL)
        return Verdict("survived")

    assert in_a_child(never_ends) == Verdict("timeout", "its time was up")
    ended = in_a_child(lambda: Verdict(1 / 0, ""))  # type: ignore[arg-type]  # it never gets there
    assert ended == Verdict("timeout", "the test run ended")


def test_the_cheapest_tests_are_asked_first_and_recorded_days_last() -> None:
    seconds = {
        "tests/test_one.py::test_slow": 2.0,
        "tests/test_one.py::test_quick": 1.0,
        "tests/golden/a.py::test_day": 0,
    }
    items: Any = [SimpleNamespace(nodeid=test) for test in (*seconds, "tests/test_two.py::test_left_out")]
    FirstFailure(seconds.__getitem__, seconds.__contains__, budget_s=2).pytest_collection_modifyitems(items)
    assert [item.nodeid.rpartition("_")[2] for item in items] == ["quick", "slow", "day"]


def test_which_tests_go_through_a_module_is_known() -> None:
    seen = Seen(by_test={"slow": {("house.py", 3), ("other.py", 1)}, "far": {("other.py", 3)}})
    assert seen.through("house.py") == {"slow"}


MUTANT = Mutant("house", "hot", "a -> b", (1, 1), "as it is")


def test_a_result_is_settled_until_its_function_or_the_test_that_noticed_changes(tmp_path: Path) -> None:
    tests, kept = tmp_path / "tests", tmp_path / "results.jsonl"
    tests.mkdir()
    for name in ("test_one.py", "test_two.py"):
        (tests / name).write_text("", encoding="utf-8")
    survivor, changed = replace(MUTANT, change="c -> d"), replace(MUTANT, source_hash="another")
    Results(kept, tests).keep(MUTANT, Verdict("killed", "tests/test_one.py::test_hot"), "call")
    Results(kept, tests).keep(survivor, Verdict("survived"), "call")
    assert Results(kept, tests).settled(survivor)

    (tests / "test_two.py").write_text("x = 1", encoding="utf-8")
    results = Results(kept, tests)
    assert [results.settled(mutant) for mutant in (MUTANT, survivor, changed)] == [True, False, False]

    (tests / "test_one.py").write_text("x = 1", encoding="utf-8")
    assert not Results(kept, tests).settled(MUTANT)


def test_what_became_of_a_mutant_is_told_until_its_function_changes_a_survivor_too(tmp_path: Path) -> None:
    tests, kept = tmp_path / "tests", tmp_path / "results.jsonl"
    tests.mkdir()
    Results(kept, tests).keep(MUTANT, Verdict("survived"), "call")
    (tests / "test_one.py").write_text("", encoding="utf-8")
    told_of = Results(kept, tests).last(MUTANT)
    assert told_of is not None
    assert told_of.result == "survived"
    assert Results(kept, tests).last(replace(MUTANT, source_hash="another")) is None


def result(name: str, by: str = "") -> Result:
    return Result(name, by, "as it is", "", "call")


def test_the_report_counts_what_was_noticed_and_names_what_was_not(tmp_path: Path) -> None:
    reasons = tmp_path / "reasons.toml"
    reasons.write_text(
        '[[survivor]]\nwhere = "house:hot"\nreason = "It is the same."\nchanges = ["d -> e", "gone -> away"]\n',
        encoding="utf-8",
    )
    mutants = [replace(MUTANT, change=f"{letter} -> e") for letter in "abcdf"]
    results = [
        result("killed", "tests/engine/test_step.py::test_it"),
        result("killed", "tests/golden/test_golden_days.py::test_it"),
        result("survived"),
        result("survived"),
        None,
    ]
    report = Report.of(zip(mutants, results, strict=True), read_reasons(reasons))
    assert list(report.fates.values()) == [Fate.TESTS, Fate.RECORDED, Fate.OPEN, Fate.REASON, Fate.NOT_TRIED]
    assert report.noticed_share == 0.5
    assert [mutant.change for mutant in report.open] == ["c -> e"]
    assert report.dead_reasons == ["house:hot: gone -> away"]
    assert "open: house:hot: c -> e" in told(report)
    written = page(report, "1.0.0", "2026-11-20")
    assert "4 of 5 mutants tried" in written
    assert "It is the same." in written
    assert "| `house` | 5 | 4 | 1 | 1 | 0 | 1 | 1 |" in written
