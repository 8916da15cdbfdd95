"""Pictures of the dashboard for the documentation: a sunny afternoon, with the morning in the timeline.

Usage: python -m demo.screenshots [FOLDER]
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
import subprocess
import sys
import tempfile
from time import sleep

from playwright.sync_api import Browser, Page

from .browser import chromium
from .client import PASSWORD, USER, address_of
from .options import REPOSITORY
from .texts import say

_PORT = 18199
_SPEED = 120
_AFTERNOON = time(12, 40)
_LOOK_S = 2
_PAINT_S = 3
"""Until everything is drawn and nothing moves any more."""
_QUIET = (
    "localStorage.setItem('dockedSidebar', '\"always_hidden\"');"
    "localStorage.setItem('selectedLanguage', JSON.stringify({language!r}));"
)
_STATE = "(id) => document.querySelector('home-assistant').hass.states[id].state"


@dataclass(frozen=True)
class Shot:
    """One picture."""

    file: str
    width: int
    height: int
    scheme: str = "light"
    language: str = "en"
    view: str = "overview"
    scale: float = 1
    opened: str = ""
    """A part of the card to open first."""


_SHOTS = (
    Shot("dashboard-light.png", 1440, 900),
    Shot("dashboard-dark.png", 1440, 900, scheme="dark"),
    Shot("dashboard-phone.png", 412, 915, scale=2),
    Shot("card-german.png", 412, 915, language="de", scale=2),
    Shot("card-votes.png", 412, 1250, opened="All votes", scale=2),
    Shot("dashboard-devices.png", 1440, 900, view="devices"),
)


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
        for shot in _SHOTS:
            _take(browser, known, shot, folder / shot.file)


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
    page.goto(address_of(_PORT))
    page.locator("input[name=username]").fill(USER)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.locator("bitgridai-card section").first.wait_for()


def _is_afternoon(page: Page) -> bool:
    """Whether the house's clock says so, and the miner runs."""
    clock: str = page.evaluate(_STATE, "sensor.bitgridai_simulated_time")
    runs = page.evaluate(_STATE, "sensor.miner_state") == "running"
    return bool(runs and datetime.fromisoformat(clock).time() >= _AFTERNOON)


def _take(browser: Browser, known: object, shot: Shot, file: Path) -> None:
    context = browser.new_context(
        storage_state=known,  # type: ignore[arg-type]  # what Playwright itself returned
        viewport={"width": shot.width, "height": shot.height},
        device_scale_factor=shot.scale,
        color_scheme="dark" if shot.scheme == "dark" else "light",
        locale="en-GB",
    )
    page = context.new_page()
    page.add_init_script(_QUIET.format(language=shot.language))
    if shot.language != "en":
        _speak(page, shot.language)
    page.goto(f"{address_of(_PORT)}/bitgridai-house/{shot.view}")
    page.locator("bitgridai-override-feature" if shot.view == "devices" else "bitgridai-card .next").first.wait_for()
    if shot.opened:
        page.locator("bitgridai-card").get_by_text(shot.opened, exact=True).click()
    sleep(_PAINT_S)
    page.screenshot(path=file)
    say(f"{file}")
    if shot.language != "en":
        _speak(page, "en")
    context.close()


def _speak(page: Page, language: str) -> None:
    """Choose the language in the demo user's profile, which counts for every browser."""
    page.goto(f"{address_of(_PORT)}/bitgridai-house")
    page.locator("bitgridai-card section").first.wait_for()
    page.evaluate(
        "(language) => document.querySelector('home-assistant').hass.callWS("
        "{type: 'frontend/set_user_data', key: 'language', value: {language}})",
        language,
    )


if __name__ == "__main__":
    main()
