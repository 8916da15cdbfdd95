"""The recorded days, put before the command a person would use."""

from pathlib import Path

import pytest

from tests.cli.run import bitgridai
from tests.golden.blessing import GOLDEN, HOW_TO_BLESS


@pytest.mark.parametrize("name", GOLDEN.names)
def test_bitgridai_verify_reproduces_a_recorded_day(name: str, tmp_path: Path) -> None:
    ledger = tmp_path / f"{name}.jsonl"
    ledger.write_bytes(GOLDEN.ledger(name))
    ran = bitgridai("verify", ledger, "--last-hash", GOLDEN.last_hash(name))
    assert ran.code == 0, f"{ran.json['difference']}\n\n{HOW_TO_BLESS}"
    assert ran.json["records"] == GOLDEN.blessed["days"][name]["records"]
