"""The agent's page in a browser, under the prefix of an ingress: a real agent on loopback with a real archive."""

from collections.abc import Iterator
from hashlib import sha256
import json
from pathlib import Path
import re

from playwright.sync_api import Browser, expect
import pytest

from custom_components.bitgridai.engine.canonical import canonical_bytes
from demo.browser import chromium, find_chromium
from tests.agent.ingress_proxy import PREFIX, ingress
from tests.agent.running import LEDGER, Running, free_port, running
from tests.e2e.agent_archive import days_of, some_days
from tests.e2e.agent_page import LONG_MS, RAW, AgentPage
from tests.research.households import household

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine"),
]
VIEWS = ("overview", "replay", "policies", "exports")


@pytest.fixture(scope="module")
def records() -> list[bytes]:
    return some_days()


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory, records: list[bytes]) -> Iterator[tuple[Running, str]]:
    """An agent that was started again, so that its records are in files."""
    data = tmp_path_factory.mktemp("agent")
    with running(data) as first:
        assert first.send(records).status_code == 200
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


def test_the_overview_tells_who_it_is_and_what_is_kept(shown: AgentPage, records: list[bytes]) -> None:
    shown.open()
    page = shown.page
    expect(page.locator("bitgridai-overview dl").first).to_contain_text(re.compile(r"\d+\.\d+\.\d+"))
    archive = page.locator("bitgridai-archive")
    expect(archive.locator(".code").first).to_have_text(LEDGER)
    expect(archive.get_by_role("slider")).to_have_attribute("aria-valuemax", str(days_of(records)))


def test_a_press_proves_the_archive(shown: AgentPage) -> None:
    shown.open()
    shown.page.get_by_role("button", name="Prove it").click()
    expect(shown.page.locator(".notice.good")).to_contain_text("every link of the chain")


def test_the_days_are_told_by_key(shown: AgentPage) -> None:
    shown.open()
    days = shown.page.get_by_role("slider")
    days.focus()
    shown.page.keyboard.press("Home")
    expect(days).to_have_attribute("aria-valuetext", re.compile(r"^\d+ \w+ \d{4}: \d+ records, "))


def test_everything_stays_below_the_prefix_and_nothing_is_in_a_query(shown: AgentPage) -> None:
    for view in VIEWS:
        shown.open(view)
    assert len(shown.asked) > 8
    for url in shown.asked:
        assert PREFIX in url, url
        assert "?" not in url, url


def test_policies_are_compared_threshold_by_threshold(shown: AgentPage) -> None:
    shown.open("policies")
    page = shown.page
    page.get_by_label("That").select_option(label="Preset careful")
    expect(page.locator("[data-threshold='r2.soc_hard_min_pct']")).to_contain_text("60 %")
    rows = page.locator("[data-threshold]")
    differing = rows.count()
    expect(page.get_by_text(f"Different thresholds: {differing}", exact=True)).to_be_visible()
    page.get_by_label("Show equal ones, too").check()
    assert rows.count() > differing > 0


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_everybody_can_read_and_use_every_part(
    browser: Browser, agent: tuple[Running, str], width: int, scheme: str, locale: str
) -> None:
    shown = AgentPage(browser, agent[1], width=width, scheme=scheme, locale=locale)
    for view in VIEWS:
        shown.open(view)
        if view == "replay":
            shown.page.locator("input[value=what_if]").check()
            shown.page.locator("bitgridai-changes button").last.click()
        assert shown.violations() == "", view
        assert not shown.is_wider_than_the_screen(), view
        text = shown.text()
        assert not RAW.search(text), RAW.search(text)
        if locale == "de-DE":
            assert not re.search(r"\b(Archive|Records|May be missing|Policies|Replay)\b", text), view
        shown.picture(f"{view}-{width}-{scheme}-{locale[:2]}")
    shown.context.close()
    assert shown.problems == []


def test_a_check_of_decisions_is_started_and_both_explanations_stand_side_by_side(shown: AgentPage) -> None:
    shown.open("replay")
    page = shown.page
    page.get_by_role("button", name="Start", exact=True).click()
    done = page.locator("[data-state=done]", has_text="Check decisions")
    expect(done.first).to_be_visible(timeout=LONG_MS)
    done.first.get_by_role("link", name="Open result").click()
    expect(page.locator("bitgridai-result-verify .notice.warn")).to_contain_text(
        "Decisions that would be different: 1 ("
    )
    expect(page.get_by_role("heading", name="Differing decisions by day (UTC)")).to_be_visible()
    days = page.get_by_role("slider", name=re.compile(r"Days on which any differs: 1 of \d+\.$"))
    days.focus()
    page.keyboard.press("Home")
    expect(days).to_have_attribute("aria-valuetext", re.compile(r"^12 Aug 2024: \d$"))
    sides = page.locator("article").first.locator(".side")
    expect(sides.first).to_contain_text(re.compile(r"As it was recorded\s+Raise, 3,200 W"))
    expect(sides.last).to_contain_text(re.compile(r"As this engine decides.*R\d.*\. ?", re.DOTALL))
    with page.expect_download() as download:
        page.get_by_role("link", name="result.json").click()
    assert json.loads(download.value.path().read_text())["differing_decisions"] == 1
    with page.expect_download() as download:
        page.get_by_role("link", name="differing.svg").click()
    assert "Decisions that differ: 1 of " in download.value.path().read_text()
    assert shown.violations() == ""
    shown.picture("verify")


def test_a_what_if_shows_its_figures_beside_the_recorded_ones(shown: AgentPage) -> None:
    shown.open("replay")
    page = shown.page
    page.get_by_label("What if").check()
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is different yet")
    page.get_by_role("button", name="Add a threshold").click()
    expect(page.locator("#note-0")).to_contain_text("negative: so much must be left over")
    page.locator("#value-0").fill("400")
    page.get_by_role("button", name="Start", exact=True).click()
    done = page.locator("[data-state=done]", has_text="What if")
    expect(done.first).to_be_visible(timeout=LONG_MS)
    done.first.get_by_role("link", name="Open result").click()
    expect(page.get_by_role("row", name=re.compile("^Gain"))).to_contain_text(re.compile(r"\d\.\d\d"))
    days = page.get_by_role("slider", name="Energy of the loads by day")
    days.focus()
    page.keyboard.press("Home")
    expect(page.locator("bitgridai-course svg").first).to_have_attribute(
        "aria-label", re.compile("^Power on 12 Aug 2024")
    )
    assert shown.violations() == ""
    shown.picture("what-if")
    page.set_viewport_size({"width": 360, "height": 900})
    assert not shown.is_wider_than_the_screen()
    shown.picture("what-if-360")


def test_a_sweep_ranks_policies_and_its_chart_is_walked_by_key(shown: AgentPage) -> None:
    shown.open("replay")
    page = shown.page
    page.get_by_label("Try many").check()
    page.locator("#value-0").fill("-400; 0; 400")
    expect(page.get_by_text("3 policies to try")).to_be_visible()
    expect(page.get_by_text("Where to compute it")).to_have_count(0)
    page.get_by_role("button", name="Start", exact=True).click()
    done = page.locator("[data-state=done]", has_text="Try many")
    expect(done.first).to_be_visible(timeout=LONG_MS)
    done.first.get_by_role("link", name="Open result").click()
    expect(page.locator("bitgridai-result-sweep tbody tr")).to_have_count(3)
    chart = page.get_by_role("slider")
    chart.focus()
    page.keyboard.press("End")
    expect(chart).to_have_attribute("aria-valuetext", re.compile("^Rank 3: May be missing at a start"))
    expect(page.get_by_role("button", name=re.compile("^Rank 3"))).to_have_attribute("aria-pressed", "true")
    assert shown.violations() == ""
    shown.picture("sweep")
    page.set_viewport_size({"width": 360, "height": 900})
    assert not shown.is_wider_than_the_screen()
    shown.picture("sweep-360")


def test_a_replay_is_cancelled_taken_up_again_and_deleted(shown: AgentPage) -> None:
    shown.open("replay")
    page = shown.page
    page.get_by_label("Try many").check()
    page.locator("#value-0").fill(" ".join(str(margin) for margin in range(-1000, 1000, 10)))
    page.get_by_role("button", name="Start", exact=True).click()
    job = page.locator("bitgridai-job").first
    for _ in range(2):
        job.get_by_role("button", name="Cancel").click()
        expect(job.locator("[data-state=cancelled]")).to_be_visible(timeout=LONG_MS)
        job.get_by_role("button", name="Go on").click()
        expect(job.get_by_role("progressbar")).to_be_visible()
    job.get_by_role("button", name="Cancel").click()
    expect(job.locator("[data-state=cancelled]")).to_be_visible(timeout=LONG_MS)
    jobs = page.locator("bitgridai-job").count()
    job.get_by_role("button", name="Delete this replay").click()
    expect(page.locator("bitgridai-job")).to_have_count(jobs - 1)


def test_a_form_that_does_not_fit_is_told_in_place_and_sends_nothing(shown: AgentPage) -> None:
    shown.open("replay")
    page = shown.page
    page.get_by_label("Try many").check()
    value = page.locator("#value-0")
    value.fill("0; 9000")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(value).to_be_focused()
    expect(value).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#note-0")).to_contain_text("Outside of what is possible. −5,000 W to 5,000 W.")
    page.locator("#from").fill("2024-08-14")
    page.locator("#to").fill("2024-08-12")
    expect(page.locator("#to-note")).to_have_text("The last day lies before the first one.")
    value.fill("0; 100")
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("#to")).to_be_focused()
    page.wait_for_timeout(300)
    assert shown.sent == []


def test_a_bundle_is_made_named_with_its_hash_and_downloaded(shown: AgentPage) -> None:
    shown.open("exports")
    page = shown.page
    page.get_by_label("Encrypt to").fill("age1nobody")
    page.get_by_role("button", name="Make bundle").click()
    expect(page.locator("#recipient-note")).to_contain_text("begins with age1")
    page.get_by_label("Encrypt to").fill("")
    page.get_by_role("button", name="Make bundle").click()
    made = page.locator("[data-export]").first
    expect(made).to_be_visible(timeout=LONG_MS)
    with page.expect_download() as download:
        made.get_by_role("link", name="Download").click()
    digest = sha256(download.value.path().read_bytes()).hexdigest()
    expect(made).to_contain_text(f"SHA-256 {digest}")
    shown.picture("bundle")
    made.get_by_role("button", name="Delete").click()
    expect(page.locator("[data-export]")).to_have_count(0)


def test_without_consent_the_page_says_why_there_is_no_bundle(
    browser: Browser, tmp_path: Path, records: list[bytes]
) -> None:
    port = free_port()
    with (
        running(tmp_path, None, "--page-port", str(port), "--page-from", "127.0.0.1") as house,
        ingress(f"http://127.0.0.1:{port}") as address,
    ):
        house.send(records[:20])
        shown = AgentPage(browser, address, width=1280, scheme="light", locale="de-DE")
        shown.open("exports")
        expect(shown.page.get_by_role("note")).to_contain_text("Forschung ist für diesen Haushalt aus")
        expect(shown.page.get_by_role("button", name="Paket schnüren")).to_be_disabled()
        assert shown.violations() == ""
        shown.picture("no-consent")
        shown.context.close()


def test_consent_that_is_taken_back_is_told_where_a_bundle_would_be_downloaded(
    browser: Browser, tmp_path: Path
) -> None:
    port, house = free_port(), household(days=1)
    with (
        running(tmp_path, None, "--page-port", str(port), "--page-from", "127.0.0.1") as agent,
        ingress(f"http://127.0.0.1:{port}") as address,
    ):
        agent.send([canonical_bytes(record) for record in house.records])
        assert agent.http.post("/v1/exports", json={"ledger": LEDGER, "scope": "all"}).status_code == 201
        shown = AgentPage(browser, address, width=360, scheme="light", locale="en-GB")
        shown.open("exports")
        expect(shown.page.get_by_text("Research use is switched on for this household.")).to_be_visible()
        house.consent(given=False)
        agent.send([canonical_bytes(record) for record in house.records])
        shown.page.get_by_role("link", name="Download").click()
        expect(shown.page.get_by_role("alert")).to_contain_text("Research use is off for this household")
        expect(shown.page.get_by_role("button", name="Download")).to_be_disabled()
        expect(shown.page.get_by_role("button", name="Make bundle")).to_be_disabled()
        assert shown.violations() == ""
        assert not shown.is_wider_than_the_screen()
        shown.picture("consent-taken-back")
        shown.context.close()
        assert shown.problems == []


def test_a_language_that_was_chosen_stays(shown: AgentPage) -> None:
    shown.open()
    shown.page.get_by_role("button", name="Deutsch").click()
    expect(shown.page.get_by_role("link", name="Übersicht")).to_be_visible()
    shown.page.reload()
    expect(shown.page.get_by_role("link", name="Übersicht")).to_be_visible()
    assert shown.page.evaluate("document.documentElement.lang") == "de"


def test_without_an_agent_the_page_says_so_and_tries_again(shown: AgentPage) -> None:
    shown.page.route("**/v1/**", lambda route: route.abort())
    shown.page.goto(shown.address)
    expect(shown.page.get_by_role("alert")).to_contain_text("Is the app running?")
    shown.page.unroute("**/v1/**")
    shown.page.get_by_role("button", name="Try again").click()
    shown.ready()
    shown.problems.clear()


def test_home_assistant_can_show_it_in_a_frame_and_another_site_cannot(
    browser: Browser, agent: tuple[Running, str]
) -> None:
    _, address = agent
    own = address.split("/api/")[0]
    for origin, shows in ((own, True), (own.replace("127.0.0.1", "localhost"), False)):
        page = browser.new_page()
        page.route(f"{origin}/panel", lambda route: route.fulfill(content_type="text/html", body="<iframe></iframe>"))
        page.goto(f"{origin}/panel")
        page.evaluate("(address) => { document.querySelector('iframe').src = address }", address)
        page.wait_for_timeout(2000)
        inside = page.frames[-1].locator("bitgridai-page").count()
        assert (inside == 1) is shows, origin
        page.close()
