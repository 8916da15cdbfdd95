from dataclasses import replace
import json
from typing import Any

import pytest

from custom_components.bitgridai.simulation import FaultKind, FaultWindow, Household, Plant, SnapshotError
from tests.simulation.houses import BATTERY, MINER, ROD, START, Weather, household

SKY = Weather(pv=2500.0, load=500.0)


def saved(house: Household) -> dict[str, Any]:
    """A snapshot after ten minutes, the miner running."""
    plant = Plant(house, SKY, START)
    plant.command("miner", 1500)
    plant.advance(START + 600)
    document: dict[str, Any] = json.loads(json.dumps(plant.snapshot()))
    return document


def test_a_miner_keeps_running_while_its_controller_restarts() -> None:
    house = household(MINER)
    plant = Plant.restore(house, SKY, saved(house))
    plant.advance(START + 1200)
    miner = plant.measurements.load("miner")
    assert miner.level == 2
    assert miner.power_w == 1500
    assert miner.productive == 1
    assert plant.energies.loads["miner"].energy_wh == pytest.approx(1500 / 3, rel=0.1)


def test_faults_go_on_and_their_schedule_is_kept() -> None:
    windows = (
        FaultWindow(kind=FaultKind.HOT, start_s=300, duration_s=600),
        FaultWindow(kind=FaultKind.STALE_METER, start_s=700, duration_s=100),
    )
    house = household(MINER, faults=windows)
    plant = Plant.restore(house, SKY, saved(house))
    assert list(plant.faults) == [(FaultKind.HOT, "miner")]
    plant.advance(START + 700)
    assert list(plant.faults) == [(FaultKind.HOT, "miner"), (FaultKind.STALE_METER, None)]
    plant.advance(START + 900)
    assert not plant.faults


def test_the_meter_of_before_the_restart_stays_stale() -> None:
    house = household(MINER)
    plant = Plant(house, SKY, START)
    plant.advance(START + 60)
    plant.set_fault("stale_meter", active=True)
    plant.advance(START + 600)
    assert Plant.restore(house, SKY, plant.snapshot()).measurements.grid_power_at == START + 60


def test_another_battery_that_can_hold_the_energy_is_taken() -> None:
    document = saved(household(MINER))
    larger = household(MINER, battery=replace(BATTERY, capacity_wh=9000))
    soc_pct = Plant.restore(larger, SKY, document).measurements.battery_soc_pct
    assert soc_pct == pytest.approx(document["site"]["battery_wh"] / 90)


@pytest.mark.parametrize(
    ("house", "path"),
    [
        (household(MINER, ROD), "loads"),
        (household(ROD), "loads"),
        (household(replace(MINER, levels_w=(0.0, 1400.0))), "loads.miner.target_w"),
        (household(MINER, battery=replace(BATTERY, capacity_wh=1000)), "site.battery_wh"),
    ],
)
def test_a_snapshot_of_another_house_is_refused(house: Household, path: str) -> None:
    with pytest.raises(SnapshotError) as caught:
        Plant.restore(house, SKY, saved(household(MINER)))
    assert caught.value.path == path


@pytest.mark.parametrize(
    ("place", "value", "path"),
    [
        (("version",), 2, "version"),
        (("step_s",), 0, "step_s"),
        (("t",), START - 10, "t"),
        (("t",), START + 5, "t"),
        (("t",), "now", "t"),
        (("faults",), [["hot", "garage"]], "faults"),
        (("faults",), [["flood", None]], "faults[0]"),
        (("faults",), ["hot"], "faults[0]"),
        (("loads",), [], "loads"),
        (("loads", "miner", "power_w"), None, "loads.miner.power_w"),
        (("loads", "miner", "power_w"), -5, "loads.miner.power_w"),
        (("baseline", "export_wh"), -1, "baseline.export_wh"),
        (("loads", "miner", "tripped"), 1, "loads.miner.tripped"),
        (("site", "import_wh"), float("nan"), "site.import_wh"),
        (("site", "more"), 1, "site.more"),
    ],
)
def test_a_damaged_snapshot_is_refused_by_its_place(place: tuple[str, ...], value: object, path: str) -> None:
    house = household(MINER)
    document = saved(house)
    *outer, last = place
    node = document
    for key in outer:
        node = node[key]
    node[last] = value
    with pytest.raises(SnapshotError) as caught:
        Plant.restore(house, SKY, document)
    assert caught.value.path == path


@pytest.mark.parametrize("document", [None, [], {}, "plant"])
def test_what_is_no_snapshot_is_refused(document: object) -> None:
    with pytest.raises(SnapshotError):
        Plant.restore(household(MINER), SKY, document)
