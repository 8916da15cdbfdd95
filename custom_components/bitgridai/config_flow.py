"""Setting up a household: a simulated one, or the owner's own sensors and a first load."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlowResult,
    ConfigSubentryData,
    ConfigSubentryFlow,
)
from homeassistant.const import CONF_NAME
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
)
import probatio as vol

from .const import (
    CONF_HOUSEHOLD,
    CONF_MODE,
    CONF_NOMINAL_W,
    CONF_POWER_ENTITY,
    CONF_SPEED,
    CONF_SWITCH_ENTITY,
    DOMAIN,
    MODE_SENSORS,
    MODE_SIMULATED,
    SHAPE_SWITCH,
    SUBENTRY_AGENT,
    SUBENTRY_LOAD,
)
from .flows.agent import AgentSubentryFlow
from .flows.candidates import Candidate, async_candidates
from .flows.discovery import AnnouncedAgentFlow
from .flows.house_part import HousePartFlow
from .flows.load import LoadSubentryFlow
from .flows.policy import PolicyOptionsFlow
from .flows.proposal import CONF_HOW, CONF_TURNED, ProposalForm, tell_notes
from .flows.subentry import named_entities
from .flows.words import async_words
from .household import DEFAULT_SPEED, is_simulated
from .loads.form import PLACEHOLDERS, load_problems, load_schema, load_subentry
from .migration import MINOR_VERSION, VERSION
from .simulation import bundled_households
from .sources.energy_dashboard import Proposal, ProposedPart, async_energy_preferences, propose
from .sources.form import (
    CONF_ADD_LOAD,
    HOUSE_SCHEMA,
    PART_SCHEMAS,
    form_of,
    house_problems,
    house_subentries,
    turned_round,
)
from .sources.outside_form import async_outside_schema, outside_data, outside_problems

DEFAULT_HOUSEHOLD = "real_week"
SPEED_MAX = 3600
TITLE = "BitGridAI"


def _simulated_data(entered: Mapping[str, Any]) -> dict[str, Any]:
    return {
        CONF_MODE: MODE_SIMULATED,
        CONF_HOUSEHOLD: entered[CONF_HOUSEHOLD],
        CONF_SPEED: int(entered[CONF_SPEED]),
    }


def _loads(form: ProposalForm, entered: Mapping[str, Any]) -> list[ConfigSubentryData]:
    """Build the loads that were ticked, with ids of their own."""
    made: list[ConfigSubentryData] = []
    for load in form.loads(entered):
        described = {
            CONF_NAME: load.name,
            CONF_SWITCH_ENTITY: load.switch,
            CONF_NOMINAL_W: load.nominal_w,
            CONF_POWER_ENTITY: load.power,
        }
        made.append(load_subentry(form.hass, SHAPE_SWITCH, described, {str(item["unique_id"]) for item in made}))
    return made


class BitGridConfigFlow(AnnouncedAgentFlow, domain=DOMAIN):
    """Sets up the one household."""

    VERSION = VERSION
    MINOR_VERSION = MINOR_VERSION

    def __init__(self) -> None:
        """Begin with nothing entered."""
        self._house: dict[str, Any] = {}
        self._proposal = Proposal((), {}, ())
        self._candidates: tuple[Candidate, ...] = ()

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(cls, config_entry: ConfigEntry) -> dict[str, type[ConfigSubentryFlow]]:
        """Return what can be added and changed; a simulated household brings its own."""
        if is_simulated(config_entry):
            return {SUBENTRY_AGENT: AgentSubentryFlow}
        return {
            SUBENTRY_AGENT: AgentSubentryFlow,
            SUBENTRY_LOAD: LoadSubentryFlow,
            **dict.fromkeys(PART_SCHEMAS, HousePartFlow),
        }

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> PolicyOptionsFlow:
        """Return how the policy is changed."""
        return PolicyOptionsFlow()

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Propose the house that the Energy dashboard knows; else let its owner choose."""
        if self.household() is not None:
            return self.async_abort(reason="single_instance_allowed")
        preferences = await async_energy_preferences(self.hass)
        if preferences is not None:
            self._proposal = propose(self.hass, preferences)
            self._candidates = await async_candidates(self.hass, preferences)
            if self._proposal.complete:
                return await self.async_step_energy()
        return self.async_show_menu(step_id="user", menu_options=[MODE_SENSORS, MODE_SIMULATED])

    async def async_step_energy(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Confirm what the Energy dashboard knows."""
        form = ProposalForm.of(self.hass, await async_words(self.hass), self._proposal, self._candidates)
        errors: dict[str, str] = {}
        if user_input is not None:
            if user_input[CONF_HOW] == MODE_SENSORS:
                return await self.async_step_sensors()
            if user_input[CONF_HOW] == MODE_SIMULATED:
                return await self.async_step_simulated()
            errors = form.problems(user_input)
            if not errors:
                made = [*form.subentries(user_input), *_loads(form, user_input)]
                return await self._async_create({CONF_MODE: MODE_SENSORS, **form.outside(user_input)}, made)
        return self.async_show_form(
            step_id="energy",
            data_schema=self.add_suggested_values_to_schema(form.schema(), user_input),
            errors=errors,
            description_placeholders=form.placeholders(),
        )

    async def _async_create(self, data: dict[str, Any], parts: list[ConfigSubentryData]) -> ConfigFlowResult:
        """Make the one household, unless another form has been quicker."""
        if self.household() is not None:
            return self.async_abort(reason="single_instance_allowed")
        await self.async_belong()
        return self.async_create_entry(title=TITLE, data=data, subentries=[*parts, *self.announced_parts])

    async def async_step_simulated(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose a simulated household."""
        if user_input is not None:
            return await self._async_create(_simulated_data(user_input), [])
        return self.async_show_form(step_id="simulated", data_schema=await self._simulated_schema())

    async def async_step_sensors(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose the sensors that measure the house."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = house_problems(self.hass, user_input, set())
            if not errors:
                self._house = user_input
                return await self.async_step_check()
        proposed = {part.kind: self._proposal.first(part.kind) for part in self._proposal.parts}
        known = {**form_of(proposed), **self._proposal.outside} if user_input is None else user_input
        return self.async_show_form(
            step_id="sensors",
            data_schema=self.add_suggested_values_to_schema(HOUSE_SCHEMA, known),
            errors=errors,
            description_placeholders={"notes": tell_notes(await async_words(self.hass), self._proposal.notes)},
        )

    async def async_step_check(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask again where what the chosen sensors show cannot be true of a house."""
        made = house_subentries(self.hass, self._house)
        chosen = Proposal(tuple(ProposedPart(part["subentry_type"], part["data"]) for part in made), {}, ())
        form = ProposalForm.of(self.hass, await async_words(self.hass), chosen, ())
        if user_input is None and form.judgement.findings:
            return self.async_show_form(
                step_id="check", data_schema=form.directions(), description_placeholders=form.placeholders()
            )
        if user_input is not None:
            turned = {part.kind for part in chosen.parts if part.key in user_input[CONF_TURNED]}
            self._house = turned_round(self._house, turned)
        if self._house[CONF_ADD_LOAD]:
            return await self.async_step_load()
        return await self._async_create(self._real_data(), house_subentries(self.hass, self._house))

    def _real_data(self) -> dict[str, Any]:
        """Return prices and forecasts: as entered, and what the dashboard knows beyond the form."""
        asked = {str(field) for field in HOUSE_SCHEMA.schema}
        known = {key: value for key, value in self._proposal.outside.items() if key not in asked}
        return {CONF_MODE: MODE_SENSORS, **known, **outside_data(self._house)}

    async def async_step_load(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Describe the first load."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = load_problems(self.hass, SHAPE_SWITCH, user_input, named_entities(self._house)).errors
            if not errors:
                load = load_subentry(self.hass, SHAPE_SWITCH, user_input, set())
                subentries = [*house_subentries(self.hass, self._house), load]
                return await self._async_create(self._real_data(), subentries)
        return self.async_show_form(
            step_id="load",
            data_schema=self.add_suggested_values_to_schema(load_schema(SHAPE_SWITCH), user_input),
            errors=errors,
            description_placeholders=PLACEHOLDERS,
        )

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Change the simulated household, or prices and forecasts; all else of a real one is in its subentries."""
        entry = self._get_reconfigure_entry()
        if not is_simulated(entry):
            return await self.async_step_outside()
        if user_input is not None:
            return self.async_update_and_abort(entry, data=_simulated_data(user_input))
        schema = self.add_suggested_values_to_schema(await self._simulated_schema(), entry.data)
        return self.async_show_form(step_id="reconfigure", data_schema=schema)

    async def async_step_outside(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose where prices and forecasts come from, or that there are none."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            taken = set[str]().union(*(named_entities(item.data) for item in entry.subentries.values()))
            errors = outside_problems(self.hass, user_input, taken)
            if not errors:
                return self.async_update_and_abort(entry, data={CONF_MODE: MODE_SENSORS, **outside_data(user_input)})
        schema = await async_outside_schema(self.hass)
        return self.async_show_form(
            step_id="outside",
            data_schema=self.add_suggested_values_to_schema(schema, user_input or entry.data),
            errors=errors,
        )

    async def _simulated_schema(self) -> vol.Schema:
        households = await self.hass.async_add_executor_job(bundled_households)
        return vol.Schema(
            {
                vol.Required(CONF_HOUSEHOLD, default=DEFAULT_HOUSEHOLD): SelectSelector(
                    SelectSelectorConfig(options=list(households), translation_key=CONF_HOUSEHOLD)
                ),
                vol.Required(CONF_SPEED, default=DEFAULT_SPEED): NumberSelector(
                    NumberSelectorConfig(min=1, max=SPEED_MAX, step=1, mode=NumberSelectorMode.BOX)
                ),
            }
        )
