"""Whoever builds a dashboard of their own finds the card, and sets it without YAML."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import expect
import pytest

from demo.browser import find_chromium
from tests.e2e.card_page import CardPage, picture

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine"),
]
PAGE = "own-page"
CARD = {"type": "custom:bitgridai-card"}


@pytest.fixture(scope="module")
def own(card: CardPage) -> Iterator[CardPage]:
    """A dashboard with one card, open for changes."""
    card.page.set_viewport_size({"width": 1280, "height": 1100})
    made = card.ask("lovelace/dashboards/create", url_path=PAGE, title="Own", icon="mdi:home")
    views = [{"type": "sections", "sections": [{"type": "grid", "cards": [CARD]}]}]
    card.ask("lovelace/config/save", url_path=PAGE, config={"views": views})
    card.open("0?edit=1", PAGE)
    yield card
    card.open()
    card.ask("lovelace/dashboards/delete", dashboard_id=made["id"])
    card.wait_for_card()


def saved(own: CardPage) -> dict[str, Any]:
    """Return the card as the dashboard keeps it."""
    config = own.ask("lovelace/config", url_path=PAGE, force=True)
    return dict(config["views"][0]["sections"][0]["cards"][0])


def test_its_form_opens_and_what_is_changed_is_kept(own: CardPage) -> None:
    own.page.locator("hui-card-edit-mode .control-overlay").first.dispatch_event("click")
    dialog = own.page.locator("hui-dialog-edit-card")
    for asked in ("Tell it for", "Show the power flow", "Offer actions", "Usual length of a command"):
        expect(dialog.get_by_text(asked, exact=True).first).to_be_visible()
    picture(own, "editor")
    dialog.locator("ha-selector-boolean").filter(has_text="Show the power flow").locator("ha-switch").click()
    dialog.locator("ha-selector-number input").last.fill("90")
    expect(dialog.locator("bitgridai-flow")).to_have_count(0)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.locator("bitgridai-card")).to_have_count(0)
    assert saved(own) == {**CARD, "flow": False, "duration": 90}


def test_for_any_entity_of_ours_the_card_is_suggested(own: CardPage) -> None:
    own.page.locator("hui-grid-section .add").first.dispatch_event("click")
    picker = own.page.locator("hui-suggestion-picker")
    picker.locator("input").first.fill("Miner state")
    picker.get_by_text("State", exact=True).first.click()
    suggested = picker.locator("bitgridai-card")
    expect(suggested.locator("section")).to_be_visible()
    picture(own, "suggestion")
    own.page.keyboard.press("Escape")
