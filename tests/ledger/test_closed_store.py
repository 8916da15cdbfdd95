from pathlib import Path

from custom_components.bitgridai.ledger import LedgerStore


def test_a_clean_up_that_comes_after_the_end_drops_nothing(tmp_path: Path) -> None:
    store = LedgerStore(tmp_path / "ledger.db")
    store.open()
    store.close()
    assert store.prune(2_000_000_000) == 0
