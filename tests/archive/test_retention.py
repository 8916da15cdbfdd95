"""Old days go by age or size, after a notice, and the rest still proves itself."""

from pathlib import Path

import pytest

from bitgridai.archive import Archive, ArchiveError, prove
from bitgridai.archive.parts import parts_in
from bitgridai.archive.retention import Retention, tend
from tests.archive.chains import DAY_S, chain
from tests.engine.houses import NOON

_DAYS = 6
_LAST_DAY = NOON + (_DAYS - 1) * DAY_S


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Archive.open(tmp_path) as archive:
        archive.append(chain(days=_DAYS))
        archive.flush()
    return tmp_path


def _days(folder: Path) -> int:
    return len(parts_in(folder / "records"))


def test_nothing_goes_without_a_rule(folder: Path) -> None:
    outcome = tend(folder, Retention(), _LAST_DAY + 1000 * DAY_S)
    assert (outcome.notice, outcome.deleted, _days(folder)) == (None, (), _DAYS)


def test_old_days_go_after_the_notice_and_not_before(folder: Path) -> None:
    rule = Retention(days=3, notice_days=2)
    first = tend(folder, rule, _LAST_DAY)
    assert first.notice is not None
    assert first.notice.deleted_at == _LAST_DAY + 2 * DAY_S
    assert first.notice.bytes == sum(part.bytes for part in parts_in(folder / "records")[:2])
    assert tend(folder, rule, _LAST_DAY + 2 * DAY_S - 1).deleted == ()
    assert _days(folder) == _DAYS
    gone = tend(folder, rule, _LAST_DAY + 2 * DAY_S)
    # Two more days have passed since: they exceed the rule now and get a notice of their own.
    assert [part.first for part in gone.deleted] == [1, 5]
    assert gone.notice is not None
    assert gone.notice.deleted_at == _LAST_DAY + 4 * DAY_S - 1
    proof = prove(folder)
    assert (proof.whole, proof.first_seq) == (True, 9)


def test_the_oldest_go_when_there_is_too_much(folder: Path) -> None:
    sizes = [part.bytes for part in parts_in(folder / "records")]
    rule = Retention(max_bytes=sum(sizes[2:]), notice_days=1)
    tend(folder, rule, _LAST_DAY)
    assert len(tend(folder, rule, _LAST_DAY + DAY_S).deleted) == 2
    assert tend(folder, rule, _LAST_DAY + 9 * DAY_S) == tend(folder, rule, _LAST_DAY + 99 * DAY_S)


def test_the_newest_day_stays_whatever_the_rule(folder: Path) -> None:
    rule = Retention(max_bytes=1, days=1, notice_days=1)
    tend(folder, rule, _LAST_DAY)
    tend(folder, rule, _LAST_DAY + 500 * DAY_S)
    assert _days(folder) == 1


def test_a_rule_taken_back_in_time_deletes_nothing(folder: Path) -> None:
    tend(folder, Retention(days=3, notice_days=2), _LAST_DAY)
    assert tend(folder, Retention(), _LAST_DAY + DAY_S).notice is None
    again = tend(folder, Retention(days=3, notice_days=2), _LAST_DAY + 2 * DAY_S)
    assert (again.deleted, _days(folder)) == ((), _DAYS)


def test_the_archive_goes_on_after_days_went(folder: Path) -> None:
    rule = Retention(days=3, notice_days=1)
    tend(folder, rule, _LAST_DAY)
    tend(folder, rule, _LAST_DAY + DAY_S)
    more = chain(days=_DAYS + 1)
    with Archive.open(folder) as archive:
        archive.append(more)
        archive.flush()
        assert archive.seq == len(more)
    assert prove(folder).whole


def test_a_crash_while_deleting_leaves_a_whole_archive(folder: Path) -> None:
    kept = {part.path: part.path.read_bytes() for part in parts_in(folder / "records")[:2]}
    rule = Retention(days=3, notice_days=1)
    tend(folder, rule, _LAST_DAY)
    tend(folder, rule, _LAST_DAY + DAY_S)
    for path, content in kept.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    assert prove(folder).whole
    Archive.open(folder).close()
    assert all(not path.exists() for path in kept)


def test_a_damaged_file_is_not_deleted_unseen(folder: Path) -> None:
    rule = Retention(days=3, notice_days=1)
    tend(folder, rule, _LAST_DAY)
    damaged = parts_in(folder / "records")[1].path
    damaged.write_bytes(b"PAR1")
    with pytest.raises(ArchiveError, match="look at it first"):
        tend(folder, rule, _LAST_DAY + DAY_S)
    assert _days(folder) == _DAYS


@pytest.mark.parametrize("rule", [{"days": 0}, {"max_bytes": 0}, {"notice_days": 0}, {"days": -5}])
def test_a_rule_that_would_empty_the_archive_is_refused(rule: dict[str, int]) -> None:
    with pytest.raises(ArchiveError, match=r"expected (at least|a size)"):
        Retention(**rule)
