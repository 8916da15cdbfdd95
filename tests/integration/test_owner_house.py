import pytest

from tests.integration.owner import BLOCK_S, Owner, verified


async def test_the_surplus_of_a_real_house_starts_its_heater(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S - 10)
    assert not owner.heating()
    await owner.live(20)
    assert owner.heating()
    assert owner.state("sensor.bitgridai_decision").state == "start"
    assert owner.state("sensor.heater_state").state in {"running", "off"}
    await owner.live(10)
    assert owner.state("sensor.heater_state").state == "running"
    assert owner.state("sensor.heater_target_power").state == "1500.0"
    assert owner.state("sensor.meter_grid_power").state == "-1500"
    assert owner.state("sensor.household_consumption").state == "2500"
    assert owner.state("sensor.storage_state_of_charge").state == "90.0"


async def test_a_lack_of_surplus_stops_it_after_its_minimum_runtime(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    owner.surplus_w = 200
    await owner.live(2 * BLOCK_S)
    assert owner.state("sensor.heater_reason").state == "r5_min_runtime"
    assert owner.heating()
    await owner.live(BLOCK_S)
    assert not owner.heating()
    assert owner.state("sensor.heater_starts_today").state == "1"


@pytest.mark.parametrize(("unit", "factor"), [("kW", 0.001), ("MW", 1e-6), ("mW", 1000.0)])
async def test_any_unit_of_power_is_read_in_watts(owner: Owner, unit: str, factor: float) -> None:
    owner.unit, owner.factor = unit, factor
    owner.report()
    await owner.connect()
    await owner.live(BLOCK_S + 30)
    assert owner.heating()
    assert owner.state("sensor.meter_grid_power").state == "-1500"
    assert owner.state("sensor.inverter_pv_power").state == "4000"


async def test_a_meter_that_counts_the_other_way_is_turned_round(owner: Owner) -> None:
    owner.factor = -1
    owner.report()
    await owner.connect(meter={"power_entity": "sensor.meter", "inverted": True})
    await owner.live(BLOCK_S + 30)
    assert owner.heating()
    assert owner.state("sensor.meter_grid_power").state == "-1500"


async def test_what_was_decided_can_be_verified(owner: Owner) -> None:
    await owner.connect()
    await owner.live(3 * BLOCK_S)
    await owner.leave()
    report = await verified(owner.hass, owner.entry)
    assert report.verified, report.difference
    assert report.decisions >= 3
