from typing import Any

from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.typing import WebSocketGenerator  # type: ignore[import-untyped]

from custom_components.bitgridai.inquiry.errors import async_in_words
from tests.integration.owner import BLOCK_S, Owner
from tests.integration.services.asking import ask


async def test_more_surplus_would_start_the_heater_and_nothing_happens(dark: Owner) -> None:
    records, memory = dark.coordinator.data.records, dark.coordinator.data.memory
    answer = await ask(dark.hass, "what_if", signals={"grid_power_w": -2000})
    assert answer["hypothetical"] is True
    assert answer["text"].startswith("If that were so, this would be decided at 12:10. Heater starts at 1,500 W")
    assert answer["at"] == "2026-06-15T19:10:00+00:00"
    heater = answer["loads"]["heater"]
    assert heater["differs"] is True
    assert heater["action"] == "start"
    assert heater["unchanged"] == {"action": "hold", "target_w": 0.0, "reason": "r1_surplus_low"}
    await dark.live(10)
    assert not dark.heating()
    assert dark.coordinator.data.records == records
    assert dark.coordinator.data.memory == memory


@pytest.mark.parametrize(
    ("language", "opening", "now", "then"),
    [
        ("en", "If that were so, this would be decided at 12:20. Heater stays off: ", "30 min left", "22 min left"),
        ("de", "Wäre es so, würde um 12:20 dies entschieden. Heater bleibt aus: ", "30 min", "22 min"),
    ],
)
async def test_what_runs_out_is_told_with_the_time_at_which_so_much_is_left(
    owner: Owner, language: str, opening: str, now: str, then: str
) -> None:
    """A lockout of 30 minutes: the decision tells what is left now, the answer what is left at the next one."""
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    owner.temperature_c = 90
    await owner.live(20)
    assert not owner.heating()
    owner.temperature_c = 60
    await owner.live(20)
    await ask(owner.hass, "acknowledge_lockout", load="heater")
    told = await ask(owner.hass, "explain", load="heater", language=language, depth="short")
    answer = await ask(owner.hass, "what_if", signals={"grid_power_w": -4000}, load="heater", language=language)
    ahead = await ask(owner.hass, "preview", load="heater", language=language)
    assert now in told["text"]
    assert answer["text"].startswith(opening)
    assert then in answer["text"]
    assert answer["loads"]["heater"]["text"] == ahead["loads"]["heater"]["text"]
    assert answer["at"] == ahead["at"] == "2026-06-15T19:20:00+00:00"


async def test_more_sun_shows_at_the_meter(dark: Owner) -> None:
    answer = await ask(dark.hass, "what_if", signals={"pv_power_w": 9000})
    assert answer["loads"]["heater"]["action"] == "start"


async def test_more_sun_changes_nothing_where_the_meter_is_said_to_stay(dark: Owner) -> None:
    answer = await ask(dark.hass, "what_if", signals={"pv_power_w": 9000, "grid_power_w": 400})
    assert answer["loads"]["heater"]["differs"] is False


@pytest.mark.parametrize(
    ("asked", "signals"),
    [
        ({"pv_w": 9000}, {"pv_power_w": 9000}),
        ({"pv_w": 300, "soc_pct": 20}, {"pv_power_w": 300, "battery_soc_pct": 20}),
        ({"price_ct_kwh": 90}, {"price_ct_kwh": 90}),
    ],
)
async def test_the_card_and_the_action_answer_alike(
    dark: Owner, hass_ws_client: WebSocketGenerator, asked: dict[str, float], signals: dict[str, float]
) -> None:
    answer = await ask(dark.hass, "what_if", signals=signals)
    client = await hass_ws_client(dark.hass)
    await client.send_json_auto_id({"type": "bitgridai/what_if", **asked})
    shown = (await client.receive_json())["result"]["loads"]
    assert shown.keys() == answer["loads"].keys()
    for load, told in answer["loads"].items():
        assert (shown[load]["target_w"], shown[load]["differs"]) == (told["target_w"], told["differs"])
        assert shown[load]["told"]["energy"]["short"] == told["text"]


async def test_another_policy_can_be_tried(dark: Owner) -> None:
    policy = dark.state("sensor.bitgridai_policy_hash").state
    answer = await ask(dark.hass, "what_if", policy={"r1": {"start_margin_w": 1900}}, load="heater")
    assert answer["loads"]["heater"]["action"] == "start"
    assert dark.state("sensor.bitgridai_policy_hash").state == policy


async def test_import_that_lasts_is_import_of_the_last_minute_too(owner: Owner) -> None:
    await owner.connect()
    await owner.live(5 * BLOCK_S)
    assert owner.heating()
    answer = await ask(owner.hass, "what_if", signals={"grid_power_w": 2500})
    assert answer["loads"]["heater"]["action"] == "stop"
    assert answer["loads"]["heater"]["reason"] == "r2_grid_import"


async def test_a_hot_chip_would_stop_it(owner: Owner) -> None:
    await owner.connect()
    await owner.live(660)
    answer = await ask(owner.hass, "what_if", loads={"heater": {"chip_temp_c": 91}}, language="de", depth="technical")
    assert answer["loads"]["heater"]["reason"] == "r3_overtemp"
    assert "R3_OVERTEMP" in answer["text"]
    await owner.live(10)
    assert owner.heating()


async def test_what_changes_nothing_is_said_to(dark: Owner) -> None:
    answer = await ask(dark.hass, "what_if", signals={"pv_power_w": 1})
    assert answer["loads"]["heater"]["differs"] is False
    assert answer["text"].endswith("Nothing would be different.")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "Say what would be different"),
        ({"signals": {}}, "Say what would be different"),
        ({"signals": "sunny"}, "signals must be a list of names"),
        ({"signals": {"grid_power_w": "much"}}, 'signals.grid_power_w does not fit .* "much"'),
        ({"signals": {"grid_power_w": float("nan")}}, "signals.grid_power_w must be a number from .* not nan"),
        ({"signals": {"battery_soc_pct": 140}}, "battery_soc_pct must be a number from 0 to 100, not 140"),
        ({"signals": {"sunshine": 5}}, "sunshine does not exist here. There is: "),
        ({"loads": {"pool": {"power_w": 5}}}, "There is no load pool. There is: heater"),
        ({"policy": {"r1": {"start_margin_w": "a lot"}}}, "start_margin_w must be a number from .* not .a lot."),
        ({"policy": {"r9": {}}}, "r9 does not exist here. There is: "),
        ({"signals": {"pv_power_w": 5}, "load": "pool"}, "There is no load pool"),
    ],
)
async def test_what_does_not_fit_is_told_with_its_place(dark: Owner, data: dict[str, Any], told: str) -> None:
    with pytest.raises(ServiceValidationError, match=told):
        await ask(dark.hass, "what_if", **data)


async def test_what_does_not_fit_is_told_in_the_language_of_the_house(dark: Owner) -> None:
    with pytest.raises(ServiceValidationError) as caught:
        await ask(dark.hass, "what_if", policy={"autonomy": "wild"})
    assert caught.value.translation_key == "invalid_option"
    told = await async_in_words(dark.hass, caught.value, "de")
    assert told == 'policy.autonomy muss eines davon sein: manual, assisted, semi, full. Es war "wild".'
