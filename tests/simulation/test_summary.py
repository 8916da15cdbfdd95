from hypothesis import given, settings
import pytest

from custom_components.bitgridai.simulation import BatterySpec, Energies, LoadEnergy, Plant
from custom_components.bitgridai.simulation.summary import summarise
from tests.simulation.houses import MINER, ROD, START, Weather, household, plant
from tests.simulation.test_plant_laws import Command, batteries, skies, stories


def energies(**values: float) -> Energies:
    names = ("pv_wh", "base_wh", "import_wh", "export_wh", "charge_wh", "discharge_wh", "battery_wh")
    loads = {"miner": LoadEnergy(energy_wh=values.pop("miner_wh", 0.0), productive_wh=0.0)}
    return Energies(loads=loads, **{name: values.get(name, 0.0) for name in names})


def test_self_consumption_is_the_share_of_the_sun_that_is_not_exported() -> None:
    with_loads = energies(pv_wh=20_000, export_wh=5_000)
    without = energies(pv_wh=20_000, export_wh=12_000)
    figures = summarise(with_loads, without).figures
    assert figures.self_consumption_pct == 75
    assert figures.self_consumption_without_loads_pct == 40


def test_autarky_counts_what_the_loads_draw_as_consumption() -> None:
    with_loads = energies(base_wh=8_000, miner_wh=12_000, import_wh=3_000)
    without = energies(base_wh=8_000, import_wh=2_000)
    figures = summarise(with_loads, without).figures
    assert figures.autarky_pct == 85
    assert figures.autarky_without_loads_pct == 75


def test_surplus_used_is_the_share_of_the_export_that_no_longer_happens() -> None:
    assert summarise(energies(export_wh=3_000), energies(export_wh=12_000)).figures.surplus_used_pct == 75


def test_import_caused_is_what_the_same_house_without_loads_would_not_have_imported() -> None:
    assert summarise(energies(import_wh=2_500), energies(import_wh=2_000)).import_caused_wh == 500


def test_a_share_of_what_is_shown_as_nothing_is_a_share_of_nothing() -> None:
    least = summarise(energies(), energies(export_wh=0.49))
    assert (least.document()["export_without_loads_kwh"], least.figures.surplus_used_pct) == (0.0, None)
    assert summarise(energies(), energies(export_wh=0.51)).figures.surplus_used_pct == 100


def test_a_share_of_nothing_is_unknown_and_not_zero() -> None:
    figures = summarise(energies(), energies()).figures
    assert figures.self_consumption_pct is None
    assert figures.autarky_pct is None
    assert figures.surplus_used_pct is None
    assert summarise(energies(), energies()).document()["key_figures"] == dict.fromkeys(
        (
            "self_consumption_pct",
            "self_consumption_without_loads_pct",
            "autarky_pct",
            "autarky_without_loads_pct",
            "surplus_used_pct",
        )
    )


def test_a_load_on_nothing_but_surplus_is_supplied_by_nothing_else() -> None:
    house = plant(MINER, weather=Weather(pv=5000, load=500), battery=None)
    house.command("miner", 1500)
    house.advance(START + 86_400)
    summary = summarise(house.energies, house.baseline)
    assert summary.supply.surplus_wh == pytest.approx(house.energies.loads_wh)
    assert summary.supply.grid_wh == pytest.approx(0, abs=1e-6)
    assert summary.supply.battery_wh == 0


def test_a_load_without_sun_is_supplied_by_the_battery_and_then_by_the_grid() -> None:
    house = plant(MINER, weather=Weather(pv=0, load=0))
    house.command("miner", 1500)
    house.advance(START + 6 * 3600)
    summary = summarise(house.energies, house.baseline)
    assert summary.supply.surplus_wh == 0
    # 55 % of 7000 Wh lie above the floor, and the way out costs 5 %.
    assert summary.supply.battery_wh == pytest.approx(7000 * 0.55 * 0.95)
    assert summary.supply.grid_wh == pytest.approx(house.energies.loads_wh - summary.supply.battery_wh)


@settings(max_examples=40, deadline=None)
@given(weather=skies(), battery=batteries, story=stories)
def test_surplus_battery_and_grid_always_make_up_what_the_loads_drew(
    weather: Weather, battery: BatterySpec | None, story: list[Command]
) -> None:
    house = Plant(household(MINER, ROD, battery=battery), weather, START)
    for event in story:
        event.do(house)
    summary = summarise(house.energies, house.baseline)
    supply = summary.supply
    assert supply.surplus_wh + supply.battery_wh + supply.grid_wh == pytest.approx(house.energies.loads_wh, abs=0.01)
    share = summary.figures.surplus_used_pct
    assert share is None or -0.001 <= share <= 100.001


def test_the_document_is_in_kwh_and_percent_without_minus_zero() -> None:
    document = summarise(
        energies(pv_wh=20_000, base_wh=8_000, export_wh=5_000.0004, import_wh=1_999.9999, miner_wh=7_000.4),
        energies(pv_wh=20_000, base_wh=8_000, export_wh=12_000, import_wh=2_000),
    ).document()
    assert document["load_energy_kwh"] == {"miner": 7.0}
    assert document["pv_kwh"] == 20.0
    assert document["export_without_loads_kwh"] == 12.0
    assert str(document["import_caused_kwh"]) == "0.0"
    assert document["key_figures"]["surplus_used_pct"] == 58.33  # type: ignore[index]  # a mapping, as the line above says
