from datetime import UTC, datetime

import pytest

from custom_components.bitgridai.simulation import BatterySpec, HouseholdError, Plant, Tariff
from tests.simulation.houses import MINER, ROD, START, Weather, household, plant

HOUR = 3600


def test_a_surplus_fills_the_battery_before_it_is_exported() -> None:
    house = plant(weather=Weather(pv=2500.0, load=500.0))
    house.advance(START + 10)
    assert house.measurements.battery_power_w == -2000
    assert house.measurements.grid_power_w == 0
    house.advance(START + 6 * HOUR)
    assert house.measurements.battery_soc_pct == 100
    assert house.measurements.battery_power_w == 0
    assert house.measurements.grid_power_w == -2000


def test_the_battery_covers_a_deficit_before_the_grid_does() -> None:
    house = plant(weather=Weather(load=3500.0))
    house.advance(START + 10)
    assert house.measurements.battery_power_w == 3000
    assert house.measurements.grid_power_w == 500
    house.advance(START + 6 * HOUR)
    assert house.measurements.battery_soc_pct == pytest.approx(5)
    assert house.measurements.grid_power_w == 3500


def test_a_house_without_a_battery_shows_none() -> None:
    house = plant(weather=Weather(pv=2500.0, load=500.0), battery=None)
    house.advance(START + 10)
    assert house.measurements.battery_power_w is None
    assert house.measurements.battery_soc_pct is None
    assert house.measurements.grid_power_w == -2000


def test_instruments_show_something_before_the_first_step() -> None:
    first = plant(MINER, weather=Weather(pv=2500.0, load=500.0)).measurements
    assert first.t == first.grid_power_at == START
    assert first.pv_power_w == 2500
    assert first.battery_power_w == -1990
    assert first.house_load_w == 510
    assert first.load("miner").heartbeat_at == START


def test_time_moves_in_whole_steps() -> None:
    house = plant()
    house.advance(START + 9)
    assert house.t == START
    house.advance(START + 29)
    assert house.t == START + 20


def test_going_back_in_time_changes_nothing() -> None:
    house = plant(weather=Weather(pv=2500.0))
    house.advance(START + HOUR)
    before = house.snapshot()
    house.advance(START)
    assert house.snapshot() == before


def test_a_command_acts_from_the_next_step_on() -> None:
    house = plant(ROD, weather=Weather(load=500.0), battery=None)
    house.advance(START + 10)
    assert house.command("rod", 1234)
    told = house.measurements
    assert told.load("rod").target_w == 1200
    assert told.load("rod").power_w == 0
    house.advance(START + 20)
    assert house.measurements.load("rod").power_w == 1200
    assert house.measurements.grid_power_w == 1700


def test_a_command_to_a_silent_load_is_not_answered() -> None:
    house = plant(MINER)
    house.set_fault("silent", "miner", active=True)
    assert not house.command("miner", 1500)


def test_an_unknown_load_is_refused() -> None:
    house = plant(MINER)
    with pytest.raises(KeyError, match="garage"):
        house.command("garage", 100)
    with pytest.raises(KeyError, match="garage"):
        house.measurements.load("garage")


def test_totals_count_every_path_once() -> None:
    house = plant(ROD, weather=Weather(pv=1000.0, load=400.0), battery=None)
    house.command("rod", 500)
    house.advance(START + HOUR)
    house.command("rod", 1000)
    house.advance(START + 2 * HOUR)
    total = house.energies
    assert total.pv_wh == pytest.approx(2000)
    assert total.base_wh == pytest.approx(800)
    assert total.export_wh == pytest.approx(100)
    assert total.import_wh == pytest.approx(400)
    assert total.loads["rod"].energy_wh == pytest.approx(1500)
    assert total.loads_wh == total.loads["rod"].energy_wh
    assert total.charge_wh == total.discharge_wh == 0


def test_the_baseline_is_the_same_house_without_its_loads() -> None:
    house = plant(ROD, weather=Weather(pv=1000.0, load=400.0), battery=None)
    house.command("rod", 1000)
    house.advance(START + HOUR)
    assert house.baseline.import_wh == 0
    assert house.baseline.export_wh == pytest.approx(600)
    assert house.baseline.loads == {}
    assert house.energies.import_wh - house.baseline.import_wh == pytest.approx(400)


def test_energy_the_loads_took_out_of_the_battery_shows_as_import_later() -> None:
    battery = BatterySpec(capacity_wh=2000, power_w=3000, efficiency=1, initial_soc_pct=50)
    house = plant(ROD, weather=Weather(load=500.0), battery=battery)
    house.command("rod", 1000)
    house.advance(START + 1800)
    house.command("rod", 0)
    house.advance(START + 2 * HOUR)
    assert house.baseline.import_wh == pytest.approx(0, abs=1e-6)
    assert house.energies.import_wh == pytest.approx(500)


def test_prices_follow_the_local_hour() -> None:
    tariff = Tariff(import_ct_kwh=28, feed_in_ct_kwh=8, hours=((17, 36), (18, 41)))
    house = plant(tariff=tariff)
    house.advance(START + 15 * HOUR)  # 17:00 in Paris
    assert house.measurements.price_ct_kwh == 36
    forecast = house.price_forecast(3 * HOUR)
    assert forecast == ((START + 15 * HOUR, 36), (START + 16 * HOUR, 41), (START + 17 * HOUR, 28))


def test_the_price_of_an_hour_holds_after_the_clock_change() -> None:
    tariff = Tariff(import_ct_kwh=28, feed_in_ct_kwh=8, hours=((3, 20),))
    before = int(datetime(2026, 10, 24, 0, 30, tzinfo=UTC).timestamp())
    house = Plant(household(tariff=tariff), Weather(), before)
    # 03:00 local is 01:00 UTC on Saturday and 02:00 UTC on Sunday, whose 02:00 comes twice.
    cheap = [start - before for start, price in house.price_forecast(26 * HOUR) if price == 20]
    assert cheap == [HOUR // 2, 25 * HOUR + HOUR // 2]


def test_the_forecast_begins_now() -> None:
    expected = tuple((START + hour * HOUR, 100.0 * hour) for hour in range(5))
    house = plant(weather=Weather(expected=expected))
    house.advance(START + HOUR)
    assert house.forecast(2 * HOUR) == ((START + HOUR, 100), (START + 2 * HOUR, 200))


@pytest.mark.parametrize("step_s", [0, -10, 3601])
def test_a_step_without_sense_is_refused(step_s: int) -> None:
    with pytest.raises(ValueError, match="step_s: expected 1 to 3600"):
        Plant(household(), Weather(), START, step_s=step_s)


def test_a_plant_knows_its_house_and_its_first_second() -> None:
    house = household(MINER)
    built = Plant(house, Weather(), START)
    built.advance(START + HOUR)
    assert built.household is house
    assert built.start == START


def test_no_prices_are_forecast_for_no_time() -> None:
    assert not plant().price_forecast(0)[1:]
    assert plant().price_forecast(-2 * HOUR) == ()


@pytest.mark.parametrize(("hours", "path"), [(((24, 30.0),), "hours"), (((5, float("nan")),), "hours.5")])
def test_a_price_for_no_hour_of_the_day_is_refused(hours: tuple[tuple[int, float], ...], path: str) -> None:
    with pytest.raises(HouseholdError) as caught:
        Tariff(import_ct_kwh=28, feed_in_ct_kwh=8, hours=hours)
    assert caught.value.path == path
