"""One demo and one browser for all of these; the last test stops the demo."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
import re
import signal

from playwright.sync_api import Browser, Page, expect
import pytest

from demo.browser import chromium, find_chromium
from tests.e2e.card_page import CardPage, log_in
from tests.e2e.demo_process import DemoProcess, free_port

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine"),
]
PICTURES = Path("test-results")


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
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    log_in(opened, address)
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


def house_time(page: Page) -> datetime:
    return datetime.fromisoformat(CardPage(page, "").state("sensor.bitgridai_simulated_time"))


def test_the_dashboard_is_the_first_page(page: Page) -> None:
    expect(page.locator("bitgridai-card section")).to_be_visible(timeout=60_000)
    expect(page).to_have_url(re.compile("/bitgridai-house/"))
    expect(page).to_have_title(re.compile("BitGridAI"))


def test_the_decision_is_told_with_the_figures_behind_it(page: Page) -> None:
    """A block takes ten seconds here, and the first of them decides nothing yet."""
    expect(page.locator("bitgridai-card .why")).to_have_text(re.compile(r"^Miner .+: .*\d.*\. R\d"))
    expect(page.locator("bitgridai-card .next")).to_have_text(re.compile(r"In \d+:\d\d"))
    expect(page.locator("bitgridai-card .health")).to_have_text("All well")


def test_no_card_is_broken_and_no_text_is_raw(page: Page) -> None:
    expect(page.locator("hui-error-card, hui-warning, hui-error-badge")).to_have_count(0)
    shown = page.locator("hui-sections-view").inner_text()
    assert not re.search(r"\b[a-z0-9]+_[a-z0-9_]+\b|R[1-5]_[A-Z]|undefined|unavailable|\{\{", shown)


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
        expect(page.locator("bitgridai-card section")).to_be_visible(timeout=60_000)
        assert timedelta() <= house_time(page) - lived_until < timedelta(hours=2)
        assert again.interrupt(signal.SIGTERM) == 0
