"""The picture of now: one document that holds everything the card shows of this moment."""

from collections.abc import Mapping
from typing import Final, Literal

from homeassistant.helpers import entity_registry as er

from ..const import DOMAIN
from ..coordinator import BitGridCoordinator
from ..engine.arbitration import LoadDecision
from ..engine.explanation import Audience, Explanation, explain, tell_votes
from ..engine.explanation.render import texts_of
from ..engine.explanation.whatif import tell_nearest_in_force
from ..engine.memory import LoadMemory
from ..engine.signals import HOUSE_SIGNALS, POWER_UP, TEMPERATURE
from ..entity import leading, load_condition, usable, whole_watts
from ..household import POWER
from ..ports import LoadDescription
from ..research import LastExport as LastMade
from .schema import (
    SCHEMA,
    AgentView,
    Clock,
    Command,
    Doors,
    Flows,
    HealthCause,
    HealthView,
    Hurdle,
    LastExport,
    Latch,
    LoadView,
    Made,
    Picture,
    Proposal,
    Research,
    Told,
    Voices,
)
from .votes import rule_votes

_SENSOR = f"component.{DOMAIN}.entity.sensor"
type _Part = Literal["pv", "grid", "battery"]
_PARTS: Final[dict[_Part, str]] = {"pv": "pv_power_w", "grid": "grid_power_w", "battery": "battery_power_w"}


class Painter:
    """Paints one household in one language."""

    def __init__(self, coordinator: BitGridCoordinator, language: str, names: Mapping[str, str]) -> None:
        """Take ``names`` from Home Assistant's translations of the entities."""
        self._coordinator = coordinator
        self._language = language
        self._names = names

    def picture(self) -> Picture:
        """Return the present picture."""
        data = self._coordinator.data
        main = leading(data.decision) or leading(data.preview)
        return Picture(
            schema=SCHEMA,
            available=True,
            language=self._language,
            clock=self._clock(),
            decided_at=data.decided_at,
            trigger=None if data.decision is None else data.decision.trigger.value,
            next_block_at=data.next_block_at,
            block_s=self._coordinator.controller.policy.block.length_s,
            flows=self._flows(),
            loads=[self._load(load_id, description) for load_id, description in self._by_priority()],
            main=None if main is None else main.load,
            autonomy=self._coordinator.controller.policy.autonomy.value,
            emergency_stop=self._emergency_stop(),
            health=self._health(),
            research=self._research(),
            agent=self._agent(),
            doors=self._doors(),
        )

    def reason(self, code: str) -> str:
        """Return a code in two or three words."""
        return self._names.get(f"{_SENSOR}.reason.state.{code.lower()}", code)

    def _by_priority(self) -> list[tuple[str, LoadDescription]]:
        return sorted(self._coordinator.data.descriptions.items(), key=lambda item: (item[1].priority, item[0]))

    def _clock(self) -> Clock:
        household = self._coordinator.household
        return Clock(
            now=self._coordinator.now,
            speed=household.speed,
            time_zone=household.time_zone or self._coordinator.hass.config.time_zone,
            simulated=household.plant is not None,
        )

    def _signal(self, name: str) -> float | None:
        reading = self._coordinator.data.house.signals.get(name)
        return usable(self._coordinator, HOUSE_SIGNALS[name], reading)

    def _power(self, load_id: str) -> float | None:
        """Return what a load draws: measured, or else the nominal power of its setting."""
        reading = self._coordinator.data.loads[load_id]
        if reading.power is not None:
            return usable(self._coordinator, POWER_UP, reading.power)
        description = self._coordinator.data.descriptions[load_id]
        if reading.level is None:
            return None
        return description.levels_w[reading.level] if description.levels_w else reading.target_w

    def _flows(self) -> Flows:
        data = self._coordinator.data
        powers = {part: self._signal(name) for part, name in _PARTS.items()}
        fitted = [part for part, name in _PARTS.items() if name in self._coordinator.household.signals]
        drawn = [self._power(load_id) for load_id in data.descriptions]
        loads_w = sum(power or 0.0 for power in drawn) if None not in drawn else None
        sources = [powers[part] for part in fitted]
        known = bool(fitted) and None not in sources and loads_w is not None
        house_w = max(0.0, sum(power or 0.0 for power in sources) - (loads_w or 0.0)) if known else None
        return Flows(
            fitted=fitted,
            pv_w=whole_watts(powers["pv"]),
            grid_w=whole_watts(powers["grid"]),
            battery_w=whole_watts(powers["battery"]),
            house_w=whole_watts(house_w),
            loads_w=whole_watts(loads_w),
            surplus_w=None if data.preview is None else whole_watts(data.preview.surplus.surplus_w),
            soc_pct=_rounded(self._signal("battery_soc_pct")),
            price_ct_kwh=_rounded(self._signal("price_ct_kwh")),
        )

    def _load(self, load_id: str, description: LoadDescription) -> LoadView:
        data = self._coordinator.data
        made = None if data.decision is None else data.decision.load(load_id)
        ahead = None if data.preview is None else data.preview.load(load_id)
        flips = self._coordinator.flips.get(load_id)
        memory = data.memory.of(load_id)
        return LoadView(
            id=load_id,
            name=description.name,
            state=load_condition(self._coordinator, load_id).value,
            power_w=whole_watts(self._power(load_id)),
            measured=POWER in self._coordinator.household.measures.get(load_id, frozenset()),
            levels_w=list(description.levels_w) or [0.0, *(description.range_w or (0.0, 0.0, 0.0))[:2]],
            step_w=0.0 if description.range_w is None else description.range_w[2],
            chip_temp_c=_rounded(usable(self._coordinator, TEMPERATURE, data.loads[load_id].chip_temp)),
            starts_today=memory.starts_today,
            made=None if made is None else self._made(made, description.name),
            nearest=None
            if flips is None or made is None
            else tell_nearest_in_force(flips, self._language, made.target_w),
            hurdle=self._hurdle(load_id),
            votes=[] if made is None else rule_votes(made, self._language),
            trace="" if made is None else tell_votes(made, self._language),
            next=None if ahead is None else self._made(ahead, description.name),
            commands=self._commands(load_id),
            lockout=self._lockout(memory),
            proposal=_proposal(memory),
        )

    def _hurdle(self, load_id: str) -> Hurdle | None:
        found = self._coordinator.hurdles.get(load_id)
        if found is None:
            return None
        return Hurdle(lacking_w=found.lacking_w, reason=self.reason(found.then.code.value))

    def _made(self, made: LoadDecision, name: str) -> Made:
        return Made(
            action=made.action.value,
            target_w=made.target_w,
            code=made.code.value,
            reason=self.reason(made.code.value),
            rule=made.rule.value,
            rule_name=texts_of(self._language).rules[made.rule.value],
            told=voices(made, self._language, name),
        )

    def _commands(self, load_id: str) -> list[Command]:
        return [
            Command(
                id=item.id,
                override=item.kind.value,
                power_w=item.power_w,
                origin=item.origin,
                valid_until=item.valid_until,
            )
            for item in self._coordinator.data.memory.overrides
            if item.load == load_id and item.valid_until > self._coordinator.now
        ]

    def _lockout(self, memory: LoadMemory) -> Latch | None:
        if memory.lockout is None:
            return None
        left_s = memory.lockout.since + self._coordinator.controller.policy.r3.lockout_min * 60 - self._coordinator.now
        minutes = max(0, -(-left_s // 60))
        return Latch(cause=self.reason(memory.lockout.code), since=memory.lockout.since, left_min=round(minutes))

    def _emergency_stop(self) -> Latch | None:
        stop = self._coordinator.data.memory.emergency_stop
        if stop is None:
            return None
        words = texts_of(self._language).words
        return Latch(cause=words.get(stop.origin, stop.origin), since=stop.since, left_min=None)

    def _health(self) -> HealthView:
        data = self._coordinator.data
        words = texts_of(self._language).words
        causes: list[HealthCause] = []
        for cause, about in data.health.causes:
            load = data.descriptions.get(about)
            text = self._names.get(f"{_SENSOR}.health.state_attributes.causes.state.{cause.value}", cause.value)
            named = words.get(about, about) if load is None else load.name
            causes.append(HealthCause(cause=cause.value, text=text, about=named))
        return HealthView(level=data.health.level.value, causes=causes)

    def _research(self) -> Research:
        data, last = self._coordinator.data, self._coordinator.exports.last
        return Research(
            consent=self._coordinator.research,
            records=data.records,
            last_hash=data.memory.last_hash,
            last_export=None if last is None else _export(last),
        )

    def _agent(self) -> AgentView | None:
        status = self._coordinator.agent
        if status is None:
            return None
        text = self._names.get(f"{_SENSOR}.agent_link.state.{status.state.value}", status.state.value)
        return AgentView(state=status.state.value, text=text, waiting=status.waiting, error=status.error)

    def _doors(self) -> Doors:
        registry = er.async_get(self._coordinator.hass)

        def door(platform: str, key: str) -> str | None:
            unique_id = f"{self._coordinator.config_entry.entry_id}_{key}"
            entity_id = registry.async_get_entity_id(platform, DOMAIN, unique_id)
            entry = None if entity_id is None else registry.async_get(entity_id)
            return None if entry is None or entry.disabled_by is not None else entity_id

        return Doors(
            autonomy=door("select", "autonomy"),
            approve=door("button", "approve"),
            emergency_stop=door("button", "emergency_stop"),
            release_emergency_stop=door("button", "release_emergency_stop"),
            research=door("switch", "research"),
        )


def _export(last: LastMade) -> LastExport:
    return LastExport(
        at=last.at,
        name=last.name,
        scope=last.scope,
        bytes=last.bytes,
        sha256=last.sha256,
        encrypted=last.encrypted,
        records=last.records,
    )


def voices(made: LoadDecision, language: str, name: str) -> Voices:
    """Tell a decision to every audience."""
    told = {audience: told_of(explain(made, language, name, audience)) for audience in Audience}
    return Voices(energy=told[Audience.ENERGY], heat=told[Audience.HEAT], technical=told[Audience.TECHNICAL])


def told_of(words: Explanation) -> Told:
    """Write an explanation."""
    return Told(short=words.short, detail=words.detail, technical=words.technical)


def _proposal(memory: LoadMemory) -> Proposal | None:
    found = memory.proposal
    return None if found is None else Proposal(id=found.id, target_w=found.target_w, approved=found.approved)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
