"""One demo and one browser for all of these; the last test stops the demo."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
import re
import signal

from playwright.sync_api import Browser, Locator, Page, expect
import pytest

from demo.browser import chromium, find_chromium
from tests.e2e.demo_process import DemoProcess, free_port

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine"),
]
PICTURES = Path("test-results")
SLOW_MS = 30_000
"""A block takes ten seconds here, and the first of them decides nothing yet."""


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(state: Path) -> Iterator[DemoProcess]:
    with DemoProcess(state, "--fresh", "--port", str(free_port()), "--state", str(state / "state")) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def page(demo: DemoProcess, browser: Browser) -> Iterator[Page]:
    """A person who has logged in, as anyone would after reading what the demo printed."""
    address = demo.address()
    opened = browser.new_page(viewport={"width": 1500, "height": 1200}, locale="en-GB")
    opened.set_default_timeout(SLOW_MS)
    expect.set_options(timeout=SLOW_MS)
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(address)
    opened.locator("input[name=username]").fill("demo")
    opened.locator("input[name=password]").fill("demo")
    opened.keyboard.press("Enter")
    yield opened
    opened.close()
    assert [url for url in asked if url.startswith("http") and not url.startswith(address)] == []


@pytest.fixture(autouse=True)
def picture_of_a_failure(request: pytest.FixtureRequest, page: Page) -> Iterator[None]:
    failures = request.session.testsfailed
    yield
    if request.session.testsfailed > failures:
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{request.node.name}.png")


def story(page: Page) -> Locator:
    """The sentence that says what happens and why."""
    return page.locator("hui-markdown-card h2").first


def tile(page: Page, name: str) -> Locator:
    return page.locator("hui-tile-card").filter(has=page.get_by_text(name, exact=True))


def house_time(page: Page) -> datetime:
    shown: str = page.locator("hui-badge hui-timestamp-display").evaluate("shown => shown.shadowRoot.textContent")
    return datetime.strptime(" ".join(shown.split()), "%B %d, %Y at %I:%M %p")  # noqa: DTZ007 - the house's own clock


def press(page: Page, name: str) -> None:
    page.locator("hui-button-card").get_by_text(name, exact=True).click()


def test_the_dashboard_is_the_first_page(page: Page) -> None:
    expect(page.get_by_text("What happens now, and why")).to_be_visible(timeout=60_000)
    expect(page).to_have_url(re.compile("/bitgridai-house/"))
    expect(page).to_have_title(re.compile("BitGridAI"))


def test_the_decision_is_told_with_the_figures_behind_it(page: Page) -> None:
    expect(story(page)).to_have_text(re.compile(r"^Miner .+: .*\d.*\.$"))
    expect(tile(page, "Decision")).to_have_text(re.compile(r"Hold|Start|Stop|Raise|Lower"))
    expect(tile(page, "Surplus")).to_have_text(re.compile(r"\d W"))
    expect(tile(page, "Next decision")).to_have_text(re.compile(r"second|now", re.IGNORECASE))
    expect(page.locator("hui-badge").filter(has_text="Health")).to_have_text(re.compile("OK"))


def test_no_card_is_broken_and_no_text_is_raw(page: Page) -> None:
    expect(page.locator("hui-error-card, hui-warning, hui-error-badge")).to_have_count(0)
    shown = page.locator("hui-sections-view").inner_text()
    assert not re.search(r"\b[a-z0-9]+_[a-z0-9_]+\b|R[1-5]_[A-Z]|undefined|unavailable|unknown|\{\{", shown)


def test_a_persons_command_is_obeyed_and_given_as_the_reason(page: Page) -> None:
    press(page, "Run")
    expect(story(page)).to_have_text(re.compile(r"^Miner .+ 1,500 W: started by command, \d+ min left\.$"))
    expect(tile(page, "Power")).to_have_text(re.compile(r"1,\d\d\d W"))
    expect(tile(page, "State")).to_have_text(re.compile("Running"))

    press(page, "Stop")
    expect(story(page)).to_have_text(re.compile(r"^Miner (stops|stays off): stopped by command, \d+ min left\.$"))
    expect(tile(page, "Power")).to_have_text(re.compile(r"\b10 W"))
    expect(tile(page, "State")).to_have_text(re.compile("Off"))

    press(page, "Automatic")
    expect(story(page)).not_to_have_text(re.compile("by command"))


def test_an_emergency_stop_asks_first_and_holds_until_it_is_released(page: Page) -> None:
    press(page, "Emergency stop")
    page.locator("dialog-box").get_by_text("OK", exact=True).click()
    expect(story(page)).to_have_text(re.compile(r"^Miner (stops|stays off): emergency stop\.$"))
    press(page, "Release it")
    expect(story(page)).not_to_have_text(re.compile("emergency stop"))


def test_a_fault_of_the_house_shows_in_its_health(page: Page) -> None:
    fault = tile(page, "Fault: connection lost")
    fault.click()
    health = page.locator("hui-badge").filter(has_text="Health")
    expect(health).not_to_have_text(re.compile("OK"))
    fault.click()
    expect(fault).to_have_text(re.compile("Off"))


def test_ctrl_c_leaves_nothing_running_and_the_next_start_goes_on(demo: DemoProcess, page: Page, state: Path) -> None:
    lived_until = house_time(page)
    page.goto("about:blank")
    address = demo.address()
    started = demo.descendants()
    assert started
    assert demo.interrupt(signal.SIGINT) == 0
    assert not [pid for pid in started if Path(f"/proc/{pid}").exists()]
    assert "Traceback" not in demo.progress.read_text()

    port = address.rpartition(":")[2]
    with DemoProcess(state, "--port", port, "--state", str(state / "state")) as again:
        page.goto(again.address())
        # The browser is still logged in, and the house goes on where it was.
        expect(story(page)).to_be_visible(timeout=60_000)
        assert timedelta() <= house_time(page) - lived_until < timedelta(hours=2)
        assert again.interrupt(signal.SIGTERM) == 0
