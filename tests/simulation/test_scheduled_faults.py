import pytest

from custom_components.bitgridai.simulation import FaultKind, FaultWindow, Tariff
from tests.simulation.houses import MINER, ROD, START, Weather, plant

HOUR = 3600


def test_a_scheduled_fault_comes_and_goes() -> None:
    house = plant(MINER, faults=(FaultWindow(kind=FaultKind.SILENT, load="miner", start_s=100, duration_s=50),))
    house.advance(START + 90)
    assert not house.faults
    house.advance(START + 100)
    assert list(house.faults) == [(FaultKind.SILENT, "miner")]
    house.advance(START + 140)
    assert house.measurements.load("miner").heartbeat_at == START + 100
    house.advance(START + 160)
    assert not house.faults
    assert house.measurements.load("miner").heartbeat_at == START + 160


def test_a_fault_can_be_there_from_the_first_second() -> None:
    house = plant(MINER, faults=(FaultWindow(kind=FaultKind.STUBBORN, start_s=0, duration_s=50),))
    house.command("miner", 1500)
    house.advance(START + 10)
    assert house.measurements.load("miner").level == 0


def test_a_fault_without_a_load_strikes_all() -> None:
    house = plant(MINER, ROD, faults=(FaultWindow(kind=FaultKind.HOT, start_s=0, duration_s=50),))
    assert list(house.faults) == [(FaultKind.HOT, "miner"), (FaultKind.HOT, "rod")]


def test_one_window_that_begins_as_another_ends_goes_on() -> None:
    windows = tuple(FaultWindow(kind=FaultKind.STALE_METER, start_s=start, duration_s=100) for start in (100, 0))
    house = plant(faults=windows)
    house.advance(START + 100)
    assert list(house.faults) == [(FaultKind.STALE_METER, None)]
    house.advance(START + 200)
    assert not house.faults


def test_a_hand_ends_a_scheduled_fault_early() -> None:
    house = plant(faults=(FaultWindow(kind=FaultKind.STALE_METER, start_s=0, duration_s=1000),))
    house.set_fault("stale_meter", active=False)
    house.advance(START + 100)
    assert house.measurements.grid_power_at == START + 100


def test_a_fault_set_by_hand_lasts_until_it_is_taken_away() -> None:
    house = plant(MINER)
    house.set_fault(FaultKind.SILENT, "miner", active=True)
    house.advance(START + HOUR)
    assert house.measurements.load("miner").heartbeat_at == START
    house.set_fault(FaultKind.SILENT, "miner", active=False)
    house.advance(START + HOUR + 10)
    assert house.measurements.load("miner").heartbeat_at == START + HOUR + 10


def test_a_stale_meter_repeats_itself_while_the_house_lives_on() -> None:
    house = plant(MINER, weather=Weather(load=400.0), battery=None)
    house.advance(START + 60)
    house.set_fault("stale_meter", active=True)
    house.command("miner", 1500)
    house.advance(START + 600)
    frozen = house.measurements
    assert frozen.grid_power_w == pytest.approx(410)
    assert frozen.grid_power_at == START + 60
    assert frozen.load("miner").power_w == 1500
    assert house.energies.import_wh > 200
    house.set_fault("stale_meter", active=False)
    house.advance(START + 610)
    assert house.measurements.grid_power_w == pytest.approx(1900)
    assert house.measurements.grid_power_at == START + 610


def test_a_price_spike_costs_what_the_tariff_says() -> None:
    tariff = Tariff(import_ct_kwh=30, feed_in_ct_kwh=8, spike_ct_kwh=75)
    house = plant(tariff=tariff)
    assert house.measurements.price_ct_kwh == 30
    house.set_fault("price_spike", active=True)
    assert house.measurements.price_ct_kwh == 75
    assert house.measurements.feed_in_ct_kwh == 8


def test_scheduled_spikes_are_known_in_advance_but_not_those_set_by_hand() -> None:
    window = FaultWindow(kind=FaultKind.PRICE_SPIKE, start_s=2 * HOUR + 600, duration_s=HOUR)
    house = plant(faults=(window,))
    assert [price for _, price in house.price_forecast(5 * HOUR)] == [30, 30, 60, 60, 30]
    house.set_fault("price_spike", active=True)
    assert [price for _, price in house.price_forecast(5 * HOUR)] == [60, 30, 60, 60, 30]


@pytest.mark.parametrize(("kind", "load"), [("hot", "garage"), ("stale_meter", "miner")])
def test_a_fault_of_something_that_is_not_there_is_refused(kind: str, load: str) -> None:
    with pytest.raises(KeyError, match=load):
        plant(MINER).set_fault(kind, load, active=True)


def test_an_unknown_fault_is_refused() -> None:
    with pytest.raises(ValueError, match="flood"):
        plant().set_fault("flood", active=True)
