"""A file that the disk damaged is noticed, put aside, and its records are fetched again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bitgridai.archive import Archive, ArchiveError, prove
from bitgridai.archive.parts import parts_in
from bitgridai.archive.repair import Gap, fill, gaps_in, scrub
from tests.archive.chains import chain

_RECORDS = chain(days=6)
_A_DAY = 4


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path) as opened:
        opened.append(_RECORDS[:20])
        opened.flush()
        opened.append(_RECORDS[20:])
        yield opened


def _damage(archive: Archive, *days: int) -> None:
    for part in [parts_in(archive.folder / "records")[day] for day in days]:
        content = bytearray(part.path.read_bytes())
        content[len(content) // 2] ^= 1
        part.path.write_bytes(content)


def _lost(*days: int) -> list[Gap]:
    return [Gap(day * _A_DAY + 1, day * _A_DAY + _A_DAY) for day in days]


def test_a_whole_archive_lacks_nothing(archive: Archive) -> None:
    assert (scrub(archive.folder), gaps_in(archive)) == ([], [])


@pytest.mark.parametrize("days", [(0,), (2,), (4,), (0, 2), (0, 2, 4)])
def test_damaged_days_are_put_aside_named_and_filled_again(archive: Archive, days: tuple[int, ...]) -> None:
    _damage(archive, *days)
    assert len(scrub(archive.folder)) == len(days)
    assert gaps_in(archive) == _lost(*days)
    assert not prove(archive.folder).whole
    for gap in gaps_in(archive):
        fill(archive, _RECORDS[gap.first - 1 : gap.last])
    assert gaps_in(archive) == []
    assert prove(archive.folder).whole
    assert list(archive.bodies()) == _RECORDS
    assert len(prove(archive.folder).set_aside) == len(days)


def test_neighbouring_days_are_one_gap_that_can_be_filled_in_stretches(archive: Archive) -> None:
    _damage(archive, 1, 2)
    scrub(archive.folder)
    assert gaps_in(archive) == [Gap(5, 12)]
    fill(archive, _RECORDS[4:7])
    assert gaps_in(archive) == [Gap(8, 12)]
    fill(archive, _RECORDS[7:12])
    assert prove(archive.folder).whole
    archive.compact()
    assert list(archive.bodies()) == _RECORDS


def test_a_gap_behind_an_anchor_is_filled_from_it_on(tmp_path: Path) -> None:
    with Archive.open(tmp_path) as archive:
        anchor_hash = _hash(_RECORDS[7])
        archive.begin_after(8, anchor_hash)
        archive.append(_RECORDS[8:])
        archive.flush()
        _damage(archive, 0)
        scrub(archive.folder)
        assert gaps_in(archive) == [Gap(9, 12)]
        fill(archive, _RECORDS[8:12])
        assert prove(archive.folder).whole


@pytest.mark.parametrize("offered", ["empty", "later", "too many", "a hole", "text", "another course", "not there"])
def test_what_does_not_fill_the_gap_is_refused_whole(archive: Archive, offered: str) -> None:
    _damage(archive, 2)
    scrub(archive.folder)
    sent = {
        "empty": [],
        "later": _RECORDS[9:12],
        "too many": _RECORDS[8:13],
        "a hole": [_RECORDS[8], _RECORDS[10], _RECORDS[11]],
        "text": [_RECORDS[8], b"text"],
        "another course": chain(days=6, a_day=3)[8:12],
        "not there": _RECORDS[:4],
    }[offered]
    with pytest.raises(ArchiveError):
        fill(archive, sent)
    assert gaps_in(archive) == [Gap(9, 12)]
    fill(archive, _RECORDS[8:12])
    assert prove(archive.folder).whole


def _hash(body: bytes) -> str:
    return str(body.split(b'"hash":"', 1)[1][:64].decode())
