"""It reads well in any light, on any screen, in either direction, and to a screen reader."""

import re

from playwright.sync_api import ViewportSize, expect
import pytest

from demo.browser import find_chromium
from tests.e2e.card_page import AXE, CardPage, picture

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine"),
]

WIDE: ViewportSize = {"width": 1280, "height": 1100}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_it_reads_well_in_any_light_on_any_screen(card: CardPage, scheme: str, width: int) -> None:
    card.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    card.page.set_viewport_size({"width": width, "height": 1100 if width > 400 else 1500})
    card.open()
    expect(card.card.locator("section").first).to_be_visible()
    expect(card.page.locator("bitgridai-timeline-card .plot")).to_be_visible()
    assert not card.wider_than_the_screen()
    assert card.overlapping_texts() == []
    assert card.violations() == ""
    picture(card, f"{scheme}-{width}")


def test_whoever_wants_no_motion_gets_none(card: CardPage) -> None:
    card.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    moving = "() => document.getAnimations().filter(({ playState }) => playState === 'running').length"
    inside = card.card.locator("bitgridai-flow").evaluate("(flow) => flow.shadowRoot.getAnimations().length")
    assert inside == 0
    assert card.page.evaluate(moving) == 0
    card.page.emulate_media(color_scheme="light", reduced_motion="no-preference")


def test_axe_is_there_to_look() -> None:
    assert AXE.exists(), "scripts/card installs it"


@pytest.mark.parametrize("view", ["overview", "timeline", "devices", "figures", "research"])
def test_no_page_of_the_dashboard_is_broken_or_shuts_anybody_out(card: CardPage, view: str) -> None:
    card.page.set_viewport_size(WIDE)
    card.open(view)
    expect(card.page.locator("hui-card").first).to_be_visible()
    for scheme in ("dark", "light"):
        card.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        card.wait_for_scheme(scheme)
        assert card.violations_of_the_page() == "", scheme
    expect(card.page.locator("hui-error-card, hui-warning")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 1280])
def test_from_right_to_left_everything_stays_in_its_place(card: CardPage, width: int) -> None:
    card.page.set_viewport_size({"width": width, "height": 1500})
    card.open()
    expect(card.page.locator("bitgridai-timeline-card .plot")).to_be_visible()
    card.read_from("rtl")
    source, sink = (card.card.locator(f"bitgridai-flow .{side}").first.bounding_box() for side in ("source", "sink"))
    assert source is not None
    assert sink is not None
    assert source["x"] > sink["x"]
    assert card.overlapping_texts() == []
    assert not card.wider_than_the_screen()
    assert card.violations() == ""
    picture(card, f"right-to-left-{width}")
    card.read_from("ltr")
    card.page.set_viewport_size(WIDE)


def test_a_screen_reader_hears_what_each_part_is(card: CardPage) -> None:
    card.open()
    expect(card.page.locator("bitgridai-timeline-card .plot")).to_be_visible()
    heard = card.card.aria_snapshot()
    for part in (
        'region "Miner"',
        'button "Run now"',
        'button "Pause"',
        'button "Limit"',
        'combobox "Autonomy',
        'button "Emergency stop"',
        'img "Power right now: Sun',
    ):
        assert part in heard, heard
    heard += card.page.locator("bitgridai-timeline-card").aria_snapshot()
    heard += card.page.locator("bitgridai-what-if-card").aria_snapshot()
    assert 'slider "Timeline"' in heard
    assert 'slider "Sun' in heard
    nameless = [line for line in heard.splitlines() if re.search(r"- (button|slider|combobox|switch|img)(:|$)", line)]
    assert nameless == []
