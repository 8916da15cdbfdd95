"""What the card shows: now, the day, the votes, and what would be."""

import re

from playwright.sync_api import expect
import pytest

from demo.browser import find_chromium
from tests.e2e.card_page import RAW, CardPage, picture

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine"),
]


def test_the_first_look_answers_whether_why_what_else_and_what_next(card: CardPage) -> None:
    miner = card.card.locator("[data-load=miner]")
    expect(miner.locator(".headline")).to_have_text("Miner is running")
    expect(miner.locator(".power")).to_have_text(re.compile(r"^\d,?\d+\sW$"))
    expect(miner.locator(".why")).to_have_text(re.compile(r"^Miner .+: .*\d.*\. R\d \(\w+\)$"))
    expect(miner.locator(".change")).to_have_text(re.compile(r"\d"))
    expect(miner.locator(".next")).to_have_text(re.compile(r"In \d+:\d\d\s+(keeps running|goes|stops)"))
    expect(card.card.locator(".health")).to_have_text("All well")
    assert not RAW.search(card.card.inner_text())
    picture(card, "normal")


def test_the_countdown_runs_and_the_flow_tells_its_figures(card: CardPage) -> None:
    countdown = card.card.locator("bitgridai-countdown span")
    shown = countdown.inner_text()
    expect(countdown).not_to_have_text(shown)
    flow = card.card.locator("bitgridai-flow .flow")
    expect(flow).to_have_attribute("aria-label", re.compile(r"Sun [\d,]+ W, Battery [\d.]+ % .*House .*Miner [\d,]+ W"))


def test_every_vote_shows_its_figures_and_the_history_what_changed(card: CardPage) -> None:
    for summary in ("All votes", "Technical view", "Last changes"):
        card.card.get_by_text(summary, exact=True).click()
    votes = card.card.locator("bitgridai-votes li")
    expect(votes).to_have_count(7)
    expect(card.card.locator("bitgridai-votes .measure").first).to_have_attribute(
        "aria-label", re.compile("Surplus: .* W, at least")
    )
    expect(card.card.locator(".code")).to_have_text(re.compile(r"^[A-Z0-9_]+ \| "))
    expect(card.card.locator("bitgridai-history li").first).to_have_text(re.compile(r"\d\d:\d\d"))
    assert card.violations() == ""
    picture(card, "details")
    card.open()


def test_the_timeline_tells_any_block_of_the_day_by_key_and_by_finger(card: CardPage) -> None:
    line = card.page.locator("bitgridai-timeline-card")
    plot = line.locator(".plot")
    plot.focus()
    card.page.keyboard.press("ArrowLeft")
    expect(line.locator(".info")).to_have_text(re.compile(r"\d\d:\d\d.*Sun [\d,]+\sW.*Miner", re.DOTALL))
    box = plot.bounding_box()
    assert box is not None
    card.page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 40)
    expect(line.locator(".info")).to_have_text(re.compile(r"Miner (stays off|starts|keeps|goes|stops).*\.", re.DOTALL))
    expect(plot).to_have_attribute("aria-valuetext", re.compile(r"Miner (off|running|waits|by command|safety)"))
    assert line.locator("rect.expected").count() == 1
    line.get_by_text("7 days", exact=True).click()
    expect(line.locator("[aria-pressed=true]")).to_have_text("7 days")
    expect(line.locator("rect").first).to_be_attached()


def test_what_if_answers_live_and_switches_nothing(card: CardPage) -> None:
    would = card.page.locator("bitgridai-what-if-card")
    would.locator("[data-knob=soc_pct]").fill("20")
    expect(would.locator(".load")).to_have_text(
        re.compile(r"Miner (stops|stays off): the battery is at 20\s%.*Different", re.DOTALL)
    )
    expect(would.get_by_text("Hypothetical: nothing is switched.")).to_be_visible()
    picture(card, "what-if")
    would.get_by_text("As it is now", exact=True).click()
    expect(would.locator(".load")).to_have_text(re.compile("As the next block is expected anyway"))
    assert card.state("sensor.miner_state") == "running"
