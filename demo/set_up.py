"""Setting BitGridAI up as an owner does, in a browser, with a picture of every step.

Usage: python -m demo.set_up [FOLDER]
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
import subprocess
import sys
import tempfile
from time import sleep

from playwright.sync_api import Locator, Page

from .browser import chromium
from .client import PASSWORD, USER, address_of
from .options import REPOSITORY
from .texts import say

_PORT = 18198
_SLOW_MS = 60_000
_PAINT_S = 1.5
"""Until a dialog has opened and nothing moves any more."""
_SIZE = {"width": 1100, "height": 1000}
_STORY = "sensor.bitgridai_explanation"


@dataclass
class SetUp:
    """One owner in front of one browser page."""

    page: Page
    address: str
    pictures: Path | None = None
    """Where a picture of every step goes."""
    clicks: int = 0
    """Since the integration was chosen."""
    taken: list[Path] = field(default_factory=list)

    def log_in(self) -> None:
        """Log in as the demo's user."""
        self.page.set_default_timeout(_SLOW_MS)
        self.page.goto(self.address)
        self.page.locator("input[name=username]").fill(USER)
        self.page.locator("input[name=password]").fill(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.locator("home-assistant-main").wait_for()

    def add_integration(self) -> None:
        """Press "Add integration" and choose BitGridAI."""
        self.page.goto(f"{self.address}/config/integrations/dashboard")
        self.page.get_by_role("button", name="Add integration").first.click()
        self.page.locator("dialog-add-integration input").first.fill("BitGridAI")
        self.page.locator("ha-integration-list-item").filter(has_text="BitGridAI").first.click()
        self.dialog.wait_for()

    def open_integration(self) -> None:
        """Open BitGridAI's page in the settings."""
        self.page.goto(f"{self.address}/config/integrations/integration/bitgridai")
        self.page.locator("ha-config-entry-row").first.wait_for()

    @property
    def dialog(self) -> Locator:
        """What the set-up asks."""
        return self.page.locator("step-flow-form, step-flow-menu, step-flow-create-entry, step-flow-abort").first

    def tick(self, text: str) -> None:
        """Tick a line of a form."""
        self._click(self.dialog.get_by_text(text))

    def press(self, name: str) -> None:
        """Press a button of the dialog."""
        self._click(self.page.locator("dialog-data-entry-flow").get_by_role("button", name=name).last)

    def _click(self, target: Locator) -> None:
        self.clicks += 1
        target.click()

    def picture(self, name: str) -> None:
        """Keep what is on the screen, as far as pictures are wanted."""
        sleep(_PAINT_S)
        if self.pictures is not None:
            file = self.pictures / f"set-up-{name}.png"
            self.page.screenshot(path=file)
            self.taken.append(file)

    def state(self, entity_id: str) -> str | None:
        """Return a state as the page knows it."""
        shown: str | None = self.page.evaluate(
            "id => document.querySelector('home-assistant').hass.states[id]?.state ?? null", entity_id
        )
        return shown

    def wait_for_state(self, entity_id: str, state: str) -> None:
        """Wait until an entity shows a state."""
        self.page.wait_for_function(
            "([id, state]) => document.querySelector('home-assistant').hass.states[id]?.state === state",
            arg=[entity_id, state],
            timeout=_SLOW_MS,
        )

    def first_story(self) -> str:
        """Wait for the first decision that is explained, and return what is said of it."""
        self.page.wait_for_function(
            "id => !['unknown', 'unavailable', undefined].includes("
            "document.querySelector('home-assistant').hass.states[id]?.state)",
            arg=_STORY,
            timeout=_SLOW_MS,
        )
        return str(self.state(_STORY))


@contextmanager
def own_house(port: int, folder: Path) -> Iterator[str]:
    """Run a house without BitGridAI and return its address."""
    command = [sys.executable, "-m", "demo.own_house", str(port), str(folder)]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as house:  # noqa: S603 - our own program
        try:
            if house.stdout is None or address_of(port) not in house.stdout.readline():
                sys.exit("The house did not start.")
            yield address_of(port)
        finally:
            house.terminate()


def main() -> None:
    """Take the pictures of the documentation."""
    pictures = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY / "docs/images"
    with (
        tempfile.TemporaryDirectory() as folder,
        own_house(_PORT, Path(folder) / "house") as address,
        chromium() as browser,
    ):
        page = browser.new_page(viewport=_SIZE, locale="en-GB")  # type: ignore[arg-type]
        owner = SetUp(page, address, pictures)
        owner.log_in()
        _by_hand(owner)
        owner.add_integration()
        owner.picture("energy")
        owner.tick("Boiler, 1.5 kW")
        owner.press("Submit")
        owner.first_story()
        _later(owner)
    for file in owner.taken:
        say(f"{file}")


def _by_hand(owner: SetUp) -> None:
    """Picture the way of someone who would rather choose the sensors."""
    owner.add_integration()
    owner.page.locator("dialog-data-entry-flow ha-select").last.click()
    owner.page.get_by_text("Let me choose the sensors myself").last.click()
    owner.press("Submit")
    owner.dialog.get_by_text("Grid export power").first.wait_for()
    owner.picture("sensors")


def _later(owner: SetUp) -> None:
    """Picture the integration's page, what can be changed there, and the options."""
    owner.open_integration()
    owner.picture("integration")
    owner.page.get_by_role("button", name="Add load").click()
    owner.dialog.wait_for()
    owner.picture("add-load")
    owner.open_integration()
    owner.page.locator("ha-config-entry-row").get_by_role("button", name="Menu").first.click()
    owner.page.get_by_text("Reconfigure").first.click()
    owner.dialog.wait_for()
    owner.picture("outside")
    for choice, name in (("Choose a preset", "presets"), ("Change single thresholds", "thresholds")):
        owner.open_integration()
        owner.page.locator("ha-config-entry-row").get_by_role("button", name="Configure").first.click()
        owner.dialog.wait_for()
        owner.dialog.get_by_text(choice).click()
        owner.page.locator("step-flow-form").wait_for()
        owner.picture(name)


if __name__ == "__main__":
    main()
