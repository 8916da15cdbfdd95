"""What the card is told over the WebSocket: the whole picture, in its schema, whenever it changes."""

from types import MappingProxyType
from typing import Any

from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator  # type: ignore[import-untyped]

from custom_components.bitgridai.const import DOMAIN, SUBENTRY_AGENT
from custom_components.bitgridai.coordinator import BitGridCoordinator
from custom_components.bitgridai.websocket_api import schema
from custom_components.bitgridai.websocket_api.votes import measures
from scripts.lib import card_schema
from tests.integration.conftest import Simulate
from tests.integration.shapes import misfits

HOUR_S = 3600


class Viewer:
    """A browser that shows the card."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._seen: list[dict[str, Any]] = []

    async def ask(self, command: str, **parameters: Any) -> dict[str, Any]:
        """Send a command; pictures that come before the answer are kept for later."""
        await self._client.send_json_auto_id({"type": f"bitgridai/{command}", **parameters})
        while (answer := await self._client.receive_json())["type"] != "result":
            self._seen.append(answer["event"])
        return dict(answer)

    async def result(self, command: str, **parameters: Any) -> dict[str, Any]:
        """Send a command that must succeed."""
        answer = await self.ask(command, **parameters)
        assert answer["success"], answer
        return {} if answer["result"] is None else dict(answer["result"])

    async def picture(self) -> dict[str, Any]:
        """Wait for the next picture."""
        if self._seen:
            return self._seen.pop(0)
        picture: dict[str, Any] = (await self._client.receive_json())["event"]
        return picture

    async def newest(self) -> dict[str, Any]:
        """Return the last picture that was sent, of one at least."""
        picture = await self.picture()
        await self._client.send_json_auto_id({"type": "ping"})
        while (answer := await self._client.receive_json())["type"] != "pong":
            picture = answer["event"]
        return picture

    async def pictures_waiting(self) -> int:
        """Count the pictures that have come and were not looked at."""
        await self._client.send_json_auto_id({"type": "ping"})
        while (answer := await self._client.receive_json())["type"] != "pong":
            self._seen.append(answer["event"])
        return len(self._seen)


@pytest.fixture
async def viewer(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> Viewer:
    assert await async_setup_component(hass, DOMAIN, {})
    return Viewer(await hass_ws_client(hass))


async def _override(hass: HomeAssistant, override: str, **data: Any) -> None:
    await hass.services.async_call(DOMAIN, "set_override", {"override": override, **data}, blocking=True)


def _load(picture: dict[str, Any], load_id: str = "miner") -> dict[str, Any]:
    return next(dict(load) for load in picture["loads"] if load["id"] == load_id)


def test_the_cards_types_are_the_integrations() -> None:
    assert card_schema.TARGET.read_text(encoding="utf-8") == card_schema.text(), "scripts/card writes it anew"


@pytest.mark.parametrize("household", ["real_week", "no_battery", "three_loads", "generated"])
async def test_the_picture_of_every_household_keeps_to_the_schema(
    viewer: Viewer, simulate: Simulate, household: str
) -> None:
    coordinator = await simulate(household)
    await viewer.result("subscribe")
    first = await viewer.picture()
    assert misfits(first, schema.Picture) == []
    await coordinator.async_run_until(coordinator.now + 6 * HOUR_S)
    later = await viewer.newest()
    assert misfits(later, schema.Picture) == []
    assert [load["id"] for load in later["loads"]] == [
        load.id for load in coordinator.controller.basis(later["clock"]["now"]).state.loads
    ]
    assert later["next_block_at"] - later["clock"]["now"] <= later["block_s"]
    assert all(load["made"] and load["next"] and load["votes"] for load in later["loads"])
    assert ("battery" in later["flows"]["fitted"]) is (household != "no_battery")


async def test_the_powers_of_the_picture_add_up(viewer: Viewer, simulate: Simulate) -> None:
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 5 * HOUR_S)
    await viewer.result("subscribe")
    flows = (await viewer.picture())["flows"]
    assert flows["loads_w"] > 500
    balance_w = flows["pv_w"] + flows["grid_w"] + flows["battery_w"] - flows["house_w"] - flows["loads_w"]
    assert abs(balance_w) <= 30, "each is rounded to 10 W"


async def test_the_sentence_is_told_to_every_audience_in_the_language_asked_for(
    viewer: Viewer, simulate: Simulate
) -> None:
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 5 * HOUR_S)
    await viewer.result("subscribe", language="de-CH")
    picture = await viewer.picture()
    load = _load(picture)
    told = load["made"]["told"]
    assert picture["language"] == "de"
    assert "Überschuss" in told["energy"]["short"]
    assert told["technical"]["short"] != told["energy"]["short"]
    assert load["made"]["reason"] == "Überschuss reicht"
    decisive = [vote for vote in load["votes"] if vote["decisive"]]
    assert [vote["rule"] for vote in decisive] == ["R1"]
    (measure,) = decisive[0]["measures"]
    assert measure["name"] == "available_w"
    assert measure["met"]
    assert measure["value"] >= measure["limit"]


@pytest.mark.parametrize(("gain_ct", "met"), [(4.0, True), (3.9, False), (-2.1, False)])
def test_a_run_that_brings_just_what_a_start_costs_is_not_shown_as_enough(gain_ct: float, *, met: bool) -> None:
    assert measures({"gain_ct": gain_ct}, {"start_cost_ct": 3.9, "days": 10}) == [
        {"name": "gain_ct", "value": gain_ct, "limit": 3.9, "unit": "ct", "bound": "min", "met": met}
    ]


async def test_a_command_shows_at_once_and_is_gone_when_cleared(
    hass: HomeAssistant, viewer: Viewer, simulate: Simulate
) -> None:
    await simulate()
    await viewer.result("subscribe")
    assert _load(await viewer.picture())["commands"] == []
    await _override(hass, "start", duration=30)
    picture = await viewer.newest()
    (command,) = _load(picture)["commands"]
    assert command["override"] == "start"
    assert command["valid_until"] == picture["clock"]["now"] + 30 * 60
    assert _load(picture)["made"]["rule"] == "OVERRIDE"
    await hass.services.async_call(DOMAIN, "clear_override", {}, blocking=True)
    assert _load(await viewer.newest())["commands"] == []


async def test_a_lockout_and_an_emergency_stop_say_why_and_how_long(
    hass: HomeAssistant, viewer: Viewer, simulate: Simulate
) -> None:
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 5 * HOUR_S)
    await hass.services.async_call(
        "switch", "turn_on", {"entity_id": "switch.miner_fault_cooling_fails"}, blocking=True
    )
    await coordinator.async_run_until(coordinator.now + 900)
    await viewer.result("subscribe")
    picture = await viewer.picture()
    load = _load(picture)
    assert load["state"] == "locked_out"
    assert load["lockout"]["cause"] == "Overheated"
    assert 0 < load["lockout"]["left_min"] <= 30
    assert picture["health"]["level"] == "warn"
    assert picture["health"]["causes"][0]["about"] == "Miner"
    await hass.services.async_call("button", "press", {"entity_id": picture["doors"]["emergency_stop"]}, blocking=True)
    stop = (await viewer.newest())["emergency_stop"]
    assert stop["left_min"] is None
    assert stop["cause"] == "an automation"


async def test_a_proposal_waits_in_the_picture_for_its_approval(
    hass: HomeAssistant, viewer: Viewer, simulate: Simulate
) -> None:
    coordinator = await simulate()
    coordinator.async_change_policy({"autonomy": "assisted"})
    await coordinator.async_run_until(coordinator.now + 5 * HOUR_S)
    await viewer.result("subscribe")
    picture = await viewer.picture()
    proposal = _load(picture)["proposal"]
    assert picture["autonomy"] == "assisted"
    assert proposal["target_w"] > 0
    assert not proposal["approved"]
    await hass.services.async_call("button", "press", {"entity_id": picture["doors"]["approve"]}, blocking=True)
    assert _load(await viewer.newest())["made"]["action"] == "START"


async def test_an_agent_is_told_of_where_there_is_one(
    hass: HomeAssistant, viewer: Viewer, simulate: Simulate, socket_enabled: None
) -> None:
    entry = (await simulate()).config_entry
    await viewer.result("subscribe", language="de")
    assert (await viewer.picture())["agent"] is None
    nobody = {CONF_URL: "http://127.0.0.1:9", CONF_TOKEN: "x" * 40}
    agent = ConfigSubentry(data=MappingProxyType(nobody), subentry_type=SUBENTRY_AGENT, title="Agent", unique_id=None)
    hass.config_entries.async_add_subentry(entry, agent)
    while (told := (await viewer.picture()).get("agent")) is None or told["state"] == "connecting":
        await hass.async_block_till_done()
    assert misfits(told, schema.AgentView) == []
    assert told["state"] == "unreachable"
    assert told["text"] == "Nicht erreichbar"


async def test_nothing_is_sent_while_nothing_changes(viewer: Viewer, simulate: Simulate) -> None:
    coordinator = await simulate()
    await viewer.result("subscribe")
    await viewer.picture()
    for _ in range(5):
        coordinator.async_update_listeners()
    assert await viewer.pictures_waiting() == 0


async def test_the_picture_outlives_a_reload_of_the_household(
    hass: HomeAssistant, viewer: Viewer, simulate: Simulate
) -> None:
    await viewer.result("subscribe")
    assert misfits(await viewer.picture(), schema.Absent) == []
    coordinator = await simulate()
    entry_id = coordinator.config_entry.entry_id
    assert (await viewer.newest())["available"]
    assert await hass.config_entries.async_unload(entry_id)
    assert await viewer.newest() == {"schema": schema.SCHEMA, "available": False}
    assert await hass.config_entries.async_setup(entry_id)
    await hass.async_block_till_done()
    assert (await viewer.newest())["available"]
    await _override(hass, "stop")
    assert _load(await viewer.newest())["commands"], "it follows the new one"


class TestTheTimeline:
    @pytest.fixture
    async def day(self, hass: HomeAssistant, simulate: Simulate) -> BitGridCoordinator:
        coordinator = await simulate()
        await coordinator.async_run_until(coordinator.now + 4 * HOUR_S)
        await _override(hass, "stop", duration=20)
        await coordinator.async_run_until(coordinator.now + 2 * HOUR_S)
        return coordinator

    async def test_every_block_of_the_day_is_there(self, viewer: Viewer, day: BitGridCoordinator) -> None:
        line = await viewer.result("timeline", hours=24)
        assert misfits(line, schema.Timeline, "timeline") == []
        times = [block["at"] for block in line["blocks"]]
        assert len(times) >= 34
        assert times == sorted(set(times))
        assert {block["loads"]["miner"]["action"] for block in line["blocks"]} >= {"HOLD", "START"}
        assert line["names"] == {"miner": "Miner"}
        assert all(made["code"] in line["reasons"] for block in line["blocks"] for made in block["loads"].values())
        assert line["forecast"]
        assert line["forecast"][-1]["at"] > line["until"] + 12 * HOUR_S

    async def test_what_happened_between_blocks_is_marked(self, viewer: Viewer, day: BitGridCoordinator) -> None:
        line = await viewer.result("timeline", hours=168, language="de")
        marks = [mark for mark in line["marks"] if mark["kind"] == "override"]
        assert [mark["reason"] for mark in marks][:1] == ["Per Befehl gestoppt"]

    async def test_a_block_is_told_again_as_it_was(self, viewer: Viewer, day: BitGridCoordinator) -> None:
        block = (await viewer.result("timeline"))["blocks"][-1]
        told = await viewer.result("explain_record", seq=block["seq"], language="de")
        assert misfits(told, schema.ToldRecord, "told") == []
        assert told["at"] == block["at"]
        assert told["told"]["miner"]["energy"]["short"].startswith("Miner")

    async def test_what_is_no_decision_cannot_be_told(self, viewer: Viewer, day: BitGridCoordinator) -> None:
        for seq in (1, 10_000):
            answer = await viewer.ask("explain_record", seq=seq)
            assert answer["error"]["code"] == "not_found"


class TestWhatIf:
    async def test_more_sun_would_start_the_miner_and_nothing_happens(self, viewer: Viewer, simulate: Simulate) -> None:
        coordinator = await simulate("no_battery")
        await coordinator.async_run_until(coordinator.now + 4 * HOUR_S)
        records = coordinator.data.records
        (load,) = coordinator.data.descriptions
        dark = await viewer.result("what_if", pv_w=0, price_ct_kwh=10)
        bright = await viewer.result("what_if", pv_w=9000, price_ct_kwh=10)
        for answer in (dark, bright):
            assert misfits(answer, schema.WhatIf, "what_if") == []
        assert dark["loads"][load]["target_w"] == 0
        assert bright["loads"][load]["target_w"] > 0
        assert bright["loads"][load]["differs"]
        assert bright["surplus_w"] - dark["surplus_w"] == pytest.approx(9000, abs=2)
        assert coordinator.data.records == records

    async def test_a_hungrier_house_leaves_less(self, viewer: Viewer, simulate: Simulate) -> None:
        await simulate("no_battery")
        little = await viewer.result("what_if", house_w=100)
        much = await viewer.result("what_if", house_w=3100)
        assert little["surplus_w"] - much["surplus_w"] == pytest.approx(3000, abs=2)

    async def test_the_present_readings_bring_what_the_next_block_would(
        self, viewer: Viewer, simulate: Simulate
    ) -> None:
        coordinator = await simulate()
        await coordinator.async_run_until(coordinator.now + 4 * HOUR_S)
        answer = await viewer.result("what_if")
        assert not answer["loads"]["miner"]["differs"]
        assert coordinator.data.preview is not None
        assert answer["loads"]["miner"]["target_w"] == coordinator.data.preview.load("miner").target_w

    async def test_an_empty_battery_would_stop_it(self, viewer: Viewer, simulate: Simulate) -> None:
        coordinator = await simulate()
        await coordinator.async_run_until(coordinator.now + 5 * HOUR_S)
        answer = await viewer.result("what_if", soc_pct=20, language="de")
        assert answer["loads"]["miner"]["target_w"] == 0
        assert "Speicher" in answer["loads"]["miner"]["told"]["energy"]["short"]


@pytest.mark.parametrize(
    ("command", "parameters"),
    [
        ("timeline", {"hours": 5}),
        ("explain_record", {"seq": 0}),
        ("what_if", {"pv_w": -1}),
        ("what_if", {"soc_pct": 101}),
        ("what_if", {"pv_w": "sunny"}),
        ("subscribe", {"language": 7}),
    ],
)
async def test_nonsense_is_refused(viewer: Viewer, command: str, parameters: dict[str, Any]) -> None:
    assert (await viewer.ask(command, **parameters))["error"]["code"] == "invalid_format"


@pytest.mark.parametrize("command", [("timeline", {}), ("explain_record", {"seq": 1}), ("what_if", {})])
async def test_without_a_household_the_question_is_answered_with_that(
    viewer: Viewer, command: tuple[str, dict[str, Any]]
) -> None:
    name, parameters = command
    assert (await viewer.ask(name, **parameters))["error"]["code"] == "no_household"
