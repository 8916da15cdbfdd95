"""``bitgridai verify`` on the ledger that the integration keeps."""

from contextlib import closing
import json
from pathlib import Path
import sqlite3

import pytest

from custom_components.bitgridai.engine.document import utc_seconds
from custom_components.bitgridai.engine.memory import memory_document
from custom_components.bitgridai.ledger import LedgerStore
from tests.engine.ledgers import some_day

from .run import bitgridai


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A day's records in the store, the oldest dropped."""
    keeper = some_day()
    store = LedgerStore(tmp_path / "house.db")
    store.open()
    for record in keeper.records:
        store.append(record, memory_document(keeper.memory), {})
    store.flush()
    assert store.prune(utc_seconds(str(keeper.records[9]["time"]))) > 0
    store.close()
    return store.path


def change(ledger: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(ledger)) as db, db:
        db.execute(statement, values)


def test_a_pruned_store_verifies(ledger: Path) -> None:
    ran = bitgridai("verify", ledger)
    assert (ran.code, ran.json["difference"]) == (0, None)
    assert 0 < ran.json["records"] < ran.json["last_seq"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM records WHERE seq = (SELECT MAX(seq) FROM records)",
        "DELETE FROM records WHERE seq = (SELECT MIN(seq) + 3 FROM records)",
        "DELETE FROM records WHERE seq = (SELECT MIN(seq) FROM records)",
        "UPDATE records SET body = replace(body, '\"HOLD\"', '\"STOP\"')",
        "UPDATE records SET body = replace(body, ',', ', ')",
        "UPDATE records SET seq = seq + 1 WHERE seq = (SELECT MAX(seq) FROM records)",
        "DELETE FROM meta WHERE key = 'anchor'",
        "DELETE FROM policies",
        "UPDATE policies SET body = replace(body, '\"stop_margin_w\":200', '\"stop_margin_w\":100')",
    ],
)
def test_whatever_was_changed_in_it_is_found(ledger: Path, statement: str) -> None:
    change(ledger, statement)
    ran = bitgridai("verify", ledger)
    assert ran.code == 1
    assert ran.json["verified"] is False
    assert isinstance(ran.json["difference"], str)


def test_a_database_that_is_no_ledger_is_unreadable(ledger: Path, tmp_path: Path) -> None:
    change(ledger, "DROP TABLE records")
    assert bitgridai("verify", ledger).code == 2
    other = tmp_path / "other.db"
    change(other, "CREATE TABLE cats (name TEXT)")
    ran = bitgridai("verify", other)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_a_damaged_page_is_never_verified(ledger: Path) -> None:
    body = bytearray(ledger.read_bytes())
    body[len(body) // 2 :] = bytes(len(body) - len(body) // 2)
    ledger.write_bytes(body)
    ran = bitgridai("verify", ledger)
    assert ran.code in (1, 2)
    assert ran.code == 2 or json.loads(ran.out)["verified"] is False
