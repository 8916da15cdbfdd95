"""From an Energy dashboard to the first explained decision, in a browser, as an owner does it."""

from collections.abc import Iterator
from pathlib import Path
import re

from playwright.sync_api import expect
import pytest

from demo.browser import chromium, find_chromium
from demo.set_up import SetUp, own_house
from tests.e2e.demo_process import free_port

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine"),
]
PICTURES = Path("test-results")


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SetUp]:
    house = tmp_path_factory.mktemp("own") / "house"
    PICTURES.mkdir(exist_ok=True)
    with own_house(free_port(), house) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 1100, "height": 1000}, locale="en-GB")
        # `playwright show-trace test-results/set-up.zip` plays it.
        page.context.tracing.start(screenshots=True)
        person = SetUp(page, address, PICTURES)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        person.log_in()
        yield person
        page.context.tracing.stop(path=PICTURES / "set-up.zip")
        page.close()
        assert [url for url in asked if url.startswith("http") and not url.startswith(address)] == []


def test_two_clicks_lead_from_the_energy_dashboard_to_an_explained_decision(owner: SetUp) -> None:
    owner.add_integration()
    form = owner.dialog
    expect(form).to_contain_text("Your Energy dashboard knows it already.")
    shown = r"Now: Grid 1\.\d kW \(exporting\), Solar 3\.2 kW, Battery 0 W, 92 % full\."
    expect(form).to_contain_text(re.compile(shown))
    expect(form).to_contain_text("So the house draws 1.9 kW.")
    owner.picture("energy")

    owner.tick("Boiler, 1.5 kW")
    owner.press("Submit")
    story = owner.first_story()
    assert owner.clicks <= 2
    owner.picture("done")

    assert re.fullmatch(r"Boiler .*\d.*\.", story), story
    assert owner.state("sensor.bitgridai_decision") in {"hold", "start", "raise", "lower", "stop"}
    assert owner.state("sensor.bitgridai_policy_source") == "balanced"
    assert owner.state("sensor.inverter_pv_power") == "3200"


def test_each_part_of_the_house_is_there_to_be_changed(owner: SetUp) -> None:
    owner.open_integration()
    page = owner.page
    for part in ("Meter power", "Roof power", "Battery power", "Boiler"):
        expect(page.get_by_text(part, exact=True).first).to_be_visible()
    for kind in ("load", "meter", "inverter", "storage"):
        expect(page.get_by_role("button", name=f"Add {kind}")).to_be_visible()
    owner.picture("integration")


def test_a_preset_is_chosen_in_the_options_and_in_force_at_once(owner: SetUp) -> None:
    owner.open_integration()
    owner.page.locator("ha-config-entry-row").get_by_role("button", name="Configure").first.click()
    owner.dialog.get_by_text("Choose a preset").click()
    owner.dialog.get_by_text("Careful").click()
    owner.press("Submit")
    owner.wait_for_state("sensor.bitgridai_policy_source", "careful")


def test_a_page_written_in_yaml_shows_the_card(owner: SetUp) -> None:
    owner.page.goto(f"{owner.address}/own-page/mine")
    expect(owner.page.locator("bitgridai-card section")).to_be_visible()
    expect(owner.page.locator("bitgridai-card .headline")).to_have_text(re.compile("^Boiler "))
    expect(owner.page.locator("hui-error-card")).to_have_count(0)
    stored = owner.page.evaluate(
        "document.querySelector('home-assistant').hass.callWS({ type: 'lovelace/resources' })",
    )
    assert stored == [], "nothing was written where only the owner writes"
    owner.picture("yaml")
