"""Days are read while the archive's writer goes on."""

from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from bitgridai.archive import Archive, ArchiveError
from bitgridai.archive.archive import bodies_in, events_in
from bitgridai.archive.parts import parts_in
from bitgridai.archive.reading import Span
from tests.archive.chains import chain, some_records


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Five days, each in two files."""
    with Archive.open(tmp_path) as opened:
        for at, body in enumerate(records := chain(days=5)):
            opened.append([body])
            if at % 2 or at == len(records) - 1:
                opened.flush()
        return opened


def test_a_reader_goes_on_where_files_were_joined_under_it(archive: Archive) -> None:
    reading = bodies_in(archive.folder)
    read = list(islice(reading, 3))
    before = len(parts_in(archive.folder / "records"))
    assert archive.compact() > 2
    assert len(parts_in(archive.folder / "records")) < before
    assert read + list(reading) == chain(days=5)


def test_events_are_found_though_files_were_joined_meanwhile(tmp_path: Path) -> None:
    records = some_records()
    with Archive.open(tmp_path) as archive:
        for body in records:
            archive.append([body])
            archive.flush()
    reading = events_in(tmp_path, "policy")
    first = next(reading)
    newest = parts_in(tmp_path / "records")[-1]
    newest.path.unlink()
    found = {first, *reading}
    assert found == {body for body in records if b'"event":"policy"' in body}


def test_a_file_that_is_damaged_and_not_gone_ends_the_reading_with_its_name(archive: Archive) -> None:
    part = parts_in(archive.folder / "records")[3]
    part.path.write_bytes(b"PAR1")
    with pytest.raises(ArchiveError, match=rf"{part.path.name}.*restore it from a backup"):
        list(bodies_in(archive.folder))


def test_a_span_tells_days_and_numbers_without_opening_a_file(archive: Archive) -> None:
    whole = Span.of(archive.folder)
    assert whole is not None
    assert (whole.first_seq, whole.last_seq, whole.records, whole.missing) == (1, 20, 20, ())
    assert whole.days == (whole.first_day, whole.last_day)
    assert Span.of(archive.folder, until=date(2020, 1, 1)) is None
    second = date.fromisoformat(whole.first_day).replace(day=date.fromisoformat(whole.first_day).day + 1)
    middle = Span.of(archive.folder, second, second)
    assert middle is not None
    assert (middle.first_seq, middle.last_seq, middle.records) == (5, 8, 4)


def test_a_span_ends_with_the_record_that_was_the_newest_then(archive: Archive) -> None:
    span = Span.of(archive.folder, last_seq=11)
    assert span is not None
    assert (span.last_seq, span.records) == (11, 11)


def test_records_that_are_missing_between_its_ends_are_named(archive: Archive) -> None:
    parts = parts_in(archive.folder / "records")
    parts[4].path.unlink()
    span = Span.of(archive.folder)
    assert span is not None
    assert span.missing == ((parts[4].first, parts[4].last),)
    assert span.records == 20 - (parts[4].last - parts[4].first + 1)
