"""The recorded house lives again under another policy, and the recorded one goes through the same loop."""

from base64 import b64decode
from itertools import pairwise
import json
from math import isnan, nan
from pathlib import Path
import subprocess
import sys
from time import monotonic
from typing import Any

import pytest

from bitgridai.engine import Policy
from bitgridai.engine.policy import policy_hash, policy_with
from bitgridai.replay import what_if
from bitgridai.replay.course import UNDECIDED, Course
from bitgridai.replay.errors import ReplayError, StoppedError
from bitgridai.replay.lives import live
from bitgridai.replay.recorded import RecordedHouse, read_recorded
from bitgridai.replay.setting import Given
from bitgridai.replay.watch import Watch
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


CAREFUL = {"r2": {"soc_soft_min_pct": 70}}


def test_a_changed_policy_stands_beside_the_recorded_one(house: RecordedHouse) -> None:
    result = what_if.run(house, CAREFUL, given=Given(**GIVEN))
    assert result.changed_policy == policy_hash(policy_with(house.policy, CAREFUL))
    assert result.changed.loads_kwh < result.recorded.loads_kwh
    assert result.changed.gain_eur < result.recorded.gain_eur
    assert result.without_loads.loads_kwh == result.without_loads.gain_eur == 0
    assert result.recorded.export_kwh < result.without_loads.export_kwh
    first = result.differing[0]
    assert (first.load, first.changed.code) == (LOAD, "R2_SOC_SOFT_MIN")
    assert first.recorded.action == "START"
    assert result.differing_decisions == len(result.differing) < result.decisions == house.blocks - 1


def test_gain_is_the_worth_of_what_flowed(house: RecordedHouse) -> None:
    given = Given(**GIVEN, import_ct_kwh=40, feed_in_ct_kwh=5, load_ct_kwh=20, start_ct=7)
    result = what_if.run(house, {}, given=given)

    def worth_ct(course: Course) -> float:
        loads = course.loads[LOAD].target_w
        begun = [now if now and not before else 0.0 for before, now in pairwise([0.0, *loads])]
        made = sum(loads) - sum(begun) / 2
        bought = sum(max(0.0, power_w) for power_w in course.grid_w)
        sold = sum(max(0.0, -power_w) for power_w in course.grid_w)
        stored_kwh = course.stored_wh[-1] * 0.95 / 1000
        starts = sum(power_w > 0 for power_w in begun)
        return (made * 20 - bought * 40 + sold * 5) / 6000 + stored_kwh * 5 - starts * 7

    (idle,) = live(result.setting, (None,), Watch())
    gain_eur = (worth_ct(result.courses["changed"]) - worth_ct(idle)) / 100
    assert result.changed.gain_eur == pytest.approx(gain_eur, abs=0.006)


def test_recorded_prices_decide_and_are_paid(tmp_path: Path) -> None:
    past = Past(prices={"price_ct_kwh": 26.0, "feed_in_ct_kwh": 12.0})
    dear = read_recorded(ledger_of(past, tmp_path / "dear.jsonl"))
    result = what_if.run(dear, {"r1": {"price_max_ct": 27}}, given=Given(**GIVEN))
    # At 26 ct nothing starts with the recorded limit of 25 ct.
    assert (result.recorded.starts, result.measured.starts) == (0, 0)
    assert result.changed.starts > 0
    assert {each.code for each in result.setting.assumptions}.isdisjoint({"import_price", "feed_in"})
    assert {each.recorded.code for each in result.differing} >= {"R1_PRICE_HIGH"}


def test_a_larger_array_and_its_forecast_grow_together(house: RecordedHouse) -> None:
    twice = what_if.run(house, {}, given=Given(**GIVEN, pv_factor=2))
    assert twice.recorded.loads_kwh > what_if.run(house, {}, given=Given(**GIVEN)).recorded.loads_kwh
    document = twice.document()
    assert document["series"]["pv_w"][60] == pytest.approx(house.pv_w[60] * 2, abs=0.1)
    assert "2-Fache" in next(each["text"]["de"] for each in document["assumptions"] if each["code"] == "pv_factor")


def test_in_a_gap_time_stands_still(tmp_path: Path) -> None:
    past = Past(no_record=range(70, 80), silent={100: "pv_power_w"})
    house = read_recorded(ledger_of(past, tmp_path / "house.jsonl"))
    result = what_if.run(house, CAREFUL, given=Given(**GIVEN))
    course = result.courses["changed"]
    for block in range(69, 80):
        assert isnan(course.grid_w[block])
        assert isnan(course.loads[LOAD].target_w[block])
        assert course.stored_wh[block] == course.stored_wh[68]
    assert course.loads[LOAD].target_w[80] == 0, "nobody decides without a block to look back at"
    assert course.loads[LOAD].action[81] != UNDECIDED
    document = json.loads(json.dumps(result.document(), allow_nan=False))
    assert document["series"]["courses"]["changed"]["grid_w"][75] is None
    assert document["recorded"]["gaps"][0]["missing"] == []
    gaps = next(each for each in document["assumptions"] if each["code"] == "gaps")
    assert "12 blocks" in gaps["text"]["en"]


def test_stopped_work_goes_on_where_it_was(house: RecordedHouse, tmp_path: Path) -> None:
    whole = what_if.run(house, CAREFUL, speed=1e9)
    shares: list[float] = []
    watch = Watch(progress=shares.append, stop=lambda: len(shares) >= 2, work=tmp_path / "work")
    with pytest.raises(StoppedError):
        # A tenth of a second for a block: the second look comes after one or two of them.
        what_if.run(house, CAREFUL, speed=6000, watch=watch)
    kept = json.loads((tmp_path / "work" / "loops.json").read_text())
    done = len(b64decode(kept["loops"][0]["columns"][0])) // 8
    assert 0 < done < 10
    shares.clear()
    again = what_if.run(house, CAREFUL, speed=1e9, watch=Watch(progress=shares.append, work=tmp_path / "work"))
    assert again.document() == whole.document()
    assert shares[-1] == 1
    other = what_if.run(house, {}, speed=1e9, watch=Watch(work=tmp_path / "work"))
    assert other.differing_decisions == 0, "what was kept of other work is not taken for this"


def test_it_is_as_slow_as_is_asked(house: RecordedHouse) -> None:
    begun = monotonic()
    what_if.run(house, {}, speed=house.blocks * house.block_s / 1.5)
    assert monotonic() - begun >= 1.5


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"r2": {"soc_soft_min_pct": 200}}, "policy.r2.soc_soft_min_pct: expected a number from 0 to 100, found 200"),
        ({"r9": {}}, "policy.r9"),
        ({"block": {"length_s": 900}}, "policy.block.length_s: expected 600 as recorded, found 900"),
    ],
)
def test_a_change_that_does_not_fit_is_named(house: RecordedHouse, changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ReplayError, match=told):
        what_if.run(house, changes)


def test_a_battery_of_unknown_size_must_be_told(tmp_path: Path) -> None:
    house = read_recorded(ledger_of(Past(knows_capacity=False), tmp_path / "house.jsonl"))
    with pytest.raises(ReplayError, match="give battery_wh"):
        what_if.run(house, {})
    result = what_if.run(house, {}, given=Given(battery_wh=7000, **GIVEN))
    assert result.recorded.starts > 0
    assert "battery_size" in {each.code for each in result.setting.assumptions}


def test_nobody_is_there_to_approve(tmp_path: Path) -> None:
    past = Past(policy=policy_with(Policy(), {"autonomy": "assisted"}))
    house = read_recorded(ledger_of(past, tmp_path / "house.jsonl"))
    result = what_if.run(house, {}, given=Given(**GIVEN))
    assert (result.measured.starts, "full_autonomy" in {each.code for each in result.setting.assumptions}) == (0, True)
    assert result.recorded.starts > 0


@pytest.mark.parametrize("name", ["pv_factor", "battery_wh", "battery_efficiency", "start_ct"])
def test_figures_that_cannot_be_are_refused(name: str) -> None:
    with pytest.raises(ReplayError, match=f"{name}: expected a number from"):
        Given(**{name: -1.0})
    with pytest.raises(ReplayError, match=name):
        Given(**{name: nan})


def test_a_replay_loads_nothing_heavy_before_it_needs_it() -> None:
    told = "import sys, bitgridai.replay.files, bitgridai.replay.recorded; print(*sys.modules, sep='\\n')"
    loaded = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split()
    assert {"bitgridai.replay.what_if", "bitgridai.replay.sweep"} <= set(loaded)
    assert not {"numpy", "numba", "pyarrow", "distributed"} & set(loaded)
