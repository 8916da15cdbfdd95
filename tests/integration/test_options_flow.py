"""The owner changes the policy by preset or threshold by threshold, without a restart."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.selector import NumberSelector
import pytest

from custom_components.bitgridai.engine.policy import Policy
from custom_components.bitgridai.engine.presets import Preset, preset_policy
from custom_components.bitgridai.engine.rules.r3_safety import ABSOLUTE_MAX_CHIP_TEMP_C, ABSOLUTE_TIMEOUT_S
from custom_components.bitgridai.flows.policy_form import SECTIONS, policy_schema, shown
from custom_components.bitgridai.policies import policy_path
from tests.integration.owner import Owner
from tests.integration.test_translations import TEXTS


async def _open(owner: Owner, step: str) -> Any:
    flows = owner.hass.config_entries.options
    flow = await flows.async_init(owner.entry.entry_id)
    assert flow["type"] is FlowResultType.MENU
    return await flows.async_configure(flow["flow_id"], {"next_step_id": step})


async def _enter(owner: Owner, flow: Any, entered: dict[str, Any]) -> Any:
    flow = await owner.hass.config_entries.options.async_configure(flow["flow_id"], entered)
    await owner.hass.async_block_till_done()
    return flow


def _filled(policy: Policy, **changed: dict[str, Any]) -> dict[str, Any]:
    """Return the form as it is shown; what is off is left empty."""
    form = shown(policy)
    for name, content in changed.items():
        form[name] = form[name] | content
    return {
        name: {key: value for key, value in content.items() if value is not None}
        if isinstance(content, dict)
        else content
        for name, content in form.items()
    }


async def test_a_preset_is_in_force_at_once_and_other_options_stay(owner: Owner) -> None:
    coordinator = await owner.connect()
    coordinator.async_set_research(consent=True)
    coordinator.async_change_policy({"autonomy": "semi", "r5": {"max_starts_per_day": 1}})
    flow = await _open(owner, "preset")
    assert flow["data_schema"]({}) == {"preset": "balanced"}
    flow = await _enter(owner, flow, {"preset": "careful"})
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    assert owner.entry.options == {"preset": "careful", "policy": {"autonomy": "semi"}, "research": True}
    assert owner.coordinator is coordinator, "nothing is reloaded for it"
    assert coordinator.controller.policy.r5 == preset_policy(Preset.CAREFUL).r5
    assert coordinator.data.autonomy == "semi"
    assert owner.state("sensor.bitgridai_policy_source").state == "careful"


async def test_the_thresholds_that_differ_are_kept_over_the_preset(owner: Owner) -> None:
    coordinator = await owner.connect()
    await _enter(owner, await _open(owner, "preset"), {"preset": "eager"})
    flow = await _open(owner, "thresholds")
    eager = preset_policy(Preset.EAGER)
    suggested = {
        str(field): field.description["suggested_value"] for field in flow["data_schema"].schema["r2"].schema.schema
    }
    assert suggested == shown(eager)["r2"]
    entered = _filled(eager, r2={"soc_soft_min_pct": 45}, r1={"price_max_ct": None}, r3={"max_chip_temp_c": 80})
    flow = await _enter(owner, flow, entered)
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    assert owner.entry.options["policy"] == {
        "r1": {"price_max_ct": None},
        "r2": {"soc_soft_min_pct": 45},
        "r3": {"max_chip_temp_c": 80},
    }
    policy = coordinator.controller.policy
    assert (policy.r2.soc_soft_min_pct, policy.r1.price_max_ct, policy.r3.max_chip_temp_c) == (45, None, 80)
    assert policy.r5 == eager.r5
    assert owner.state("sensor.bitgridai_policy_source").state == "options"

    flow = await _enter(owner, await _open(owner, "thresholds"), _filled(eager))
    assert owner.entry.options["policy"] == {}
    assert owner.state("sensor.bitgridai_policy_source").state == "eager"


@pytest.mark.parametrize(
    ("section", "name", "value", "error", "says"),
    [
        ("r2", "soc_hard_min_pct", 120, "policy_out_of_range", "Lowest charge: enter a number from 0 to 100 %."),
        ("r3", "max_chip_temp_c", 96, "policy_out_of_range", "Highest temperature: enter a number from 30 to 95 °C."),
        ("r3", "comm_timeout_s", 301, "policy_out_of_range", "Silence of a load: enter a number from 5 to 300 s."),
        (
            "r5", "min_pause_blocks", 1.5, "policy_not_whole",
            "Shortest pause: enter a whole number from 0 to 144 blocks.",
        ),
        (
            "r2", "soc_hard_min_pct", 70, "policy_too_low",
            "Charge for a start must be at least as high as Lowest charge (70).",
        ),
        (
            "r3", "resume_chip_temp_c", 85, "policy_too_high",
            "Temperature to resume must be lower than Highest temperature (85).",
        ),
        (
            "r1_soc_band", "eco_pct", 40, "policy_too_low",
            "Lowest level from must be at least as high as Stop below (50).",
        ),
    ],
)  # fmt: skip
async def test_what_does_not_fit_is_told_at_its_section_and_can_be_mended(
    owner: Owner, section: str, name: str, value: float, error: str, says: str
) -> None:
    coordinator = await owner.connect()
    flow = await _enter(owner, await _open(owner, "thresholds"), _filled(Policy(), **{section: {name: value}}))
    assert flow["errors"] == {section: error}
    for language, expected in (("en", says), ("de", None)):
        told = TEXTS[language]["options"]["error"][error].format(**flow["description_placeholders"])
        assert expected in (told, None)
    assert coordinator.controller.policy == Policy()
    assert owner.entry.options == {}
    flow = await _enter(owner, flow, _filled(Policy()))
    assert flow["type"] is FlowResultType.CREATE_ENTRY


async def test_the_names_in_an_error_are_those_of_the_owners_language(owner: Owner) -> None:
    owner.hass.config.language = "de"
    await owner.connect()
    entered = _filled(Policy(), r2={"soc_hard_min_pct": 70})
    flow = await _enter(owner, await _open(owner, "thresholds"), entered)
    assert flow["description_placeholders"]["field"] == "Ladezustand für einen Start"
    assert flow["description_placeholders"]["other"] == "Unterster Ladezustand"


async def test_while_a_file_decides_the_options_say_so(owner: Owner) -> None:
    path = policy_path(owner.hass)
    path.parent.mkdir(exist_ok=True)
    path.write_text("r2:\n  soc_hard_min_pct: 30\n", "utf-8")
    await owner.connect()
    for step in ("preset", "thresholds"):
        flow = await _open(owner, step)
        assert flow["type"] is FlowResultType.ABORT
        assert flow["reason"] == "policy_file_decides"
        assert flow["description_placeholders"] == {"path": str(path)}
    assert (await _open(owner, "people"))["type"] is FlowResultType.FORM


async def test_the_options_of_a_household_that_is_not_running_can_be_changed(owner: Owner) -> None:
    await owner.connect()
    await owner.leave()
    assert owner.entry.state is ConfigEntryState.NOT_LOADED
    await _enter(owner, await _open(owner, "preset"), {"preset": "eager"})
    assert await owner.hass.config_entries.async_setup(owner.entry.entry_id)
    await owner.hass.async_block_till_done()
    assert owner.coordinator.controller.policy == preset_policy(Preset.EAGER)


def _fields() -> Iterator[tuple[str, Any]]:
    for part in SECTIONS:
        for field, selector in policy_schema().schema[part.name].schema.schema.items():
            yield f"{part.name}.{field}", selector


def test_every_threshold_of_the_policy_is_in_the_form() -> None:
    def count(kind: Any) -> int:
        return sum(count(item.metadata["section"]) if "section" in item.metadata else 1 for item in fields(kind))

    # The version is none of the owner's business, and the autonomy stands above the sections.
    assert len(list(_fields())) == count(Policy) - 2


def test_no_range_in_the_form_is_wider_than_safety_allows() -> None:
    ranges = {name: selector.config for name, selector in _fields() if isinstance(selector, NumberSelector)}
    assert ranges["r3.max_chip_temp_c"]["max"] == ABSOLUTE_MAX_CHIP_TEMP_C
    assert ranges["r3.comm_timeout_s"]["max"] == ranges["r3.telemetry_max_age_s"]["max"] == ABSOLUTE_TIMEOUT_S
    assert all("min" in config and "max" in config for config in ranges.values())


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_threshold_has_a_name_and_a_sentence(language: str) -> None:
    sections = TEXTS[language]["options"]["step"]["thresholds"]["sections"]
    assert sections.keys() == {part.name for part in SECTIONS}
    for part in SECTIONS:
        told = sections[part.name]
        assert told["data"].keys() == told["data_description"].keys() == part.specs.keys()
        assert len(set(told["data"].values())) == len(told["data"])
        assert all(text.endswith(".") for text in told["data_description"].values())


@pytest.mark.parametrize(("language", "to"), [("en", "to"), ("de", "bis")])
def test_every_sentence_about_a_number_names_its_range(language: str, to: str) -> None:
    sections = TEXTS[language]["options"]["step"]["thresholds"]["sections"]
    for part in SECTIONS:
        for name, spec in part.specs.items():
            if spec.low is not None and spec.high is not None:
                told = sections[part.name]["data_description"][name].rpartition("(")[2]
                plain = told.replace("−", "-").translate(str.maketrans({"," if language == "en" else ".": ""}))
                low, _, rest = plain.replace(",", ".").partition(f" {to} ")
                assert (float(low), float(rest.rstrip(").").split()[0])) == (spec.low, spec.high), name


async def test_whom_to_ask_and_what_rephrases_are_chosen_and_taken_back(owner: Owner) -> None:
    coordinator = await owner.connect()
    coordinator.async_set_research(consent=True)
    owner.hass.states.async_set("notify.phone", "unknown")
    owner.hass.states.async_set("ai_task.model", "unknown")
    entered = {"notify": ["notify.phone"], "ai_task": "ai_task.model"}
    flow = await _enter(owner, await _open(owner, "people"), entered)
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    assert owner.entry.options == {"research": True, **entered}
    assert owner.coordinator is coordinator, "nothing is reloaded for it"
    await _enter(owner, await _open(owner, "preset"), {"preset": "eager"})
    assert owner.entry.options["ai_task"] == "ai_task.model", "a policy leaves it alone"
    await _enter(owner, await _open(owner, "people"), {})
    assert "ai_task" not in owner.entry.options
    assert "notify" not in owner.entry.options


async def test_an_entity_that_is_not_there_cannot_be_chosen(owner: Owner) -> None:
    await owner.connect()
    flow = await _enter(owner, await _open(owner, "people"), {"notify": ["notify.lost"], "ai_task": "ai_task.lost"})
    assert flow["type"] is FlowResultType.FORM
    assert flow["errors"] == {"notify": "entity_not_found", "ai_task": "entity_not_found"}
    assert owner.entry.options == {}
