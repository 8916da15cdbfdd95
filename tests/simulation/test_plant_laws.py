"""What holds for every house, sky and operator."""

from contextlib import suppress
from dataclasses import dataclass
import json
from math import sin

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.bitgridai.simulation import BatterySpec, FaultKind, Household, Plant, SnapshotError
from custom_components.bitgridai.simulation.faults import LOAD_FAULTS
from tests.simulation.houses import MINER, ROD, START, Weather, household

batteries = st.none() | st.builds(
    BatterySpec,
    capacity_wh=st.floats(100, 20_000),
    power_w=st.floats(0, 10_000),
    efficiency=st.floats(0.7, 1),
    floor_pct=st.floats(0, 50),
    initial_soc_pct=st.floats(50, 100),
)


@st.composite
def skies(draw: st.DrawFn) -> Weather:
    peak, base, pace = draw(st.floats(0, 15_000)), draw(st.floats(0, 4000)), draw(st.floats(1e-4, 1e-2))
    return Weather(pv=lambda t: peak * max(0.0, sin(pace * t)), load=lambda t: base * (1 + sin(3 * pace * t)))


@dataclass(frozen=True)
class Command:
    load: str
    target_w: float

    def do(self, plant: Plant) -> None:
        plant.command(self.load, self.target_w)


@dataclass(frozen=True)
class Fault:
    kind: FaultKind
    active: bool

    def do(self, plant: Plant) -> None:
        plant.set_fault(self.kind, "miner" if self.kind in LOAD_FAULTS else None, active=self.active)


@dataclass(frozen=True)
class Wait:
    seconds: int

    def do(self, plant: Plant) -> None:
        plant.advance(plant.t + self.seconds)


commands = st.builds(Command, st.sampled_from(["miner", "rod"]), st.floats(-100, 4000))
waits = st.builds(Wait, st.integers(0, 400))
faults = st.builds(Fault, st.sampled_from(FaultKind), st.booleans())
stories = st.lists(commands | waits | faults, max_size=25)


def house(battery: BatterySpec | None) -> Household:
    return household(MINER, ROD, battery=battery)


@given(battery=batteries, sky=skies(), story=st.lists(commands | waits, max_size=25))
def test_every_watt_has_a_source_and_a_use(
    battery: BatterySpec | None, sky: Weather, story: list[Command | Wait]
) -> None:
    plant = Plant(house(battery), sky, START)
    for event in [*story, Wait(10)]:
        event.do(plant)
        if isinstance(event, Wait):
            now = plant.measurements
            sources = now.pv_power_w + now.grid_power_w + (now.battery_power_w or 0)
            assert sources == pytest.approx(now.house_load_w, abs=1e-6)


@given(battery=batteries, sky=skies(), story=stories)
def test_totals_close_whatever_happens(
    battery: BatterySpec | None, sky: Weather, story: list[Command | Wait | Fault]
) -> None:
    plant = Plant(house(battery), sky, START)
    stored = plant.energies.battery_wh
    for event in story:
        event.do(plant)
    for total in (plant.energies, plant.baseline):
        into = total.pv_wh + total.import_wh + total.discharge_wh
        out_of = total.base_wh + total.loads_wh + total.export_wh + total.charge_wh
        assert into == pytest.approx(out_of, abs=1e-6)
        efficiency = battery.efficiency if battery else 1.0
        assert total.battery_wh - stored == pytest.approx(
            total.charge_wh * efficiency - total.discharge_wh / efficiency, abs=1e-6
        )
        assert min(total.pv_wh, total.import_wh, total.export_wh, total.charge_wh, total.discharge_wh) >= 0
        for load in total.loads.values():
            assert 0 <= load.productive_wh <= load.energy_wh + 1e-9


@given(battery=batteries, sky=skies(), story=stories)
def test_the_battery_stays_between_its_floor_and_full(
    battery: BatterySpec | None, sky: Weather, story: list[Command | Wait | Fault]
) -> None:
    plant = Plant(house(battery), sky, START)
    for event in story:
        event.do(plant)
        soc_pct = plant.measurements.battery_soc_pct
        if battery is None:
            assert soc_pct is None
        else:
            assert soc_pct is not None
            assert battery.floor_pct - 1e-9 <= soc_pct <= 100 + 1e-9


@given(battery=batteries, sky=skies(), story=stories)
def test_loads_never_lessen_the_import_nor_raise_the_export(
    battery: BatterySpec | None, sky: Weather, story: list[Command | Wait | Fault]
) -> None:
    plant = Plant(house(battery), sky, START)
    for event in story:
        event.do(plant)
        assert plant.energies.import_wh >= plant.baseline.import_wh - 1e-6
        assert plant.energies.export_wh <= plant.baseline.export_wh + 1e-6


@given(battery=batteries, sky=skies(), story=stories)
def test_equal_stories_make_equal_houses(
    battery: BatterySpec | None, sky: Weather, story: list[Command | Wait | Fault]
) -> None:
    one, other = Plant(house(battery), sky, START), Plant(house(battery), sky, START)
    for event in story:
        event.do(one)
        event.do(other)
        assert one.measurements == other.measurements
    assert one.snapshot() == other.snapshot()


@given(sky=skies(), story=stories, cuts=st.lists(st.integers(0, 3000), max_size=8))
def test_many_small_advances_are_one_big_one(
    sky: Weather, story: list[Command | Wait | Fault], cuts: list[int]
) -> None:
    one, other = Plant(house(None), sky, START), Plant(house(None), sky, START)
    for event in story:
        event.do(one)
        event.do(other)
    for cut in sorted(cuts):
        one.advance(other.t + cut)
    one.advance(other.t + 3000)
    other.advance(other.t + 3000)
    assert one.snapshot() == other.snapshot()


@given(battery=batteries, sky=skies(), story=stories, sequel=stories)
def test_a_restart_goes_on_as_if_nothing_had_happened(
    battery: BatterySpec | None,
    sky: Weather,
    story: list[Command | Wait | Fault],
    sequel: list[Command | Wait | Fault],
) -> None:
    plant = Plant(house(battery), sky, START)
    for event in story:
        event.do(plant)
    saved = json.loads(json.dumps(plant.snapshot(), allow_nan=False))
    restarted = Plant.restore(house(battery), sky, saved)
    assert restarted.measurements == plant.measurements
    assert restarted.energies == plant.energies
    for event in sequel:
        event.do(plant)
        event.do(restarted)
    assert restarted.snapshot() == plant.snapshot()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=300)
@given(data=st.data(), value=JSON)
def test_no_damage_to_a_snapshot_leads_to_another_error(data: st.DataObject, value: object) -> None:
    plant = Plant(house(None), Weather(), START)
    plant.set_fault(FaultKind.HOT, active=True)
    document = json.loads(json.dumps(plant.snapshot()))
    node = document
    key = data.draw(st.sampled_from(sorted(node)))
    while isinstance(node[key], dict) and data.draw(st.booleans()):
        node = node[key]
        key = data.draw(st.sampled_from(sorted(node)))
    node[key] = value
    with suppress(SnapshotError):
        assert Plant.restore(house(None), Weather(), document).measurements.load("miner").power_w >= 0
