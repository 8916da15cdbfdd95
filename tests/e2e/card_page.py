"""The card as a person meets it in a browser, and the house behind it as Home Assistant tells it."""

from collections.abc import Callable
import time
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.demo_process import REPOSITORY

AXE = REPOSITORY / "card/node_modules/axe-core/axe.min.js"
SLOW_MS = 30_000
_LEAST_PASSES = 5
"""Checks that apply to any part of ours."""
_HASS = "document.querySelector('home-assistant').hass"
_FLOWS = "config/config_entries/flow"
_OURS = ", ".join(
    f"bitgridai-{part}" for part in ("card", "timeline-card", "what-if-card", "research-card", "override-feature")
)
_FIND_OURS = f"""() => {{
  const found = [], look = (root) => {{
    found.push(...root.querySelectorAll('{_OURS}'));
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) look(element.shadowRoot);
  }};
  look(document);
  return axe.run(found, {{ resultTypes: ['violations'] }}).then(({{ violations, passes }}) => [passes.length,
    violations.map((rule) => rule.id + ': ' + rule.nodes.map((node) => node.target.flat().at(-1) + ' ' +
      node.any.concat(node.all).map((check) => check.message).join('; ')).join(' | '))]);
}}"""


def log_in(page: Page, address: str) -> None:
    """Enter the demo's user, as it prints it."""
    page.set_default_timeout(SLOW_MS)
    expect.set_options(timeout=SLOW_MS)
    page.add_init_script("localStorage.setItem('dockedSidebar', '\"always_hidden\"')")
    page.goto(address)
    page.locator("input[name=username]").fill("demo")
    page.locator("input[name=password]").fill("demo")
    page.keyboard.press("Enter")


class CardPage:
    """A browser that shows the dashboard."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._address = address

    @property
    def card(self) -> Locator:
        """The card itself."""
        return self.page.locator("bitgridai-card")

    def open(self, view: str = "overview") -> None:
        """Go to a page of the dashboard."""
        self.page.goto(f"{self._address}/bitgridai-house/{view}")

    def act(self, name: str) -> None:
        """Press what a banner or the footer offers."""
        self.card.locator(f"[data-act={name}]").first.click()

    def command(self, wish: str, *choices: str) -> None:
        """Run, pause or limit the open load, with choices of power and time."""
        self.card.locator(f"[data-wish={wish}]").click()
        for choice in choices:
            self.card.locator(".panel .choices").get_by_text(choice, exact=True).click()
        self.card.locator(f"[data-do={wish}]").click()

    def state(self, entity: str) -> str:
        """Return what Home Assistant says of an entity."""
        self._connected()
        return str(self.page.evaluate(f"(id) => {_HASS}.states[id]?.state", entity))

    def wait_for(self, entity: str, *wanted: str) -> None:
        """Wait until the house is so; AssertionError where it does not become so."""
        self._until(lambda: self.state(entity) in wanted, f"{entity}: {self.state(entity)} instead of {wanted}")

    def wait_from(self, entity: str, least: str) -> None:
        """Wait until a state that sorts like a time has come."""
        self._until(lambda: self.state(entity) >= least and self.state(entity)[0].isdigit(), f"{entity} before {least}")

    def switch(self, entity: str, *, on: bool) -> None:
        """Turn a switch of the household."""
        self.call("switch", "turn_on" if on else "turn_off", entity_id=entity)

    def call(self, domain: str, service: str, **data: Any) -> None:
        """Perform an action beside the card."""
        self._connected()
        self.page.evaluate(
            f"([domain, service, data]) => {_HASS}.callService(domain, service, data)", [domain, service, data]
        )

    def move_in(self, household: str, speed: int) -> None:
        """Run another household, or the same one at another speed, through the integration's own dialog."""
        (entry,) = self._api("GET", "config/config_entries/entry?domain=bitgridai")
        form = self._api("POST", _FLOWS, {"handler": "bitgridai", "entry_id": entry["entry_id"]})
        self._api("POST", f"{_FLOWS}/{form['flow_id']}", {"household": household, "speed": speed})

    def _api(self, method: str, path: str, data: dict[str, Any] | None = None) -> Any:
        self._connected()
        return self.page.evaluate(
            f"([method, path, data]) => {_HASS}.callApi(method, path, data ?? undefined)", [method, path, data]
        )

    def _connected(self) -> None:
        """Wait until the page has its connection: a page that has just been opened has none yet."""
        self.page.wait_for_function("() => document.querySelector('home-assistant')?.hass?.connected")

    def speak(self, language: str) -> None:
        """Choose the language in the user's profile."""
        message = {"type": "frontend/set_user_data", "key": "language", "value": {"language": language}}
        self._connected()
        self.page.evaluate(f"(message) => {_HASS}.callWS(message)", message)
        self.page.evaluate("(language) => localStorage.setItem('selectedLanguage', JSON.stringify(language))", language)

    def violations(self) -> str:
        """Return what axe finds wrong with the parts that are ours; it must have looked at something."""
        if not self.page.evaluate("'axe' in window"):
            self.page.add_script_tag(path=AXE)
        looked: list[tuple[int, list[str]]] = []

        def look() -> bool:
            # Where devices come or go, the dashboard is made anew, and for a moment there is nothing to look at.
            looked.append(self.page.evaluate(_FIND_OURS))
            return looked[-1][0] > _LEAST_PASSES

        self._until(look, "axe looked at nothing")
        _, found = looked[-1]
        return "\n".join(found)

    def wider_than_the_screen(self) -> bool:
        """Whether somebody would have to scroll sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))

    @staticmethod
    def _until(true: Callable[[], bool], otherwise: str, timeout_s: float = 60) -> None:
        until = time.monotonic() + timeout_s
        while not true():
            assert time.monotonic() < until, otherwise
            time.sleep(0.1)
