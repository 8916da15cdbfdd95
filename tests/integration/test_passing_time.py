"""Time passes by itself: in a simulated house as fast as it was asked to, in a real one every few seconds."""

from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (  # type: ignore[import-untyped]
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.bitgridai.const import CONF_HOUSEHOLD, CONF_MODE, CONF_SPEED, DOMAIN, MODE_SIMULATED
from tests.integration.owner import BLOCK_S, GRID, HEATER, SOC, TEMPERATURE, Owner, state


@pytest.mark.parametrize("speed", [60, 600])
async def test_a_simulated_house_lives_as_fast_as_asked(
    hass: HomeAssistant, freezer: FrozenDateTimeFactory, speed: int
) -> None:
    data = {CONF_MODE: MODE_SIMULATED, CONF_HOUSEHOLD: "real_week", CONF_SPEED: speed}
    entry = MockConfigEntry(domain=DOMAIN, title="BitGridAI", data=data)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    coordinator = entry.runtime_data
    begun = coordinator.now
    for _ in range(10):
        freezer.tick(1)
        async_fire_time_changed(hass)
        await hass.async_block_till_done(wait_background_tasks=True)
    assert coordinator.now - begun == 10 * speed

    next_decision = dt_util.parse_datetime(state(hass, "sensor.bitgridai_next_decision").state)
    assert next_decision is not None
    ahead = next_decision - dt_util.utcnow()
    assert timedelta(0) < ahead <= timedelta(seconds=BLOCK_S / speed + 1), "shown in the owner's time, not the house's"
    shown = dt_util.parse_datetime(state(hass, "sensor.bitgridai_simulated_time").state)
    assert shown is not None
    assert 0 <= coordinator.now - shown.timestamp() < BLOCK_S
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_looking_can_be_asked_for(owner: Owner) -> None:
    assert await async_setup_component(owner.hass, "homeassistant", {})
    await owner.connect()
    owner.surplus_w = 1234.0
    owner.report()
    await owner.hass.services.async_call(
        "homeassistant", "update_entity", {"entity_id": "sensor.meter_grid_power"}, blocking=True
    )
    assert owner.state("sensor.meter_grid_power").state == "-1230"


async def test_a_live_device_vouches_for_its_quiet_sensors(owner: Owner) -> None:
    other = MockConfigEntry(domain="mqtt")
    other.add_to_hass(owner.hass)
    for name, entity_ids in (("battery", (SOC, "sensor.battery_voltage")), ("plug", (TEMPERATURE, "sensor.plug"))):
        device = dr.async_get(owner.hass).async_get_or_create(
            config_entry_id=other.entry_id, identifiers={("mqtt", name)}
        )
        for entity_id in entity_ids:
            owner.hass.states.async_remove(entity_id)
            registered = er.async_get(owner.hass).async_get_or_create(
                "sensor",
                "mqtt",
                entity_id,
                suggested_object_id=entity_id.removeprefix("sensor."),
                device_id=device.id,
                config_entry=other,
            )
            assert registered.entity_id == entity_id
    owner.report()
    await owner.connect()
    owner.frozen |= {SOC, TEMPERATURE}
    for _ in range(BLOCK_S // 60 + 1):
        for sibling in ("sensor.battery_voltage", "sensor.plug"):
            owner.hass.states.async_set(sibling, str(owner.coordinator.now))
        await owner.live(60)
    assert owner.heating(), "a charge and a temperature may stand still while their devices speak"

    await owner.live(200)
    assert not owner.heating(), "but not when the whole device falls silent"
    assert owner.state("sensor.heater_reason").state == "r3_missing_telemetry"


async def test_a_slow_sensor_without_a_device_holds_while_it_is_available(owner: Owner) -> None:
    await owner.connect()
    owner.frozen.add(SOC)
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    owner.frozen.add(GRID)
    await owner.live(200)
    assert not owner.heating(), "a meter is never slow"
    assert owner.hass.states.is_state(HEATER, "off")


async def test_a_load_s_sensor_without_a_device_is_as_old_as_its_own_last_report(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    owner.frozen.add(TEMPERATURE)
    await owner.live(200)
    assert not owner.heating(), "what protects hardware is not taken for alive on nobody's word"
    assert owner.state("sensor.heater_reason").state == "r3_missing_telemetry"
