"""A recorded house lives again on the agent: under one other policy, or under a grid of them."""

from collections.abc import Iterator
from itertools import pairwise
import re

import pytest

from bitgridai.engine.canonical import canonical_bytes
from tests.agent.asking import ask, ended, fetched, result, under_way
from tests.agent.running import LEDGER, Running, running
from tests.replay.recordings import GIVEN, LOAD, Past, records_of

_SWEEP = {"r1": {"start_margin_w": [0, 500, 2000]}, "r2": {"soc_soft_min_pct": [30, 60]}}


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("agent")) as started:
        started.send([canonical_bytes(record) for record in records_of(Past())])
        yield started


def test_what_if_shows_both_policies_in_the_same_loop(agent: Running) -> None:
    job = ended(agent, ask(agent, LEDGER, "what_if", policy={"r1": {"start_margin_w": 4000}}, **GIVEN))
    assert (job["state"], job["error"]) == ("done", None)
    told = result(agent, job)
    assert (told["kind"], told["changes"]) == ("what_if", {"r1": {"start_margin_w": 4000}})
    gains = [round(told["figures"][side]["gain_eur"], 2) for side in ("recorded", "changed")]
    assert job["outcome"] == {
        "decisions": told["decisions"],
        "differing": told["differing_decisions"],
        "gain_eur": round(gains[1] - gains[0], 2),
        "changes": None,
    }
    names = [each["name"] for each in job["files"]]
    assert names == ["result.json", "blocks.parquet", "days.svg", "powers.svg"]
    drawn = fetched(agent, job, "powers.svg").text
    assert drawn.startswith("<svg")
    (course,) = re.findall(r'class="line a" d="M([^"M]+)', drawn)[:1]
    points = [point.split() for point in course.split("L")]
    assert all(one[0] == other[0] or one[1] == other[1] for one, other in pairwise(points)), "levels are steps"
    assert told["figures"]["recorded"] != told["figures"]["changed"]
    assert told["differing_decisions"] > 0
    assert len(told["series"]["courses"]["changed"]["loads"][LOAD]) == len(told["series"]["pv_w"])
    assert told["assumptions"][0]["text"]["de"]


def test_a_sweep_ranks_every_policy_of_the_grid(agent: Running) -> None:
    job = ended(agent, ask(agent, LEDGER, "sweep", grid=_SWEEP, **GIVEN))
    assert (job["state"], job["error"]) == ("done", None)
    told = result(agent, job)
    assert len(told["ranking"]) + told["left_out"] == 6
    assert [row["rank"] for row in told["ranking"]] == list(range(1, len(told["ranking"]) + 1))
    assert any(row["pareto"] for row in told["ranking"])
    assert job["outcome"]["changes"] == told["ranking"][0]["changes"]
    drawn = fetched(agent, job, "front.svg").text
    assert '<circle class="line a"' in drawn, "a ring hides no point that lies where the recorded policy does"
    assert set(told["ranking"][0]["changes"]) == {"r1.start_margin_w", "r2.soc_soft_min_pct"}


def test_a_sweep_that_was_stopped_goes_on_and_comes_to_the_same(agent: Running) -> None:
    grid = {"r1": {"start_margin_w": list(range(0, 3000, 25))}}
    job = ask(agent, LEDGER, "sweep", grid=grid, **GIVEN)
    under_way(agent, job)
    assert agent.http.post(f"/v1/jobs/{job['id']}/cancel").json()["state"] == "cancelled"
    kept = len(list((agent.data / "jobs" / job["id"] / "work").iterdir()))
    assert kept > 0
    agent.http.post(f"/v1/jobs/{job['id']}/resume")
    assert ended(agent, job)["state"] == "done"
    assert not (agent.data / "jobs" / job["id"] / "work").exists()
    whole = ended(agent, ask(agent, LEDGER, "sweep", grid=grid, **GIVEN))
    assert result(agent, job) == result(agent, whole)


@pytest.mark.parametrize(
    ("kind", "more", "code", "told"),
    [
        ("what_if", {"policy": {"r1": {"surplus_on": 1}}}, "bad_policy", "surplus_on"),
        ("what_if", {"policy": {"r1": {"start_margin_w": "much"}}}, "bad_policy", "start_margin_w"),
        ("sweep", {"grid": {"r1": {"start_margin_w": []}}}, "bad_policy", "at least one value"),
        (
            "sweep",
            {"grid": {"r1": {"start_margin_w": [1] * 200, "stop_margin_w": [1] * 200}}},
            "too_many_policies",
            "at most 5000",
        ),
    ],
)
def test_a_change_that_no_policy_can_hold_starts_nothing(
    agent: Running, kind: str, more: dict[str, object], code: str, told: str
) -> None:
    answer = agent.http.post("/v1/jobs", json={"kind": kind, "ledger": LEDGER, **more})
    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert told in answer.json()["detail"]
