"""The key figures live and die with the record they follow from."""

from pathlib import Path
import sqlite3

import pytest

from custom_components.bitgridai.engine import Memory
from custom_components.bitgridai.engine.key_figures import KeyFigures, key_figures_document
from custom_components.bitgridai.engine.memory import memory_document
from custom_components.bitgridai.engine.record import Record, event_record, linked
from custom_components.bitgridai.ledger import LedgerStore

NOON = 1_781_524_800


def appended(store: LedgerStore, memory: Memory, figures: KeyFigures) -> tuple[Memory, KeyFigures, Record]:
    record = event_record(memory, NOON, "start", {})
    memory, figures = linked(memory, record), figures.take(record)
    store.append(record, memory_document(memory), key_figures_document(figures))
    return memory, figures, record


def test_a_new_ledger_knows_no_figures(tmp_path: Path) -> None:
    store = LedgerStore(tmp_path / "ledger.db")
    assert store.open() is None
    assert store.figures is None
    store.close()


def test_figures_are_given_back_at_open(tmp_path: Path) -> None:
    store = LedgerStore(tmp_path / "ledger.db")
    store.open()
    memory, figures, _ = appended(store, Memory(), KeyFigures())
    memory, figures, _ = appended(store, memory, figures)
    store.close()
    again = LedgerStore(tmp_path / "ledger.db")
    assert again.open() == memory_document(memory)
    assert again.figures == key_figures_document(figures)
    again.close()


def test_a_record_that_cannot_be_written_leaves_figures_and_memory_as_they_were(tmp_path: Path) -> None:
    store = LedgerStore(tmp_path / "ledger.db")
    store.open()
    memory, figures, record = appended(store, Memory(), KeyFigures())
    store.flush()
    later = figures.take(event_record(memory, NOON, "start", {}))
    store.append(record, memory_document(memory), key_figures_document(later))
    with pytest.raises(sqlite3.IntegrityError):
        store.flush()
    again = LedgerStore(tmp_path / "ledger.db")
    again.open()
    assert again.figures == key_figures_document(figures)
    again.close()
    store._waiting.clear()
    store.close()
