"""The form that shows what the Energy dashboard knows, with everything filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import probatio as vol

from ..const import (
    CONF_FEED_IN_CT,
    CONF_FEED_IN_ENTITY,
    CONF_FORECAST_ENTRIES,
    CONF_INVERTED,
    CONF_POWER_ENTITY,
    CONF_PRICE_ENTITY,
    MODE_SENSORS,
    MODE_SIMULATED,
    SUBENTRY_INVERTER,
    SUBENTRY_METER,
    SUBENTRY_STORAGE,
)
from ..sources.energy_dashboard import Note, Proposal
from ..sources.form import part_subentry
from ..sources.plausibility import Judgement, Shown, judge, show
from ..values import cents_per_kwh
from .candidates import Candidate
from .words import Words

CONF_SOURCES = "sources"
CONF_TURNED = "turned"
CONF_LOADS = "loads"
CONF_HOW = "how"
HOW_THIS_HOUSE = "this_house"

_FLOWS: Mapping[str, tuple[str, str]] = {
    SUBENTRY_METER: ("importing", "exporting"),
    SUBENTRY_INVERTER: ("producing", "drawing"),
    SUBENTRY_STORAGE: ("discharging", "charging"),
}
"""By kind of part: what a positive and a negative power mean."""
_IDLE_W = 5.0


@dataclass(frozen=True, slots=True)
class ProposalForm:
    """One look at the house: what is proposed, and what it shows now."""

    hass: HomeAssistant
    words: Words
    proposal: Proposal
    candidates: tuple[Candidate, ...]
    shown: tuple[Shown, ...]
    judgement: Judgement

    @classmethod
    def of(
        cls, hass: HomeAssistant, words: Words, proposal: Proposal, candidates: tuple[Candidate, ...]
    ) -> ProposalForm:
        """Read the sensors once for the whole form."""
        shown = tuple(show(hass, part) for part in proposal.parts)
        return cls(hass, words, proposal, candidates, shown, judge(hass, shown))

    def schema(self) -> vol.Schema:
        """Return the form, filled in as proposed."""
        sources = {**self._part_labels(), **self._outside_labels()}
        ticked = [key for key in sources if key not in self.judgement.leave_out]
        fields: dict[Any, Any] = {vol.Required(CONF_SOURCES, default=ticked): _ticks(sources)}
        fields |= self.directions().schema
        if self.candidates:
            loads = {
                item.switch: self.words.say("load_offered", name=item.name, power=self.words.power(item.nominal_w))
                for item in self.candidates
            }
            fields[vol.Optional(CONF_LOADS, default=[])] = _ticks(loads)
        hows = SelectSelectorConfig(
            options=[HOW_THIS_HOUSE, MODE_SENSORS, MODE_SIMULATED],
            translation_key=CONF_HOW,
            mode=SelectSelectorMode.DROPDOWN,
        )
        fields[vol.Required(CONF_HOW, default=HOW_THIS_HOUSE)] = SelectSelector(hows)
        return vol.Schema(fields)

    def directions(self) -> vol.Schema:
        """Return the field with the sensors that count the other way, ticked as far as that is known."""
        turnable = {
            item.part.key: f"{self._kind(item.part.kind)}: {item.name}" for item in self.shown if item.part.turnable
        }
        turned = [item.part.key for item in self.shown if self._is_turned(item)]
        return vol.Schema({vol.Optional(CONF_TURNED, default=turned): _ticks(turnable)})

    def placeholders(self) -> dict[str, str]:
        """Return what the form's description says about this house."""
        return {"now": self.now(), "findings": self.findings()}

    def now(self) -> str:
        """Say what the house shows now, so that a person can check it."""
        told = [f"{self._kind(item.part.kind)} {self._reading(item)}" for item in self.shown]
        line = self.words.say("now", readings=", ".join(told))
        if self.judgement.house_w is None or self.judgement.house_w < 0:
            return line
        return line + " " + self.words.say("house_draws", power=self.words.power(self.judgement.house_w))

    def findings(self) -> str:
        """Say what looks wrong and what cannot be used, one line each; empty where all is well."""
        return tell_notes(self.words, [*self.judgement.findings, *self.proposal.notes])

    def problems(self, entered: Mapping[str, Any]) -> dict[str, str]:
        """Return an error by field."""
        chosen = {item.part.kind for item in self.shown if item.part.key in entered[CONF_SOURCES]}
        return {} if SUBENTRY_METER in chosen else {CONF_SOURCES: "no_grid"}

    def outside(self, entered: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the entry keeps of prices and forecasts."""
        return {key: value for key, value in self.proposal.outside.items() if key in entered[CONF_SOURCES]}

    def subentries(self, entered: Mapping[str, Any]) -> list[ConfigSubentryData]:
        """Build the parts that were ticked, each counting the way that was ticked."""
        made: list[ConfigSubentryData] = []
        for part in self.proposal.parts:
            if part.key in entered[CONF_SOURCES]:
                data = dict(part.data)
                if part.turnable:
                    data[CONF_INVERTED] = part.key in entered.get(CONF_TURNED, ())
                made.append(part_subentry(self.hass, part.kind, data, {item["unique_id"] for item in made}))
        return made

    def loads(self, entered: Mapping[str, Any]) -> list[Candidate]:
        """Return the loads that were ticked."""
        return [item for item in self.candidates if item.switch in entered.get(CONF_LOADS, ())]

    def _is_turned(self, item: Shown) -> bool:
        """Whether a part should be inverted: as the dashboard says, unless what it shows says otherwise."""
        return item.part.turnable and bool(item.part.data.get(CONF_INVERTED)) != (item.part.key in self.judgement.turn)

    def _part_labels(self) -> dict[str, str]:
        return {
            item.part.key: f"{self._kind(item.part.kind)}: {item.name}, {self._reading(item)}" for item in self.shown
        }

    def _kind(self, kind: str) -> str:
        return self.words.say(f"part_{kind}")

    def _reading(self, item: Shown) -> str:
        told = []
        if CONF_POWER_ENTITY in item.part.data:
            told.append(self._power(item))
        if item.soc_pct is not None:
            told.append(self.words.say("reading_charge", percent=self.words.number(item.soc_pct)))
        return ", ".join(told) or self.words.say("reading_none")

    def _power(self, item: Shown) -> str:
        if item.power_w is None:
            return self.words.say("reading_none")
        up, down = _FLOWS[item.part.kind]
        if abs(item.power_w) < _IDLE_W:
            return self.words.power(item.power_w)
        return self.words.say(f"reading_{up if item.power_w > 0 else down}", power=self.words.power(item.power_w))

    def _outside_labels(self) -> dict[str, str]:
        outside = self.proposal.outside
        labels = {
            key: self._price_label(key, outside[key])
            for key in (CONF_PRICE_ENTITY, CONF_FEED_IN_ENTITY)
            if key in outside
        }
        if CONF_FEED_IN_CT in outside:
            labels[CONF_FEED_IN_CT] = self.words.say("fixed_feed_in", price=self.words.number(outside[CONF_FEED_IN_CT]))
        if CONF_FORECAST_ENTRIES in outside:
            entries = (self.hass.config_entries.async_get_entry(entry) for entry in outside[CONF_FORECAST_ENTRIES])
            titles = ", ".join(entry.title for entry in entries if entry is not None)
            labels[CONF_FORECAST_ENTRIES] = self.words.say("part_forecast", name=titles)
        return labels

    def _price_label(self, key: str, entity_id: str) -> str:
        state = self.hass.states.get(entity_id)
        price = None if state is None else cents_per_kwh(state)
        reading = self.words.say("reading_none") if price is None else f"{self.words.number(price)} ct/kWh"
        return self.words.say(f"part_{key}", name=entity_id if state is None else state.name) + f", {reading}"


def tell_notes(words: Words, notes: Iterable[Note]) -> str:
    """Return notes as a list, one line each."""
    return "\n".join(f"- {_tell(words, note)}" for note in notes)


def _tell(words: Words, note: Note) -> str:
    names = dict(note.names)
    if "power_w" in names:
        watts = float(names.pop("power_w"))
        names["power"] = ("−" if watts < 0 else "") + words.power(watts)
    if "part" in names:
        names["part"] = words.say(f"part_{names['part']}")
    return words.say(note.key, **names)


def _ticks(labels: Mapping[str, str]) -> SelectSelector:
    options = [SelectOptionDict(value=value, label=label) for value, label in labels.items()]
    return SelectSelector(SelectSelectorConfig(options=options, multiple=True, mode=SelectSelectorMode.LIST))
