"""Repairs: what a person has to see to, raised with its cause and gone with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from .agent import LinkState
from .const import CONF_INVERTED, DOMAIN, SUBENTRY_INVERTER, SUBENTRY_METER, SUBENTRY_STORAGE
from .coordinator import BitGridCoordinator
from .engine.explanation import LANGUAGES
from .engine.rules.r3_safety import R3Code
from .entity import language
from .plausibility import SignWatch
from .ports import Reading
from .runtime import Cause
from .watch import async_watch

SILENT_S = 15 * 60
"""How long a sensor may be silent before someone is asked to look."""
LOCKED_S = 60 * 60
"""How long a load may be locked out before someone is asked to look."""
FORGOTTEN_S = 60 * 60
"""How long the emergency stop may be set before someone is reminded."""
AGENT_S = 6 * 60 * 60
"""How long the agent may take nothing before someone is asked to look: it may be updating, or asleep."""
LEDGER_S = 60
"""A disk that is busy for a moment is no case for a person."""

_AGENT_WELL = frozenset({LinkState.CONNECTED, LinkState.SENDING})

SUBENTRY_OF_SIGNAL: Mapping[str, str] = {
    "grid_power_w": SUBENTRY_METER,
    "pv_power_w": SUBENTRY_INVERTER,
    "battery_power_w": SUBENTRY_STORAGE,
    "battery_soc_pct": SUBENTRY_STORAGE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing to see to."""

    key: str
    """Its text."""
    subject: str = ""
    severity: ir.IssueSeverity = ir.IssueSeverity.WARNING
    placeholders: Mapping[str, str] = field(default_factory=dict)
    subentry_id: str | None = None
    """What a fix would change."""
    fixable: bool = True

    @property
    def issue_id(self) -> str:
        """The same for as long as it lasts."""
        return f"{self.key}_{self.subject}" if self.subject else self.key


@callback
def async_watch_issues(coordinator: BitGridCoordinator) -> CALLBACK_TYPE:
    """Raise and withdraw repairs from now on; returns how to stop, which withdraws them all."""
    return async_watch(coordinator, _Watch(coordinator))


class _Watch:
    """Remembers since when each cause has been there."""

    def __init__(self, coordinator: BitGridCoordinator) -> None:
        self._coordinator = coordinator
        self._since: dict[tuple[str, str], int] = {}
        self._raised: dict[str, Issue] = {}
        self._signs = SignWatch()
        self._agent_gone: int | None = None
        """Since when the agent takes nothing, in epoch seconds."""

    @callback
    def look(self) -> None:
        """Compare what is wrong now with what was raised."""
        wanted = {issue.issue_id: issue for issue in self._wanted()}
        for issue_id in self._raised.keys() - wanted.keys():
            ir.async_delete_issue(self._coordinator.hass, DOMAIN, issue_id)
        for issue_id, issue in wanted.items():
            if self._raised.get(issue_id) != issue:
                self._raise(issue)
        self._raised = wanted

    @callback
    def withdraw_all(self) -> None:
        """Withdraw everything: nobody looks any more, so nothing is known."""
        for issue_id in self._raised:
            ir.async_delete_issue(self._coordinator.hass, DOMAIN, issue_id)
        self._raised = {}

    def _raise(self, issue: Issue) -> None:
        coordinator = self._coordinator
        ir.async_create_issue(
            coordinator.hass,
            DOMAIN,
            issue.issue_id,
            data={"entry_id": coordinator.config_entry.entry_id, "key": issue.key, "subentry_id": issue.subentry_id},
            is_fixable=issue.fixable,
            severity=issue.severity,
            translation_key=issue.key,
            translation_placeholders=dict(issue.placeholders),
        )

    def _wanted(self) -> Iterator[Issue]:
        now = self._coordinator.data.now
        causes = {(cause.value, subject) for cause, subject in self._coordinator.data.health.causes}
        # A clock that was set back must not keep a cause young for ever.
        self._since = {key: min(self._since.get(key, now), now) for key in causes}
        for (cause, subject), since in sorted(self._since.items()):
            lasted_s = now - since
            match Cause(cause):
                case Cause.NO_READING if lasted_s >= SILENT_S:
                    yield self._silent(subject)
                case Cause.LEDGER if lasted_s >= LEDGER_S:
                    yield self._ledger()
                case Cause.ENGINE:
                    yield Issue(key="engine_error", severity=ir.IssueSeverity.ERROR, fixable=False)
        for name, reading in self._coordinator.data.house.signals.items():
            # A value that has not moved on is none to safety, either.
            if reading.value is not None and now - reading.at >= SILENT_S:
                yield self._silent(name)
        yield from self._latched(now)
        yield from self._inverted(now)
        yield from self._agentless()

    def _agentless(self) -> Iterator[Issue]:
        """Tell of an agent that was set up and takes nothing."""
        coordinator = self._coordinator
        status, wall_s = coordinator.agent, int(dt_util.utcnow().timestamp())
        if status is None or status.state in _AGENT_WELL:
            self._agent_gone = None
            return
        # Counted on Home Assistant's clock: the agent lives in no simulated time.
        self._agent_gone = wall_s if self._agent_gone is None else min(self._agent_gone, wall_s)
        if wall_s - self._agent_gone >= AGENT_S:
            yield Issue(key=f"agent_{status.state.value}", fixable=False)

    def _silent(self, subject: str) -> Issue:
        coordinator = self._coordinator
        kind = SUBENTRY_OF_SIGNAL.get(subject, subject)
        subentry_id = coordinator.household.subentry_of.get(kind)
        entities = ", ".join(sorted(filter(self._is_silent, coordinator.household.watched)))
        return Issue(
            key="no_reading" if entities else "no_reading_of_device",
            subject=subject,
            placeholders={"about": self._named(subject), **({"entities": entities} if entities else {})},
            subentry_id=subentry_id,
            fixable=bool(entities) and subentry_id is not None,
        )

    def _is_silent(self, entity_id: str) -> bool:
        state = self._coordinator.hass.states.get(entity_id)
        return state is None or state.state in {STATE_UNAVAILABLE, STATE_UNKNOWN}

    def _named(self, subject: str) -> str:
        """Name a load, or a signal in the house's language."""
        load = self._coordinator.data.descriptions.get(subject)
        words = LANGUAGES.get(language(self._coordinator), LANGUAGES["en"]).words
        return words.get(subject, subject) if load is None else load.name

    def _ledger(self) -> Issue:
        return Issue(
            key="ledger_not_writable",
            severity=ir.IssueSeverity.ERROR,
            placeholders={"path": str(self._coordinator.ledger.path)},
        )

    def _latched(self, now: int) -> Iterator[Issue]:
        memory = self._coordinator.data.memory
        for load_id in self._coordinator.data.descriptions:
            lockout = memory.of(load_id).lockout
            seen = self._coordinator.acknowledged.seen(memory, load_id)
            if lockout is not None and not seen and now - lockout.since >= LOCKED_S:
                hot = lockout.code == R3Code.OVERTEMP
                yield Issue(
                    key="locked_out_by_heat" if hot else "locked_out_by_silence",
                    subject=load_id,
                    placeholders={"load": self._named(load_id), "since": self._clock(lockout.since)},
                    fixable=False,
                )
        stop = memory.emergency_stop
        if stop is not None and now - stop.since >= FORGOTTEN_S:
            yield Issue(key="emergency_stop_forgotten", placeholders={"since": self._clock(stop.since)})

    def _clock(self, moment: int) -> str:
        return dt_util.as_local(self._coordinator.clock.wall(moment)).strftime("%d.%m. %H:%M")

    def _inverted(self, now: int) -> Iterator[Issue]:
        """Name the sensor whose sign makes the house consume less than nothing."""
        suspect = self._signs.look(now, {name: self._fresh(name) for name in SUBENTRY_OF_SIGNAL})
        if suspect is None:
            return
        coordinator = self._coordinator
        subentry_id = coordinator.household.subentry_of.get(SUBENTRY_OF_SIGNAL[suspect])
        subentry = coordinator.config_entry.subentries.get(subentry_id or "")
        yield Issue(
            key="sign_inverted",
            subject=suspect,
            placeholders={"about": self._named(suspect)},
            subentry_id=subentry_id,
            fixable=subentry is not None and CONF_INVERTED in subentry.data,
        )

    def _fresh(self, name: str) -> float | None:
        """Return a reading of the last minutes; 0 for panels that sleep, None for anything unknown."""
        coordinator = self._coordinator
        if name not in coordinator.household.signals:
            return 0.0
        reading: Reading | None = coordinator.data.house.signals.get(name)
        if reading is None:
            return 0.0
        if reading.value is None or coordinator.data.now - reading.at > SILENT_S:
            return None
        return float(reading.value)
