"""``bitgridai archive``: a ledger becomes files, and the files prove themselves."""

from pathlib import Path

import pytest

from tests.archive.chains import chain, some_records

from .run import bitgridai


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b"".join(record + b"\n" for record in some_records()))
    return path


def test_a_ledger_is_taken_in_once_and_proves_itself(ledger: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    first, again = bitgridai("archive", "add", folder, ledger), bitgridai("archive", "add", folder, ledger)
    assert (first.code, first.json["added"]) == (0, len(some_records()))
    assert (again.code, again.json["added"], again.json["last_hash"]) == (0, 0, first.json["last_hash"])
    proof = bitgridai("archive", "verify", folder)
    assert proof.code == 0
    assert (proof.json["whole"], proof.json["records"]) == (True, len(some_records()))


def test_another_ledger_does_not_go_into_the_same_archive(ledger: Path, tmp_path: Path) -> None:
    folder, other = tmp_path / "archive", tmp_path / "other.jsonl"
    bitgridai("archive", "add", folder, ledger)
    other.write_bytes(b"".join(record + b"\n" for record in chain(days=30)))
    ran = bitgridai("archive", "add", folder, other)
    assert ran.code == 2
    assert "does not follow record" in ran.err


def test_a_damaged_archive_is_a_finding(ledger: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    bitgridai("archive", "add", folder, ledger)
    part = next((folder / "records").glob("*/*.parquet"))
    part.write_bytes(part.read_bytes()[:-1])
    ran = bitgridai("archive", "verify", folder)
    assert ran.code == 1
    assert part.name in ran.json["findings"][0]


def test_a_folder_that_is_no_archive_is_refused(tmp_path: Path) -> None:
    ran = bitgridai("archive", "verify", tmp_path)
    assert ran.code == 2
    assert "not an archive" in ran.err
