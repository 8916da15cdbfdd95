"""The page answers Home Assistant's ingress alone, shows nobody else's scripts, and works under any prefix."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
import re
import subprocess
import sys
from typing import override
from urllib.parse import urljoin

import httpx
import pytest

from scripts.lib import page_schema
from tests.agent.ingress_proxy import PREFIX, ingress
from tests.agent.running import LEDGER, REPOSITORY, TOKEN, Running, free_port, running
from tests.archive.chains import DAY_S, chain, some_records

_OWN = {"x-bitgridai": "page"}


class _Addresses(HTMLParser):
    """Collects what a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in {"src", "href"} and value]


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, str]]:
    port = free_port()
    arguments = ("--page-port", str(port), "--page-from", "127.0.0.1")
    with running(tmp_path_factory.mktemp("agent"), None, *arguments) as started:
        started.send(some_records())
        yield started, f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def page(agent: tuple[Running, str]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=agent[1], timeout=20) as client:
        yield client


def test_the_port_of_the_page_knows_no_token_and_the_other_one_no_page(agent: tuple[Running, str]) -> None:
    started, page = agent
    assert httpx.get(f"{page}/v1/handshake").status_code == 200
    assert httpx.get(f"{started.http.base_url}/v1/handshake", headers=_OWN).status_code == 401
    assert started.http.get("/page.js").status_code == 404
    assert httpx.get(f"{page}/v1/handshake", headers={"host": f"127.0.0.1:{started.http.base_url.port}"}).is_success


def test_what_another_site_makes_a_browser_send_changes_nothing(page: httpx.Client) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        refused = page.request(method, "/v1/jobs", headers={"origin": "https://elsewhere.example"})
        assert (refused.status_code, refused.json()["code"]) == (403, "not_from_the_page")
        assert "access-control-allow-origin" not in refused.headers


def test_no_record_comes_in_through_the_page(page: httpx.Client, agent: tuple[Running, str]) -> None:
    before = agent[0].tip()
    for path in (f"/v1/ledgers/{LEDGER}/records", f"/v1/ledgers/{LEDGER}/begin", f"/v1/ledgers/{LEDGER}/seal"):
        assert page.post(path, headers=_OWN, content=b"{}").status_code in {404, 405}
    assert agent[0].tip() == before


def test_every_answer_forbids_what_the_page_does_not_need(page: httpx.Client) -> None:
    for path in ("/", "/page.js", "/v1/handshake", "/nothing", "/v1/archive/nobody/proof"):
        headers = page.get(path).headers
        policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
        assert policy["frame-ancestors"] == "'self'", "Home Assistant shows it in a frame of its own address"
        assert "unsafe" not in headers["content-security-policy"]
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


def test_nothing_outside_of_its_folder_is_served(page: httpx.Client) -> None:
    for path in ("/../app.py", "/%2e%2e/app.py", "/..%2fapp.py", "//etc/passwd", "/%2fetc%2fpasswd", "/page.js/.."):
        answer = page.get(path)
        assert "create_app" not in answer.text
        assert "root:" not in answer.text


def test_under_the_prefix_of_ingress_everything_it_loads_is_there(agent: tuple[Running, str]) -> None:
    with ingress(agent[1]) as address:
        opened = httpx.get(address)
        addresses = _Addresses()
        addresses.feed(opened.text)
        assert len(addresses.found) >= 3
        for relative in addresses.found:
            absolute = urljoin(address, relative)
            assert absolute.startswith(address), f"{relative} leaves the prefix"
            assert httpx.get(absolute).status_code == 200
        assert PREFIX not in opened.text
        told = httpx.get(urljoin(address, "v1/archive")).json()
    assert [archive["ledger"] for archive in told] == [LEDGER]


def test_the_bundle_is_small_and_names_nobody_else(page: httpx.Client) -> None:
    script = page.get("/page.js")
    assert int(script.headers.get("content-length", 0)) > 0
    elsewhere = set(re.findall(r"https?://[\w.]+", script.text))
    assert elsewhere <= {"http://www.w3.org"}, "the names of SVG and XHTML, which nobody fetches"


def test_the_archive_tells_its_days_and_its_policies(page: httpx.Client, agent: tuple[Running, str]) -> None:
    agent[0].send(chain(days=4, a_day=700), "long")
    days = page.get("/v1/archive/long/days").json()
    assert [day["records"] for day in days[:2]] == [700, 700]
    assert all(day["bytes"] > 0 for day in days)
    recorded = page.get(f"/v1/archive/{LEDGER}/policies").json()
    assert [policy["policy"]["autonomy"] for policy in recorded] == ["assisted", "full"]
    assert page.get("/v1/archive/nobody/policies").status_code == 404


def test_it_knows_when_a_household_was_last_in_touch(page: httpx.Client, agent: tuple[Running, str]) -> None:
    agent[0].http.post("/v1/ledgers/new/begin", json={"seq": 5, "hash": "0" * 64})
    heard = {archive["ledger"]: archive["heard_at"] for archive in page.get("/v1/archive").json()}
    assert heard["new"] is not None
    assert abs(heard["new"] - heard[LEDGER]) < DAY_S


def test_a_port_that_is_taken_ends_the_start_with_a_reason(tmp_path: Path, agent: tuple[Running, str]) -> None:
    taken = str(agent[0].http.base_url.port)
    command = [sys.executable, "-m", "bitgridai_agent", "--data", str(tmp_path), "--port", taken]
    path = f"{REPOSITORY / 'addon'}:{REPOSITORY / 'src'}"
    ended = subprocess.run(command, env={"PYTHONPATH": path}, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "in use" in ended.stderr


def test_without_being_asked_for_there_is_no_page(tmp_path: Path) -> None:
    with running(tmp_path) as started:
        assert started.http.get("/").status_code == 404
        assert httpx.get(started.http.base_url).status_code == 401


def test_unless_told_otherwise_only_the_supervisor_is_answered(tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path, None, "--page-port", str(port)), httpx.Client(base_url=f"http://127.0.0.1:{port}") as http:
        pretending = {"x-forwarded-for": "172.30.32.2", "forwarded": "for=172.30.32.2", "x-real-ip": "172.30.32.2"}
        for headers in ({}, pretending, {"authorization": f"Bearer {TOKEN}"}):
            for path in ("/", "/page.js", "/v1/handshake", "/health", "/nothing"):
                refused = http.get(path, headers=headers)
                assert (refused.status_code, refused.json()["code"]) == (403, "not_through_home_assistant")


def test_the_page_knows_the_shapes_and_thresholds_that_there_are() -> None:
    for path, written in page_schema.WRITTEN.items():
        assert path.read_text(encoding="utf-8") == written(), f"scripts/page writes {path.name} anew"
