"""Bundles leave the agent only with consent, and every attempt leaves a trace."""

from collections.abc import Iterator
import json
from pathlib import Path
from typing import Any

import pytest

from bitgridai.research import open_bundle
from bitgridai.research.seal import new_key
from bitgridai_agent.exports import Exports
from bitgridai_agent.options import Options
from bitgridai_agent.state import AgentState
from custom_components.bitgridai.engine.canonical import canonical_bytes
from tests.agent.running import LEDGER, Running, running
from tests.research.households import Household, household

ALL = {"ledger": LEDGER, "scope": "all"}


@pytest.fixture(scope="module")
def house() -> Household:
    return household(days=1)


@pytest.fixture
def agent(tmp_path: Path, house: Household) -> Iterator[Running]:
    with running(tmp_path / "agent") as started:
        _send(started, house)
        yield started


def _send(agent: Running, house: Household) -> None:
    assert agent.send([canonical_bytes(record) for record in house.records]).status_code == 200


def _audit(agent: Running) -> list[dict[str, Any]]:
    path = agent.data / "exports" / "audit.jsonl"
    assert path.stat().st_mode & 0o777 == 0o600
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_bundle_is_made_described_handed_out_and_deleted(agent: Running, house: Household, tmp_path: Path) -> None:
    made = agent.http.post("/v1/exports", json={**ALL, "from": "2026-06-15", "to": "2026-12-31"})
    assert made.status_code == 201, made.text
    export = made.json()
    assert (export["from"], export["to"], export["scope"]) == ("2026-06-15", "2026-12-31", "all")
    assert (export["records"], export["encrypted"], export["ledger"]) == (len(house.records), False, LEDGER)
    assert agent.http.get("/v1/exports").json() == [export]
    assert agent.http.get(f"/v1/exports/{export['id']}").json() == export
    handed = agent.http.get(f"/v1/exports/{export['id']}/bundle")
    assert export["name"] in handed.headers["content-disposition"]
    assert LEDGER not in export["name"]
    path = tmp_path / export["name"]
    path.write_bytes(handed.content)
    opened = open_bundle(path)
    assert (opened.size, opened.sha256, opened.reproduced) == (export["bytes"], export["sha256"], True)
    assert agent.http.delete(f"/v1/exports/{export['id']}").status_code == 204
    assert agent.http.get("/v1/exports").json() == []
    assert [each["event"] for each in _audit(agent)] == ["export_made", "export_handed_out", "export_deleted"]
    assert {each["sha256"] for each in _audit(agent)} == {export["sha256"]}


def test_the_same_request_is_the_same_bundle_also_after_a_restart(agent: Running, house: Household) -> None:
    one = agent.http.post("/v1/exports", json=ALL).json()
    assert agent.http.post("/v1/exports", json=ALL).json() == one
    assert agent.stop() == 0
    with running(agent.data) as again:
        assert again.http.post("/v1/exports", json=ALL).json() == one
        assert again.http.get("/v1/exports").json() == [one]


def test_consent_is_read_from_the_archive_whoever_asks(agent: Running, house: Household) -> None:
    agent.send([canonical_bytes(house.records[0])], "silent")
    never = agent.http.post("/v1/exports", json={**ALL, "ledger": "silent"})
    assert (never.status_code, never.json()["code"]) == (403, "no_consent")
    export = agent.http.post("/v1/exports", json=ALL).json()
    begun = household(days=1)
    begun.consent(given=False)
    _send(agent, begun)
    back = agent.http.post("/v1/exports", json=ALL)
    assert (back.status_code, back.json()["code"]) == (403, "no_consent")
    assert "switch research use on first" in back.json()["detail"]
    assert agent.http.get(f"/v1/exports/{export['id']}/bundle").status_code == 403, "not even one made before"
    refused = [each for each in _audit(agent) if each["event"] == "request_refused"]
    assert [(each["request"], each["reason"]) for each in refused] == [
        ("export silent", "no_consent"),
        (f"export {LEDGER}", "no_consent"),
        (f"download {LEDGER}", "no_consent"),
    ]
    assert agent.http.delete(f"/v1/exports/{export['id']}").status_code == 204, "deleting needs no consent"


def test_whether_a_bundle_may_leave_is_told_before_anybody_asks_for_one(agent: Running) -> None:
    assert agent.http.get(f"/v1/archive/{LEDGER}/consent").json() == {"granted": True, "detail": ""}
    back = household(days=1)
    back.consent(given=False)
    _send(agent, back)
    told = agent.http.get(f"/v1/archive/{LEDGER}/consent").json()
    assert (told["granted"], "was taken back" in told["detail"]) == (False, True)
    assert agent.http.get("/v1/archive/nobody/consent").status_code == 404
    assert not (agent.data / "exports" / "audit.jsonl").exists(), "a question is no attempt"


def test_an_archive_that_was_put_away_is_bound_by_what_was_said_since(agent: Running) -> None:
    sealed = agent.http.post(f"/v1/ledgers/{LEDGER}/seal").json()["ledger"]
    alone = agent.http.post("/v1/exports", json={**ALL, "ledger": sealed})
    assert alone.status_code == 201
    other = Household()
    other.consent(given=False)
    _send(agent, other)
    assert agent.http.post("/v1/exports", json={**ALL, "ledger": sealed}).status_code == 403


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"ledger": "nobody"}, 404, "unknown_ledger"),
        ({"ledger": "../../etc"}, 422, "invalid_request"),
        ({"scope": "everything"}, 422, "invalid_request"),
        ({"from": "yesterday"}, 422, "invalid_request"),
        ({"from": 5}, 422, "invalid_request"),
        ({"recipient": "ssh-rsa AAAA"}, 422, "bad_recipient"),
        ({"from": "2030-01-01", "to": "2030-02-01"}, 409, "nothing_to_export"),
        ({"from": "2030-01-02", "to": "2030-01-01"}, 409, "export_refused"),
        ({"name": "mine"}, 422, "invalid_request"),
    ],
)
def test_what_cannot_be_is_refused_with_a_code(agent: Running, asked: dict[str, Any], status: int, code: str) -> None:
    answer = agent.http.post("/v1/exports", json={**ALL, **asked})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert agent.http.get("/v1/exports").json() == []


@pytest.mark.parametrize("name", ["0" * 16, "..", "%2e%2e", "..%2f..%2ftoken", "0" * 17, "audit.jsonl", ".new"])
def test_no_id_leads_out_of_the_bundles(agent: Running, name: str) -> None:
    for path in (f"/v1/exports/{name}", f"/v1/exports/{name}/bundle"):
        assert agent.http.get(path).status_code in {404, 422}
    assert agent.http.delete(f"/v1/exports/{name}").status_code in {404, 405, 422}
    assert (agent.data / "archive").is_dir()


def test_an_encrypted_bundle_is_for_its_recipient(agent: Running, tmp_path: Path) -> None:
    private, public = new_key()
    plain = agent.http.post("/v1/exports", json=ALL).json()
    sealed = agent.http.post("/v1/exports", json={**ALL, "recipient": public}).json()
    assert sealed["encrypted"]
    assert sealed["name"].endswith(".zip.age")
    assert sealed["inner_sha256"] == plain["inner_sha256"] == plain["sha256"]
    (tmp_path / "key").write_text(private)
    (tmp_path / "b").write_bytes(agent.http.get(f"/v1/exports/{sealed['id']}/bundle").content)
    assert open_bundle(tmp_path / "b", tmp_path / "key").inner_sha256 == plain["sha256"]


def test_what_a_crash_left_is_no_bundle(tmp_path: Path, house: Household) -> None:
    state = AgentState.at(tmp_path, Options())
    state.vault.append(LEDGER, [canonical_bytes(record) for record in house.records])
    left = tmp_path / "exports" / ".new"
    left.mkdir(parents=True)
    (left / "export.json").write_text("{}")
    assert state.exports.all() == []
    assert isinstance(state.exports, Exports)
    state.vault.close()


def test_a_loop_of_refusals_does_not_fill_the_disk(agent: Running) -> None:
    for _ in range(40):
        agent.http.post("/v1/exports", json={**ALL, "from": "2030-01-01"})
    assert len(_audit(agent)) == 10
