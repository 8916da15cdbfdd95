"""The agent's page as a person meets it in a browser."""

from pathlib import Path
import re
from typing import Final

from playwright.sync_api import Browser, Page, Request, expect

from tests.e2e.card_page import AXE

PICTURES: Final = Path("test-results")
SLOW_MS: Final = 30_000
LONG_MS: Final = 120_000
"""A replay on a slow machine that does something else, too."""
RAW: Final = re.compile(r"R[1-5]_[A-Z]|undefined|NaN|\{\w+\}|\[object|\bnull\b")
_VIOLATIONS: Final = """() => axe.run(document, { resultTypes: ['violations'] }).then(({ violations, passes }) => [
  passes.length, violations.map((rule) => rule.id + ': ' + rule.nodes.map((node) => node.target.flat().join(' ') + ' ' +
    node.any.concat(node.all).map((check) => check.message).join('; ')).join(' | '))])"""

_TEXT: Final = """() => {
  const text = (node) => node.nodeType === Node.TEXT_NODE ? node.data : ['STYLE', 'SCRIPT'].includes(node.nodeName) ? ''
    : [...(node.shadowRoot ?? node).childNodes].map(text).join(' ');
  return text(document.body);
}"""


class AgentPage:
    """A browser that shows the page, and what it complained about."""

    def __init__(self, browser: Browser, address: str, *, width: int, scheme: str, locale: str) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            locale=locale,
            timezone_id="UTC",
        )
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(SLOW_MS)
        expect.set_options(timeout=SLOW_MS)
        self.address = address
        self.problems: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", lambda said: self.problems.append(said.text) if said.type == "error" else None)
        self.sent: list[str] = []
        self.page.on("request", self._note)

    def open(self, view: str = "overview") -> None:
        self.page.goto(f"{self.address}#/{view}")
        self.ready()

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)
        if request.method != "GET":
            self.sent.append(request.url)

    def ready(self) -> None:
        """Wait until everything that is asked for is there."""
        expect(self.page.locator("main h2").first).to_be_visible()
        expect(self.page.get_by_text(re.compile("^(Asking the agent|Der Agent wird gefragt)"))).to_have_count(0)

    def violations(self) -> str:
        """Return what axe finds wrong. It comes from outside, as the page's policy would not load it."""
        self.page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
        passes, found = self.page.evaluate(_VIOLATIONS)
        assert passes > 10, "axe looked at nothing"
        return "\n".join(found)

    def text(self) -> str:
        """Return everything that is written; what Playwright calls the page's text ends where components begin."""
        text = str(self.page.evaluate(_TEXT))
        assert len(text) > 100, "nothing was read"
        return text

    def picture(self, name: str) -> None:
        PICTURES.mkdir(exist_ok=True)
        self.page.screenshot(path=PICTURES / f"agent-page-{name}.png", full_page=True)

    def is_wider_than_the_screen(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
