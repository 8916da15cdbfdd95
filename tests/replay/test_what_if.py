"""The recorded house lives again under another policy, and the recorded one goes through the same loop."""

import pytest

from bitgridai.replay import what_if
from bitgridai.replay.recorded import RecordedHouse, read_recorded
from bitgridai.replay.setting import Given
from tests.replay.recordings import GIVEN, LOAD, Past, ledger_of


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> RecordedHouse:
    return read_recorded(ledger_of(Past(), tmp_path_factory.mktemp("ledger") / "house.jsonl"))


def test_the_recorded_policy_does_again_what_was_recorded(house: RecordedHouse) -> None:
    result = what_if.run(house, {}, given=Given(**GIVEN))
    course = result.courses["recorded"]
    assert list(course.loads[LOAD].target_w) == list(house.loads_w)
    assert list(course.grid_w) == pytest.approx(list(house.grid_w), abs=0.01)
    assert result.recorded.starts == result.measured.starts == house.starts > 0
    assert result.recorded.loads_kwh == result.measured.loads_kwh
    assert result.differing_decisions == 0
    assert result.changed == result.recorded
    assert result.recorded_policy == result.changed_policy
