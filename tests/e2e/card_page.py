"""The card as a person meets it in a browser, and the house behind it as Home Assistant tells it."""

from collections.abc import Callable
from pathlib import Path
import re
import time
from typing import Any, Final

from playwright.sync_api import Locator, Page, expect

from tests.e2e.demo_process import REPOSITORY

PICTURES = Path("test-results")
SPEED = 120
"""A block takes five seconds."""
RAW = re.compile(r"\b[a-z0-9]+_[a-z0-9_]+\b|R[1-5]_[A-Z]|undefined|NaN|\{\w+\}|\[object")
TELEPHONE = 400
"""Pixels; what is narrower is one."""
AXE = REPOSITORY / "card/node_modules/axe-core/axe.min.js"
SLOW_MS = 30_000
_LEAST_PASSES = 5
"""Checks that apply to any part of ours."""
_HASS = "document.querySelector('home-assistant').hass"
_FLOWS = "config/config_entries/flow"
_OURS = ", ".join(
    f"bitgridai-{part}" for part in ("card", "timeline-card", "what-if-card", "research-card", "override-feature")
)
_WHOLE_PAGE: Final = "hui-sections-view"
_NOT_OURS: Final = {"aria-command-name": "hui-tile-card", "heading-order": "ha-logbook-renderer"}
"""Rules that parts of Home Assistant's own break on any dashboard, with the part."""
_FIND = """(wanted) => {
  const found = [], look = (root) => {
    found.push(...root.querySelectorAll(wanted));
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) look(element.shadowRoot);
  };
  look(document);
  return axe.run(found, { resultTypes: ['violations'] }).then(({ violations, passes }) => [passes.length,
    violations.flatMap(({ id, nodes }) => nodes.map((node) => [id, node.target.flat().join(' '),
      node.any.concat(node.all, node.none).map((check) => check.message).join('; ')]))]);
}"""
_FADE_BEGINS_MS = 100
_FADED = """() => {
  const fades = (root) => [...root.querySelectorAll('*')].some((element) =>
    (element.localName === 'ha-card' && element.getAnimations().some((moving) => moving instanceof CSSTransition))
      || (element.shadowRoot && fades(element.shadowRoot)));
  return !fades(document);
}"""
_FOCUSED = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const name = at.getAttribute('aria-label') ?? at.labels?.[0]?.querySelector('span')?.textContent ?? at.textContent;
  return [name.trim().replace(/\\s+/g, ' '), outlineStyle !== 'none' && parseFloat(outlineWidth) > 0];
}"""
_TEXTS = f"""() => {{
  const boxes = [], look = (root) => {{
    for (const element of root.querySelectorAll('*')) {{
      if (element.shadowRoot) look(element.shadowRoot);
      const own = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
      if (!own.length || !element.checkVisibility() || element.closest('.visually-hidden')) continue;
      for (const node of own) {{
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) if (box.width > 1) boxes.push([node.data.trim(), box]);
      }}
    }}
  }};
  const find = (root) => {{
    for (const element of root.querySelectorAll('*')) {{
      if (element.matches('{_OURS}')) look(element.shadowRoot);
      else if (element.shadowRoot) find(element.shadowRoot);
    }}
  }};
  find(document);
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
  const clashes = [];
  boxes.forEach(([one, a], index) => boxes.slice(index + 1).forEach(([other, b]) => {{
    if (one !== other && over(a, b)) clashes.push(one + ' / ' + other);
  }}));
  return [boxes.length, clashes];
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

    def open(self, view: str = "overview", dashboard: str = "bitgridai-house") -> None:
        """Go to a page of a dashboard."""
        self.page.goto(f"{self._address}/{dashboard}/{view}")

    def wait_for_card(self) -> None:
        """Wait until the card shows the house."""
        expect(self.card.locator("section").first).to_be_visible(timeout=60_000)

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

    def ask(self, message: str, **data: Any) -> Any:
        """Send a message as the page does, and return its result."""
        self._connected()
        return self.page.evaluate(f"(message) => {_HASS}.callWS(message)", {"type": message, **data})

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

    def wait_for_scheme(self, scheme: str) -> None:
        """Wait until Home Assistant has followed the system into light or dark, and its cards have faded over."""
        self.page.wait_for_function(f"(dark) => {_HASS}.themes.darkMode === dark", arg=scheme == "dark")
        self.page.wait_for_timeout(_FADE_BEGINS_MS)
        self.page.wait_for_function(_FADED)

    def read_from(self, direction: str) -> None:
        """Turn the page as Home Assistant does in a language that is read that way."""
        turn = "document.dir = dir; document.querySelector('home-assistant').style.direction = dir"
        self.page.evaluate(f"(dir) => {{ {turn} }}", direction)

    def speak(self, language: str) -> None:
        """Choose the language in the user's profile."""
        self.ask("frontend/set_user_data", key="language", value={"language": language})
        self.page.evaluate("(language) => localStorage.setItem('selectedLanguage', JSON.stringify(language))", language)

    def violations(self) -> str:
        """Return what axe finds wrong with the parts that are ours; it must have looked at something."""
        return "\n".join(" ".join(found) for found in self._axe(_OURS))

    def violations_of_the_page(self) -> str:
        """Return what axe finds wrong with all of a page of the dashboard, as far as the page can help it."""
        found = self._axe(_WHOLE_PAGE)
        return "\n".join(" ".join((rule, *where)) for rule, *where in found if _NOT_OURS.get(rule, "-") not in where[0])

    def _axe(self, wanted: str) -> list[tuple[str, str, str]]:
        if not self.page.evaluate("'axe' in window"):
            self.page.add_script_tag(path=AXE)
        looked: list[tuple[int, list[tuple[str, str, str]]]] = []

        def look() -> bool:
            # Where devices come or go, the dashboard is made anew, and for a moment there is nothing to look at.
            looked.append(self.page.evaluate(_FIND, wanted))
            return looked[-1][0] > _LEAST_PASSES

        self._until(look, "axe looked at nothing")
        return looked[-1][1]

    def overlapping_texts(self) -> list[str]:
        """Return the texts of ours that lie on one another."""
        count, clashes = self.page.evaluate(_TEXTS)
        assert count, "no text of ours is on the page"
        return list(clashes)

    def focused(self) -> str:
        """Return what the key would act on, as it is called; it must be seen to be there."""
        name, ring = self.page.evaluate(_FOCUSED)
        assert ring, f"nobody sees that {name} has the focus"
        return str(name)

    def wider_than_the_screen(self) -> bool:
        """Whether somebody would have to scroll sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))

    @staticmethod
    def _until(true: Callable[[], bool], otherwise: str, timeout_s: float = 60) -> None:
        until = time.monotonic() + timeout_s
        while not true():
            assert time.monotonic() < until, otherwise
            time.sleep(0.1)


def picture(card: CardPage, name: str) -> None:
    """Keep what it looks like, for whoever reviews it."""
    PICTURES.mkdir(exist_ok=True)
    card.page.screenshot(path=PICTURES / f"card-{name}.png")


def banner(card: CardPage, text: str) -> None:
    """See something stand above everything else."""
    expect(card.card.locator(".banner", has_text=text)).to_be_visible()


def no_banner(card: CardPage) -> None:
    """See that nothing does."""
    expect(card.card.locator(".banner")).to_have_count(0)


def reads_well(card: CardPage, name: str) -> None:
    """See that a state of the house reads well on a telephone at night and on a tablet by day, and keep both."""
    for width, scheme in ((360, "dark"), (1280, "light")):
        card.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        card.page.set_viewport_size({"width": width, "height": 1100 if width > TELEPHONE else 1500})
        card.wait_for_scheme(scheme)
        picture(card, f"{name}-{width}-{scheme}")
        assert card.overlapping_texts() == []
        assert not card.wider_than_the_screen()
        assert card.violations() == ""
