"""Pictures of the dashboard for the documentation: a sunny afternoon, with the morning in the graphs.

Usage: python -m demo.screenshots [FOLDER]
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path
import subprocess
import sys
import tempfile
from time import sleep

from playwright.sync_api import Browser, Page

from .browser import chromium
from .client import PASSWORD, USER, address_of
from .dashboard.words import ENGLISH
from .options import REPOSITORY
from .texts import say

_PORT = 18199
_SPEED = 120
_AFTERNOON = time(15, 10)
_LOOK_S = 2
_PAINT_S = 5
"""Until the graphs are drawn and nothing moves any more."""
_DESKTOP = {"width": 1440, "height": 1300}
_PHONE = {"width": 412, "height": 1300}
_MARGIN = 16
_NARROW_SIDEBAR = "localStorage.setItem('dockedSidebar', '\"auto\"')"


def main() -> None:
    """Start a demo, wait for the afternoon, and take all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY / "docs/images"
    with _demo(), chromium() as browser:
        page = browser.new_page()
        _log_in(page)
        known = page.context.storage_state()
        say("Waiting for the afternoon ...")
        while not _is_afternoon(page):
            sleep(_LOOK_S)
        _take(browser, known, folder / "dashboard-light.png", "light", _DESKTOP, ENGLISH.log)
        _take(browser, known, folder / "dashboard-dark.png", "dark", _DESKTOP, ENGLISH.log)
        _take(browser, known, folder / "dashboard-phone.png", "light", _PHONE, ENGLISH.power, scale=2)


@contextmanager
def _demo() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as state:
        arguments = ["--fresh", "--port", str(_PORT), "--speed", str(_SPEED), "--state", state]
        command = [sys.executable, "-m", "demo", *arguments]
        demo = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE)  # noqa: S603 - our own program
        try:
            if demo.stdout is None or not any(address_of(_PORT).encode() in line for line in demo.stdout):
                sys.exit("The demo did not start.")
            yield
        finally:
            demo.terminate()
            demo.wait()


def _log_in(page: Page) -> None:
    page.add_init_script(_NARROW_SIDEBAR)
    page.goto(address_of(_PORT))
    page.locator("input[name=username]").fill(USER)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("hui-timestamp-display").first.wait_for()


def _is_afternoon(page: Page) -> bool:
    """Whether the house's clock says so, and the miner runs."""
    shown: str = page.locator("hui-badge hui-timestamp-display").evaluate("shown => shown.shadowRoot.textContent")
    moment = datetime.strptime(" ".join(shown.split()), "%B %d, %Y at %I:%M %p")  # noqa: DTZ007 - the house's own clock
    return moment.time() >= _AFTERNOON and page.get_by_text("Running", exact=True).count() > 0


def _take(
    browser: Browser, known: object, file: Path, scheme: str, size: dict[str, int], until: str, *, scale: int = 1
) -> None:
    """Save the dashboard down to a heading."""
    context = browser.new_context(
        storage_state=known,  # type: ignore[arg-type]  # as the browser gave it
        color_scheme=scheme,  # type: ignore[arg-type]
        viewport=size,  # type: ignore[arg-type]
        device_scale_factor=scale,
        locale="en-GB",
    )
    page = context.new_page()
    page.goto(address_of(_PORT))
    page.locator("hui-history-graph-card canvas").first.wait_for()
    sleep(_PAINT_S)
    heading = page.locator("hui-heading-card").get_by_text(until, exact=True).bounding_box()
    height = heading["y"] - _MARGIN if heading else size["height"]
    page.screenshot(path=file, clip={"x": 0, "y": 0, "width": size["width"], "height": height})
    say(f"{file}")
    context.close()


if __name__ == "__main__":
    main()
