"""The card in a real Home Assistant with a simulated household: what it shows, and that what it offers really happens.

One demo and one browser for all of these; each test leaves the house as it found it.
"""

from collections.abc import Iterator
from pathlib import Path
import re

from playwright.sync_api import Browser, Page, expect
import pytest

from demo.browser import chromium, find_chromium
from tests.e2e.card_page import AXE, CardPage, log_in
from tests.e2e.demo_process import DemoProcess, free_port

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine"),
]
PICTURES = Path("test-results")
SPEED = 120
"""A block takes five seconds."""
FORWARD = 1200
"""As fast as a slow machine still keeps up with."""
RAW = re.compile(r"\b[a-z0-9]+_[a-z0-9_]+\b|R[1-5]_[A-Z]|undefined|NaN|\{\w+\}|\[object")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoProcess]:
    folder = tmp_path_factory.mktemp("card")
    arguments = ("--port", str(free_port()), "--state", str(folder / "state"), "--speed", "60")
    with DemoProcess(folder, "--fresh", *arguments) as running:
        yield running
        running.interrupt()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def page(demo: DemoProcess, browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 1100}, locale="en-GB", color_scheme="light")
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda said: problems.append(said.text) if "bitgridai" in said.text.lower() else None)
    log_in(opened, demo.address())
    yield opened
    opened.close()
    assert problems == []


@pytest.fixture(scope="module")
def card(page: Page, demo: DemoProcess) -> CardPage:
    """The card at noon, when there is surplus and the miner runs by itself."""
    opened = CardPage(page, demo.address())
    expect(opened.card.locator("section").first).to_be_visible(timeout=60_000)
    clock = "sensor.bitgridai_simulated_time"
    today = opened.state(clock)[:11]
    opened.move_in("real_week", FORWARD)
    opened.wait_from(clock, f"{today}10:10")
    opened.move_in("real_week", SPEED)
    opened.wait_for("sensor.miner_state", "running")
    return opened


@pytest.fixture(autouse=True)
def picture_of_a_failure(request: pytest.FixtureRequest, page: Page) -> Iterator[None]:
    failures = request.session.testsfailed
    yield
    if request.session.testsfailed > failures:
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{request.node.name}.png")


def picture(card: CardPage, name: str) -> None:
    """Keep what it looks like, for whoever reviews it."""
    PICTURES.mkdir(exist_ok=True)
    card.page.screenshot(path=PICTURES / f"card-{name}.png")


def banner(card: CardPage, text: str) -> None:
    expect(card.card.locator(".banner", has_text=text)).to_be_visible()


def no_banner(card: CardPage) -> None:
    expect(card.card.locator(".banner")).to_have_count(0)


def test_the_first_look_answers_whether_why_what_else_and_what_next(card: CardPage) -> None:
    miner = card.card.locator("[data-load=miner]")
    expect(miner.locator(".headline")).to_have_text("Miner is running")
    expect(miner.locator(".power")).to_have_text(re.compile(r"^\d,?\d+ W$"))
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


def test_pause_stops_the_miner_and_back_to_automatic_lets_it_go(card: CardPage) -> None:
    card.command("stop", "2 h")
    expect(card.card.locator(".answer")).to_have_text(re.compile(r"^Done: until \d\d:\d\d\.$"))
    card.wait_for("sensor.miner_reason", "override_stop")
    card.wait_for("sensor.miner_state", "off")
    banner(card, "By command Miner pauses until")
    expect(card.card.locator("[data-load=miner] .headline")).to_have_text("Miner is off")
    picture(card, "override")
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
    picture(card, "emergency")
    card.act("release")
    card.wait_for(stopped, "off")
    no_banner(card)


def test_in_assisted_mode_the_card_asks_and_an_approval_starts_the_miner(card: CardPage) -> None:
    card.card.locator(".autonomy select").select_option("assisted")
    card.wait_for("select.bitgridai_autonomy", "assisted")
    card.wait_for("sensor.miner_state", "off")
    banner(card, "It waits for you.")
    picture(card, "assisted")
    card.act("approve")
    card.wait_for("sensor.miner_state", "running")
    card.card.locator(".autonomy select").select_option("full")
    card.wait_for("select.bitgridai_autonomy", "full")
    no_banner(card)


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
    expect(line.locator(".info")).to_have_text(re.compile(r"\d\d:\d\d.*Sun [\d,]+ W.*Miner", re.DOTALL))
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
        re.compile(r"Miner (stops|stays off): the battery is at 20 %.*Different", re.DOTALL)
    )
    expect(would.get_by_text("Hypothetical: nothing is switched.")).to_be_visible()
    picture(card, "what-if")
    would.get_by_text("As it is now", exact=True).click()
    expect(would.locator(".load")).to_have_text(re.compile("As the next block is expected anyway"))
    assert card.state("sensor.miner_state") == "running"


def test_a_missing_reading_shows_what_is_wrong(card: CardPage) -> None:
    card.switch("switch.bitgridai_fault_meter_stuck", on=True)
    expect(card.card.locator(".health")).to_have_text("Needs a look")
    banner(card, "grid meter")
    expect(card.card.locator("bitgridai-flow")).to_contain_text("not known")
    picture(card, "degraded")
    card.switch("switch.bitgridai_fault_meter_stuck", on=False)
    expect(card.card.locator(".health")).to_have_text("All well")


def test_a_lockout_says_why_and_how_long(card: CardPage) -> None:
    card.call("bitgridai", "set_override", override="start", duration=600)
    card.wait_for("sensor.miner_state", "running")
    card.switch("switch.miner_fault_cooling_fails", on=True)
    banner(card, "Miner is locked out: Overheated. It can come back in")
    expect(card.card.locator("[data-load=miner] .headline")).to_have_text("Miner is locked out")
    picture(card, "lockout")
    card.switch("switch.miner_fault_cooling_fails", on=False)
    card.wait_for("binary_sensor.miner_lockout", "off")


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


@pytest.mark.parametrize("view", ["timeline", "figures"])
def test_no_page_of_the_dashboard_has_a_broken_card(card: CardPage, view: str) -> None:
    card.open(view)
    expect(card.page.locator("hui-card").first).to_be_visible()
    expect(card.page.locator("hui-error-card, hui-warning")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_it_reads_well_in_any_light_on_any_screen(card: CardPage, scheme: str, width: int) -> None:
    card.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    card.page.set_viewport_size({"width": width, "height": 1100 if width > 400 else 1500})
    card.open()
    expect(card.card.locator("section").first).to_be_visible()
    expect(card.page.locator("bitgridai-timeline-card .plot")).to_be_visible()
    assert not card.wider_than_the_screen()
    assert card.violations() == ""
    picture(card, f"{scheme}-{width}")


def test_whoever_wants_no_motion_gets_none(card: CardPage) -> None:
    card.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    moving = "() => document.getAnimations().filter(({ playState }) => playState === 'running').length"
    inside = card.card.locator("bitgridai-flow").evaluate("(flow) => flow.shadowRoot.getAnimations().length")
    assert inside == 0
    assert card.page.evaluate(moving) == 0
    card.page.emulate_media(color_scheme="light", reduced_motion="no-preference")


def test_from_right_to_left_everything_stays_in_its_place(card: CardPage) -> None:
    card.page.set_viewport_size({"width": 360, "height": 1500})
    card.card.evaluate("(card) => { card.dir = 'rtl' }")
    source, sink = (card.card.locator(f"bitgridai-flow .{side}").first.bounding_box() for side in ("source", "sink"))
    assert source is not None
    assert sink is not None
    assert source["x"] > sink["x"]
    assert not card.wider_than_the_screen()
    picture(card, "right-to-left")
    card.page.set_viewport_size({"width": 1280, "height": 1100})
    card.open()


def test_a_house_without_a_battery_shows_none(card: CardPage) -> None:
    card.move_in("no_battery", SPEED)
    flow = card.card.locator("bitgridai-flow .flow")
    expect(flow).not_to_contain_text("Battery")
    expect(flow).to_contain_text(re.compile("Sun.*Grid.*House.*Small miner", re.DOTALL))
    expect(card.page.locator("bitgridai-what-if-card")).not_to_contain_text("Battery charge")
    assert card.violations() == ""
    assert not RAW.search(card.card.inner_text())
    picture(card, "no-battery")


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
    picture(card, "three-loads")


def test_a_german_reads_german(card: CardPage) -> None:
    card.speak("de")
    card.open()
    expect(card.card.get_by_text("Was als Nächstes kommt").first).to_be_visible()
    expect(card.page.locator("bitgridai-what-if-card")).to_contain_text("Nur gedacht")
    words = card.card.inner_text()
    assert not re.search(r"\b(stays|running|needed|surplus|What)\b", words)
    assert card.violations() == ""
    picture(card, "german")


def test_axe_is_there_to_look() -> None:
    assert AXE.exists(), "scripts/card installs it"
