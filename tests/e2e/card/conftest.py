"""One demo and one browser for everything about the card; each test leaves the house as it found it."""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page
import pytest
import pytest_socket

from demo.browser import chromium
from tests.e2e.card_page import PICTURES, SPEED, CardPage, log_in
from tests.e2e.demo_process import DemoProcess, free_port

FORWARD = 1200
"""As fast as a slow machine still keeps up with."""


@pytest.fixture(scope="package")
def sockets() -> None:
    """Home Assistant's plugin takes them away before each test, and these fixtures outlive many."""
    pytest_socket.enable_socket()


@pytest.fixture(scope="package")
def demo(sockets: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoProcess]:
    folder = tmp_path_factory.mktemp("card")
    arguments = ("--port", str(free_port()), "--state", str(folder / "state"), "--speed", "60")
    with DemoProcess(folder, "--fresh", *arguments) as running:
        yield running
        running.interrupt()


@pytest.fixture(scope="package")
def browser(sockets: None) -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="package")
def page(demo: DemoProcess, browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 1100}, locale="en-GB", color_scheme="light")
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("console", lambda said: problems.append(said.text) if "bitgridai" in said.text.lower() else None)
    log_in(opened, demo.address())
    yield opened
    opened.close()
    assert problems == []


@pytest.fixture(scope="package")
def card(page: Page, demo: DemoProcess) -> CardPage:
    """The card at noon, when there is surplus and the miner runs by itself."""
    opened = CardPage(page, demo.address())
    opened.wait_for_card()
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
