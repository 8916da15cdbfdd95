"""A sweep on the owner's Dask cluster: the same files, and whatever happens to the cluster ends in a sentence."""

from collections.abc import Iterator
from functools import cache
import json
from pathlib import Path
import shutil
import subprocess
import sys
import time
from typing import Any

import psutil
import pytest

from bitgridai.bench.quality.trace import BUNDLED, read_blocks
from bitgridai.bench.speed import cut
from bitgridai.engine.canonical import canonical_bytes
from tests.agent.asking import ask, ended, look, under_way, until
from tests.agent.running import LEDGER, REPOSITORY, Running, free_port, running
from tests.replay.dask_processes import Cluster, cluster
from tests.replay.recordings import GIVEN, Past, records_of

_GRID = {"r1": {"start_margin_w": [0, 500, 2000]}, "r2": {"soc_soft_min_pct": [53, 60]}}
_MANY = {"r1": {"start_margin_w": list(range(0, 2000, 50))}}
"""Ten parts, each about a second for the engine itself."""
_TASKS = """
import sys
from distributed import Client
print(Client(sys.argv[1]).run_on_scheduler(lambda dask_scheduler: len(dask_scheduler.tasks)))
"""


@cache
def _records() -> list[bytes]:
    """A day with a price, which compiled decisions leave to the engine: slow enough to be interrupted."""
    past = Past(trace=cut(read_blocks(BUNDLED), 144), prices={"price_ct_kwh": 20.0})
    return [canonical_bytes(record) for record in records_of(past)]


def _agent(data: Path, address: str) -> Any:
    (data / "options.json").write_text(json.dumps({"cluster": address}))
    return running(data)


def _sweep(agent: Running, where: str = "cluster", grid: dict[str, Any] = _MANY) -> dict[str, Any]:
    return ask(agent, LEDGER, "sweep", grid=grid, where=where, **GIVEN)


def _kept(agent: Running, job: dict[str, Any]) -> dict[str, int]:
    """Return the parts that are done, and when each was."""
    work = agent.data / "jobs" / job["id"] / "work"
    return {part.name: part.stat().st_mtime_ns for part in work.glob("part-*.json")}


def _files(job: dict[str, Any]) -> dict[str, str]:
    return {each["name"]: each["sha256"] for each in job["files"]}


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("dask"), 2) as started:
        yield started


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory, healthy: Cluster) -> Iterator[Running]:
    with _agent(tmp_path_factory.mktemp("agent"), healthy.address) as started:
        started.send(_records())
        yield started


@pytest.fixture(scope="module")
def computed_here(agent: Running) -> dict[str, str]:
    """The files of the long sweep, as processes of the agent's machine make them."""
    job = ended(agent, _sweep(agent, "here"))
    assert (job["state"], job["error"]) == ("done", None)
    return _files(job)


@pytest.fixture
def frail(tmp_path: Path) -> Iterator[tuple[Running, Cluster]]:
    """An agent with a cluster of one worker that nobody else uses."""
    (tmp_path / "dask").mkdir()
    (tmp_path / "data").mkdir()
    with cluster(tmp_path / "dask", 1) as started, _agent(tmp_path / "data", started.address) as asked:
        asked.send(_records())
        yield asked, started


def test_every_file_is_the_same_to_the_last_byte(agent: Running, healthy: Cluster) -> None:
    here = ended(agent, _sweep(agent, "here", _GRID))
    there = ended(agent, _sweep(agent, "cluster", _GRID))
    assert (there["state"], there["error"]) == ("done", None)
    assert set(_files(here)) == {"result.json", "policies.parquet", "front.svg"}
    assert _files(there) == _files(here)
    assert (here["request"]["where"], there["request"]["where"]) == ("here", "cluster")


def test_that_there_is_a_cluster_is_told_to_who_may_ask_and_where_it_is_to_nobody(
    agent: Running, healthy: Cluster
) -> None:
    assert agent.http.get("/v1/handshake").json()["cluster"] is True
    job = ended(agent, _sweep(agent, "cluster", _GRID))
    told = [
        agent.http.get(path).text for path in ("/health", "/v1/handshake", "/openapi.json", f"/v1/jobs/{job['id']}")
    ]
    assert told[0] == '{"status":"ok"}'
    assert not [text for text in told if healthy.address in text or str(healthy.port) in text]


@pytest.mark.parametrize(
    "more", [{"where": "tcp://192.168.1.66:8786"}, {"where": None}, {"cluster": "tcp://192.168.1.66:8786"}]
)
def test_no_request_can_point_the_agent_anywhere(agent: Running, more: dict[str, object]) -> None:
    answer = agent.http.post("/v1/jobs", json={"kind": "sweep", "ledger": LEDGER, "grid": _GRID, **more})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


@pytest.mark.parametrize("kind", ["verify", "what_if"])
def test_only_a_sweep_may_ask_for_it(agent: Running, kind: str) -> None:
    answer = agent.http.post("/v1/jobs", json={"kind": kind, "ledger": LEDGER, "where": "cluster"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


def test_the_job_talks_to_the_scheduler_and_to_nobody_else(
    agent: Running, healthy: Cluster, computed_here: dict[str, str]
) -> None:
    job = _sweep(agent)
    under_way(agent, job)
    (worker,) = psutil.Process(agent.process.pid).children()
    called = {each.raddr for each in worker.net_connections() if each.raddr}
    assert called == {("127.0.0.1", healthy.port)}
    assert not [each for each in worker.net_connections() if each.status == psutil.CONN_LISTEN]
    assert _files(ended(agent, job)) == computed_here


def test_a_cancelled_sweep_leaves_nothing_on_the_cluster_and_goes_on_to_the_same(
    agent: Running, healthy: Cluster, computed_here: dict[str, str]
) -> None:
    job = _sweep(agent)
    under_way(agent, job)
    assert agent.http.post(f"/v1/jobs/{job['id']}/cancel").json()["state"] == "cancelled"
    kept = _kept(agent, job)
    assert kept
    deadline = time.monotonic() + 30
    while _tasks(healthy) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert _tasks(healthy) == 0
    assert agent.http.post(f"/v1/jobs/{job['id']}/resume").status_code == 200
    until(agent, job, lambda seen: seen["progress"] >= (len(kept) + 1) / 10)
    assert kept.items() <= _kept(agent, job).items(), "what was done is not done again"
    assert _files(ended(agent, job)) == computed_here


def _tasks(healthy: Cluster) -> int:
    ran = subprocess.run([sys.executable, "-c", _TASKS, healthy.address], capture_output=True, text=True, check=True)
    return int(ran.stdout)


def test_the_death_of_a_worker_is_made_up_for_by_another(
    frail: tuple[Running, Cluster], computed_here: dict[str, str]
) -> None:
    asked, started = frail
    second = started.start_worker()
    started.await_workers(2)
    job = _sweep(asked)
    under_way(asked, job)
    started.stop(second)
    job = ended(asked, job)
    assert (job["state"], job["error"]) == ("done", None)
    assert _files(job) == computed_here


def test_without_any_worker_left_the_sweep_fails_with_a_sentence_and_goes_on_with_a_new_one(
    frail: tuple[Running, Cluster], computed_here: dict[str, str]
) -> None:
    asked, started = frail
    job = _sweep(asked)
    under_way(asked, job)
    started.stop(started.workers[0])
    job = ended(asked, job)
    assert job["state"] == "failed"
    assert job["error"] == (f"the workers of the Dask scheduler at {started.address} went away; start them, then go on")
    assert 0 < len(_kept(asked, job)) < 10
    assert _resumed(asked, job)["error"] == (
        f"the Dask scheduler at {started.address} has no workers; start one: dask worker {started.address}"
    )
    started.start_worker()
    started.await_workers(1)
    assert _files(_resumed(asked, job)) == computed_here


def test_without_the_scheduler_the_sweep_fails_with_a_sentence_and_goes_on_when_it_is_back(
    frail: tuple[Running, Cluster], computed_here: dict[str, str]
) -> None:
    asked, started = frail
    job = _sweep(asked)
    under_way(asked, job)
    started.stop(started.scheduler)
    job = ended(asked, job)
    assert job["state"] == "failed"
    assert job["error"] == (
        f"the Dask scheduler at {started.address} went away while it computed; start it again, then go on"
    )
    assert 0 < len(_kept(asked, job)) < 10
    again = _resumed(asked, job)
    assert (again["state"], again["error"]) == (
        "failed",
        f"no Dask scheduler answers at {started.address}; start one, or check the address",
    )
    assert 0 < len(_kept(asked, job)) < 10, "trying in vain costs nothing"
    started.stop(started.workers[0])
    started.start_scheduler()
    started.start_worker()
    started.await_workers(1)
    assert _files(_resumed(asked, job)) == computed_here


def _resumed(asked: Running, job: dict[str, Any]) -> dict[str, Any]:
    assert asked.http.post(f"/v1/jobs/{job['id']}/resume").status_code == 200
    return ended(asked, job)


def test_a_worker_with_other_code_computes_nothing(frail: tuple[Running, Cluster], tmp_path: Path) -> None:
    asked, started = frail
    started.stop(started.workers[0])
    shutil.copytree(REPOSITORY / "src" / "bitgridai", tmp_path / "other" / "bitgridai")
    figures = tmp_path / "other" / "bitgridai" / "replay" / "figures.py"
    figures.write_text(figures.read_text() + "\n_ROUNDED = True\n")
    started.start_worker({"PYTHONPATH": str(tmp_path / "other")})
    started.await_workers(1)
    job = ended(asked, _sweep(asked, grid=_GRID))
    assert job["state"] == "failed"
    assert job["error"].endswith("of the cluster has another version of BitGridAI; install the same")
    assert _kept(asked, job) == {}


def test_a_worker_without_bitgridai_is_told_what_to_install(frail: tuple[Running, Cluster], tmp_path: Path) -> None:
    asked, started = frail
    started.stop(started.workers[0])
    (tmp_path / "bitgridai.py").write_text("")
    started.start_worker({"PYTHONPATH": str(tmp_path)})
    started.await_workers(1)
    job = ended(asked, _sweep(asked, grid=_GRID))
    assert job["state"] == "failed"
    assert "install the same version of BitGridAI and of its packages on every machine" in job["error"]


def test_what_answers_but_is_no_scheduler_is_not_waited_for(tmp_path: Path) -> None:
    with running(tmp_path, port := free_port()):
        (tmp_path / "asking").mkdir()
        with _agent(tmp_path / "asking", f"tcp://127.0.0.1:{port}") as asked:
            asked.send(_records())
            job = ended(asked, _sweep(asked, grid=_GRID))
    assert job["error"] == f"no Dask scheduler answers at tcp://127.0.0.1:{port}; start one, or check the address"


def test_a_name_that_nobody_knows_is_told(tmp_path: Path) -> None:
    with _agent(tmp_path, "tcp://nobody.invalid:8786") as asked:
        asked.send(_records())
        job = ended(asked, _sweep(asked, grid=_GRID))
    assert job["error"] == "nobody knows where nobody.invalid is; check the option cluster (tcp://nobody.invalid:8786)"


def test_without_the_option_asking_for_a_cluster_is_refused_at_once(tmp_path: Path) -> None:
    with running(tmp_path) as asked:
        asked.send(_records())
        assert asked.http.get("/v1/handshake").json()["cluster"] is False
        request = {"kind": "sweep", "ledger": LEDGER, "grid": _GRID, "where": "cluster"}
        answer = asked.http.post("/v1/jobs", json=request)
        assert (answer.status_code, answer.json()["code"]) == (409, "no_cluster")
        assert 'its owner enters one in the option "cluster"' in answer.json()["detail"]
        assert asked.http.get("/v1/jobs").json() == []


def test_a_job_that_waited_for_a_cluster_that_was_taken_out_of_the_options_says_so(tmp_path: Path) -> None:
    nowhere = f"tcp://127.0.0.1:{free_port()}"
    with _agent(tmp_path, nowhere) as asked:
        asked.send(_records())
        first, waiting = _sweep(asked, "here"), _sweep(asked)
        under_way(asked, first)
        asked.stop()
    (tmp_path / "options.json").unlink()
    with running(tmp_path) as asked:
        job = ended(asked, waiting)
        assert (job["state"], job["error"]) == (
            "failed",
            'this agent has no cluster any more; enter it again in the option "cluster", then go on',
        )
        answer = asked.http.post(f"/v1/jobs/{job['id']}/resume")
        assert (answer.status_code, answer.json()["code"]) == (409, "no_cluster")
        assert look(asked, job) == job
