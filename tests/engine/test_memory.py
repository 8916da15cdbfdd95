from dataclasses import replace
from typing import Any

import pytest

from custom_components.bitgridai.engine import Memory
from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.memory import LoadMemory, Proposal, memory_document, memory_from_node
from tests.engine.houses import NOON, command, lockout, memory, reread

FULL = memory(
    [command("start", power_w=800), command("limit", load="rod", power_w=5)],
    lockout=lockout(),
    proposal={"id": "p", "target_w": 800, "block_id": 5, "approved": True},
    starts_today=3,
    last_change="LOWER",
    blocks_since_start=7,
)


@pytest.mark.parametrize("before", [Memory(), FULL])
def test_a_memory_reads_back_as_it_was_written(before: Memory) -> None:
    assert reread(before) == before


def test_nothing_at_all_is_the_empty_memory() -> None:
    assert memory_from_node(Node("memory", None)) == Memory()
    assert memory_from_node(Node("memory", {})) == Memory()
    assert memory_from_node(Node("memory", dict.fromkeys(memory_document(Memory())))) == Memory()


def test_a_load_never_seen_has_an_empty_memory() -> None:
    assert Memory().of("anything") == LoadMemory()


def test_a_load_never_seen_has_not_started_today_and_nobody_approved_anything() -> None:
    assert Memory().of("anything").starts_today == 0
    assert not Proposal("p", 800, 5).approved
    assert Memory().seq == 0


@pytest.mark.parametrize(
    ("place", "least"),
    [
        ("block_id", 0),
        ("counted_block", 0),
        ("block_length_s", 1),
        ("loads.m.blocks_since_change", 0),
        ("loads.m.blocks_since_start", 0),
        ("loads.m.starts_today", 0),
        ("loads.m.proposal.block_id", 0),
    ],
)
def test_a_billion_is_counted_and_no_more(place: str, least: int) -> None:
    def read(count: int) -> Memory:
        *outer, last = place.split(".")
        document: Any = {last: count}
        if outer[-1:] == ["proposal"]:
            document |= {"id": "p", "target_w": 800}
        for name in reversed(outer):
            document = {name: document}
        return memory_from_node(Node("memory", document))

    for count in (least, 10**9):
        assert read(count) != Memory(), "a number that is taken is kept"
    for count in (least - 1, 10**9 + 1):
        with pytest.raises(DocumentError) as error:
            read(count)
        assert error.value.path == f"memory.{place}"


def test_a_running_load_started_no_later_than_its_last_change() -> None:
    assert memory(last_change="RAISE", blocks_since_change=4).of("miner").blocks_since_start == 4
    assert memory(last_change="STOP", blocks_since_change=4).of("miner").blocks_since_start is None


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (5, "memory"),
        ({"mood": "good"}, "memory.mood"),
        ({"seq": -1}, "memory.seq"),
        ({"seq": 10**400}, "memory.seq"),
        ({"last_hash": "abc"}, "memory.last_hash"),
        ({"last_hash": "G" * 64}, "memory.last_hash"),
        ({"last_hash": "X" * 64}, "memory.last_hash"),
        ({"block_id": 1.5}, "memory.block_id"),
        ({"block_length_s": 0}, "memory.block_length_s"),
        ({"last_now": "yesterday"}, "memory.last_now"),
        ({"local_date": "2026-13-01"}, "memory.local_date"),
        ({"local_date": 5}, "memory.local_date"),
        ({"emergency_stop": True}, "memory.emergency_stop"),
        ({"emergency_stop": {"since": "2026-06-15T12:00:00Z"}}, "memory.emergency_stop"),
        ({"loads": {"m": {"last_change": "JUMP"}}}, "memory.loads.m.last_change"),
        ({"loads": {"m": {"starts_today": -1}}}, "memory.loads.m.starts_today"),
        ({"loads": {"m": {"lockout": {"code": "R3_OVERTEMP"}}}}, "memory.loads.m.lockout"),
        ({"loads": {"m": {"proposal": {"id": "p"}}}}, "memory.loads.m.proposal"),
        ({"loads": {"m": {"mood": "good"}}}, "memory.loads.m.mood"),
        ({"loads": {"\ud800": {}}}, "memory.loads"),
        ({"overrides": {}}, "memory.overrides"),
        ({"overrides": [{"kind": "start", "load": "m"}]}, "memory.overrides[0]"),
        ({"overrides": [{**command("start"), "mood": "good"}]}, "memory.overrides[0].mood"),
        ({"overrides": [{**command("start"), "kind": "boost"}]}, "memory.overrides[0].kind"),
        ({"overrides": [{**command("limit"), "power_w": -1}]}, "memory.overrides[0].power_w"),
        ({"request_times": [NOON]}, "memory.request_times[0]"),
    ],
)
def test_what_is_no_memory_is_refused_with_its_place(change: Any, path: str) -> None:
    with pytest.raises(DocumentError) as error:
        memory_from_node(Node("memory", change))
    assert error.value.path == path


def test_what_a_command_does_not_say_has_its_plain_meaning() -> None:
    bare = {"kind": "limit", "load": "miner", "valid_until": "2026-06-16T12:00:00Z"}
    read = memory([bare]).overrides[0]
    assert (read.id, read.origin, read.power_w) == ("override", "api", None)
    assert read.created == NOON, "as long ago as a command may last"
    early = memory([{**bare, "valid_until": "2000-01-01T12:00:00Z"}]).overrides[0]
    assert early.created == 946_684_800, "but not before there is time"


def test_a_change_of_which_nobody_knows_when_was_just_now() -> None:
    read = memory(last_change="START", blocks_since_change=None).of("miner")
    assert (read.blocks_since_change, read.blocks_since_start) == (0, 0)


def test_a_proposal_is_approved_only_where_it_says_so() -> None:
    for said, approved in (({}, False), ({"approved": False}, False), ({"approved": True}, True)):
        read = memory(proposal={"id": "p", "target_w": 800, "block_id": 5, **said}).of("miner").proposal
        assert read is not None
        assert read.approved is approved


def test_the_last_time_it_followed_the_surplus_is_remembered() -> None:
    assert reread(replace(memory(), last_trim=NOON - 300)).last_trim == NOON - 300


def test_all_a_memory_holds_is_read_back() -> None:
    stop = {"since": "2026-06-15T11:00:00Z", "origin": "signal"}
    held = {"emergency_stop": stop, "last_trim": "2026-06-15T11:55:00Z", "request_times": ["2026-06-15T11:59:30Z"]}
    document = {**memory_document(FULL), "seq": 7, "last_hash": "ab" * 32, "block_length_s": 600, **held}
    assert memory_document(memory_from_node(Node("memory", document))) == document
