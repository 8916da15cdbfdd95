"""docs/actions.md: every example runs as it stands there, and every field and every key of an answer is named."""

from pathlib import Path
import re
from typing import Any

from homeassistant.components.automation.config import PLATFORM_SCHEMA as AUTOMATION_SCHEMA
from homeassistant.core import Context, ServiceCall
from homeassistant.helpers import config_validation as cv, script
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service  # type: ignore[import-untyped]
import yaml

from custom_components.bitgridai.engine.rephrase import Flaw
from custom_components.bitgridai.engine.rephrase.check import LENGTH_MAX
from custom_components.bitgridai.inquiry.model import DEADLINE_S
from tests.integration.owner import BLOCK_S, Owner

REPOSITORY = Path(__file__).parents[2]
PAGE = (REPOSITORY / "docs" / "actions.md").read_text("utf-8")
EXAMPLES: list[dict[str, Any]] = [
    yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
]
ACTIONS: dict[str, Any] = yaml.safe_load(
    (REPOSITORY / "custom_components" / "bitgridai" / "services.yaml").read_text("utf-8")
)
TRIGGER: dict[str, Any] = {"load": "heater", "target_w": 1500.0}
"""What the triggers of the examples hand over."""


@pytest.fixture
async def house(owner: Owner) -> Owner:
    """A house that has decided a few times, and is asked for approval now."""
    assert await async_setup_component(owner.hass, "automation", {})
    await owner.connect()
    await owner.live(3 * BLOCK_S)
    data = {"entity_id": "select.bitgridai_autonomy", "option": "assisted"}
    await owner.hass.services.async_call("select", "select_option", data, blocking=True)
    owner.surplus_w = 200
    await owner.live(3 * BLOCK_S)
    return owner


async def _run(house: Owner, example: dict[str, Any]) -> dict[str, Any]:
    """Run the actions of an example; return what its variables hold in the end."""
    actions = example.get("actions") or example["sequence"]
    steps = await script.async_validate_actions_config(house.hass, cv.SCRIPT_SCHEMA(actions))
    trigger = TRIGGER | {"seq": await _last_decision(house)}
    runner = script.Script(house.hass, steps, example["alias"], "test", script_mode="parallel")
    result = await runner.async_run({"trigger": trigger}, Context())
    await house.hass.async_block_till_done()
    return {} if result is None else dict(result.variables)


async def _last_decision(house: Owner) -> int:
    answer: Any = await house.hass.services.async_call("bitgridai", "explain", {}, blocking=True, return_response=True)
    return int(answer["record"])


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["alias"] for example in EXAMPLES])
async def test_an_example_runs_and_is_answered(
    house: Owner, example: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    sent: list[ServiceCall] = async_mock_service(house.hass, "notify", "send_message")
    caplog.clear()
    left = await _run(house, example)
    assert not [item for item in caplog.records if item.levelname in {"ERROR", "WARNING"}], caplog.text
    if "answer" in left:
        assert left["answer"]["status"] in {"accepted", "refused"}
    for message in sent:
        assert str(message.data["message"]).strip()
        assert "None" not in str(message.data["message"])


@pytest.mark.parametrize(
    "example", [example for example in EXAMPLES if "triggers" in example], ids=lambda example: example["alias"]
)
async def test_an_automation_is_one(house: Owner, example: dict[str, Any]) -> None:
    AUTOMATION_SCHEMA(example)
    assert await async_setup_component(house.hass, "automation", {"automation": [example]})


async def test_the_answers_have_the_keys_that_the_page_names(house: Owner) -> None:
    async_mock_service(house.hass, "notify", "send_message")
    seen: set[str] = set()
    for example in EXAMPLES:
        left = await _run(house, example)
        for name in ("answer", "ahead", "supposed", "told"):
            answer = left.get(name)
            if isinstance(answer, dict):
                seen |= answer.keys()
                loads = answer["loads"]
                seen |= {key for told in loads.values() for key in told} if isinstance(loads, dict) else set()
    assert len(seen) > 20
    assert [key for key in sorted(seen) if f"`{key}`" not in PAGE] == []


def test_every_action_has_an_example_and_every_field_a_word() -> None:
    used = set(re.findall(r"action: bitgridai\.(\w+)", PAGE))
    assert used == ACTIONS.keys()
    for action, about in ACTIONS.items():
        for field in about["fields"]:
            assert f"`{field}`" in PAGE or f"`{field}:" in PAGE, f"{action}: {field}"


def test_home_assistant_is_not_asked_for_what_does_not_exist() -> None:
    for example in EXAMPLES:
        for step in example.get("actions") or example["sequence"]:
            name = str(step.get("action", ""))
            if name.startswith("bitgridai."):
                known = ACTIONS[name.removeprefix("bitgridai.")]["fields"]
                assert set(step.get("data", {})) <= known.keys(), example["alias"]


def test_the_page_on_voice_knows_every_flaw_and_every_file_it_names() -> None:
    folder = REPOSITORY / "docs"
    page = (folder / "voice.md").read_text("utf-8")
    assert [flaw.value for flaw in Flaw if f"`{flaw.value}`" not in page] == []
    assert f"{LENGTH_MAX} characters" in page
    assert DEADLINE_S == 8, "eight seconds"
    for text in (page, PAGE):
        for target in re.findall(r"\]\(([^)#]+)", text):
            assert (folder / target).exists(), target
