"""The archive takes records in once, in their order, and gives back the same bytes."""

from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest

from bitgridai.archive import Archive, ArchiveBusyError, ArchiveError, ChainError, prove
from bitgridai.archive.parts import parts_in
from tests.archive.chains import chain, some_records


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def test_what_went_in_comes_out_byte_for_byte(folder: Path) -> None:
    records = some_records()
    with Archive.open(folder) as archive:
        assert archive.append(records[:5]) == 5
        archive.flush()
        assert archive.append(records[5:]) == len(records)
        assert list(archive.bodies()) == records
        archive.flush()
        assert list(archive.bodies()) == records
        assert list(archive.bodies(after=7)) == records[7:]


def test_a_record_sent_again_is_kept_once(folder: Path) -> None:
    records = some_records()
    with Archive.open(folder) as archive:
        archive.append(records[:8])
        archive.append(records[:8])
        archive.flush()
        archive.append(records[4:])
        assert list(archive.bodies()) == records


@pytest.mark.parametrize("spoil", ["gap", "swapped", "changed", "cut", "text", "reordered keys"])
def test_a_batch_that_does_not_follow_is_refused_whole(folder: Path, spoil: str) -> None:
    records = some_records()
    batch = records[4:9]
    spoilt = {
        "gap": [*batch[:2], *batch[3:]],
        "swapped": [batch[0], batch[2], batch[1]],
        "changed": [*batch[:3], batch[3].replace(b"R", b"X", 1)],
        "cut": [*batch[:3], batch[3][:-9]],
        "text": [*batch[:3], b"\xff\xfe"],
        "reordered keys": [*batch[:3], batch[3].replace(b'{"', b'{ "', 1)],
    }[spoil]
    with Archive.open(folder) as archive:
        archive.append(records[:4])
        with pytest.raises(ChainError) as refused:
            archive.append(spoilt)
        assert refused.value.seq == archive.seq == 4
        assert list(archive.bodies()) == records[:4]
        archive.append(batch)
        assert archive.seq == 9


def test_it_goes_on_where_it_stopped(folder: Path) -> None:
    records = some_records()
    with Archive.open(folder) as archive:
        archive.append(records[:3])
    with Archive.open(folder) as archive:
        assert (archive.seq, archive.waiting) == (3, 3)
        archive.append(records[3:6])
        archive.flush()
    with Archive.open(folder) as archive:
        assert (archive.seq, archive.waiting) == (6, 0)
        archive.append(records[6:])
        assert list(archive.bodies()) == records


def test_days_are_folders_and_finished_days_one_file(folder: Path) -> None:
    records = chain(days=3)
    with Archive.open(folder) as archive:
        for record in records:
            archive.append([record])
            archive.flush()
        assert len(parts_in(folder / "records")) == 12
        # The last day is not over: records may still come.
        assert archive.compact() == 6
        assert [(part.first, part.last) for part in parts_in(folder / "records")][:2] == [(1, 4), (5, 8)]
        assert archive.compact() == 0
        assert list(archive.bodies()) == records
    assert prove(folder).whole


def test_a_second_writer_is_told_to_wait(folder: Path) -> None:
    with Archive.open(folder), pytest.raises(ArchiveBusyError, match="another process"):
        Archive.open(folder)
    Archive.open(folder).close()


def test_a_ledger_without_its_oldest_records_can_be_archived(folder: Path) -> None:
    records = chain(days=2)
    dropped = 3
    with Archive.open(folder) as archive:
        last_dropped = records[dropped - 1].split(b'"hash":"')[1][:64].decode()
        archive.begin_after(dropped, last_dropped)
        archive.append(records[dropped:])
        archive.flush()
        with pytest.raises(ArchiveError, match="empty archive"):
            archive.begin_after(1, last_dropped)
    with Archive.open(folder) as archive:
        assert archive.seq == len(records)
    proof = prove(folder)
    assert (proof.whole, proof.first_seq, proof.last_seq) == (True, 4, 8)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ArchiveError, match="choose a folder that can be written"):
        Archive.open(tmp_path / "file")


def test_duckdb_polars_and_pandas_read_it_without_us(folder: Path) -> None:
    records = some_records()
    with Archive.open(folder) as archive:
        archive.append(records)
        archive.flush()
    files = f"{folder}/records/*/*.parquet"
    stops = duckdb.execute(
        "SELECT count(*) FROM (SELECT unnest(loads) AS made FROM read_parquet(?)) WHERE made.rule = 'R3'", [files]
    ).fetchall()
    frame = pl.read_parquet(files)
    told = pd.read_parquet(folder / "records")
    assert frame["body"].to_list() == told["body"].to_list() == [record.decode() for record in records]
    assert stops[0][0] > 0
    assert frame.filter(pl.col("kind") == "decision")["grid_power_w"].to_list()[:3] == [-5000, -5000, -2500]
    assert str(told["time"].dtype).endswith("UTC]")
