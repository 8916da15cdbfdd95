"""The controller stops and starts again in the middle of anything, and goes away without a trace it did not mean."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
import sqlite3
from typing import Any

from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er
import pytest

from custom_components.bitgridai.coordinator import ledger_path
from custom_components.bitgridai.engine.key_figures.totals import Totals
from custom_components.bitgridai.engine.memory import Memory
from tests.integration import devices
from tests.integration.conftest import Simulate
from tests.integration.owner import BLOCK_S, HEATER, TEMPERATURE, Owner, verified

LEAVE = {"on_stop": "leave"}


async def _restart(owner: Owner) -> None:
    assert await owner.hass.config_entries.async_reload(owner.entry.entry_id)
    await owner.hass.async_block_till_done()


def _request(owner: Owner, **request: Any) -> None:
    answer = owner.coordinator.async_request({"origin": "user", **request})
    assert answer.status == "accepted", answer


# The moments of a load's life in which a restart may fall.


async def _waiting(owner: Owner) -> None:
    await owner.live(120)


async def _starting(owner: Owner) -> None:
    await owner.live(BLOCK_S)
    assert owner.heating()


async def _minimum_runtime(owner: Owner) -> None:
    await owner.live(BLOCK_S + 60)
    owner.surplus_w = 200
    await owner.live(BLOCK_S + 60)
    assert owner.state("sensor.heater_reason").state == "r5_min_runtime"
    assert owner.heating()


async def _pause(owner: Owner) -> None:
    await _minimum_runtime(owner)
    await owner.live(2 * BLOCK_S)
    assert not owner.heating()
    owner.surplus_w = 3000


async def _lockout(owner: Owner) -> None:
    await owner.live(BLOCK_S + 60)
    owner.temperature_c = 90
    await owner.live(30)
    owner.temperature_c = 45
    await owner.live(30)
    assert owner.state("binary_sensor.heater_lockout").state == "on"


async def _override(owner: Owner) -> None:
    await owner.live(60)
    _request(owner, kind="set_override", override="limit", power_w=1000, duration_min=120)
    await owner.live(30)


async def _emergency_stop(owner: Owner) -> None:
    await owner.live(BLOCK_S + 60)
    _request(owner, kind="emergency_stop")
    await owner.live(30)


async def _proposal(owner: Owner) -> None:
    owner.coordinator.async_change_policy({"autonomy": "assisted"})
    await owner.live(BLOCK_S + 60)
    assert owner.coordinator.data.memory.of("heater").proposal is not None


MOMENTS: tuple[Callable[[Owner], Awaitable[None]], ...] = (
    _waiting,
    _starting,
    _minimum_runtime,
    _pause,
    _lockout,
    _override,
    _emergency_stop,
    _proposal,
)


def _promises(memory: Memory) -> Memory:
    """What must outlive a restart: all but the ledger's own number and the moment itself."""
    return replace(memory, seq=0, last_hash="", last_now=None)


def _counted(total: Totals) -> Totals:
    """What was counted of loads and blocks; looking again after a restart is a decision of its own."""
    return replace(total, decisions=0, explained=0)


@pytest.mark.parametrize("reach", MOMENTS, ids=lambda reach: reach.__name__.strip("_"))
async def test_a_restart_at_any_moment_changes_nothing_that_was_promised(
    owner: Owner, reach: Callable[[Owner], Awaitable[None]]
) -> None:
    owner.options = LEAVE
    await owner.connect()
    await reach(owner)
    before, heating = owner.coordinator.data, owner.heating()
    await _restart(owner)
    after = owner.coordinator.data
    assert _promises(after.memory) == _promises(before.memory)
    assert after.memory.seq > before.memory.seq, "the ledger goes on"
    assert after.figures.seq == after.memory.seq, "and so do the counters"
    assert _counted(after.figures.total) == _counted(before.figures.total)
    await owner.live(30)
    assert owner.heating() is heating
    await owner.leave()
    report = await verified(owner.hass, owner.entry)
    assert report.verified, report.difference


@pytest.mark.parametrize("reach", [_starting, _minimum_runtime], ids=["starting", "minimum_runtime"])
async def test_what_runs_is_stopped_by_default_and_rests_as_after_any_stop(
    owner: Owner, reach: Callable[[Owner], Awaitable[None]]
) -> None:
    await owner.connect()
    await reach(owner)
    owner.surplus_w = 3000
    before = owner.coordinator.data.memory
    await _restart(owner)
    assert not owner.heating()
    after = owner.coordinator.data.memory
    assert after.of("heater").starts_today == before.of("heater").starts_today
    assert after.of("heater").last_change == "STOP"
    await owner.live(BLOCK_S)
    assert not owner.heating(), "a restart wears a load no more than a cloud does"
    assert owner.state("sensor.heater_reason").state == "r5_min_pause"
    await owner.live(2 * BLOCK_S)
    assert owner.heating()
    await owner.leave()
    report = await verified(owner.hass, owner.entry)
    assert report.verified, report.difference


async def test_a_persons_start_outlives_the_stop_for_a_restart(owner: Owner) -> None:
    owner.surplus_w = -500
    await owner.connect()
    await owner.live(60)
    _request(owner, kind="set_override", override="start", duration_min=120)
    await owner.live(30)
    assert owner.heating()
    overrides = owner.coordinator.data.memory.overrides
    await _restart(owner)
    assert not owner.heating()
    assert owner.coordinator.data.memory.overrides == overrides
    await owner.live(BLOCK_S + 60)
    assert owner.heating(), "the command still stands"


async def test_home_assistant_stops_loads_while_their_integrations_still_work(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    heating_at_stop: list[bool] = []
    owner.hass.bus.async_listen("homeassistant_stop", lambda _: heating_at_stop.append(owner.heating()))
    ledger = owner.coordinator.ledger
    await owner.hass.async_stop(force=True)
    assert heating_at_stop == [False]
    assert ledger.waiting == 0
    report = await verified(owner.hass, owner.entry)
    assert report.verified, report.difference


async def test_a_stop_in_the_middle_of_a_change_of_the_household_is_a_stop(owner: Owner) -> None:
    coordinator = await owner.connect()
    await owner.live(BLOCK_S + 60)
    coordinator.async_expect_return()
    await owner.hass.async_stop(force=True)
    assert not owner.heating()


async def test_home_assistant_stops_and_leaves_what_protects_itself(owner: Owner) -> None:
    owner.options = LEAVE
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    await owner.hass.async_stop(force=True)
    assert owner.heating()


async def test_a_disabled_household_runs_nothing(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    owner.coordinator.async_expect_return()
    await owner.hass.config_entries.async_set_disabled_by(owner.entry.entry_id, ConfigEntryDisabler.USER)
    assert not owner.heating()
    await owner.hass.async_block_till_done()
    assert not owner.heating()


async def test_the_choice_is_made_on_the_device_page_and_kept(owner: Owner) -> None:
    await owner.connect()
    choice = "select.bitgridai_loads_when_the_controller_stops"
    assert owner.state(choice).state == "stop"
    await owner.hass.services.async_call(
        "select", "select_option", {"entity_id": choice, "option": "leave"}, blocking=True
    )
    assert owner.state(choice).state == "leave"
    await owner.live(BLOCK_S + 60)
    await _restart(owner)
    assert owner.heating()
    assert owner.state(choice).state == "leave"


class TestChangingTheHousehold:
    async def test_a_changed_meter_leaves_the_loads_running(self, owner: Owner) -> None:
        await owner.connect()
        await owner.live(BLOCK_S + 60)
        owner.hass.states.async_set("sensor.new_meter", "-1500", {"unit_of_measurement": "W"})
        (meter,) = owner.entry.get_subentries_of_type("meter")
        data = {**meter.data, "power_entity": "sensor.new_meter"}
        owner.hass.config_entries.async_update_subentry(owner.entry, meter, data=data)
        await owner.hass.async_block_till_done()
        assert owner.heating(), "the controller is back within a second"
        assert owner.coordinator.data.memory.of("heater").last_change == "START"

    async def test_a_load_that_was_given_another_switch_is_stopped_at_the_old_one(self, owner: Owner) -> None:
        await owner.connect()
        await owner.live(BLOCK_S + 60)
        owner.hass.states.async_set("switch.other", "off")
        (load,) = owner.entry.get_subentries_of_type("load")
        data = {**load.data, "switch_entity": "switch.other"}
        owner.hass.config_entries.async_update_subentry(owner.entry, load, data=data)
        await owner.hass.async_block_till_done()
        assert not owner.heating()
        assert owner.coordinator.data.loads["heater"].level == 0

    async def test_a_removed_load_is_stopped_and_leaves_no_device_and_no_entity(self, owner: Owner) -> None:
        await owner.connect()
        await owner.live(BLOCK_S + 60)
        devices, entities = dr.async_get(owner.hass), er.async_get(owner.hass)
        (load,) = owner.entry.get_subentries_of_type("load")
        assert er.async_entries_for_config_entry(entities, owner.entry.entry_id)
        owner.hass.config_entries.async_remove_subentry(owner.entry, load.subentry_id)
        await owner.hass.async_block_till_done()
        assert owner.entry.state is ConfigEntryState.LOADED
        assert not owner.heating()
        left = er.async_entries_for_config_entry(entities, owner.entry.entry_id)
        assert not [entry.entity_id for entry in left if "heater" in entry.unique_id]
        named = {device.name for device in dr.async_entries_for_config_entry(devices, owner.entry.entry_id)}
        assert "Heater" not in named

    async def test_a_sensor_a_load_has_no_more_takes_its_entity_along(self, owner: Owner) -> None:
        await owner.connect()
        entities = er.async_get(owner.hass)
        entity_id = "sensor.heater_temperature_2"
        assert entities.async_get(entity_id) is not None
        (load,) = owner.entry.get_subentries_of_type("load")
        data = {key: value for key, value in load.data.items() if value != TEMPERATURE}
        owner.hass.config_entries.async_update_subentry(owner.entry, load, data=data)
        await owner.hass.async_block_till_done()
        assert entities.async_get(entity_id) is None
        assert entities.async_get("sensor.heater_state") is not None


class TestSetUpThatFails:
    @pytest.fixture
    async def broken(self, owner: Owner) -> Owner:
        """A household that ran when the power failed, and whose ledger cannot be opened now."""
        await owner.connect()
        await owner.live(60)
        await owner.leave()
        await owner.hass.services.async_call("input_boolean", "turn_on", {"entity_id": HEATER}, blocking=True)
        path = ledger_path(owner.hass, owner.entry.entry_id)

        def spoil() -> None:
            path.rename(path.with_suffix(".kept"))
            path.write_text("this is no ledger, and long enough to be told apart from an empty file " * 20)

        await owner.hass.async_add_executor_job(spoil)
        return owner

    async def _mend(self, owner: Owner) -> None:
        path = ledger_path(owner.hass, owner.entry.entry_id)
        await owner.hass.async_add_executor_job(path.with_suffix(".kept").replace, path)

    async def test_nothing_runs_on_unwatched(self, broken: Owner) -> None:
        assert not await broken.hass.config_entries.async_setup(broken.entry.entry_id)
        assert broken.entry.state is ConfigEntryState.SETUP_RETRY
        assert not broken.heating()

    async def test_what_a_person_switches_on_meanwhile_is_theirs(self, broken: Owner) -> None:
        assert not await broken.hass.config_entries.async_setup(broken.entry.entry_id)
        await broken.hass.services.async_call("input_boolean", "turn_on", {"entity_id": HEATER}, blocking=True)
        assert not await broken.hass.config_entries.async_reload(broken.entry.entry_id)
        assert broken.heating()
        await self._mend(broken)
        assert await broken.hass.config_entries.async_reload(broken.entry.entry_id)
        await broken.hass.async_block_till_done()
        assert broken.heating()

    @pytest.mark.parametrize("shown", ["off", "unavailable"])
    async def test_what_rests_or_cannot_be_reached_is_not_told(self, broken: Owner, shown: str) -> None:
        broken.hass.states.async_set(HEATER, shown)
        assert not await broken.hass.config_entries.async_setup(broken.entry.entry_id)
        assert broken.state(HEATER).state == shown

    async def test_a_load_that_refuses_keeps_nobody_from_trying_again(
        self, broken: Owner, caplog: pytest.LogCaptureFixture
    ) -> None:
        await devices.number(broken.hass, "W", 100, 3000, 10)
        (load,) = broken.entry.get_subentries_of_type("load")
        data = {"load_id": "heater", "shape": "number", "number_entity": "input_number.power", "levels_w": "100"}
        broken.hass.config_entries.async_update_subentry(broken.entry, load, data=data)
        assert not await broken.hass.config_entries.async_setup(broken.entry.entry_id)
        assert broken.entry.state is ConfigEntryState.SETUP_RETRY
        assert "Heater could not be switched off" in caplog.text

    async def test_what_protects_itself_is_left(self, broken: Owner) -> None:
        broken.hass.config_entries.async_update_entry(broken.entry, options=LEAVE)
        assert not await broken.hass.config_entries.async_setup(broken.entry.entry_id)
        assert broken.heating()


async def test_an_order_nobody_confirmed_is_sent_on_after_the_restart(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    owner.hass.states.async_set(HEATER, "unavailable", owner.state(HEATER).attributes)
    await _restart(owner)
    await owner.hass.services.async_call("input_boolean", "turn_on", {"entity_id": HEATER}, blocking=True)
    assert owner.heating(), "it could not be reached, and runs on"
    await owner.live(90)
    assert not owner.heating()


async def test_a_simulated_house_stands_still_instead(hass: HomeAssistant, simulate: Simulate) -> None:
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 6 * 3600)
    assert coordinator.data.loads["miner"].level
    await hass.config_entries.async_unload(coordinator.config_entry.entry_id)
    with pytest.raises(sqlite3.ProgrammingError):
        coordinator.ledger.records()
    plant = coordinator.household.plant
    assert plant is not None
    assert plant.measurements.load("miner").level
    assert hass.states.get("select.bitgridai_loads_when_the_controller_stops") is None


async def test_a_restart_in_the_middle_of_a_slow_start_gives_no_order_twice(owner: Owner) -> None:
    begin, end = await devices.scripts(owner.hass)
    owner.hass.states.async_set("binary_sensor.hashing", "off")
    started: list[str] = []

    @callback
    def note(event: Event) -> None:
        if event.data["service_data"].get("entity_id") == begin:
            started.append(event.data["service"])

    owner.hass.bus.async_listen("call_service", note)
    slow = {"confirm_entity": "binary_sensor.hashing", "confirm_s": 60, "ramp_s": 540}
    script = {"load_id": "heater", "shape": "script", "start_entity": begin, "stop_entity": end, "nominal_w": 1500.0}
    owner.options = LEAVE
    await owner.connect(load={**script, **slow})
    await owner.live(BLOCK_S + 120)
    assert started == ["turn_on"]
    await _restart(owner)
    await owner.live(120)
    assert owner.coordinator.data.preview is not None
    assert owner.coordinator.data.preview.load("heater").previous_w == 1500, "still on its way, and its power reserved"
    owner.hass.states.async_set("binary_sensor.hashing", "on")
    await owner.live(BLOCK_S)
    assert started == ["turn_on"]
    assert owner.state("sensor.heater_starts_today").state == "1"
    assert owner.state("sensor.heater_state").state == "running"
