import json
from pathlib import Path
from typing import Any

import pytest

from demo.report import as_text
from tests.e2e.demo_process import DemoProcess, run_demo, wait_for

DAYS = 2


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    told = run_demo("--headless", "--days", str(DAYS), "--json")
    assert told.returncode == 0, told.stderr
    assert told.stderr == ""
    assert told.stdout.count("\n") == 1
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_it_reports_the_days_it_was_asked_for(report: dict[str, Any]) -> None:
    assert report["household"] == "real_week"
    assert report["days"] == DAYS
    assert report["from"] == "2024-08-12T00:00:00Z"
    assert report["to"] == "2024-08-14T00:00:00Z"


def test_every_block_was_decided(report: dict[str, Any]) -> None:
    assert report["decisions"] >= DAYS * 144
    assert sum(report["actions"].values()) >= report["decisions"]
    assert sum(report["actions"].values()) == sum(report["decisions_by_code"].values())


def test_the_sun_of_two_sunny_days_ran_the_miner(report: dict[str, Any]) -> None:
    # As recorded, see the traces' README.
    assert report["pv_kwh"] == pytest.approx(27.0 + 24.4, abs=0.2)
    assert report["base_kwh"] == pytest.approx(10.1 + 9.7, abs=0.2)
    assert 10 < report["load_energy_kwh"]["miner"] < 31
    assert 0.9 < report["load_productive_kwh"]["miner"] / report["load_energy_kwh"]["miner"] <= 1
    assert 1 <= report["starts"]["per_day"] <= 6


def test_the_loads_used_the_surplus_and_not_the_grid(report: dict[str, Any]) -> None:
    figures = report["key_figures"]
    assert figures["surplus_used_pct"] > 50
    assert figures["self_consumption_pct"] > figures["self_consumption_without_loads_pct"]
    assert report["import_caused_kwh"] < 0.3
    assert report["export_kwh"] < report["export_without_loads_kwh"]
    supplied = sum(report["loads_from_kwh"].values())
    assert supplied == pytest.approx(report["load_energy_kwh"]["miner"], abs=0.01)


def test_the_ledger_alone_tells_the_same_figures(report: dict[str, Any]) -> None:
    told = report["ledger_figures"]["figures"]
    assert told["pv_kwh"]["value"] == pytest.approx(report["pv_kwh"], abs=0.3)
    assert told["self_consumption_pct"]["value"] == pytest.approx(report["key_figures"]["self_consumption_pct"], abs=2)
    assert told["surplus_used_pct"]["value"] == pytest.approx(report["key_figures"]["surplus_used_pct"], abs=3)


def test_the_battery_never_ran_empty(report: dict[str, Any]) -> None:
    assert 5 < report["min_battery_soc_pct"] < 60


def test_the_ledger_was_proven(report: dict[str, Any]) -> None:
    assert report["ledger_verified"] is True
    assert report["ledger_difference"] is None
    assert report["records"] >= report["decisions"]


def test_a_decision_is_cheap(report: dict[str, Any]) -> None:
    assert 0 < report["decision_cost_ms"] < 5


def test_ctrl_c_ends_it_without_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with DemoProcess(tmp_path, "--headless", "--days", "300") as demo:
        wait_for(lambda: any(tmp_path.glob("bitgridai-*/bitgridai/*.db")))
        assert demo.interrupt() == 130
    assert demo.output.read_text() == ""
    assert "Traceback" not in demo.progress.read_text()
    assert not list(tmp_path.glob("bitgridai-*"))


def test_without_json_it_speaks_to_a_person(report: dict[str, Any]) -> None:
    told = as_text(report)
    assert "Self-consumption" in told
    assert f"{report['load_energy_kwh']['miner']:.2f} kWh" in told
    assert "each reproduced by engine" in told
    assert not [line for line in told.splitlines() if line != line.rstrip()]


def test_a_ledger_that_is_not_proven_is_said_loudly(report: dict[str, Any]) -> None:
    told = as_text({**report, "ledger_verified": False, "ledger_difference": "record 7, hash: ..."})
    assert "NOT VERIFIED: record 7, hash" in told
