"""Recorded days that every version of the engine decides alike, or says why not."""

import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.bitgridai.engine import Memory
from custom_components.bitgridai.engine.canonical import canonical_bytes
from custom_components.bitgridai.engine.record import event_record, record_hash
from custom_components.bitgridai.engine.rules import ALL_CODES
from tests.engine.houses import NOON
from tests.golden.blessing import GOLDEN, HOW_TO_BLESS, REPOSITORY, BlessingError, GoldenSet, check

NO_LEDGER_HOLDS = {"R3_INTERNAL_ERROR"}
"""It takes a policy that no validation lets through."""


@pytest.mark.parametrize("name", GOLDEN.names)
def test_the_engine_decides_a_recorded_day_as_it_was_decided(name: str) -> None:
    difference = GOLDEN.difference(name)
    assert difference is None, difference


def test_every_reason_decides_somewhere_in_the_set_and_every_action_is_taken() -> None:
    codes, actions, kinds = set(), set(), set()
    for name in GOLDEN.names:
        for record in GOLDEN.records(name):
            kinds.add(record["kind"])
            for made in record.get("decision", {"loads": {}})["loads"].values():
                codes |= {made["code"], *(vote["code"] for vote in made["votes"])}
                actions.add(made["action"])
    assert {code.value for code in ALL_CODES} - codes == NO_LEDGER_HOLDS
    assert actions == {"START", "STOP", "RAISE", "LOWER", "HOLD"}
    assert kinds == {"decision", "request", "event"}


def test_every_blessing_names_a_decision_that_can_be_read() -> None:
    blessings = GOLDEN.blessed["blessings"]
    assert blessings
    assert all((REPOSITORY / blessing["adr"]).is_file() for blessing in blessings)


def test_the_folder_holds_what_was_blessed_and_nothing_else() -> None:
    files = {path.name for path in GOLDEN.folder.iterdir()}
    assert files == {"blessed.json", "remembered.json", *(f"{name}.jsonl.xz" for name in GOLDEN.names)}


def some_record(text: str) -> dict[str, Any]:
    return event_record(Memory(), NOON, "start", {"text": text})


def small(folder: Path) -> GoldenSet:
    """A set of one day of one record, in a repository of its own."""
    (folder / "docs/adr").mkdir(parents=True)
    for name in ("0001-first", "0002-second"):
        (folder / f"docs/adr/{name}.md").write_text("# Decided\n", encoding="utf-8")
    golden = GoldenSet(folder, folder)
    golden.bless("docs/adr/0001-first.md", [("day", "A day.", [some_record("one")])])
    return golden


@pytest.mark.parametrize(
    "adr", ["", "because", "docs/adr/0003-never-written.md", "README.md", "docs/adr/../adr/0001-first.md"]
)
def test_nothing_is_blessed_without_a_decision_that_exists(tmp_path: Path, adr: str) -> None:
    golden = small(tmp_path)
    before = golden.blessed, golden.ledger("day")
    with pytest.raises(BlessingError, match="expected a decision record that exists"):
        golden.bless(adr, [("day", "A day.", [some_record("two")])])
    assert (golden.blessed, golden.ledger("day")) == before


def test_a_blessing_keeps_which_days_changed_by_which_decision(tmp_path: Path) -> None:
    golden = small(tmp_path)
    assert golden.bless("docs/adr/0002-second.md", [("day", "A day.", [some_record("one")])]) == []
    assert [item["adr"] for item in golden.blessed["blessings"]] == ["docs/adr/0001-first.md"]
    changed = golden.bless("docs/adr/0002-second.md", [("other", "Another.", [some_record("two")])])
    assert changed == ["other", "day"]
    assert golden.names == ("other",)
    assert golden.blessed["blessings"][1]["adr"] == "docs/adr/0002-second.md"
    assert golden.blessed["blessings"][1]["days"] == ["day", "other"]


def test_a_record_that_nobody_would_make_again_cannot_be_blessed(tmp_path: Path) -> None:
    golden = small(tmp_path)
    record = some_record("two") | {"text": "changed"}
    with pytest.raises(BlessingError, match="not reproduced"):
        golden.bless("docs/adr/0002-second.md", [("day", "A day.", [record])])
    assert golden.difference("day") is None


def all_reasons(folder: Path) -> GoldenSet:
    """A set of one day that holds every reason."""
    golden = GoldenSet(folder, small(folder / "repository").repository)
    golden.bless("docs/adr/0001-first.md", [("reasons", "All.", GOLDEN.records("every_reason"))])
    assert golden.difference("reasons") is None
    return golden


def test_another_memory_is_noticed_although_every_record_is_reproduced(tmp_path: Path) -> None:
    golden = all_reasons(tmp_path)
    hashes = golden.remembered["reasons"]
    hashes[7] = "00000000"
    (tmp_path / "remembered.json").write_text(json.dumps({"reasons": hashes}), encoding="utf-8")
    found = golden.difference("reasons")
    assert found is not None
    assert "decision or answer 8: something else is remembered" in found
    assert HOW_TO_BLESS in found


def test_other_key_figures_are_noticed_although_every_record_is_reproduced(tmp_path: Path) -> None:
    golden = all_reasons(tmp_path)
    document = golden.blessed
    figures = document["days"]["reasons"]["figures"]
    figures["starts_per_day"] += 1
    (tmp_path / "blessed.json").write_text(json.dumps(document), encoding="utf-8")
    found = golden.difference("reasons")
    assert found is not None
    assert found.startswith(f"reasons, starts_per_day: recorded {figures['starts_per_day']}, counted ")
    assert found.endswith(HOW_TO_BLESS)
    del figures["starts_per_day"]
    (tmp_path / "blessed.json").write_text(json.dumps(document), encoding="utf-8")
    assert golden.difference("reasons") is None, "a figure that the catalogue gained later"


def test_a_day_that_was_changed_says_how_to_bless_it_on_purpose(tmp_path: Path) -> None:
    golden = small(tmp_path)
    text = golden.ledger("day").replace(b"one", b"two")
    record = some_record("two")
    assert text != canonical_bytes(record) + b"\n", "the hash tells"
    assert record_hash(record) != golden.last_hash("day")
    (tmp_path / "blessed.json").write_text(
        (tmp_path / "blessed.json").read_text(encoding="utf-8").replace(golden.last_hash("day"), "0" * 64),
        encoding="utf-8",
    )
    told: list[str] = []
    assert check(golden, told.append) == 1
    assert HOW_TO_BLESS in told[0]
    assert "last hash" in told[0]
