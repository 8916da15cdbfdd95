"""What a person may want to be told, as events on Home Assistant's bus.

A decision that changes a load, and notices: safety, lockouts, commands, faults, approvals. The
logbook, the event entity and the triggers all tell the same events, in the house's language.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.translation import async_get_cached_translations
from homeassistant.util import dt as dt_util

from .const import DOMAIN, EVENT_DECISION, EVENT_NOTICE
from .coordinator import BitGridCoordinator
from .engine.arbitration import LoadDecision
from .engine.memory import Memory, Override, Proposal
from .engine.vocabulary import Action, Rule
from .entity import load_identifier, story
from .runtime import Cause, Health, HealthLevel, Taken

_CAUSES = "entity.sensor.health.state_attributes.causes.state"


class NoticeKind(StrEnum):
    """What can happen."""

    SAFETY_STOP = "safety_stop"
    """Safety (R3) switched a running load off."""
    LOCKOUT = "lockout"
    LOCKOUT_RELEASED = "lockout_released"
    EMERGENCY_STOP = "emergency_stop"
    EMERGENCY_STOP_RELEASED = "emergency_stop_released"
    OVERRIDE_SET = "override_set"
    OVERRIDE_ENDED = "override_ended"
    APPROVAL_WANTED = "approval_wanted"
    FAULT = "fault"
    """The controller cannot do its work as it should."""
    FAULT_CLEARED = "fault_cleared"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that happened, to a load or to the controller."""

    kind: NoticeKind
    load: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


def noticed(before: Memory, after: Memory, decisions: Iterable[LoadDecision]) -> Iterator[Notice]:
    """Compare two memories, with the decisions between them."""
    for made in decisions:
        if made.rule is Rule.R3 and made.action is Action.STOP:
            yield Notice(NoticeKind.SAFETY_STOP, made.load, {"code": made.code.value.lower()})
    for load_id in sorted({*before.loads, *after.loads}):
        was, now = before.of(load_id), after.of(load_id)
        if now.lockout is not None and was.lockout is None:
            yield Notice(NoticeKind.LOCKOUT, load_id, {"code": now.lockout.code.lower()})
        if was.lockout is not None and now.lockout is None:
            yield Notice(NoticeKind.LOCKOUT_RELEASED, load_id)
        if now.proposal is not None and not now.proposal.approved and _new(now.proposal, was.proposal):
            yield Notice(NoticeKind.APPROVAL_WANTED, load_id, {"target_w": now.proposal.target_w})
    if (before.emergency_stop is None) != (after.emergency_stop is None):
        yield Notice(
            NoticeKind.EMERGENCY_STOP if after.emergency_stop is not None else NoticeKind.EMERGENCY_STOP_RELEASED
        )
    for item in _only_in(after.overrides, before.overrides):
        detail = {"override": item.kind.value, "origin": item.origin, "valid_until": item.valid_until}
        yield Notice(NoticeKind.OVERRIDE_SET, item.load, detail)
    for item in _only_in(before.overrides, after.overrides):
        yield Notice(NoticeKind.OVERRIDE_ENDED, item.load, {"override": item.kind.value})


def _new(proposal: Proposal, before: Proposal | None) -> bool:
    """Whether a person has not been asked this yet: each block proposes anew what is still wanted."""
    return before is None or before.approved or before.target_w != proposal.target_w


def _only_in(some: Iterable[Override], others: Iterable[Override]) -> list[Override]:
    ids = {item.id for item in others}
    return [item for item in some if item.id not in ids]


@callback
def async_tell(coordinator: BitGridCoordinator) -> CALLBACK_TYPE:
    """Tell from now on what happens; returns how to stop that."""
    teller = _Teller(coordinator)
    stops: list[Callable[[], None]] = [
        coordinator.controller.listen(teller.decided),
        coordinator.async_add_listener(teller.updated),
    ]

    @callback
    def stop() -> None:
        for item in stops:
            item()

    return stop


class _Teller:
    """Compares each picture of the controller with the one before."""

    def __init__(self, coordinator: BitGridCoordinator) -> None:
        """Begin with what is known: what outlived a restart is no news."""
        self._coordinator = coordinator
        self._memory = coordinator.data.memory
        self._faults: frozenset[tuple[Cause, str]] = frozenset()

    @callback
    def decided(self, taken: Taken) -> None:
        """Tell what a decision changed."""
        for made in taken.decision.loads:
            if made.action is not Action.HOLD:
                self._tell_decision(taken, made)
        for notice in noticed(self._memory, taken.after, taken.decision.loads):
            self._tell_notice(notice, taken.seq)
        self._memory = taken.after

    @callback
    def updated(self) -> None:
        """Tell of faults that came or went."""
        data = self._coordinator.data
        faults = _faults(data.health)
        for cause, subject in sorted(faults - self._faults):
            self._tell_notice(self._fault(NoticeKind.FAULT, cause, subject), data.records)
        for cause, subject in sorted(self._faults - faults):
            self._tell_notice(self._fault(NoticeKind.FAULT_CLEARED, cause, subject), data.records)
        self._faults = faults

    def _fault(self, kind: NoticeKind, cause: Cause, subject: str) -> Notice:
        load = subject if subject in self._coordinator.data.descriptions else None
        return Notice(kind, load, {"cause": cause.value})

    def _tell_decision(self, taken: Taken, made: LoadDecision) -> None:
        self._fire(
            EVENT_DECISION,
            made.load,
            {
                "type": made.action.value.lower(),
                "code": made.code.value.lower(),
                "target_w": made.target_w,
                "seq": taken.seq,
                "message": story(self._coordinator, made).short,
            },
        )

    def _tell_notice(self, notice: Notice, seq: int) -> None:
        detail = dict(notice.detail)
        if "valid_until" in detail:
            detail["valid_until"] = self._coordinator.clock.wall(detail["valid_until"]).isoformat(timespec="seconds")
        message = self._message(notice)
        self._fire(EVENT_NOTICE, notice.load, {"type": notice.kind.value, "seq": seq, "message": message, **detail})

    def _fire(self, event: str, load_id: str | None, data: dict[str, Any]) -> None:
        """Fire an event that names its load also by device, by which the logbook finds it."""
        coordinator = self._coordinator
        if load_id is not None:
            device = dr.async_get_device_id_by_identifier(
                coordinator.hass,
                load_identifier(coordinator.config_entry, load_id),
                config_entry_id=coordinator.config_entry.entry_id,
            )
            data |= {"load": load_id, "name": self._name(load_id), "device_id": device}
        coordinator.hass.bus.async_fire(event, data)

    def _name(self, load_id: str) -> str:
        description = self._coordinator.data.descriptions.get(load_id)
        return load_id if description is None else description.name

    def _message(self, notice: Notice) -> str:
        """Say it in the house's language, with its own times."""
        key = notice.kind.value
        values: dict[str, Any] = {"load": "" if notice.load is None else self._name(notice.load)}
        match notice.kind:
            case NoticeKind.OVERRIDE_SET:
                key += f"_{notice.detail['override']}"
                until = self._coordinator.clock.wall(notice.detail["valid_until"])
                values["until"] = dt_util.as_local(until).strftime("%H:%M")
            case NoticeKind.APPROVAL_WANTED:
                values["power"] = f"{notice.detail['target_w']:.0f}"
            case NoticeKind.FAULT | NoticeKind.FAULT_CLEARED:
                values["cause"] = self._text(f"{_CAUSES}.{notice.detail['cause']}")

                key += "_of_load" if notice.load else ""
        return self._text(f"common.notice_{key}").format_map(values)

    def _text(self, key: str) -> str:
        hass = self._coordinator.hass
        category = key.partition(".")[0]
        texts = async_get_cached_translations(hass, hass.config.language, category, DOMAIN)
        return texts.get(f"component.{DOMAIN}.{key}", key)


def _faults(health: Health) -> frozenset[tuple[Cause, str]]:
    """Return the causes that are an error by themselves; the others pass, or have notices of their own."""
    return frozenset(item for item in health.causes if Health((item,)).level is HealthLevel.ERROR)
