"""What the card offers really happens, by finger and by key."""

import re

from playwright.sync_api import expect
import pytest

from demo.browser import find_chromium
from tests.e2e.card_page import CardPage, banner, no_banner, picture, reads_well

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine"),
]

STOP = "Emergency stop"


def test_pause_stops_the_miner_and_back_to_automatic_lets_it_go(card: CardPage) -> None:
    card.command("stop", "2 h")
    expect(card.card.locator(".answer")).to_have_text(re.compile(r"^Done: until \d\d:\d\d\.$"))
    card.wait_for("sensor.miner_reason", "override_stop")
    card.wait_for("sensor.miner_state", "off")
    banner(card, "By command Miner pauses until")
    expect(card.card.locator("[data-load=miner] .headline")).to_have_text("Miner is off")
    reads_well(card, "override")
    card.act("automatic")
    card.wait_for("binary_sensor.miner_override", "off")
    no_banner(card)


def test_run_now_starts_it_at_the_chosen_power_for_the_chosen_time(card: CardPage) -> None:
    card.command("start", "800 W", "4 h")
    card.wait_for("sensor.miner_reason", "override_start")
    card.wait_for("sensor.miner_target_power", "800.0")
    banner(card, "By command Miner runs at 800 W until")
    card.act("automatic")
    card.wait_for("binary_sensor.miner_override", "off")


def test_a_limit_holds_below_the_highest_level(card: CardPage) -> None:
    card.command("limit", "4 h")
    card.wait_for("binary_sensor.miner_override", "on")
    banner(card, "draws at most 800 W until")
    card.wait_for("sensor.miner_target_power", "800.0", "0.0")
    card.act("automatic")
    card.wait_for("binary_sensor.miner_override", "off")


def test_the_emergency_stop_asks_first_and_holds_until_it_is_released(card: CardPage) -> None:
    stopped = "binary_sensor.bitgridai_emergency_stop"
    card.act("emergency")
    expect(card.card.locator("[data-act=sure]")).to_be_focused()
    card.card.get_by_text("Cancel", exact=True).click()
    assert card.state(stopped) == "off"
    card.act("emergency")
    card.page.keyboard.press("Enter")
    card.wait_for(stopped, "on")
    card.wait_for("sensor.miner_target_power", "0.0")
    banner(card, "Everything stays off until you release it")
    expect(card.card.locator("[data-wish=start]")).to_be_disabled()
    reads_well(card, "emergency")
    card.act("release")
    card.wait_for(stopped, "off")
    no_banner(card)


def test_in_assisted_mode_the_card_asks_and_an_approval_starts_the_miner(card: CardPage) -> None:
    card.card.locator(".autonomy select").select_option("assisted")
    card.wait_for("select.bitgridai_autonomy", "assisted")
    card.wait_for("sensor.miner_state", "off")
    banner(card, "It waits for you.")
    reads_well(card, "assisted")
    card.act("approve")
    card.wait_for("sensor.miner_state", "running")
    card.card.locator(".autonomy select").select_option("full")
    card.wait_for("select.bitgridai_autonomy", "full")
    no_banner(card)


def test_consent_is_off_until_given_and_can_be_taken_back(card: CardPage) -> None:
    card.open("research")
    consent = card.page.get_by_role("switch", name="Allow research use")
    expect(consent).not_to_be_checked()
    assert card.violations() == ""
    consent.click()
    card.wait_for("switch.bitgridai_research_use", "on")
    expect(consent).to_be_checked()
    consent.click()
    card.wait_for("switch.bitgridai_research_use", "off")
    expect(card.page.locator("bitgridai-research-card code")).to_have_text(re.compile(r"^[0-9a-f]{64}$"))


def test_a_tile_commands_its_load(card: CardPage) -> None:
    card.open("devices")
    feature = card.page.locator("bitgridai-override-feature").first
    feature.get_by_role("button", name="Pause").click()
    card.wait_for("sensor.miner_reason", "override_stop")
    assert card.violations() == ""
    picture(card, "devices")
    feature.get_by_role("button", name="Back to automatic").click()
    card.wait_for("binary_sensor.miner_override", "off")


def test_whoever_has_no_mouse_reaches_every_action_and_commands_with_it(card: CardPage) -> None:
    keys, focused = card.page.keyboard, card.focused
    card.open()
    card.card.locator("[data-wish=start]").focus()
    walked = [focused()]
    while "Emergency" not in walked[-1] and len(walked) < 12:
        keys.press("Tab")
        walked.append(focused())
    assert walked == ["Run now", "Pause", "Limit", "All votes", "Technical view", "Last changes", "Autonomy", STOP]
    keys.press("Enter")
    assert focused() == "Stop everything"
    keys.press("Escape")
    assert focused() == STOP, "whoever changes their mind is back where they were"
    for _ in walked[2:]:
        keys.press("Shift+Tab")
    assert focused() == "Pause"
    keys.press("Enter")
    while not focused().startswith("Pause for"):
        keys.press("Tab")
    keys.press("Enter")
    card.wait_for("sensor.miner_reason", "override_stop")
    card.act("automatic")
    card.wait_for("binary_sensor.miner_override", "off")


def test_timeline_and_sliders_are_walked_by_key_too(card: CardPage) -> None:
    keys, focused = card.page.keyboard, card.focused
    card.page.locator("bitgridai-timeline-card").get_by_text("24 hours", exact=True).focus()
    walked = []
    for _ in range(2):
        keys.press("Tab")
        walked.append(focused())
    assert walked == ["7 days", "Timeline"]
    knob = card.page.locator("bitgridai-what-if-card [data-knob=soc_pct]")
    knob.focus()
    keys.press("Home")
    expect(knob).to_have_value("0")
    expect(card.page.locator("bitgridai-what-if-card .load")).to_contain_text("Different from what is expected")
    while focused() != "As it is now":
        keys.press("Tab")
    keys.press("Enter")
    expect(card.page.locator("bitgridai-what-if-card .load")).to_contain_text("As the next block is expected anyway")
