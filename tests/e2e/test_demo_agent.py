"""The demo with an agent: the archive fills while one looks on, and the past is replayed."""

import json
from pathlib import Path
import re
from typing import Any

import httpx
import pytest

from demo.report import as_text
from tests.e2e.demo_process import DemoProcess, free_port, run_demo, wait_for

DAYS = 2


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    told = run_demo("--headless", "--days", str(DAYS), "--agent", "--json", timeout_s=170)
    assert told.returncode == 0, told.stderr
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_the_agent_has_every_record_and_would_decide_the_same(report: dict[str, Any]) -> None:
    told = report["agent"]
    assert told["archived_records"] == told["verify"]["records"]
    # Consent, export and its withdrawal come after the replays, and then the house goes to rest.
    assert told["archived_records"] + 4 == report["records"]
    assert told["verify"]["same"] is True
    assert told["verify"]["decisions"] == report["decisions"] >= DAYS * 144


def test_a_more_careful_policy_uses_less_of_the_surplus(report: dict[str, Any]) -> None:
    figures = report["agent"]["what_if"]["figures"]
    assert figures["changed"]["loads_kwh"] < figures["recorded"]["loads_kwh"]
    assert figures["recorded"]["loads_kwh"] == pytest.approx(report["load_energy_kwh"]["miner"], rel=0.1)


def test_another_process_opens_the_bundle_and_finds_every_decision_the_same(report: dict[str, Any]) -> None:
    bundle = report["agent"]["bundle"]
    assert bundle["same"] is True
    assert bundle["decisions"] == report["agent"]["verify"]["decisions"]
    assert bundle["records"] == report["agent"]["archived_records"] + 1, "the consent is among them"
    assert re.fullmatch("[0-9a-f]{64}", bundle["sha256"])


def test_a_person_reads_what_the_replays_came_to(report: dict[str, Any]) -> None:
    text = as_text(report)
    assert report["agent"]["verify"]["summary"] in text
    assert report["agent"]["what_if"]["summary"] in text
    assert "opened by another process" in text
    assert "Agent" not in as_text({**report, "agent": None})


def test_the_archive_fills_beside_the_dashboard_and_the_page_shows_it(tmp_path: Path) -> None:
    arguments = ("--agent", "--port", str(free_port()), "--speed", "3600", "--state", str(tmp_path / "state"))
    with DemoProcess(tmp_path, *arguments) as demo:
        demo.address()
        found = re.search(r"Agent with archive and replays: (\S+)", demo.output.read_text())
        assert found
        with httpx.Client(base_url=found[1], timeout=20) as page:
            assert "<html" in page.get("").text
            wait_for(lambda: _archived(page) > 10)
        children = demo.descendants()
        assert demo.interrupt() == 0
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()], "nothing stays behind"


def _archived(page: httpx.Client) -> int:
    return sum(archive["seq"] for archive in page.get("v1/archive").json())
