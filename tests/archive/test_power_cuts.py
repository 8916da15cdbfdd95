"""The writer can be killed at any moment: what it acknowledged is there, once."""

from pathlib import Path
import random
import subprocess
import sys
import time

from bitgridai.archive import Archive, prove
from bitgridai.archive.parts import parts_in
from tests.archive.chains import chain

_WRITER = """
import sys
from pathlib import Path
from bitgridai.archive import Archive

records = Path(sys.argv[1]).read_bytes().split(b"\\n")[:-1]
with Archive.open(Path(sys.argv[2])) as archive:
    for number, record in enumerate(records[archive.seq:]):
        print(archive.append([record]), flush=True)
        if number % 7 == 6:
            archive.flush()
        if number % 21 == 20:
            archive.compact()
"""


def test_kills_lose_nothing_that_was_acknowledged_and_keep_nothing_twice(tmp_path: Path) -> None:
    records = chain(days=20, a_day=10)
    ledger, folder = tmp_path / "ledger.jsonl", tmp_path / "archive"
    ledger.write_bytes(b"".join(record + b"\n" for record in records))
    chance = random.Random(7)  # noqa: S311
    acknowledged, kills = 0, 0
    while acknowledged < len(records) and kills < 8:
        with subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(ledger), str(folder)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            told = [writer.stdout.readline()]
            time.sleep(chance.uniform(0.0, 0.3))
            writer.kill()
            told += writer.stdout.readlines()
        kills += 1
        acknowledged = max([acknowledged, *(int(line) for line in told if line.endswith("\n"))])
        assert prove(folder).last_seq >= acknowledged
    with Archive.open(folder) as archive:
        assert archive.seq >= acknowledged > 20
        archive.append(records)
        archive.flush()
        archive.compact()
        assert list(archive.bodies()) == records
    assert prove(folder).whole


def test_a_crash_between_writing_a_file_and_clearing_the_journal_keeps_records_once(tmp_path: Path) -> None:
    records = chain(days=2)
    with Archive.open(tmp_path) as archive:
        archive.append(records)
        journal = (tmp_path / "journal.jsonl").read_bytes()
        archive.flush()
    (tmp_path / "journal.jsonl").write_bytes(journal)
    assert prove(tmp_path).records == len(records)
    with Archive.open(tmp_path) as archive:
        assert (archive.seq, archive.waiting) == (8, 0)
        assert list(archive.bodies()) == records


def test_a_crash_between_joining_files_and_clearing_them_away_keeps_records_once(tmp_path: Path) -> None:
    records = chain(days=2)
    with Archive.open(tmp_path) as archive:
        for record in records:
            archive.append([record])
            archive.flush()
        small = {part.path: part.path.read_bytes() for part in parts_in(tmp_path / "records")}
        archive.compact()
    for path, content in small.items():
        path.write_bytes(content)
    with Archive.open(tmp_path) as archive:
        assert list(archive.bodies()) == records
    assert len(parts_in(tmp_path / "records")) == 5
    assert prove(tmp_path).whole


def test_a_line_that_a_power_cut_left_unfinished_is_cut_off(tmp_path: Path) -> None:
    records = chain(days=1)
    with Archive.open(tmp_path) as archive:
        archive.append(records[:3])
    with (tmp_path / "journal.jsonl").open("ab") as journal:
        journal.write(records[3][:40])
    assert prove(tmp_path).whole
    with Archive.open(tmp_path) as archive:
        assert archive.seq == 3
        archive.append(records)
        assert list(archive.bodies()) == records
