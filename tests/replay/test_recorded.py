"""A recorded house is what was measured; what was not measured is a gap and not zero."""

from datetime import date
from math import isnan
from pathlib import Path
from typing import Any

import pytest

from bitgridai.archive import Archive
from bitgridai.bench.quality.household import BLOCK_S
from bitgridai.engine import Policy
from bitgridai.engine.canonical import canonical_bytes
from bitgridai.engine.document import iso_utc, utc_seconds
from bitgridai.engine.policy import policy_with
from bitgridai.engine.verify import POLICY_EVENT
from bitgridai.replay.errors import ReplayError
from bitgridai.replay.recorded import Gap, RecordedHouse, read_recorded
from tests.engine.houses import NOON
from tests.engine.ledgers import Keeper
from tests.replay.recordings import DAY_BLOCKS, HOUSE, Past, ledger_of, records_of


def recorded(tmp_path: Path, past: Past) -> RecordedHouse:
    return read_recorded(ledger_of(past, tmp_path / "house.jsonl"))


def test_sun_base_load_charge_and_forecast_come_back_as_they_were(tmp_path: Path) -> None:
    past = Past()
    house = recorded(tmp_path, past)
    assert (house.start, house.block_s, house.blocks) == (past.trace.start, BLOCK_S, 2 * DAY_BLOCKS)
    assert (house.known_blocks, house.gaps, house.days) == (house.blocks, (), 2.0)
    assert list(house.pv_w) == pytest.approx(past.trace.pv_w, abs=0.002)
    assert list(house.base_w) == pytest.approx(past.trace.base_w, abs=0.003)
    assert house.soc_pct[0] == HOUSE.initial_soc_pct
    assert [load.spec.levels_w for load in house.loads] == [HOUSE.levels_w]
    assert house.battery_wh == HOUSE.capacity_wh
    for block in (0, 40, 77, 287):
        told = past.trace.forecast(past.trace.start + block * BLOCK_S, 24 * 3600)
        known = house.pv_forecast.of(block)
        assert [start for start, _ in known] == [start for start, _ in told]
        assert [mean for _, mean in known] == pytest.approx([mean for _, mean in told], abs=0.001)


def test_what_was_not_recorded_is_a_gap_and_not_zero(tmp_path: Path) -> None:
    past = Past(no_record=range(50, 60), silent={100: "pv_power_w", 200: "battery_power_w"})
    house = recorded(tmp_path, past)
    # Tick 50 to 59 are missing: block 49 has no end, 50 to 58 nothing, and 59 no beginning.
    assert house.gaps == (
        Gap(49, 11, ()),
        Gap(99, 1, ("pv_power_w", "house_load_w")),
        Gap(199, 1, ("battery_power_w", "house_load_w")),
    )
    assert house.known_blocks == house.blocks - 13
    for block in range(house.blocks):
        known = not (49 <= block < 60 or block in (99, 199))
        assert house.known(block) is known
        assert isnan(house.base_w[block]) is isnan(house.pv_w[block]) is not known


def test_gaps_at_the_ends_are_no_part_of_the_recording(tmp_path: Path) -> None:
    past = Past(no_record=[1, 2, 284, 285], silent={4: "battery_soc_pct", 287: "grid_power_w"})
    house = recorded(tmp_path, past)
    # Blocks can begin at tick 3, but the charge is known there only if it is measured: at tick 4 it is not.
    assert house.time(0) == past.trace.start + 3 * BLOCK_S
    assert house.time(house.blocks) == past.trace.start + 288 * BLOCK_S
    assert house.gaps[-1].missing == ("grid_power_w", "house_load_w")


def test_an_archive_tells_the_same_as_its_ledger(tmp_path: Path) -> None:
    past = Past(no_record=[70])
    records = records_of(past)
    with Archive.open(tmp_path / "archive") as archive:
        archive.append([canonical_bytes(record) for record in records[:200]])
        archive.flush()
        archive.append([canonical_bytes(record) for record in records[200:]])
    assert read_recorded(tmp_path / "archive").digest == recorded(tmp_path, past).digest


def test_a_period_is_one_of_the_household_s_own_days(tmp_path: Path) -> None:
    past = Past()
    file = ledger_of(past, tmp_path / "house.jsonl")
    second = date(2024, 8, 13)
    house = read_recorded(file, second, second)
    assert set(house.local_dates) == {"2024-08-13"}
    with Archive.open(tmp_path / "archive") as archive:
        archive.append([canonical_bytes(record) for record in records_of(past)])
        archive.flush()
    assert read_recorded(tmp_path / "archive", second, second).digest == house.digest


@pytest.mark.parametrize(
    ("begin", "end", "told"),
    [
        (date(2030, 1, 1), None, "no decisions at block ticks from 2030-01-01"),
        (date(2024, 8, 13), date(2024, 8, 12), "ends .* before it begins"),
    ],
)
def test_a_period_without_records_is_refused(tmp_path: Path, begin: date, end: date | None, told: str) -> None:
    file = ledger_of(Past(), tmp_path / "house.jsonl")
    with pytest.raises(ReplayError, match=told):
        read_recorded(file, begin, end)


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReplayError, match="not an archive"):
        read_recorded(tmp_path)
    with pytest.raises(ReplayError, match="No such file"):
        read_recorded(tmp_path / "nothing.jsonl")
    with pytest.raises(ReplayError, match="2 blocks in a row"):
        recorded(tmp_path, Past(no_record=range(0, 289, 2)))


def test_a_record_without_its_policy_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "house.jsonl"
    file.write_bytes(b"".join(canonical_bytes(record) + b"\n" for record in records_of(Past())[1:]))
    with pytest.raises(ReplayError, match="is not in the records"):
        read_recorded(file)


def test_a_ledger_of_notes_only_has_nothing_to_replay(tmp_path: Path) -> None:
    file = tmp_path / "notes.jsonl"
    keeper = Keeper()
    keeper.note("note", {"number": 1}, NOON)
    file.write_bytes(b"".join(canonical_bytes(record) + b"\n" for record in keeper.records))
    with pytest.raises(ReplayError, match="no decisions at block ticks"):
        read_recorded(file)


def test_a_policy_of_another_engine_matters_only_where_it_decided(tmp_path: Path) -> None:
    keeper, records = Keeper(), records_of(Past())
    keeper.note(POLICY_EVENT, {"hash": "0" * 64, "policy": {"r9": {"of": "tomorrow"}}}, NOON)
    file = tmp_path / "house.jsonl"
    file.write_bytes(b"".join(canonical_bytes(record) + b"\n" for record in (keeper.records[-1], *records)))
    assert read_recorded(file).known_blocks == 2 * DAY_BLOCKS


def _moved(record: dict[str, Any], days: int) -> dict[str, Any]:
    state = record["state"]
    now = iso_utc(utc_seconds(state["now"]) + days * 86_400)
    return {**record, "time": now, "state": {**state, "now": now}}


@pytest.mark.parametrize("days", [-3, 4000])
def test_a_clock_that_jumps_by_years_or_days_is_named(tmp_path: Path, days: int) -> None:
    records = records_of(Past())
    jumped = [record if number < 200 else _moved(record, days) for number, record in enumerate(records)]
    file = tmp_path / "house.jsonl"
    file.write_bytes(b"".join(canonical_bytes(record) + b"\n" for record in jumped))
    with pytest.raises(ReplayError, match="the clock jumped on 2024-08-13"):
        read_recorded(file)


def test_blocks_decided_again_after_a_clock_was_set_back_count_once(tmp_path: Path) -> None:
    records = records_of(Past())
    file = tmp_path / "house.jsonl"
    again = [*records[:200], *records[190:]]
    file.write_bytes(b"".join(canonical_bytes(record) + b"\n" for record in again))
    assert read_recorded(file).digest == read_recorded(ledger_of(Past(), tmp_path / "once.jsonl")).digest


def test_blocks_of_two_lengths_are_refused(tmp_path: Path) -> None:
    longer = Past(policy=policy_with(Policy(), {"block": {"length_s": 900}}))
    file = tmp_path / "house.jsonl"
    both = [*records_of(Past()), *records_of(longer)]
    file.write_bytes(b"".join(canonical_bytes(record) + b"\n" for record in both))
    with pytest.raises(ReplayError, match=r"block\.length_s changed"):
        read_recorded(file)
