"""Minutes are kept beside the records: once each, readable by others, and gone when their day is."""

from collections.abc import Iterator
import json
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from bitgridai.archive import Archive, ArchiveError, prove
from bitgridai.archive.parts import parts_in
from bitgridai.archive.retention import Retention, tend
from bitgridai.archive.telemetry import Telemetry, minutes_in
from tests.archive.chains import DAY_S, chain
from tests.engine.houses import NOON

MIDNIGHT = NOON - NOON % DAY_S


def minute(number: int, **signals: float) -> bytes:
    """Return the minute that ends ``number`` minutes after midnight."""
    document = {
        "time": MIDNIGHT + number * 60,
        "signals": signals or {"grid_power_w": -1200.5, "battery_soc_pct": 62.0},
        "loads": {"miner": {"power_w": 1480.0, "chip_temp_c": 61.5}},
    }
    return json.dumps(document).encode()


@pytest.fixture
def telemetry(tmp_path: Path) -> Iterator[Telemetry]:
    with Telemetry(tmp_path) as opened:
        yield opened


def rows(folder: Path) -> list[dict[str, Any]]:
    return [row for table in minutes_in(folder) for row in table.to_pylist()]


def numbers(folder: Path) -> list[int]:
    return [int(row["time"].timestamp() - MIDNIGHT) // 60 for row in rows(folder)]


def test_a_day_of_minutes_comes_out_as_it_went_in(tmp_path: Path, telemetry: Telemetry) -> None:
    assert telemetry.append([minute(1), minute(2, pv_power_w=3200.0)]) == MIDNIGHT + 120
    telemetry.flush()
    first, second = rows(tmp_path)
    assert (first["grid_power_w"], first["battery_soc_pct"], first["pv_power_w"]) == (-1200.5, 62.0, None)
    assert first["loads"] == [{"load": "miner", "power_w": 1480.0, "chip_temp_c": 61.5}]
    assert second["pv_power_w"] == 3200.0


def test_a_minute_sent_again_is_kept_once(tmp_path: Path, telemetry: Telemetry) -> None:
    telemetry.append([minute(n) for n in range(1, 4)])
    telemetry.flush()
    telemetry.append([minute(n) for n in range(2, 6)])
    telemetry.flush()
    assert numbers(tmp_path) == [1, 2, 3, 4, 5]


def test_what_waits_survives_a_kill(tmp_path: Path, telemetry: Telemetry) -> None:
    telemetry.append([minute(1), minute(2)])
    telemetry.close()
    with Telemetry(tmp_path) as again:
        assert again.time == MIDNIGHT + 120
        again.flush()
    assert numbers(tmp_path) == [1, 2]


def test_a_journal_that_a_crash_left_behind_its_file_adds_nothing_twice(tmp_path: Path, telemetry: Telemetry) -> None:
    telemetry.append([minute(1), minute(2)])
    before = (tmp_path / "telemetry.jsonl").read_bytes()
    telemetry.flush()
    telemetry.close()
    (tmp_path / "telemetry.jsonl").write_bytes(before)
    with Telemetry(tmp_path) as again:
        again.append([minute(3)])
        again.flush()
    assert numbers(tmp_path) == [1, 2, 3]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'{"time":1}',
        b'{"time":true,"signals":{},"loads":{}}',
        b'{"time":"1","signals":{},"loads":{}}',
        b'{"time":-60,"signals":{},"loads":{}}',
        b'{"time":100000000000,"signals":{},"loads":{}}',
        b'{"time":60,"signals":{"grid_power_w":"a lot"},"loads":{}}',
        b'{"time":60,"signals":{"grid_power_w":NaN},"loads":{}}',
        b'{"time":60,"signals":{"grid_power_w":true},"loads":{}}',
        b'{"time":60,"signals":[],"loads":{}}',
        b'{"time":60,"signals":{},"loads":{"miner":7}}',
        pytest.param(b"[" * 100_000, id="deep"),
    ],
)
def test_what_is_no_minute_is_refused_with_its_batch(tmp_path: Path, telemetry: Telemetry, body: bytes) -> None:
    with pytest.raises(ArchiveError, match="a minute"):
        telemetry.append([minute(1), body])
    assert telemetry.time == 0
    telemetry.append([minute(1)])
    telemetry.flush()
    assert numbers(tmp_path) == [1]


def test_a_signal_of_a_newer_household_is_passed_over(tmp_path: Path, telemetry: Telemetry) -> None:
    telemetry.append([minute(1, pv_power_w=5.0, colour_of_the_sky=3.0)])
    telemetry.flush()
    assert rows(tmp_path)[0]["pv_power_w"] == 5.0


def test_the_files_of_a_day_that_is_over_become_one(tmp_path: Path, telemetry: Telemetry) -> None:
    for start in (1, 500, 1000, 1500):
        telemetry.append([minute(n) for n in range(start, start + 3)])
        telemetry.flush()
    telemetry.compact()
    assert len(parts_in(tmp_path / "telemetry")) == 2
    assert numbers(tmp_path) == [1, 2, 3, 500, 501, 502, 1000, 1001, 1002, 1500, 1501, 1502]


def test_files_that_a_crash_left_beside_their_joined_one_count_once(tmp_path: Path, telemetry: Telemetry) -> None:
    left = []
    for start in (1, 500, 1500):
        telemetry.append([minute(n) for n in range(start, start + 2)])
        telemetry.flush()
        left.append(parts_in(tmp_path / "telemetry")[-1].path)
    content = {path: path.read_bytes() for path in left[:2]}
    telemetry.compact()
    for path, kept in content.items():
        path.write_bytes(kept)
    telemetry.compact()
    assert numbers(tmp_path) == [1, 2, 500, 501, 1500, 1501]


def test_other_tools_read_the_minutes(tmp_path: Path, telemetry: Telemetry) -> None:
    telemetry.append([minute(n, grid_power_w=float(n)) for n in range(1, 11)])
    telemetry.flush()
    files = f"{tmp_path}/telemetry/*/*.parquet"
    assert duckdb.read_parquet(files).sum("grid_power_w").fetchall() == [(55.0,)]
    assert pl.read_parquet(files)["grid_power_w"].sum() == 55.0
    assert pd.read_parquet(tmp_path / "telemetry")["grid_power_w"].sum() == 55.0


def test_a_days_minutes_go_with_its_records_and_count_in_the_notice(tmp_path: Path, telemetry: Telemetry) -> None:
    days = 6
    with Archive.open(tmp_path) as archive:
        archive.append(chain(days=days))
        archive.flush()
        telemetry.append([minute(n * 1440 + 7) for n in range(days)])
        telemetry.flush()
        rule, now = Retention(days=3, notice_days=1), MIDNIGHT + (days - 1) * DAY_S
        told = tend(tmp_path, rule, now).notice
        assert told is not None
        assert told.bytes > sum(part.bytes for part in parts_in(tmp_path / "records")[:2])
        tend(tmp_path, rule, now + DAY_S)
    kept = [part.day for part in parts_in(tmp_path / "records")]
    assert [part.day for part in parts_in(tmp_path / "telemetry")] == kept
    assert len(kept) < days


def test_minutes_count_where_the_size_is_limited(tmp_path: Path, telemetry: Telemetry) -> None:
    with Archive.open(tmp_path) as archive:
        archive.append(chain(days=4))
        archive.flush()
        size = sum(part.bytes for part in parts_in(tmp_path / "records"))
        rule = Retention(max_bytes=size)
        assert tend(tmp_path, rule, NOON).notice is None
        telemetry.append([minute(7)])
        telemetry.flush()
        told = tend(tmp_path, rule, NOON).notice
        assert told is not None
        # The minutes of the first day go with its records: more need not go.
        assert told.until_day == parts_in(tmp_path / "records")[0].day


def test_a_changed_file_of_minutes_is_found(tmp_path: Path, telemetry: Telemetry) -> None:
    with Archive.open(tmp_path) as archive:
        archive.append(chain(days=1))
        archive.flush()
    telemetry.append([minute(1)])
    telemetry.flush()
    assert prove(tmp_path).whole
    path = parts_in(tmp_path / "telemetry")[0].path
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert [finding.split(":")[0] for finding in prove(tmp_path).findings] == [str(path.relative_to(tmp_path))]
    with pytest.raises(ArchiveError, match="checksum"):
        list(minutes_in(tmp_path))


def test_a_journal_that_cannot_be_read_is_put_aside_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "telemetry.jsonl").write_bytes(b"garbage\n")
    with Telemetry(tmp_path) as telemetry:
        telemetry.append([minute(1)])
        telemetry.flush()
    assert numbers(tmp_path) == [1]
    assert (tmp_path / "set-aside" / "telemetry.jsonl").read_bytes() == b"garbage\n"
