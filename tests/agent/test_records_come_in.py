"""Records reach the archive once, whatever dies in between."""

from collections.abc import Iterator
from pathlib import Path
import random
import threading
import time

import httpx
import pytest

from bitgridai.archive import prove
from bitgridai.archive.archive import bodies_in
from tests.agent.running import LEDGER, Running, free_port, running
from tests.archive.chains import chain, some_records


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("agent")) as started:
        yield started


def test_it_says_who_it_is(agent: Running) -> None:
    told = agent.http.get("/v1/handshake").json()
    assert (told["api_version"], told["min_client"], told["archive_version"]) == (1, 1, 1)
    assert told["engine_version"].count(".") == 2
    assert told["free_bytes"] > 0


def test_records_are_taken_in_and_known_again(agent: Running) -> None:
    records = some_records()
    assert agent.send(records[:10], "first").json()["seq"] == 10
    answer = agent.send(records, "first")
    assert answer.json()["seq"] == len(records)
    assert agent.tip("first") == len(records)
    assert list(bodies_in(agent.data / "archive" / "first")) == records


def test_a_gap_is_refused_with_where_to_go_on(agent: Running) -> None:
    records = some_records()
    agent.send(records[:4], "gap")
    refused = agent.send(records[6:], "gap")
    assert refused.status_code == 409
    assert refused.json()["seq"] == 4
    assert agent.send(records[refused.json()["seq"] :], "gap").json()["seq"] == len(records)


def test_a_ledger_restored_from_a_backup_takes_another_course_and_both_are_kept(agent: Running) -> None:
    whole, other = chain(days=3), chain(days=4, a_day=3)
    agent.send(whole, "forked")
    assert agent.send(other, "forked").json()["seq"] == len(whole), "numbers that are there are passed over"
    assert agent.send([*other, *chain(days=9, a_day=3)[12:]], "forked").status_code == 409
    sealed = agent.http.post("/v1/ledgers/forked/seal").json()["ledger"]
    assert agent.tip("forked") == 0
    assert agent.send(other, "forked").json()["seq"] == len(other)
    assert list(bodies_in(agent.data / "archive" / sealed)) == whole
    assert list(bodies_in(agent.data / "archive" / "forked")) == other


def test_a_ledger_without_its_oldest_records_can_begin_in_its_middle(agent: Running) -> None:
    records = chain(days=3)
    before = records[4].split(b'"prev_hash":"')[1][:64].decode()
    assert agent.http.post("/v1/ledgers/old/begin", json={"seq": 4, "hash": before}).status_code == 200
    assert agent.send(records[4:], "old").json()["seq"] == len(records)
    proof = agent.http.get("/v1/archive/old/proof").json()
    assert (proof["whole"], proof["records"]) == (True, len(records) - 4)
    assert (proof["waiting"], proof["files"]) == (len(records) - 4, 0), "what is proven was not in a file yet"


def test_the_archive_describes_itself(agent: Running) -> None:
    agent.send(some_records(), "described")
    told = {each["ledger"]: each for each in agent.http.get("/v1/archive").json()}["described"]
    assert (told["seq"], told["waiting"], told["files"]) == (len(some_records()), len(some_records()), 0)


def test_an_unknown_ledger_is_not_found(agent: Running) -> None:
    assert agent.http.get("/v1/ledgers/nobody").status_code == 404
    assert agent.http.get("/v1/archive/nobody/proof").status_code == 404
    assert agent.http.post("/v1/ledgers/nobody/seal").status_code == 404


@pytest.mark.parametrize("name", ["..", "%2e%2e", "a%2fb", "..%2f..%2fetc", "a" * 65, "-a", ".hidden", "a%00b", "ä"])
def test_no_name_leads_out_of_the_archive(agent: Running, name: str) -> None:
    before = set(agent.data.rglob("*"))
    answer = agent.send(some_records()[:1], name)
    assert answer.status_code in {404, 405, 422}
    assert set(agent.data.rglob("*")) == before


def test_killing_the_agent_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    records = chain(days=15, a_day=10)
    port, chance = free_port(), random.Random(5)  # noqa: S311
    sent = 0
    for _ in range(4):
        with running(tmp_path, port) as agent:
            assert agent.tip() >= sent
            killer = threading.Timer(chance.uniform(0.05, 0.4), agent.process.kill)
            killer.start()
            try:
                while (sent := agent.tip()) < len(records):
                    sent = agent.send(records[sent : sent + 3]).json()["seq"]
            except httpx.TransportError:
                pass
            killer.join()
    with running(tmp_path, port) as agent:
        assert agent.tip() >= sent > 0
        assert agent.send(records).json()["seq"] == len(records)
        assert agent.stop() == 0
    folder = tmp_path / "archive" / LEDGER
    assert list(bodies_in(folder)) == records
    assert prove(folder).whole


def test_it_ends_cleanly_when_it_is_told_to(tmp_path: Path) -> None:
    with running(tmp_path) as agent:
        agent.send(some_records())
        began = time.monotonic()
        assert agent.stop() == 0
        assert time.monotonic() - began < 10
    assert not (tmp_path / "archive" / LEDGER / "journal.jsonl").read_bytes(), "all of it is in files"
