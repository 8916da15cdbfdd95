"""Whatever happens to an archive's files is found, named, and never skipped."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bitgridai.archive import Archive, prove
from bitgridai.archive.parts import Part, parts_in
from tests.archive.chains import chain


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Archive.open(tmp_path) as archive:
        archive.append(chain(days=4))
        archive.flush()
        archive.append(chain(days=5)[16:])
    return tmp_path


def _parts(folder: Path) -> list[Part]:
    return parts_in(folder / "records")


def test_an_archive_in_order_is_whole(folder: Path) -> None:
    proof = prove(folder)
    assert (proof.whole, proof.files, proof.records, proof.last_seq) == (True, 4, 20, 20)
    assert proof.bytes == sum(part.bytes for part in _parts(folder))


def _flip_a_byte(part: Part) -> None:
    content = bytearray(part.path.read_bytes())
    content[len(content) // 2] ^= 1
    part.path.write_bytes(content)


def _cut(part: Part) -> None:
    part.path.write_bytes(part.path.read_bytes()[:-50])


def _empty(part: Part) -> None:
    part.path.write_bytes(b"")


def _put_another_in_its_place(part: Part) -> None:
    part.path.write_bytes(_parts(part.path.parents[2])[0].path.read_bytes())


def _claim_more(part: Part) -> None:
    part.path.rename(part.path.with_name(part.path.name.replace(f"{part.last:09}", f"{part.last + 4:09}")))


_HARM = pytest.mark.parametrize("harm", [_flip_a_byte, _cut, _empty, _put_another_in_its_place])


@_HARM
def test_a_changed_file_is_named(folder: Path, harm: Callable[[Part], None]) -> None:
    part = _parts(folder)[2]
    harm(part)
    proof = prove(folder)
    assert not proof.whole
    assert part.path.name in proof.findings[0]
    assert "checksum" in proof.findings[0]


def test_a_missing_file_is_a_gap(folder: Path) -> None:
    _parts(folder)[1].path.unlink()
    assert "record 9 comes after record 4" in prove(folder).findings[0]


def test_a_file_that_claims_more_than_it_holds_is_named(folder: Path) -> None:
    _claim_more(_parts(folder)[3])
    assert "holds records 13 to 16" in prove(folder).findings[0]


def test_a_changed_line_of_the_journal_is_found(folder: Path) -> None:
    journal = folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"number":16', b'"number":99'))
    assert "not what its hash says" in " ".join(prove(folder).findings)


@_HARM
def test_a_damaged_last_file_is_set_aside_and_its_records_are_asked_for_again(
    folder: Path, harm: Callable[[Part], None]
) -> None:
    records = chain(days=5)
    (folder / "journal.jsonl").unlink()
    last = _parts(folder)[-1]
    harm(last)
    with Archive.open(folder) as archive:
        assert archive.seq == 12
        path, reason = archive.set_aside[0]
        assert path == folder / "set-aside" / last.path.name
        assert "checksum" in reason
        archive.append(records[8:])
        archive.flush()
        assert list(archive.bodies()) == records
    proof = prove(folder)
    assert proof.whole
    assert "checksum" in proof.set_aside[0]


def test_a_journal_that_does_not_follow_its_files_is_set_aside(folder: Path) -> None:
    last = _parts(folder)[-1]
    _cut(last)
    with Archive.open(folder) as archive:
        assert {path.name for path, _ in archive.set_aside} == {last.path.name, "journal.jsonl"}
        assert archive.seq == 12
        archive.append(chain(days=5))
        assert archive.seq == 20
