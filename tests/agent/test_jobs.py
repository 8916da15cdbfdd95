"""Long work is done beside everything else, one job after the other, and survives whatever ends it."""

from collections.abc import Iterator
from hashlib import sha256
import io
import json
import os
from pathlib import Path
import time

import pyarrow.parquet as pq
import pytest

from tests.agent.asking import ask, ended, fetched, look, result, under_way
from tests.agent.histories import history
from tests.agent.running import LEDGER, Running, running

_LONG_DAYS = 70
"""Some seconds of work."""


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("agent")) as started:
        started.send(history(3), "short")
        started.send(history(3, otherwise=40), "older")
        started.send(history(_LONG_DAYS), "long")
        yield started


def test_a_ledger_of_this_engine_is_decided_the_same(agent: Running) -> None:
    job = ask(agent)
    assert (job["state"], job["progress"], job["request"]["ledger"]) == ("queued", 0, "short")
    job = ended(agent, job)
    assert (job["state"], job["progress"], job["error"]) == ("done", 1, None)
    assert job["created"] < job["started"] < job["ended"]
    told = result(agent, job)
    assert (told["same"], told["records"], told["differing"]) == (True, 90, [])
    assert told["span"]["first_day"] == "2026-06-15"


def test_a_decision_that_differs_is_told_twice_in_both_languages(agent: Running) -> None:
    job = ended(agent, ask(agent, "older"))
    told = result(agent, job)
    assert (told["same"], told["differing_decisions"], told["recorded_by"][0]) == (False, 1, "0.9.0")
    (each,) = told["differing"]
    assert (each["seq"], each["recorded"]["code"], each["recorded"]["target_w"]) == (40, "R1_GUESS", 3200)
    assert each["replayed"]["code"] != "R1_GUESS"
    assert each["replayed"]["text"]["de"] != each["replayed"]["text"]["en"]
    table = pq.read_table(io.BytesIO(fetched(agent, job, "differences.parquet").content)).to_pylist()
    assert [row["seq"] for row in table] == [40]
    assert table[0]["replayed_text_de"] == each["replayed"]["text"]["de"]


def test_every_file_is_what_its_checksum_says(agent: Running) -> None:
    job = ended(agent, ask(agent, "older"))
    assert [each["name"] for each in job["files"]] == ["result.json", "differences.parquet", "differing.svg"]
    for each in job["files"]:
        answer = fetched(agent, job, each["name"])
        assert sha256(answer.content).hexdigest() == each["sha256"]
        assert (len(answer.content), answer.headers["content-type"]) == (each["bytes"], each["media_type"])
        assert "sandbox" in answer.headers["content-security-policy"]


def test_a_drawing_says_in_the_language_that_was_asked_for_what_the_days_came_to(agent: Running) -> None:
    for ledger, language, told in (
        ("older", "en", "Decisions that differ: 1 of "),
        ("older", "de", "Andere Entscheidungen: 1 von "),
        ("short", "en", "decisions come out as they were recorded. Days with decisions: 3."),
        ("short", "de", "Entscheidungen fallen aus wie aufgezeichnet. Tage mit Entscheidungen: 3."),
    ):
        job = ended(agent, ask(agent, ledger, language=language))
        assert told in fetched(agent, job, "differing.svg").text
        assert list(result(agent, job)["days"]) == ["2026-06-15", "2026-06-16", "2026-06-17"]


def test_only_the_days_that_were_asked_for_are_decided_again(agent: Running) -> None:
    job = ended(agent, ask(agent, "older", **{"from": "2026-06-17", "to": "2026-06-20"}))
    told = result(agent, job)
    assert (told["records"], told["span"]["first_seq"], told["span"]["last_day"]) == (30, 61, "2026-06-17")
    assert told["same"], "the policy is known, though its event lies before these days"


@pytest.mark.parametrize(
    ("request_", "status", "code", "told"),
    [
        ({"kind": "verify", "ledger": "nobody"}, 404, "unknown_ledger", "nobody"),
        (
            {"kind": "verify", "ledger": "short", "from": "2027-01-01"},
            409,
            "no_records",
            "from 2026-06-15 to 2026-06-17; choose",
        ),
        (
            {"kind": "verify", "ledger": "short", "from": "2026-06-16", "to": "2026-06-15"},
            409,
            "bad_period",
            "exchange them",
        ),
        ({"kind": "verify", "ledger": "short", "from": "yesterday"}, 422, "invalid_request", "from: expected a day"),
        ({"kind": "verify", "ledger": "short", "from": 20_000}, 422, "invalid_request", "from: expected a day"),
        ({"kind": "verify", "ledger": "../short"}, 422, "invalid_request", "ledger"),
        ({"kind": "verify", "ledger": "short", "most": 0}, 422, "invalid_request", "most"),
        ({"kind": "verify", "ledger": "short", "command": "on"}, 422, "invalid_request", "command"),
        ({"kind": "switch", "ledger": "short"}, 422, "invalid_request", "kind"),
        ({}, 422, "invalid_request", "kind"),
        ([], 422, "invalid_request", "body"),
    ],
)
def test_what_cannot_be_done_is_refused_with_what_to_do(
    agent: Running, request_: object, status: int, code: str, told: str
) -> None:
    before = agent.http.get("/v1/jobs").json()
    answer = agent.http.post("/v1/jobs", json=request_)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert told in answer.json()["detail"]
    assert agent.http.get("/v1/jobs").json() == before, "nothing was started"


def test_one_job_runs_at_a_time_and_the_others_wait_their_turn(agent: Running) -> None:
    first, second, third = ask(agent, "long"), ask(agent, "short"), ask(agent, "older")
    under_way(agent, first)
    assert [look(agent, job)["state"] for job in (second, third)] == ["queued", "queued"]
    newest = [job["id"] for job in agent.http.get("/v1/jobs").json()[:3]]
    assert newest == [third["id"], second["id"], first["id"]]
    assert agent.http.post(f"/v1/jobs/{third['id']}/cancel").json()["state"] == "cancelled"
    assert agent.http.post(f"/v1/jobs/{first['id']}/cancel").json()["state"] == "cancelled"
    assert ended(agent, second)["state"] == "done"
    assert look(agent, third)["state"] == "cancelled"
    assert look(agent, first)["files"] == []


def test_the_interface_answers_at_once_while_a_job_runs(agent: Running) -> None:
    job = ask(agent, "long")
    under_way(agent, job)
    began = time.monotonic()
    for _ in range(20):
        assert agent.http.get("/v1/handshake").status_code == 200
    assert (time.monotonic() - began) / 20 < 0.25
    agent.http.post(f"/v1/jobs/{job['id']}/cancel")


def test_a_cancelled_job_goes_on_where_it_stopped_and_comes_to_the_same(agent: Running) -> None:
    job = ask(agent, "long")
    stopped_at = under_way(agent, job)["progress"]
    agent.http.post(f"/v1/jobs/{job['id']}/cancel")
    resumed = agent.http.post(f"/v1/jobs/{job['id']}/resume").json()
    assert resumed["state"] == "queued"
    assert resumed["progress"] >= stopped_at
    assert ended(agent, job)["state"] == "done"
    told = result(agent, job)
    assert (told["same"], told["records"]) == (True, len(history(_LONG_DAYS)))
    assert sum(day["decisions"] for day in told["days"].values()) == told["decisions"]
    assert len(told["days"]) == _LONG_DAYS
    log = (agent.data / "jobs" / job["id"] / "log.txt").read_text()
    assert log == ""


def test_what_another_version_found_is_found_anew(agent: Running) -> None:
    job = ask(agent, "long")
    under_way(agent, job)
    agent.http.post(f"/v1/jobs/{job['id']}/cancel")
    memory = agent.data / "jobs" / job["id"] / "memory.json"
    remembered = json.loads(memory.read_bytes())
    remembered["comparison"] |= {"replayed_by": "0.9.0", "differing_decisions": 7}
    memory.write_text(json.dumps(remembered))
    agent.http.post(f"/v1/jobs/{job['id']}/resume")
    assert ended(agent, job)["state"] == "done"
    told = result(agent, job)
    assert (told["same"], told["records"]) == (True, len(history(_LONG_DAYS)))


@pytest.mark.parametrize(
    ("path", "code"), [("/cancel", "not_running"), ("/resume", "not_resumable"), ("/files/other.json", "no_such_file")]
)
def test_a_job_that_is_done_stays_as_it_is(agent: Running, path: str, code: str) -> None:
    job = ended(agent, ask(agent))
    answer = agent.http.request("GET" if "files" in path else "POST", f"/v1/jobs/{job['id']}{path}")
    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert look(agent, job) == job


def test_results_are_not_there_before_the_job_is_done(agent: Running) -> None:
    job = ask(agent, "long")
    answer = agent.http.get(f"/v1/jobs/{job['id']}/result")
    assert (answer.status_code, answer.json()["code"]) == (409, "not_done")
    under_way(agent, job)
    assert agent.http.delete(f"/v1/jobs/{job['id']}").json()["code"] == "still_running"
    agent.http.post(f"/v1/jobs/{job['id']}/cancel")
    assert agent.http.delete(f"/v1/jobs/{job['id']}").status_code == 204
    assert agent.http.get(f"/v1/jobs/{job['id']}").status_code == 404
    assert not (agent.data / "jobs" / job["id"]).exists()


@pytest.mark.parametrize(
    "name",
    ["..%2fjob.json", "../job.json", "..%2f..%2f..%2ftoken", "log.txt", "memory.json", "%2fetc%2fpasswd", "a%00.json"],
)
def test_no_name_leads_to_a_file_that_is_not_in_the_list(agent: Running, name: str) -> None:
    job = ended(agent, ask(agent))
    assert fetched(agent, job, name).status_code in {404, 409, 422}


@pytest.mark.parametrize("name", ["..", "%2e%2e", "..%2farchive", "20260101T000000-0000000g", "x" * 300])
def test_no_job_is_found_by_a_name_that_is_none(agent: Running, name: str) -> None:
    before = sorted(agent.data.rglob("*"))
    for method, path in (("GET", ""), ("DELETE", ""), ("POST", "/cancel"), ("GET", "/result")):
        assert agent.http.request(method, f"/v1/jobs/{name}{path}").status_code in {404, 405, 422}
    assert sorted(agent.data.rglob("*")) == before


def test_a_damaged_archive_fails_the_job_with_the_file_that_is_damaged(agent: Running) -> None:
    agent.send(history(2), "damaged")
    ended(agent, ask(agent, "damaged"))
    part = min((agent.data / "archive" / "damaged" / "records").rglob("*.parquet"))
    part.write_bytes(part.read_bytes()[:-9] + b"tampered!")
    job = ended(agent, ask(agent, "damaged"))
    assert job["state"] == "failed"
    assert part.name in job["error"]
    assert "restore it from a backup" in job["error"]


def test_the_agent_is_as_small_after_a_job_as_before(agent: Running) -> None:
    ended(agent, ask(agent))
    before = _memory_kb(agent)
    ended(agent, ask(agent, "long"))
    assert _memory_kb(agent) - before < 8_000


def _memory_kb(agent: Running) -> int:
    status = Path(f"/proc/{agent.process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def _workers(data: Path) -> list[int]:
    """Return the processes that work on a job of this agent."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            told = (process / "cmdline").read_bytes() if process.name.isdigit() else b""
        except OSError:
            continue
        if b"bitgridai_agent.jobs.worker" in told and os.fsencode(data) in told:
            found.append(int(process.name))
    return found


def test_a_worker_steps_back_for_everything_else(agent: Running) -> None:
    job = ask(agent, "long")
    under_way(agent, job)
    (worker,) = _workers(agent.data)
    assert os.getpriority(os.PRIO_PROCESS, worker) >= 15
    assert b"BITGRIDAI_AGENT_TOKEN" not in Path(f"/proc/{worker}/environ").read_bytes()
    agent.http.post(f"/v1/jobs/{job['id']}/cancel")
    assert _workers(agent.data) == []


def test_a_job_survives_the_end_of_its_agent_and_goes_on(tmp_path: Path) -> None:
    with running(tmp_path) as agent:
        agent.send(history(_LONG_DAYS))
        job, waiting = ask(agent, LEDGER), ask(agent, LEDGER)
        under_way(agent, job)
        began = time.monotonic()
        assert agent.stop() == 0
        assert time.monotonic() - began < 10
        assert _workers(tmp_path) == []
    with running(tmp_path) as agent:
        seen = look(agent, job)
        assert (seen["state"], seen["ended"] is None) == ("interrupted", False)
        assert agent.http.post(f"/v1/jobs/{waiting['id']}/cancel").json()["state"] == "cancelled"
        agent.http.post(f"/v1/jobs/{job['id']}/resume")
        assert ended(agent, job)["state"] == "done"
        assert result(agent, job)["records"] == len(history(_LONG_DAYS))


def test_a_killed_agent_leaves_no_worker_and_no_job_that_seems_to_run(tmp_path: Path) -> None:
    with running(tmp_path) as agent:
        agent.send(history(_LONG_DAYS))
        job = ask(agent, LEDGER)
        under_way(agent, job)
        agent.process.kill()
        agent.process.wait()
    deadline = time.monotonic() + 10
    while _workers(tmp_path):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    half = tmp_path / "jobs" / "20260101T000000-00000000"
    half.mkdir()
    with running(tmp_path) as agent:
        assert [each["state"] for each in agent.http.get("/v1/jobs").json()] == ["interrupted"]
        assert not half.exists(), "what a power cut left is no job"
