"""Everything that can be shown has words, in both languages, and an icon."""

from collections.abc import Iterator
from enum import StrEnum
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
import yaml

from custom_components.bitgridai.engine.requests import Refusal
from custom_components.bitgridai.engine.rules import ALL_CODES
from custom_components.bitgridai.engine.vocabulary import Rule, Trigger
from custom_components.bitgridai.runtime import Cause
from custom_components.bitgridai.services.service import Unmet
from custom_components.bitgridai.simulation import FaultKind, bundled_households
from tests.integration.conftest import Simulate
from tests.integration.owner import Owner

INTEGRATION = Path(__file__).parents[2] / "custom_components" / "bitgridai"
LANGUAGES = ("en", "de")
TEXTS: dict[str, dict[str, Any]] = {
    language: json.loads((INTEGRATION / "translations" / f"{language}.json").read_text("utf-8"))
    for language in LANGUAGES
}
ICONS: dict[str, Any] = json.loads((INTEGRATION / "icons.json").read_text("utf-8"))


def _leaves(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, str):
        yield path, node
        return
    for key, child in node.items():
        yield from _leaves(child, f"{path}.{key}")


def test_both_languages_say_the_same_things() -> None:
    english, german = (dict(_leaves(TEXTS[language])) for language in LANGUAGES)
    assert english.keys() == german.keys()
    for path, text in english.items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", german[path])), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_unfinished(language: str) -> None:
    for path, text in _leaves(TEXTS[language]):
        assert text.strip() == text, path
        assert text, path
        assert "[%key" not in text, path


@pytest.mark.parametrize("language", LANGUAGES)
class TestEveryWordOfTheEngine:
    def test_every_reason_has_a_state(self, language: str) -> None:
        codes = {code.value.lower() for code in ALL_CODES}
        sensors = TEXTS[language]["entity"]["sensor"]
        assert sensors["reason"]["state"].keys() == codes
        assert sensors["next_block"]["state_attributes"]["reason"]["state"].keys() == codes

    def test_every_refusal_has_a_message(self, language: str) -> None:
        reasons: set[StrEnum] = {*Refusal, *Unmet, *ALL_CODES}
        told = {key for key in TEXTS[language]["exceptions"] if key.startswith("refused_")}
        assert told == {f"refused_{reason.value.lower()}" for reason in reasons}

    def test_every_cause_of_ill_health_has_a_name(self, language: str) -> None:
        health = TEXTS[language]["entity"]["sensor"]["health"]
        assert health["state_attributes"]["causes"]["state"].keys() == {cause.value for cause in Cause}

    def test_rules_and_triggers_have_names(self, language: str) -> None:
        attributes = TEXTS[language]["entity"]["sensor"]["decision"]["state_attributes"]
        assert attributes["rule"]["state"].keys() == {rule.value.lower() for rule in Rule}
        assert attributes["trigger"]["state"].keys() == {trigger.value.lower() for trigger in Trigger}

    def test_every_household_and_fault_has_a_name(self, language: str) -> None:
        assert TEXTS[language]["selector"]["household"]["options"].keys() == bundled_households().keys()
        switches = TEXTS[language]["entity"]["switch"]
        assert {f"fault_{kind.value}" for kind in FaultKind} <= switches.keys()


def test_every_field_of_every_form_has_a_name_and_a_sentence() -> None:
    steps = dict(TEXTS["en"]["config"]["step"])
    for kind, flow in TEXTS["en"]["config_subentries"].items():
        steps |= {f"{kind} {step}": form for step, form in flow["step"].items()}
    for step, form in steps.items():
        if "data" in form:
            assert form["data"].keys() == form["data_description"].keys(), step


def test_every_action_has_words_and_an_icon() -> None:
    actions = yaml.safe_load((INTEGRATION / "services.yaml").read_text("utf-8"))
    assert TEXTS["en"]["services"].keys() == ICONS["services"].keys() == actions.keys()
    for name, action in actions.items():
        told = TEXTS["en"]["services"][name]
        assert told["fields"].keys() == action["fields"].keys()
        for field, about in told["fields"].items():
            assert about.keys() == {"name", "description"}, field


def _check_entities(hass: HomeAssistant) -> set[str]:
    checked = set()
    for entry in er.async_get(hass).entities.values():
        if entry.platform != "bitgridai":
            continue
        told = TEXTS["en"]["entity"][entry.domain][entry.translation_key]
        assert told["name"], entry.entity_id
        options = (entry.capabilities or {}).get("options")
        if options:
            assert told["state"].keys() == set(options), entry.entity_id
        if entry.original_device_class is None or entry.original_device_class == "enum":
            assert ICONS["entity"][entry.domain][entry.translation_key]["default"], entry.entity_id
        checked.add(f"{entry.domain}.{entry.translation_key}")
    return checked


async def test_every_entity_of_a_simulated_house_has_words(hass: HomeAssistant, simulate: Simulate) -> None:
    await simulate("no_battery")
    await simulate("three_loads")
    checked = _check_entities(hass)
    named = {f"{domain}.{key}" for domain, keys in TEXTS["en"]["entity"].items() for key in keys}
    elsewhere = {"select.on_stop", "sensor.agent_link", "sensor.agent_waiting", "sensor.last_export"}
    assert named - elsewhere == checked, "no text is left over but for a real house's and an agent's"


async def test_every_entity_of_a_real_house_has_words(owner: Owner) -> None:
    await owner.connect()
    assert _check_entities(owner.hass)
