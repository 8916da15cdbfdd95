from dataclasses import replace
from typing import Any

import pytest

from custom_components.bitgridai.engine import DocumentError, Memory, Policy, apply_request
from custom_components.bitgridai.engine.memory import Proposal
from custom_components.bitgridai.engine.requests import Answer, answer_document
from custom_components.bitgridai.engine.vocabulary import Trigger
from tests.engine.houses import (
    BLOCK,
    NOON,
    Document,
    command,
    lockout,
    made,
    memory,
    miner,
    policy,
    remembered,
    reread,
    rod,
    state,
)

HOUSE = state("OVERRIDE", loads={"miner": miner(), "rod": rod()})


def ask(
    before: Memory | None = None, at: int = NOON, rules: Policy | None = None, **request: Any
) -> tuple[Answer, Memory]:
    return apply_request(replace(HOUSE, now=at), before or memory(), rules or Policy(), request)


def start(before: Memory | None = None, at: int = NOON, **request: Any) -> tuple[Answer, Memory]:
    return ask(before, at, **{"kind": "set_override", "override": "start", "load": "miner", **request})


class TestCommands:
    def test_a_command_is_accepted_for_an_hour_unless_told_otherwise(self) -> None:
        answer, after = start(origin="user")
        assert (answer.status, answer.reason, answer.loads) == ("accepted", None, ("miner",))
        assert answer.valid_until == NOON + 3600
        (override,) = after.overrides
        assert (override.id, override.origin, override.created) == (answer.id, "user", NOON)

    def test_it_is_carried_out_by_the_next_decision(self) -> None:
        _, after = start()
        assert made(HOUSE, after).code == "OVERRIDE_START"
        assert reread(after) == after

    @pytest.mark.parametrize(
        ("minutes", "status", "seconds"),
        [(1, "accepted", 60), (1440, "accepted", 86_400), (1440.1, "shortened", 86_400), (1e6, "shortened", 86_400)],
    )
    def test_it_holds_from_a_minute_to_a_day(self, minutes: float, status: str, seconds: int) -> None:
        answer, _ = start(duration_min=minutes)
        assert (answer.status, answer.valid_until) == (status, NOON + seconds)

    @pytest.mark.parametrize("minutes", [0, 0.98])
    def test_less_than_a_minute_is_refused(self, minutes: float) -> None:
        answer, after = start(duration_min=minutes)
        assert (answer.status, answer.reason, after.overrides) == ("refused", "too_short", ())

    def test_without_a_load_it_is_for_all_of_them(self) -> None:
        answer, after = start(load=None, duration_min=5)
        assert answer.loads == ("miner", "rod")
        assert len(after.overrides) == 2

    def test_an_unknown_load_is_refused(self) -> None:
        assert start(load="nobody")[0].reason == "unknown_load"
        nobody = apply_request(state(loads={}), Memory(), Policy(), {"kind": "set_override", "override": "start"})
        assert nobody[0].reason == "unknown_load"

    def test_a_new_start_or_stop_replaces_the_old_one_and_a_new_limit_the_old_limit(self) -> None:
        _, after = start(override="limit", power_w=900)
        _, after = start(after, override="start")
        _, after = start(after, override="limit", power_w=1000)
        _, after = start(after, override="stop")
        assert [(item.kind, item.power_w) for item in after.overrides] == [("limit", 1000), ("stop", None)]

    def test_a_command_for_all_loads_replaces_that_of_each(self) -> None:
        _, after = ask(kind="set_override", override="stop")
        _, after = ask(after, kind="set_override", override="stop")
        assert [item.load for item in after.overrides] == ["miner", "rod"]

    def test_a_command_for_one_load_leaves_those_of_others(self) -> None:
        _, after = ask(kind="set_override", override="stop")
        _, after = ask(after, kind="set_override", override="stop", load="rod")
        assert [item.load for item in after.overrides] == ["miner", "rod"]

    def test_a_level_names_its_power(self) -> None:
        assert start(level=1)[1].overrides[0].power_w == 800
        assert start(override="limit", level=0)[1].overrides[0].power_w == 0

    def test_two_commands_in_one_second_have_two_names(self) -> None:
        first, after = start()
        second, _ = start(after)
        assert first.id != second.id


class TestRefusals:
    @pytest.mark.parametrize(
        ("signals", "load", "reason"),
        [
            ({"battery_soc_pct": 50}, miner(), "R2_SOC_HARD_MIN"),
            ({"ups_on_battery": True}, miner(), "R3_UPS_ON_BATTERY"),
            ({"grid_power_w": None}, miner(), "R3_MISSING_TELEMETRY"),
            ({}, miner(chip_temp_c=86), "R3_OVERTEMP"),
            ({}, miner(heartbeat_age_s=61), "R3_COMM_TIMEOUT"),
        ],
    )
    def test_a_start_that_would_end_at_once_is_refused_with_the_reason(
        self, signals: Document, load: Document, reason: str
    ) -> None:
        present = state("OVERRIDE", loads={"miner": load}, **signals)
        answer, after = apply_request(present, memory(), Policy(), {"kind": "set_override", "override": "start"})
        assert (answer.status, answer.reason, after.overrides) == ("refused", reason, ())

    def test_a_locked_load_is_not_started(self) -> None:
        assert start(memory(lockout=lockout()))[0].reason == "R3_LOCKOUT"

    def test_a_start_under_a_limit_to_nothing_is_refused(self) -> None:
        assert start(memory([command("limit", power_w=100)]))[0].reason == "OVERRIDE_LIMIT"

    def test_a_start_at_less_than_the_load_can_run_at_is_refused(self) -> None:
        assert start(power_w=799)[0].reason == "below_lowest_level"
        assert start(power_w=800)[0].status == "accepted"

    def test_of_all_loads_those_that_can_are_started_and_the_reason_for_the_others_is_told(self) -> None:
        present = state("OVERRIDE", loads={"miner": miner(chip_temp_c=90), "rod": rod()})
        answer, after = apply_request(present, memory(), Policy(), {"kind": "set_override", "override": "start"})
        assert (answer.status, answer.loads, answer.reason) == ("accepted", ("rod",), "R3_OVERTEMP")
        assert [item.load for item in after.overrides] == ["rod"]

    def test_reducing_is_always_accepted(self) -> None:
        locked = memory(lockout=lockout())
        assert start(locked, override="stop")[0].status == "accepted"
        assert start(locked, override="limit", power_w=0)[0].status == "accepted"

    def test_more_than_ten_commands_a_minute_are_refused(self) -> None:
        after = memory()
        for _ in range(10):
            answer, after = start(after, override="stop")
            assert answer.status == "accepted"
        answer, after = start(after, override="stop")
        assert (answer.status, answer.reason) == ("refused", "too_many_requests")
        assert start(after, NOON + 59)[0].reason == "too_many_requests"
        assert start(after, NOON + 60)[0].status == "accepted"

    def test_refused_commands_count_too(self) -> None:
        after = memory()
        for _ in range(10):
            _, after = start(after, load="nobody")
        assert start(after)[0].reason == "too_many_requests"

    def test_an_emergency_stop_is_never_too_many(self) -> None:
        after = memory()
        for _ in range(10):
            _, after = start(after)
        assert ask(after, kind="emergency_stop")[0].status == "accepted"


class TestClearing:
    def test_a_cleared_command_is_gone_with_the_next_decision(self) -> None:
        _, after = start()
        answer, after = ask(after, kind="clear_override", load="miner")
        assert (answer.status, answer.loads) == ("accepted", ("miner",))
        assert made(HOUSE, after).rule != "OVERRIDE"
        assert remembered(HOUSE, after).overrides == ()

    @pytest.mark.parametrize("autonomy", ["manual", "assisted"])
    def test_a_cleared_start_ends_where_nobody_else_would_stop_the_load(self, autonomy: str) -> None:
        running = replace(HOUSE, loads=state(loads={"miner": miner(2)}).loads)
        _, after = apply_request(running, memory([command("start")]), Policy(), {"kind": "clear_override"})
        assert made(running, after, policy(autonomy=autonomy)).action == "STOP"

    def test_only_the_named_command_is_cleared(self) -> None:
        before = memory([command("start"), command("limit", power_w=900)])
        _, after = ask(before, kind="clear_override", id="limit-miner")
        assert [item.kind for item in remembered(HOUSE, after).overrides] == ["start"]

    def test_commands_for_other_loads_stay(self) -> None:
        before = memory([command("start"), command("limit", load="rod", power_w=900)])
        answer, after = ask(before, kind="clear_override", load="miner")
        assert answer.loads == ("miner",)
        assert [item.load for item in remembered(HOUSE, after).overrides] == ["rod"]

    def test_nothing_to_clear_is_said(self) -> None:
        assert ask(kind="clear_override")[0].reason == "nothing_to_clear"
        assert ask(kind="clear_override", load="nobody")[0].reason == "unknown_load"
        assert ask(memory([command("start", minutes=0)]), kind="clear_override")[0].reason == "nothing_to_clear"

    def test_answering_anything_leaves_an_expired_start_for_the_next_decision_to_end(self) -> None:
        before = memory([command("start", minutes=0)], last_change="START", blocks_since_change=0)
        _, after = ask(before, kind="clear_override", load="rod")
        running = state("OVERRIDE", loads={"miner": miner(1)})
        assert made(running, after, policy(autonomy="manual")).code == "OVERRIDE_EXPIRED"


class TestEmergencyStop:
    def test_it_latches_until_a_person_releases_it(self) -> None:
        answer, stopped = ask(kind="emergency_stop", origin="user")
        assert answer.loads == ("miner", "rod")
        assert made(HOUSE, stopped).code == "R3_EMERGENCY_STOP"
        assert start(stopped)[0].reason == "R3_EMERGENCY_STOP"
        answer, released = ask(stopped, kind="release_emergency_stop")
        assert (answer.status, answer.loads) == ("accepted", ("miner", "rod"))
        assert made(HOUSE, released).rule != "R3"

    def test_the_first_one_is_remembered(self) -> None:
        _, stopped = ask(kind="emergency_stop", origin="user")
        _, again = ask(stopped, NOON + 50, kind="emergency_stop", origin="api")
        assert again.emergency_stop == stopped.emergency_stop

    def test_it_cannot_be_released_while_its_signal_says_it_is_set(self) -> None:
        pressed = state("OVERRIDE", emergency_stop=True)
        stopped = remembered(pressed)
        assert apply_request(pressed, stopped, Policy(), {"kind": "release_emergency_stop"})[0].reason == "still_set"

    def test_what_is_not_set_cannot_be_released(self) -> None:
        assert ask(kind="release_emergency_stop")[0].reason == "not_set"


class TestApproving:
    PROPOSAL = Proposal("p", 800, BLOCK)

    def proposed(self) -> Memory:
        before = memory()
        return replace(before, loads={"miner": replace(before.of("miner"), proposal=self.PROPOSAL)})

    def test_a_proposal_is_approved(self) -> None:
        answer, after = ask(self.proposed(), kind="approve", id="p")
        assert answer.loads == ("miner",)
        assert after.of("miner").proposal == replace(self.PROPOSAL, approved=True)

    def test_what_was_not_proposed_cannot_be_approved(self) -> None:
        assert ask(kind="approve")[0].reason == "no_proposal"
        assert ask(self.proposed(), kind="approve", id="q")[0].reason == "no_proposal"
        assert ask(self.proposed(), kind="approve", load="nobody")[0].reason == "unknown_load"

    def test_a_proposal_of_the_block_before_is_too_old(self) -> None:
        assert ask(self.proposed(), NOON + 600, kind="approve")[0].reason == "no_proposal"


@pytest.mark.parametrize(
    ("request_", "path"),
    [
        ({}, "request"),
        ({"kind": "dance"}, "request.kind"),
        ({"kind": "set_override"}, "request"),
        ({"kind": "set_override", "override": "boost"}, "request.override"),
        ({"kind": "set_override", "override": "limit"}, "request"),
        ({"kind": "set_override", "override": "start", "load": 5}, "request.load"),
        ({"kind": "set_override", "override": "start", "duration_min": -1}, "request.duration_min"),
        ({"kind": "set_override", "override": "start", "duration_min": float("nan")}, "request.duration_min"),
        ({"kind": "set_override", "override": "start", "load": "miner", "level": 3}, "request.level"),
        ({"kind": "set_override", "override": "start", "load": "miner", "level": 0}, "request.level"),
        ({"kind": "set_override", "override": "start", "load": "rod", "level": 1}, "request.level"),
        ({"kind": "set_override", "override": "start", "power_w": float("inf")}, "request.power_w"),
        ({"kind": "set_override", "override": "start", "volume": 11}, "request.volume"),
        ({"kind": "approve", "power_w": 5}, "request.power_w"),
        ({"kind": "emergency_stop", "load": "miner"}, "request.load"),
    ],
)
def test_what_is_no_request_is_refused_with_its_place(request_: Document, path: str) -> None:
    with pytest.raises(DocumentError) as error:
        apply_request(HOUSE, memory(), Policy(), request_)
    assert error.value.path == path


def test_an_answer_is_written_with_every_key() -> None:
    answer, _ = start(duration_min=10)
    document = answer_document(answer)
    assert document == {
        "status": "accepted",
        "reason": None,
        "loads": ["miner"],
        "valid_until": "2026-06-15T12:10:00Z",
        "id": answer.id,
    }


def test_a_command_names_a_power_up_to_a_megawatt() -> None:
    limit: Document = {"kind": "set_override", "override": "limit"}
    assert ask(**limit, power_w=1_000_000)[0].status == "accepted"
    with pytest.raises(DocumentError, match="power_w: expected a number from 0 to 1,000,000"):
        ask(**limit, power_w=1_000_000.5)


@pytest.mark.parametrize("kind", ["clear_override", "approve"])
def test_the_name_of_what_is_meant_has_64_characters_at_most(kind: str) -> None:
    assert ask(kind=kind, id="x" * 64)[0].status == "refused"
    with pytest.raises(DocumentError, match=r"request\.id: expected a text of 1 to 64 characters"):
        ask(kind=kind, id="x" * 65)


def test_who_asks_has_40_characters_at_most() -> None:
    assert ask(kind="emergency_stop", origin="x" * 40)[1].emergency_stop is not None
    with pytest.raises(DocumentError, match=r"request\.origin: expected a text of 1 to 40 characters"):
        ask(kind="emergency_stop", origin="x" * 41)


@pytest.mark.parametrize(("asked", "power_w"), [({"level": None, "power_w": 900.0004}, 900), ({"level": None}, None)])
def test_a_level_that_is_null_is_none(asked: Document, power_w: float | None) -> None:
    assert start(**asked)[1].overrides[0].power_w == power_w


def test_a_command_asks_for_a_million_minutes_at_most() -> None:
    assert start(duration_min=1_000_000)[0].status == "shortened"
    with pytest.raises(DocumentError, match=r"request\.duration_min: expected a number from 0 to 1,000,000"):
        start(duration_min=1_000_000.5)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("clear_override", "override"),
        ("emergency_stop", "load"),
        ("release_emergency_stop", "load"),
        ("approve", "power_w"),
    ],
)
def test_a_key_that_a_request_does_not_know_is_refused_even_where_there_is_nothing_to_do(kind: str, key: str) -> None:
    with pytest.raises(DocumentError) as error:
        apply_request(HOUSE, memory([command("start")]), Policy(), {"kind": kind, key: "miner"})
    assert error.value.path == f"request.{key}"


@pytest.mark.parametrize(("level", "power_w"), [(1, 800), (2, 1500)])
def test_every_level_up_to_the_highest_can_be_named(level: int, power_w: float) -> None:
    assert start(level=level)[1].overrides[0].power_w == power_w


def test_a_power_that_is_null_is_none() -> None:
    answer, after = start(power_w=None)
    assert (answer.status, after.overrides[0].power_w) == ("accepted", None)
    with pytest.raises(DocumentError, match="power_w"):
        start(override="limit", power_w=None)


@pytest.mark.parametrize(("minutes", "seconds"), [(1.006, 60), (1.01, 61), (0.992, 60), (59.999, 3600)])
def test_a_command_lasts_whole_seconds(minutes: float, seconds: int) -> None:
    answer, after = start(duration_min=minutes)
    assert (answer.valid_until, after.overrides[0].valid_until) == (NOON + seconds, NOON + seconds)
    assert reread(after) == after


@pytest.mark.parametrize(
    ("first", "second", "power_w", "reason"),
    [
        (miner(chip_temp_c=90), rod(heartbeat_age_s=61), None, "R3_OVERTEMP"),
        (miner(heartbeat_age_s=61), rod(chip_temp_c=90), None, "R3_COMM_TIMEOUT"),
        (miner(), rod(heartbeat_age_s=61), 600, "below_lowest_level"),
        (miner(levels_w=(0, 400), chip_temp_c=90), rod(), 450, "R3_OVERTEMP"),
    ],
)
def test_where_no_load_can_start_the_reason_of_the_first_is_told(
    first: Document, second: Document, power_w: float | None, reason: str
) -> None:
    present = state("OVERRIDE", loads={"miner": first, "rod": second})
    request: Document = {"kind": "set_override", "override": "start", "power_w": power_w}
    answer, _ = apply_request(present, memory(), Policy(), request)
    assert (answer.status, answer.reason) == ("refused", reason)


def test_a_command_without_a_length_or_an_origin_is_for_an_hour_and_of_the_interface() -> None:
    requests: tuple[Document, ...] = ({}, {"duration_min": None})
    for asked in requests:
        answer, after = start(**asked)
        assert (answer.valid_until, after.overrides[0].origin) == (NOON + 3600, "api")


@pytest.mark.parametrize("trigger", Trigger)
def test_a_start_is_tried_as_a_command_whatever_the_house_was_looked_at_for(trigger: Trigger) -> None:
    present = state(trigger.value, loads={"miner": miner()})
    answer, _ = apply_request(present, memory(), Policy(), {"kind": "set_override", "override": "start"})
    assert (answer.status, answer.reason) == ("accepted", None)


def test_of_several_loads_those_with_a_proposal_are_approved() -> None:
    before = replace(memory(), loads={"rod": replace(memory().of("rod"), proposal=Proposal("r", 800, BLOCK))})
    answer, after = ask(before, kind="approve")
    assert (answer.status, answer.loads) == ("accepted", ("rod",))
    assert after.of("miner").proposal is None


def test_a_refusal_names_no_load_and_no_end() -> None:
    answer, _ = start(load="nobody")
    assert answer_document(answer) == {
        "status": "refused",
        "reason": "unknown_load",
        "loads": [],
        "valid_until": None,
        "id": None,
    }
