"""What the card shows when something is wrong, and in other houses; the other houses come last."""

import re

from playwright.sync_api import expect
import pytest

from demo.browser import find_chromium
from tests.e2e.card_page import RAW, SPEED, CardPage, banner, no_banner, reads_well

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine"),
]


def test_without_an_agent_nothing_is_missing(card: CardPage) -> None:
    card.page.set_viewport_size({"width": 1280, "height": 1100})
    card.open()
    expect(card.card.locator(".health")).to_have_text("All well")
    no_banner(card)
    card.open("research")
    research = card.page.locator("bitgridai-research-card")
    expect(research).to_contain_text("None is set up. Only archive and exports need one.")
    expect(research.get_by_role("alert")).to_have_count(0)
    reads_well(card, "no-agent")
    card.open()


def test_a_missing_reading_shows_what_is_wrong(card: CardPage) -> None:
    card.open()
    card.switch("switch.bitgridai_fault_meter_stuck", on=True)
    expect(card.card.locator(".health")).to_have_text("Needs a look")
    banner(card, "grid meter")
    expect(card.card.locator(".change")).to_have_text("When this is over: No valid reading.")
    expect(card.card.locator("bitgridai-flow")).to_contain_text("not known")
    reads_well(card, "degraded")
    card.switch("switch.bitgridai_fault_meter_stuck", on=False)
    expect(card.card.locator(".health")).to_have_text("All well")


def test_a_lockout_says_why_and_how_long(card: CardPage) -> None:
    card.open()
    card.switch("switch.miner_fault_cooling_fails", on=True)
    while card.state("binary_sensor.miner_lockout") != "on":
        if card.state("binary_sensor.miner_override") != "on":
            # A machine too slow for this speed loses readings, and safety ends the command.
            card.call("bitgridai", "set_override", override="start", duration=600)
        card.page.wait_for_timeout(500)
    banner(card, "Miner is locked out: Overheated. It can come back in")
    expect(card.card.locator("[data-load=miner] .headline")).to_have_text("Miner is locked out")
    expect(card.card.locator(".change")).to_have_text(
        re.compile(r"When its cause is gone, in \d+\smin at the earliest")
    )
    load = card.card.locator("[data-load=miner]")
    expect(load.get_by_role("button", name="Run now")).to_be_disabled()
    expect(load.get_by_role("button", name="Run now")).to_have_accessible_description(re.compile("^Locked out"))
    expect(load.get_by_role("button", name="Pause")).to_be_enabled()
    reads_well(card, "lockout")
    card.switch("switch.miner_fault_cooling_fails", on=False)
    card.wait_for("binary_sensor.miner_lockout", "off")


def test_a_house_without_a_battery_shows_none(card: CardPage) -> None:
    card.move_in("no_battery", SPEED)
    flow = card.card.locator("bitgridai-flow .flow")
    expect(flow).not_to_contain_text("Battery")
    expect(flow).to_contain_text(re.compile("Sun.*Grid.*House.*Small miner", re.DOTALL))
    expect(card.page.locator("bitgridai-what-if-card")).not_to_contain_text("Battery charge")
    assert card.violations() == ""
    assert not RAW.search(card.card.inner_text())
    reads_well(card, "no-battery")


def test_three_loads_are_told_apart_and_opened_one_at_a_time(card: CardPage) -> None:
    card.move_in("three_loads", SPEED)
    expect(card.card.locator("section")).to_have_count(3)
    closed = card.card.locator("button.head[aria-expanded=false]").first
    closed.focus()
    card.page.keyboard.press("Enter")
    expect(card.card.locator("button.head[aria-expanded=true]")).to_have_count(1)
    expect(card.card.locator("bitgridai-flow .sink.load")).to_have_count(3)
    assert card.violations() == ""
    assert not RAW.search(card.card.inner_text())
    reads_well(card, "three-loads")


def test_a_german_reads_german(card: CardPage) -> None:
    card.speak("de")
    card.open()
    expect(card.card.get_by_text("Was als Nächstes kommt").first).to_be_visible()
    expect(card.page.locator("bitgridai-what-if-card")).to_contain_text("Nur gedacht")
    words = card.card.inner_text()
    assert not re.search(r"\b(stays|running|needed|surplus|What)\b", words)
    reads_well(card, "german")
