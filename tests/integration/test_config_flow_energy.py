"""Set-up from the Energy dashboard, in homes as they are: see ``homes/*.json``."""

import json
from pathlib import Path
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.energy.data import ENERGY_SOURCE_SCHEMA, async_get_manager
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry  # type: ignore[import-untyped]

from custom_components.bitgridai.const import DOMAIN
from custom_components.bitgridai.coordinator import BitGridCoordinator
from custom_components.bitgridai.flows.words import async_words
from custom_components.bitgridai.sources.energy_dashboard import Note
from tests.integration.owner import NOON, state

HOMES = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(Path(__file__).parent.glob("homes/*.json"))}
COMPLETE = {name: home for name, home in HOMES.items() if home["complete"]}


@pytest.fixture(autouse=True)
def _noon(freezer: FrozenDateTimeFactory) -> None:
    freezer.move_to(NOON)


async def live_in(hass: HomeAssistant, home: dict[str, Any]) -> None:
    """Let Home Assistant know a home: its Energy dashboard and its sensors."""
    for entity_id, shown in home["states"].items():
        attributes = {"unit_of_measurement": shown["unit"], "friendly_name": shown["name"]}
        hass.states.async_set(entity_id, shown["state"], attributes)
    for entry_id, title in home.get("entries", {}).items():
        MockConfigEntry(domain="sun_oracle", entry_id=entry_id, title=title).add_to_hass(hass)
    sources = ENERGY_SOURCE_SCHEMA(home["sources"])
    manager = await async_get_manager(hass)
    await manager.async_update({"energy_sources": sources, "device_consumption": home.get("devices", [])})
    hass.config.components.add("energy")


async def begin(hass: HomeAssistant) -> Any:
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})


async def submit(hass: HomeAssistant, flow: Any, **changed: Any) -> Any:
    """Submit a form as it is shown, but for what is changed."""
    shown = {str(field): field.default() for field in flow["data_schema"].schema}
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {**shown, **changed})
    await hass.async_block_till_done()
    return flow


async def choose_sensors(hass: HomeAssistant, menu: Any) -> Any:
    return await hass.config_entries.flow.async_configure(menu["flow_id"], {"next_step_id": "sensors"})


def stored(hass: HomeAssistant) -> list[dict[str, Any]]:
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    return [{"kind": part.subentry_type, **part.data} for part in entry.subentries.values()]


async def coordinator_of(hass: HomeAssistant) -> BitGridCoordinator:
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    assert entry.state is ConfigEntryState.LOADED
    coordinator: BitGridCoordinator = entry.runtime_data
    return coordinator


async def findings(hass: HomeAssistant, flow: Any, home: dict[str, Any]) -> None:
    """Check that a form's findings are those expected, in order, by the beginnings of their texts."""
    words = await async_words(hass)
    told = [line for line in flow["description_placeholders"]["findings"].splitlines() if line]
    expected = [*home["findings"], *home["notes"]]
    assert len(told) == len(expected), told
    for line, key in zip(told, expected, strict=True):
        # Between the names that a text holds stand its own words.
        template = words._texts[key]
        fixed = [part.partition("}")[2] for part in f"}}{template}".split("{")]
        assert all(part in line for part in fixed), (line, key)


@pytest.mark.parametrize("home", COMPLETE.values(), ids=COMPLETE.keys())
async def test_what_the_dashboard_knows_is_filled_in_and_one_click_takes_it(
    hass: HomeAssistant, home: dict[str, Any]
) -> None:
    await live_in(hass, home)
    flow = await begin(hass)
    assert flow["type"] is FlowResultType.FORM
    assert flow["step_id"] == "energy"
    assert flow["description_placeholders"]["now"] == home["now"]
    await findings(hass, flow, home)

    flow = await submit(hass, flow)
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    assert stored(hass) == home["stored"]
    coordinator = await coordinator_of(hass)
    assert coordinator.config_entry.data == {"mode": "sensors", **home["outside"]}
    for signal, value in home.get("read", {}).items():
        assert coordinator.data.house.signals[signal].value == pytest.approx(value), signal
    assert "Add a load" in state(hass, "sensor.bitgridai_explanation").state
    assert state(hass, "sensor.bitgridai_policy_source").state == "balanced"


async def test_a_dashboard_of_counters_leads_to_the_sensors_with_what_it_knows(hass: HomeAssistant) -> None:
    home = HOMES["energy_counters_only"]
    await live_in(hass, home)
    flow = await begin(hass)
    assert flow["type"] is FlowResultType.MENU
    flow = await choose_sensors(hass, flow)
    suggested = {
        str(field): field.description["suggested_value"]
        for field in flow["data_schema"].schema
        if (field.description or {}).get("suggested_value") is not None
    }
    assert suggested == {"soc_entity": "sensor.battery_soc", "capacity_kwh": 7}
    assert flow["description_placeholders"]["notes"].count("\n") == len(home["notes"]) - 1


async def test_what_looks_wrong_is_said_in_the_owners_language(hass: HomeAssistant) -> None:
    hass.config.language = "de"
    await live_in(hass, HOMES["meter_counts_down_unnoticed"])
    flow = await begin(hass)
    told = flow["description_placeholders"]
    assert told["now"].startswith("Jetzt: Netz 650 W (Einspeisung), ")
    assert "−650 W" in told["findings"] or "−647 W" in told["findings"]
    assert "Meter zählt wohl andersherum" in told["findings"]


async def test_the_owner_has_the_last_word_on_what_is_used_and_how(hass: HomeAssistant) -> None:
    await live_in(hass, HOMES["one_sensor_each"])
    flow = await begin(hass)
    refused = await submit(hass, flow, sources=["inverter:sensor.pv_power"], turned=[])
    assert refused["errors"] == {"sources": "no_grid"}
    flow = await submit(
        hass, flow, sources=["meter:sensor.meter_power"], turned=["meter:sensor.meter_power"], how="this_house"
    )
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    assert stored(hass) == [{"kind": "meter", "power_entity": "sensor.meter_power", "inverted": True}]
    coordinator = await coordinator_of(hass)
    assert coordinator.data.house.signals["grid_power_w"].value == 1100
    assert "feed_in_ct" not in coordinator.config_entry.data


async def test_the_sensors_can_still_be_chosen_by_hand(hass: HomeAssistant) -> None:
    await live_in(hass, HOMES["one_sensor_each"])
    flow = await submit(hass, await begin(hass), how="sensors")
    assert flow["step_id"] == "sensors"
    suggested = {str(field): (field.description or {}).get("suggested_value") for field in flow["data_schema"].schema}
    assert suggested["grid_entity"] == "sensor.meter_power"
    assert suggested["capacity_kwh"] == 9.6
    entered = {"grid_entity": "sensor.meter_power", "add_load": False}
    await hass.config_entries.flow.async_configure(flow["flow_id"], entered)
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    assert entry.data == {"mode": "sensors", "feed_in_ct": 7.86}, "what the form does not ask is kept"


async def test_a_simulated_household_can_still_be_tried(hass: HomeAssistant) -> None:
    await live_in(hass, HOMES["one_sensor_each"])
    flow = await submit(hass, await begin(hass), how="simulated")
    assert flow["step_id"] == "simulated"


async def test_without_a_dashboard_the_menu_opens(hass: HomeAssistant) -> None:
    flow = await begin(hass)
    assert flow["type"] is FlowResultType.MENU
    assert flow["menu_options"] == ["sensors", "simulated"]


async def test_an_empty_dashboard_is_none(hass: HomeAssistant) -> None:
    hass.config.components.add("energy")
    flow = await begin(hass)
    assert flow["type"] is FlowResultType.MENU


async def test_no_more_than_one_household_is_set_up(hass: HomeAssistant) -> None:
    await live_in(hass, HOMES["one_sensor_each"])
    await submit(hass, await begin(hass))
    flow = await begin(hass)
    assert flow["type"] is FlowResultType.ABORT
    assert flow["reason"] == "single_instance_allowed"


class TestLoadsOfTheDashboard:
    async def _live(self, hass: HomeAssistant, *powers: str) -> None:
        assert await async_setup_component(hass, "homeassistant", {})
        boolean = {"boiler": {"name": "Boiler"}, "fridge": {"name": "Fridge"}}
        assert await async_setup_component(hass, "input_boolean", {"input_boolean": boolean})
        for power in powers:
            shown = {"unit_of_measurement": "kW", "friendly_name": power}
            hass.states.async_set(power, "1.996" if "boiler" in power else "0.08", shown)
        devices = [{"stat_consumption": f"{power}_energy", "stat_rate": power} for power in powers]
        await live_in(
            hass, {**HOMES["one_sensor_each"], "devices": [*devices, {"stat_consumption": "sensor.tv_energy"}]}
        )

    async def test_what_can_be_switched_is_offered_and_only_what_is_ticked_becomes_a_load(
        self, hass: HomeAssistant
    ) -> None:
        await self._live(hass, "sensor.boiler_power", "sensor.fridge_power")
        flow = await begin(hass)
        offered = flow["data_schema"].schema["loads"].config["options"]
        assert [(item["value"], item["label"]) for item in offered] == [
            ("input_boolean.boiler", "Boiler, 2.0 kW"),
            ("input_boolean.fridge", "Fridge, 80 W"),
        ]
        assert next(field for field in flow["data_schema"].schema if field == "loads").default() == []
        await submit(hass, flow, loads=["input_boolean.boiler"])
        coordinator = await coordinator_of(hass)
        assert list(coordinator.data.descriptions) == ["boiler"]
        assert coordinator.data.descriptions["boiler"].levels_w == (0.0, 2000.0)
        assert "Boiler" in state(hass, "sensor.bitgridai_explanation").state

    async def test_the_switch_of_the_same_device_is_meant(self, hass: HomeAssistant) -> None:
        plug = MockConfigEntry(domain="plug")
        plug.add_to_hass(hass)
        device = dr.async_get(hass).async_get_or_create(config_entry_id=plug.entry_id, identifiers={("plug", "1")})
        registry = er.async_get(hass)
        for domain in ("sensor", "switch"):
            registry.async_get_or_create(
                domain, "plug", "1", config_entry=plug, device_id=device.id, suggested_object_id="plug_7"
            )
        hass.states.async_set("switch.plug_7", "on", {"friendly_name": "Miner"})
        hass.states.async_set("sensor.plug_7", "1503", {"unit_of_measurement": "W"})
        devices = [{"stat_consumption": "sensor.plug_7_energy", "stat_rate": "sensor.plug_7"}]
        await live_in(hass, {**HOMES["one_sensor_each"], "devices": devices})
        flow = await begin(hass)
        (offered,) = flow["data_schema"].schema["loads"].config["options"]
        assert (offered["value"], offered["label"]) == ("switch.plug_7", "Miner, 1.5 kW")

    async def test_a_switch_that_is_gone_is_not_offered(self, hass: HomeAssistant) -> None:
        plug = MockConfigEntry(domain="plug")
        plug.add_to_hass(hass)
        device = dr.async_get(hass).async_get_or_create(config_entry_id=plug.entry_id, identifiers={("plug", "1")})
        for domain in ("sensor", "switch"):
            er.async_get(hass).async_get_or_create(
                domain, "plug", "1", config_entry=plug, device_id=device.id, suggested_object_id="plug_7"
            )
        hass.states.async_set("sensor.plug_7", "1503", {"unit_of_measurement": "W"})
        hass.states.async_set("sensor.lamp", "60", {"unit_of_measurement": "W"})
        devices = [{"stat_consumption": "sensor.x", "stat_rate": name} for name in ("sensor.plug_7", "sensor.lamp")]
        await live_in(hass, {**HOMES["one_sensor_each"], "devices": devices})
        assert "loads" not in (await begin(hass))["data_schema"].schema

    async def test_what_never_drew_anything_is_not_offered(self, hass: HomeAssistant) -> None:
        await self._live(hass, "sensor.boiler_power")
        hass.states.async_set("sensor.boiler_power", "0", {"unit_of_measurement": "kW"})
        flow = await begin(hass)
        assert "loads" not in flow["data_schema"].schema


def test_notes_are_told_apart_by_what_they_name() -> None:
    assert Note("a", {"entity": "x"}) == Note("a", {"entity": "x"}) != Note("a", {"entity": "y"})


def test_there_are_enough_homes_to_trust_it() -> None:
    assert len(HOMES) >= 10
