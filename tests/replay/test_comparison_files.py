"""What deciding a ledger again came to, as files: counted by day, told in words, the same for whoever writes them."""

from datetime import date, timedelta
import json
from pathlib import Path
import re
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pytest

from bitgridai.replay import Comparison, compare
from bitgridai.replay.comparison import DayCount
from bitgridai.replay.files import save_comparison
from bitgridai.replay.plots import differing_plot
from tests.agent.histories import history
from tests.cli.run import bitgridai

_SVG = "{http://www.w3.org/2000/svg}"


def _counted(days: dict[str, DayCount]) -> Comparison:
    result = Comparison(days=days)
    for count in days.values():
        result.decisions += count.decisions
        result.differing_decisions += count.differing
        result.undecided_records += count.undecided
    return result


def _days(count: int, first: date = date(2026, 5, 1)) -> list[str]:
    return [str(first + timedelta(days=number)) for number in range(count)]


def _bars(drawing: str) -> list[str]:
    """Return what each bar says when it is pointed at."""
    sheet = ET.fromstring(drawing)  # noqa: S314  # written a moment ago
    return [str(title.text) for title in sheet.findall(f"{_SVG}rect/{_SVG}title")]


def _words(drawing: str) -> str:
    sheet = ET.fromstring(drawing)  # noqa: S314  # written a moment ago
    return "\n".join(str(text.text) for text in sheet.findall(f"{_SVG}text"))


def test_decisions_are_counted_by_the_day_of_their_record() -> None:
    result = compare(history(3, otherwise=40))
    assert list(result.days) == ["2026-06-15", "2026-06-16", "2026-06-17"]
    assert sum(count.decisions for count in result.days.values()) == result.decisions
    assert [count.differing for count in result.days.values()] == [0, 1, 0]
    assert [count.undecided for count in result.days.values()] == [0, 0, 0]


def test_what_cannot_be_decided_is_counted_by_day_too() -> None:
    without = [body for body in history(2) if b'"event":"policy"' not in body]
    result = compare(without)
    assert [count.undecided for count in result.days.values()] == [count.decisions for count in result.days.values()]


def test_all_differing_decisions_are_counted_however_few_are_told() -> None:
    result = compare(history(3, otherwise=40), most=0)
    assert (len(result.differing), result.days["2026-06-16"].differing) == (0, 1)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "house.jsonl"
    path.write_bytes(b"".join(body + b"\n" for body in history(3, otherwise=40)))
    return path


def test_the_command_writes_json_parquet_and_a_plot(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = bitgridai("replay", "compare", ledger, "--out", out, "--json")
    files = [out / name for name in ("compare.json", "differences.parquet", "differing.svg")]
    assert (ran.code, ran.json["files"]) == (1, [str(file) for file in files])
    written = json.loads(files[0].read_text())
    assert written == {
        "kind": "verify",
        **{name: ran.json[name] for name in ran.json if name not in {"source", "files"}},
    }
    assert written["days"]["2026-06-16"]["differing"] == 1
    (row,) = pq.read_table(files[1]).to_pylist()
    assert (row["seq"], row["recorded_code"], row["load"]) == (40, "R1_GUESS", "miner")
    assert row["replayed_text_de"] != row["replayed_text_en"]
    assert "Decisions that differ: 1 of " in _words(files[2].read_text())


def test_the_command_names_the_files_and_speaks_german(ledger: Path, tmp_path: Path) -> None:
    ran = bitgridai("replay", "compare", ledger, "--out", tmp_path / "out", "--language", "de")
    assert ran.out.splitlines()[-1].endswith("differing.svg")
    assert "Andere Entscheidungen: 1 von " in _words((tmp_path / "out" / "differing.svg").read_text())


def test_the_files_of_whoever_writes_them_are_the_same(ledger: Path, tmp_path: Path) -> None:
    bitgridai("replay", "compare", ledger, "--out", tmp_path / "command")
    save_comparison(compare(history(3, otherwise=40), most=20), tmp_path / "library")
    for name in ("compare.json", "differences.parquet", "differing.svg"):
        assert (tmp_path / "command" / name).read_bytes() == (tmp_path / "library" / name).read_bytes()


def test_a_folder_that_cannot_be_written_is_named(ledger: Path) -> None:
    ran = bitgridai("replay", "compare", ledger, "--out", ledger / "below")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "choose another folder" in ran.err


def test_where_decisions_differ_their_days_stand_out() -> None:
    first, second, third = _days(3)
    days = {first: DayCount(144, 0), second: DayCount(144, 3), third: DayCount(144, 1)}
    drawing = differing_plot(_counted(days))
    assert _bars(drawing) == [
        "2026-05-02: decisions 144, differing 3, not to be decided 0",
        "2026-05-03: decisions 144, differing 1, not to be decided 0",
    ]
    assert "Decisions that differ: 4 of 432. Days on which any does: 2 of 3." in _words(drawing)


def test_where_none_differs_it_shows_what_was_looked_at() -> None:
    days = {day: DayCount(1440) for day in _days(7) if not day.endswith("04")}
    drawing = differing_plot(_counted(days))
    assert len(_bars(drawing)) == 6
    words = _words(drawing)
    assert "All 8,640 decisions come out as they were recorded. Days with decisions: 6." in words
    assert "Days without decisions: 1." in words
    german = _words(differing_plot(_counted(days), "de"))
    assert "Alle 8.640 Entscheidungen fallen aus wie aufgezeichnet. Tage mit Entscheidungen: 6." in german
    assert "Tage ohne Entscheidungen: 1." in german


def test_what_cannot_be_decided_is_not_passed_off_as_the_same() -> None:
    drawing = differing_plot(_counted({"2026-05-01": DayCount(144, 0, 2)}))
    words = _words(drawing)
    assert "Records that cannot be decided: 2." in words
    assert "come out as they were recorded" not in words
    assert _bars(drawing) == ["2026-05-01: decisions 144, differing 0, not to be decided 2"]


def test_nothing_at_all_is_said_in_words() -> None:
    assert "There is no decision on these days." in _words(differing_plot(Comparison()))


def test_a_year_has_as_many_bars_as_can_be_told_apart() -> None:
    drawing = differing_plot(_counted({day: DayCount(144) for day in _days(365)}))
    told = _bars(drawing)
    assert len(told) == 61
    assert told[0] == "2026-05-01 – 2026-05-06: decisions 864, differing 0, not to be decided 0"
    assert re.search(r">150<", drawing), "a day's decisions, not a week's"


def test_a_time_that_names_no_day_spoils_nothing() -> None:
    drawing = differing_plot(_counted({"<script>x": DayCount(1, 1), "2026-05-01": DayCount(144)}))
    assert "script" not in drawing
    assert "Decisions that differ: 1 of 145." in _words(drawing)


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_is_read_in_light_and_dark_and_said_to_who_does_not_see_it(language: str) -> None:
    drawing = differing_plot(_counted({"2026-05-01": DayCount(144, 1)}), language)
    sheet = ET.fromstring(drawing)  # noqa: S314  # written a moment ago
    assert sheet.get("role") == "img"
    assert str(sheet.findtext(f"{_SVG}desc")) in _words(drawing)
    assert "prefers-color-scheme:dark" in drawing
    assert not re.findall(r"(?:href|src|url)\b", drawing), "it loads nothing"
