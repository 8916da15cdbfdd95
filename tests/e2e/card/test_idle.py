"""What an open dashboard costs a telephone on the wall, and whether it stays smooth. With -s it prints the figures.

Costs are processor time of the page's own thread, so that a busy machine does not change them much.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
import sys
from time import sleep
from typing import override

from playwright.sync_api import CDPSession, expect
import pytest

from demo.browser import find_chromium
from tests.e2e.card_page import SPEED, CardPage

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine"),
]
LOOK_S = 3
WEEK = 1008
STEPS = 120
FRAME_MS = 1000 / 60
MOST_IDLE_MS = 100
"""A tenth of one core: several times what it is, and far below what drains a tablet."""
_COUNT = """() => {
  window.drawn = 0;
  window.counting = true;
  const count = () => { window.drawn += 1; if (window.counting) requestAnimationFrame(count); };
  requestAnimationFrame(count);
  return performance.now();
}"""
_WEEK = """async (blocks) => {
  const { hass } = document.querySelector('home-assistant');
  const callWS = async (message) => {
    const line = await hass.callWS(message);
    if (message.type !== 'bitgridai/timeline') return line;
    // No two neighbours alike: nothing can be drawn as one.
    const since = line.until - blocks * line.block_s;
    const week = Array.from({ length: blocks }, (_, index) => {
      const block = line.blocks[index % line.blocks.length];
      const loads = Object.fromEntries(Object.entries(block.loads).map(([load, made]) =>
        [load, { ...made, rule: 'R1', target_w: [0, 800, 1500][index % 3] }]));
      return { ...block, loads, at: since + index * line.block_s };
    });
    return { ...line, since, blocks: week };
  };
  const card = document.createElement('bitgridai-timeline-card');
  card.setConfig({ type: 'custom:bitgridai-timeline-card', hours: 168 });
  card.hass = new Proxy(hass, { get: (house, key) => (key === 'callWS' ? callWS : house[key]) });
  // Beside the dashboard: that one is made anew whenever devices come or go.
  card.dataset.week = blocks;
  card.style = 'position: fixed; inset: 80px 20px auto; z-index: 9';
  document.body.append(card);
}"""


@dataclass
class Cost:
    """What the page's thread did, per second."""

    busy_ms: float = 0
    script_ms: float = 0
    layout_ms: float = 0
    style_ms: float = 0

    @override
    def __str__(self) -> str:
        parts = f"script {self.script_ms:.1f}, layout {self.layout_ms:.1f}, style {self.style_ms:.1f}"
        return f"{self.busy_ms:.0f} ms/s busy ({parts}; the rest is painting and waking up)"


@pytest.fixture(scope="module")
def meter(card: CardPage) -> CDPSession:
    card.page.set_viewport_size({"width": 1280, "height": 1100})
    session = card.page.context.new_cdp_session(card.page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return session


@contextmanager
def measured(card: CardPage, meter: CDPSession) -> Iterator[Cost]:
    """Measure what happens inside; at least some seconds of it."""

    def read() -> dict[str, float]:
        return {item["name"]: item["value"] for item in meter.send("Performance.getMetrics")["metrics"]}

    cost = Cost()
    began, before = float(card.page.evaluate("performance.now()")), read()
    yield cost
    after, took_ms = read(), float(card.page.evaluate("performance.now()")) - began

    def per_s(name: str) -> float:
        return (after[name] - before[name]) * 1e6 / took_ms

    cost.busy_ms, cost.script_ms = per_s("TaskDuration"), per_s("ScriptDuration")
    cost.layout_ms, cost.style_ms = per_s("LayoutDuration"), per_s("RecalcStyleDuration")


@contextmanager
def counted(card: CardPage) -> Iterator[list[float]]:
    """Count the frames per second that are drawn meanwhile; to count them costs some of their time."""
    told: list[float] = []
    began = card.page.evaluate(_COUNT)
    yield told
    drawn, ended = card.page.evaluate("() => [window.drawn, performance.now()]")
    card.page.evaluate("window.counting = false")
    told.append(drawn * 1000 / (ended - began))


def tell(what: str, *figures: object) -> None:
    sys.stdout.write(f"\n{what}: {', '.join(str(figure) for figure in figures)}\n")


def frames(per_s: float) -> str:
    return f"{per_s:.0f} frames/s"


def test_a_dashboard_nobody_touches_costs_next_to_nothing(card: CardPage, meter: CDPSession) -> None:
    card.move_in("real_week", 1)
    try:
        card.open("research")
        expect(card.page.locator("bitgridai-research-card label")).to_be_visible()
        sleep(LOOK_S)
        with measured(card, meter) as plain:
            sleep(LOOK_S)
        with counted(card) as still:
            sleep(1)
        card.open()
        card.wait_for_card()
        expect(card.page.locator("bitgridai-timeline-card .plot")).to_be_visible()
        sleep(LOOK_S)
        with measured(card, meter) as idle:
            sleep(LOOK_S)
        with counted(card) as moving:
            sleep(1)
    finally:
        card.move_in("real_week", SPEED)
    tell("A page on which nothing moves", plain, frames(*still))
    tell("The overview, with the flow and the countdown", idle, frames(*moving))
    assert idle.busy_ms < MOST_IDLE_MS
    assert moving[0] >= still[0] / 2


def test_a_week_of_blocks_stays_smooth_under_a_finger(card: CardPage, meter: CDPSession) -> None:
    card.open("timeline")
    expect(card.page.locator("bitgridai-timeline-card .plot")).to_be_visible()
    card.page.evaluate(_WEEK, WEEK)
    line = card.page.locator("bitgridai-timeline-card[data-week]")
    expect(line.locator(".band rect")).to_have_count(WEEK + 1)
    box = line.locator(".plot").bounding_box()
    assert box is not None
    with measured(card, meter) as hovering, counted(card) as drawn:
        for step in range(STEPS):
            card.page.mouse.move(box["x"] + box["width"] * 0.8 * step / STEPS, box["y"] + 60)
    expect(line.locator(".cursor")).to_be_visible()
    frame_ms = hovering.busy_ms / drawn[0]
    tell(f"{WEEK} blocks under a moving finger", hovering, frames(*drawn), f"{frame_ms:.1f} ms of work per frame")
    assert frame_ms < FRAME_MS, "a frame takes longer than it is shown"
