"""The page of an agent whose owner entered a cluster: a sweep may be computed there, and says so."""

from collections.abc import Iterator
import json
import re

from playwright.sync_api import Browser, expect
import pytest

from bitgridai.engine.canonical import canonical_bytes
from demo.browser import chromium, find_chromium
from tests.agent.ingress_proxy import ingress
from tests.agent.running import Running, free_port, running
from tests.e2e.agent_page import LONG_MS, RAW, AgentPage
from tests.replay.dask_processes import Cluster, cluster
from tests.replay.recordings import Past, records_of

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("dask"), 1) as started:
        yield started


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory, dask: Cluster) -> Iterator[tuple[Running, str]]:
    """An agent with two days, started again, so that they are in files."""
    data = tmp_path_factory.mktemp("agent")
    (data / "options.json").write_text(json.dumps({"cluster": dask.address}))
    with running(data) as first:
        first.send([canonical_bytes(record) for record in records_of(Past())])
        first.stop()
    port = free_port()
    page = ("--page-port", str(port), "--page-from", "127.0.0.1")
    with running(data, None, *page) as started, ingress(f"http://127.0.0.1:{port}") as address:
        yield started, address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def shown(browser: Browser, agent: tuple[Running, str]) -> Iterator[AgentPage]:
    page = AgentPage(browser, agent[1], width=1280, scheme="light", locale="en-GB")
    yield page
    page.context.close()
    assert page.problems == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_the_choice_is_there_for_a_sweep_alone_and_can_be_read_by_everybody(
    browser: Browser, agent: tuple[Running, str], width: int, scheme: str, locale: str
) -> None:
    shown = AgentPage(browser, agent[1], width=width, scheme=scheme, locale=locale)
    shown.open("replay")
    places = shown.page.locator("input[name=where]")
    for kind, there in (("verify", 0), ("what_if", 0), ("sweep", 2)):
        shown.page.locator(f"input[value={kind}]").check()
        expect(places).to_have_count(there)
    expect(shown.page.locator("input[value=here]")).to_be_checked()
    assert shown.violations() == ""
    assert not shown.is_wider_than_the_screen()
    text = shown.text()
    assert not RAW.search(text), RAW.search(text)
    assert ("Where to compute it" if locale == "en-GB" else "Wo gerechnet wird") in text
    shown.picture(f"cluster-{width}-{scheme}-{locale[:2]}")
    shown.context.close()
    assert shown.problems == []


def test_a_sweep_is_computed_on_the_cluster_and_says_so(shown: AgentPage) -> None:
    shown.open("replay")
    page = shown.page
    page.get_by_label("Try many").check()
    page.locator("#value-0").fill("-400; 0; 400")
    page.get_by_label("On the cluster").check()
    page.get_by_role("button", name="Start", exact=True).click()
    done = page.locator("[data-state=done]", has_text="Try many")
    expect(done.first).to_be_visible(timeout=LONG_MS)
    expect(done.first).to_contain_text("on the cluster")
    done.first.get_by_role("link", name="Open result").click()
    expect(page.locator("bitgridai-result-sweep tbody tr")).to_have_count(3)
    expect(page.locator("bitgridai-job")).to_contain_text("on the cluster")
    assert shown.violations() == ""
    shown.picture("cluster-result")


def test_where_nothing_differs_the_days_that_were_looked_at_are_shown(
    browser: Browser, agent: tuple[Running, str], shown: AgentPage
) -> None:
    shown.open("replay")
    page = shown.page
    page.get_by_role("button", name="Start", exact=True).click()
    done = page.locator("[data-state=done]", has_text="Check decisions")
    expect(done.first).to_be_visible(timeout=LONG_MS)
    done.first.get_by_role("link", name="Open result").click()
    expect(page.get_by_role("heading", name="Decisions made again, by day (UTC)")).to_be_visible()
    days = page.get_by_role("slider", name=re.compile(r"None of them differs\. Days with decisions: \d\.$"))
    days.focus()
    page.keyboard.press("Home")
    expect(days).to_have_attribute("aria-valuetext", re.compile(r"^12 Aug 2024: 1\d\d$"))
    with page.expect_download() as download:
        page.get_by_role("link", name="differing.svg").click()
    assert "come out as they were recorded" in download.value.path().read_text()
    opened = page.url.partition("#/")[2]
    for width, scheme, locale in ((360, "light", "de-DE"), (1280, "dark", "de-DE"), (1280, "light", "en-GB")):
        seen = AgentPage(browser, agent[1], width=width, scheme=scheme, locale=locale)
        seen.open(opened)
        expect(seen.page.locator("bitgridai-result-verify bitgridai-days")).to_be_visible()
        assert seen.violations() == ""
        assert not seen.is_wider_than_the_screen()
        seen.picture(f"verify-same-{width}-{scheme}-{locale[:2]}")
        seen.context.close()
        assert seen.problems == []


def test_what_is_wrong_with_the_cluster_is_said_at_the_job_which_can_go_on(shown: AgentPage, dask: Cluster) -> None:
    dask.stop(dask.workers[0])
    shown.open("replay")
    page = shown.page
    page.get_by_label("Try many").check()
    page.get_by_label("On the cluster").check()
    page.get_by_role("button", name="Start", exact=True).click()
    failed = page.locator("[data-state=failed]")
    expect(failed.first).to_be_visible(timeout=LONG_MS)
    expect(failed.first.get_by_role("alert")).to_contain_text(f"the Dask scheduler at {dask.address} has no workers")
    shown.picture("cluster-failed")
    dask.start_worker()
    dask.await_workers(1)
    failed.first.get_by_role("button", name="Go on").click()
    expect(page.locator("[data-state=done]", has_text="on the cluster").first).to_be_visible(timeout=LONG_MS)
