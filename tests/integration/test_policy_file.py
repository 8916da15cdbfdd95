"""``policy.yaml`` decides when it is there, whole or not at all, and the owner is told which line is wrong."""

from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.translation import async_get_translations
import pytest

from custom_components.bitgridai.const import DOMAIN
from custom_components.bitgridai.engine.policy import Policy, policy_hash
from custom_components.bitgridai.engine.presets import Preset, preset_policy
from custom_components.bitgridai.policies import policy_path
from custom_components.bitgridai.policies.document import SIZE_MAX
from tests.integration.owner import Owner

GOOD = """\
# The house keeps a third of its battery.
r2:
  soc_hard_min_pct: 30
  soc_soft_min_pct: 40
"""
BAD = GOOD.replace("40", "140")


def write(hass: HomeAssistant, content: str | bytes) -> Path:
    path = policy_path(hass)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def repair(hass: HomeAssistant) -> ir.IssueEntry | None:
    return ir.async_get(hass).async_get_issue(DOMAIN, "policy_file")


async def test_a_file_in_the_configuration_folder_is_the_policy(owner: Owner) -> None:
    write(owner.hass, GOOD)
    coordinator = await owner.connect()
    assert coordinator.controller.policy.r2.soc_hard_min_pct == 30
    assert owner.state("sensor.bitgridai_policy_source").state == "file"
    shown = owner.state("sensor.bitgridai_policy_hash")
    assert shown.attributes["hash"] == policy_hash(coordinator.controller.policy) != policy_hash(Policy())
    assert repair(owner.hass) is None


async def test_without_a_file_the_balanced_preset_is_in_force(owner: Owner) -> None:
    coordinator = await owner.connect()
    assert coordinator.controller.policy == Policy()
    assert owner.state("sensor.bitgridai_policy_source").state == "balanced"


async def test_a_changed_file_is_in_force_after_a_reload_and_not_before(owner: Owner) -> None:
    coordinator = await owner.connect()
    write(owner.hass, GOOD)
    await owner.live(60)
    assert coordinator.controller.policy == Policy()
    records = coordinator.data.records
    active = await coordinator.async_reload_policy()
    assert active.policy is coordinator.controller.policy
    assert coordinator.controller.policy.r2.soc_soft_min_pct == 40
    assert coordinator.data.records > records, "the ledger knows the new policy"
    assert owner.state("sensor.bitgridai_policy_source").state == "file"

    records = coordinator.data.records
    await coordinator.async_reload_policy()
    assert coordinator.data.records == records, "the same policy again is no event"


async def test_a_file_that_is_gone_gives_the_options_back(owner: Owner) -> None:
    path = write(owner.hass, GOOD)
    coordinator = await owner.connect()
    path.unlink()
    await coordinator.async_reload_policy()
    assert coordinator.controller.policy == Policy()
    assert owner.state("sensor.bitgridai_policy_source").state == "balanced"


async def test_a_refused_file_leaves_the_policy_and_names_the_line(owner: Owner) -> None:
    write(owner.hass, GOOD)
    coordinator = await owner.connect()
    path = write(owner.hass, BAD)
    with pytest.raises(ServiceValidationError) as refused:
        await coordinator.async_reload_policy()
    assert refused.value.translation_key == "policy_out_of_range"
    assert coordinator.controller.policy.r2.soc_soft_min_pct == 40
    issue = repair(owner.hass)
    assert issue is not None
    assert issue.translation_key == "policy_out_of_range"
    assert issue.translation_placeholders == {
        "path": str(path),
        "line": "4",
        "key": "r2.soc_soft_min_pct",
        "found": "140",
        "low": "0",
        "high": "100",
        "unit": "%",
    }
    assert str(refused.value).endswith("r2.soc_soft_min_pct must be a number from 0 to 100 %, but is 140")

    write(owner.hass, GOOD)
    await coordinator.async_reload_policy()
    assert repair(owner.hass) is None


async def test_a_file_spoilt_over_a_restart_leaves_the_policy_accepted_before(
    owner: Owner, caplog: pytest.LogCaptureFixture
) -> None:
    write(owner.hass, GOOD)
    await owner.connect()
    write(owner.hass, BAD)
    await owner.hass.config_entries.async_reload(owner.entry.entry_id)
    await owner.hass.async_block_till_done()
    assert owner.coordinator.controller.policy.r2.soc_hard_min_pct == 30
    assert owner.state("sensor.bitgridai_policy_source").state == "file"
    assert repair(owner.hass) is not None
    (logged,) = [each.getMessage() for each in caplog.records if "policy file is not used" in each.getMessage()]
    assert f"{policy_path(owner.hass)}, line " in logged, "the sentence, not its key"
    assert "policy_" not in logged.replace(str(policy_path(owner.hass)), "")


async def test_a_file_that_never_was_good_leaves_the_options_in_force(owner: Owner) -> None:
    write(owner.hass, BAD)
    coordinator = await owner.connect()
    assert coordinator.controller.policy == Policy()
    assert owner.state("sensor.bitgridai_policy_source").state == "balanced"
    assert repair(owner.hass) is not None


async def test_the_autonomy_stays_with_its_owner_unless_the_file_names_it(owner: Owner) -> None:
    write(owner.hass, GOOD)
    coordinator = await owner.connect()
    coordinator.async_change_policy({"autonomy": "manual"})
    assert coordinator.data.autonomy == "manual"
    assert coordinator.controller.policy.r2.soc_hard_min_pct == 30
    with pytest.raises(ServiceValidationError, match=r"policy\.yaml"):
        coordinator.async_change_policy({"r2": {"soc_hard_min_pct": 20}})

    write(owner.hass, GOOD + "autonomy: semi\n")
    await coordinator.async_reload_policy()
    assert coordinator.data.autonomy == "semi"
    with pytest.raises(ServiceValidationError, match=r"policy\.yaml"):
        coordinator.async_change_policy({"autonomy": "full"})
    assert coordinator.data.autonomy == "semi"


async def test_what_was_accepted_goes_with_the_household(owner: Owner, hass_storage: dict[str, Any]) -> None:
    write(owner.hass, GOOD)
    await owner.connect()
    key = f"bitgridai.{owner.entry.entry_id}.policy"
    assert hass_storage[key]["data"]["document"] == {"r2": {"soc_hard_min_pct": 30, "soc_soft_min_pct": 40}}
    await owner.hass.config_entries.async_remove(owner.entry.entry_id)
    assert key not in hass_storage


@pytest.mark.parametrize(
    ("content", "key", "line", "named"),
    [
        ("r1:\n  price_max_ct: cheap\n", "policy_out_of_range", 2, {"key": "r1.price_max_ct", "found": '"cheap"'}),
        ("r5:\n  min_pause_blocks: 1.5\n", "policy_not_whole", 2, {"key": "r5.min_pause_blocks", "high": "144"}),
        ("trim:\n  enabled: 1\n", "policy_not_a_switch", 2, {"key": "trim.enabled", "found": "1"}),
        ("\nautonomy: lazy\n", "policy_not_a_choice", 2, {"choices": "manual, assisted, semi, full"}),
        ("r1:\n  a: 1\n", "policy_unknown_key", 2, {"key": "r1.a"}),
        ("r2: {}\nr9: {}\n", "policy_unknown_key", 2, {"key": "r9"}),
        ("r1:\n  soc_band:\n    eco: 1\n", "policy_unknown_key", 3, {"key": "r1.soc_band.eco"}),
        ("r2:\nr3: {}\n", "policy_not_a_section", 1, {"key": "r2"}),
        ("- r2\n", "policy_not_a_section", 1, {"key": "policy"}),
        ("just words", "policy_not_a_section", 1, {"key": "policy"}),
        ("r2:\n  1: 2\n", "policy_not_a_section", 1, {"key": "r2"}),
        ("r2:\n  soc_hard_min_pct: 1\nr2:\n  x: 2\n", "policy_duplicate_key", 3, {"key": "r2", "first": "1"}),
        ("r2:\n  soc_hard_min_pct: 70\n", "policy_too_low", 2, {"other": "r2.soc_hard_min_pct", "limit": "70"}),
        ("r3:\n  max_chip_temp_c: 70\n", "policy_too_high", 2, {"key": "r3.resume_chip_temp_c", "limit": "70"}),
        ("r2: [1\n", "policy_syntax", 2, {}),
        ("r2:\n\tx: 1\n", "policy_syntax", 2, {}),
        ("a: &a {}\nb: *a\n", "policy_syntax", 2, {"error": "aliases are not supported"}),
        ("r2:\n  x: !secret y\n", "policy_syntax", 2, {}),
        ("r1:\n  price_max_ct: 2020-99-99\n", "policy_syntax", 1, {}),
        ("r1: 1\nr2: \x01\n", "policy_syntax", 2, {}),
        ("[" * 5000, "policy_syntax", 1, {}),
        (b"r2: 1\nr3: \xff\n", "policy_unreadable", 2, {}),
        ("#" * (SIZE_MAX + 1), "policy_unreadable", 1, {"error": "> 64 KB"}),
    ],
)
async def test_every_mistake_has_its_line_and_its_words(
    owner: Owner, content: str | bytes, key: str, line: int, named: dict[str, str]
) -> None:
    coordinator = await owner.connect()
    write(owner.hass, content)
    with pytest.raises(ServiceValidationError) as refused:
        await coordinator.async_reload_policy()
    assert refused.value.translation_key == key
    issue = repair(owner.hass)
    assert issue is not None
    names = issue.translation_placeholders or {}
    assert names["line"] == str(line)
    assert {name: names.get(name) for name in named} == named
    assert coordinator.controller.policy == Policy()
    for language in ("en", "de"):
        texts = await async_get_translations(owner.hass, language, "exceptions", [DOMAIN])
        assert texts[f"component.{DOMAIN}.exceptions.{key}.message"].format(**names)
        texts = await async_get_translations(owner.hass, language, "issues", [DOMAIN])
        assert texts[f"component.{DOMAIN}.issues.{key}.description"].format(**names)


async def test_a_folder_in_the_files_place_is_no_policy(owner: Owner) -> None:
    policy_path(owner.hass).mkdir(parents=True)
    coordinator = await owner.connect()
    assert coordinator.controller.policy == Policy()
    issue = repair(owner.hass)
    assert issue is not None
    assert issue.translation_key == "policy_unreadable"


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "{}"])
async def test_an_empty_file_stands_for_the_defaults(owner: Owner, content: str) -> None:
    write(owner.hass, content)
    coordinator = await owner.connect()
    assert coordinator.controller.policy == Policy()
    assert owner.state("sensor.bitgridai_policy_source").state == "file"


@pytest.mark.parametrize("preset", Preset)
async def test_a_preset_in_the_options_is_in_force_with_what_was_changed_over_it(owner: Owner, preset: Preset) -> None:
    coordinator = await owner.connect()
    options = {"preset": preset.value, "policy": {"autonomy": "semi"}, "research": True}
    owner.hass.config_entries.async_update_entry(owner.entry, options=options)
    await owner.hass.async_block_till_done()
    assert coordinator.controller.policy.r2 == preset_policy(preset).r2
    assert coordinator.data.autonomy == "semi"
    assert owner.state("sensor.bitgridai_policy_source").state == preset.value

    coordinator.async_change_policy({"r5": {"max_starts_per_day": 5}})
    assert coordinator.controller.policy.r5.max_starts_per_day == 5
    assert coordinator.controller.policy.r2 == preset_policy(preset).r2
    assert owner.state("sensor.bitgridai_policy_source").state == "options"
    assert coordinator.research
