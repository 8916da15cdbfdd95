"""Triggers and conditions in real automations, and the blueprints that are shipped."""

from pathlib import Path
import shutil
from typing import Any

from homeassistant.components.automation.config import AUTOMATION_BLUEPRINT_SCHEMA
from homeassistant.components.automation.const import DOMAIN as AUTOMATION
from homeassistant.components.blueprint import importer, models
from homeassistant.core import HomeAssistant
from homeassistant.helpers import condition, device_registry as dr, trigger
from homeassistant.setup import async_setup_component
from homeassistant.util.yaml import load_yaml_dict, parse_yaml
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service  # type: ignore[import-untyped]

from custom_components.bitgridai.condition import CONDITIONS
from custom_components.bitgridai.trigger import TRIGGERS
from tests.integration.owner import BLOCK_S, Owner

REPOSITORY = Path(__file__).parents[2]
BLUEPRINTS = REPOSITORY / "config_examples" / "blueprints"
SHIPPED = sorted(BLUEPRINTS.glob("*/bitgridai/*.yaml"))


def heater_device(hass: HomeAssistant) -> str:
    return next(device.id for device in dr.async_get(hass).devices if device.name == "Heater")


async def automate(hass: HomeAssistant, **config: Any) -> list[Any]:
    """Set an automation up that calls ``test.told`` with what triggered it."""
    calls: list[Any] = async_mock_service(hass, "test", "told")
    told = {"action": "test.told", "data": {"message": "{{ trigger.message }}", "type": "{{ trigger.type }}"}}
    assert await async_setup_component(hass, AUTOMATION, {AUTOMATION: {"alias": "Tell", **config, "actions": [told]}})
    await hass.async_block_till_done()
    return calls


async def test_a_decision_triggers_with_its_sentence(owner: Owner, hass: HomeAssistant) -> None:
    await owner.connect()
    options = {"action": ["start"], "load": [heater_device(hass)]}
    calls = await automate(hass, triggers=[{"trigger": "bitgridai.decision", "options": options}])
    await owner.live(BLOCK_S + 60)
    assert [call.data["type"] for call in calls] == ["start"]
    assert calls[0].data["message"].startswith("Heater starts")
    owner.temperature_c = 91
    await owner.live(30)
    assert len(calls) == 1, "only what was chosen"


async def test_each_notice_triggers_and_other_loads_do_not(owner: Owner, hass: HomeAssistant) -> None:
    await owner.connect()
    triggers = [
        {"trigger": "bitgridai.safety_stop", "options": {"load": [heater_device(hass)]}},
        {"trigger": "bitgridai.lockout"},
        {"trigger": "bitgridai.safety_stop", "options": {"load": ["another"]}},
    ]
    calls = await automate(hass, triggers=triggers)
    await owner.live(BLOCK_S + 60)
    owner.temperature_c = 91
    await owner.live(30)
    assert [call.data["type"] for call in calls] == ["safety_stop", "lockout"]


async def test_triggers_outlive_a_reload(owner: Owner, hass: HomeAssistant) -> None:
    await owner.connect()
    calls = await automate(hass, triggers=[{"trigger": "bitgridai.emergency_stop"}])
    await hass.config_entries.async_reload(owner.entry.entry_id)
    owner.coordinator.async_request({"kind": "emergency_stop", "origin": "user"})
    await hass.async_block_till_done()
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("is_running", {}, [False, True, False]),
        ("is_running", {"load": "heater"}, [False, True, False]),
        ("is_running", {"load": "another"}, [False, False, False]),
        ("is_locked_out", {}, [False, False, True]),
        ("is_overridden", {}, [False, True, False]),
    ],
)
async def test_conditions_hold_of_the_chosen_loads(
    owner: Owner, hass: HomeAssistant, name: str, options: dict[str, Any], expected: list[bool]
) -> None:
    coordinator = await owner.connect()
    if options.get("load") == "heater":
        options = {"load": [heater_device(hass)]}
    config = await condition.async_validate_condition_config(
        hass, {"condition": f"bitgridai.{name}", "options": options}
    )
    checker = await condition.async_from_config(hass, config)
    await owner.live(30)
    seen = [checker(hass)]
    coordinator.async_request({"kind": "set_override", "override": "start", "duration_min": 30})
    await owner.live(30)
    seen.append(checker(hass))
    owner.temperature_c = 91
    await owner.live(30)
    coordinator.async_request({"kind": "clear_override"})
    await owner.live(30)
    seen.append(checker(hass))
    checker.async_unload()
    assert seen == expected


async def test_every_trigger_and_condition_is_described(owner: Owner, hass: HomeAssistant) -> None:
    await owner.connect()
    triggers = await trigger.async_get_all_descriptions(hass)
    described = {key.partition(".")[2] for key, told in triggers.items() if key.startswith("bitgridai.") and told}
    assert described == TRIGGERS.keys()
    conditions = await condition.async_get_all_descriptions(hass)
    described = {key.partition(".")[2] for key, told in conditions.items() if key.startswith("bitgridai.") and told}
    assert described == CONDITIONS.keys()


class TestBlueprints:
    @pytest.fixture(autouse=True)
    async def _shipped(self, hass: HomeAssistant, owner: Owner) -> None:
        """Put the blueprints into the configuration folder, as a home owner does."""
        folder = Path(hass.config.path("blueprints"))
        await hass.async_add_executor_job(lambda: shutil.copytree(BLUEPRINTS, folder, dirs_exist_ok=True))
        await owner.connect()

    async def use(self, hass: HomeAssistant, name: str, **inputs: Any) -> None:
        use = {"path": f"bitgridai/{name}.yaml", "input": inputs}
        assert await async_setup_component(hass, AUTOMATION, {AUTOMATION: {"alias": name, "use_blueprint": use}})
        await hass.async_block_till_done()
        assert hass.states.is_state(f"automation.{name}", "on"), "the automation is set up"

    async def test_a_safety_stop_is_sent(self, owner: Owner, hass: HomeAssistant) -> None:
        sent: list[Any] = async_mock_service(hass, "notify", "send_message")
        await self.use(hass, "tell_me", receivers=["notify.phone"])
        await owner.live(BLOCK_S + 60)
        owner.temperature_c = 91
        await owner.live(30)
        await hass.async_block_till_done()
        assert [call.data["entity_id"] for call in sent] == [["notify.phone"], ["notify.phone"]]
        assert sent[0].data["message"] == "Heater was switched off for safety."
        assert sent[1].data["message"].startswith("Heater is locked out")

    async def test_a_miner_heats_while_it_is_cold(self, owner: Owner, hass: HomeAssistant) -> None:
        owner.surplus_w = -500
        hass.states.async_set("sensor.room", "22", {"unit_of_measurement": "°C"})
        await self.use(hass, "miner_as_heater", load=heater_device(hass), room="sensor.room", cold_c=19, warm_c=21)
        await owner.live(60)
        hass.states.async_set("sensor.room", "18.5", {"unit_of_measurement": "°C"})
        await owner.live(60)
        assert owner.heating()
        assert owner.state("binary_sensor.heater_override").state == "on"
        await owner.live(50 * 60)
        assert owner.heating(), "the command is renewed before it ends"
        hass.states.async_set("sensor.room", "21.5", {"unit_of_measurement": "°C"})
        await owner.live(60)
        assert owner.state("binary_sensor.heater_override").state == "off"
        await owner.live(3 * BLOCK_S)
        assert not owner.heating()
        await hass.services.async_call(
            AUTOMATION, "turn_off", {"entity_id": "automation.miner_as_heater"}, blocking=True
        )

    async def test_a_big_consumer_gets_room(self, owner: Owner, hass: HomeAssistant) -> None:
        hass.states.async_set("sensor.oven", "0", {"unit_of_measurement": "W"})
        oven = {"consumer": "sensor.oven", "power_w": 1000, "longest_min": 60}
        await self.use(hass, "make_room", load=heater_device(hass), **oven)
        await owner.live(BLOCK_S + 60)
        assert owner.heating()
        hass.states.async_set("sensor.oven", "2500", {"unit_of_measurement": "W"})
        await owner.live(60)
        assert not owner.heating()
        hass.states.async_set("sensor.oven", "5", {"unit_of_measurement": "W"})
        await owner.live(180)
        assert owner.state("binary_sensor.heater_override").state == "off"


@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_a_blueprint_can_be_imported_from_its_address(path: Path) -> None:
    data = parse_yaml(path.read_text("utf-8"))
    assert isinstance(data, dict)
    blueprint = models.Blueprint(data, expected_domain="automation", schema=AUTOMATION_BLUEPRINT_SCHEMA)
    assert blueprint.validate() is None
    address = str(blueprint.metadata["source_url"])
    assert address.endswith(path.relative_to(REPOSITORY).as_posix())
    assert importer._get_github_import_url(address).startswith("https://raw.githubusercontent.com/BitGridAI/")
    assert all("description" in item for item in load_yaml_dict(str(path))["blueprint"]["input"].values())
