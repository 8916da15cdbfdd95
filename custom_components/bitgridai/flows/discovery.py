"""Connecting an agent that the Supervisor announces: asked once, followed from then on."""

from types import MappingProxyType
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentry,
    ConfigSubentryData,
)
from homeassistant.core import callback
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
import probatio as vol

from ..agent import agent_of
from ..agent.announcement import Announcement, AnnouncementError, async_newest, async_note
from ..const import DOMAIN, LOGGER, SUBENTRY_AGENT
from .agent import async_agent_problems


class AnnouncedAgentFlow(ConfigFlow):
    """The steps that begin with an agent instead of a household."""

    _app = ""
    """The app whose agent this flow connects; empty in a flow that a person began."""

    @callback
    def household(self) -> ConfigEntry | None:
        """Return the household; None where none is set up."""
        return next(iter(self.hass.config_entries.async_entries(DOMAIN, include_ignore=False)), None)

    @property
    def announced_parts(self) -> list[ConfigSubentryData]:
        """The agent as a part of the household that this flow makes; none in a flow that a person began."""
        return [self._told.subentry] if self._app else []

    @property
    def _told(self) -> Announcement:
        """What the agent said last: it may have started anew since the question was asked."""
        return async_newest(self.hass, self._app)

    @override
    async def async_step_hassio(self, discovery_info: HassioServiceInfo) -> ConfigFlowResult:
        """Hear of an agent: follow the one that is known, ask about another one."""
        try:
            told = Announcement.of(discovery_info)
        except AnnouncementError as err:
            LOGGER.warning("%s", err)
            return self.async_abort(reason="agent_announcement")
        async_note(self.hass, told)
        household = self.household()
        if household is not None and agent_of(household) is not None:
            return await self._async_follow(household, told)
        # An id of its own: who ignores the agent may still set a household up.
        await self.async_set_unique_id(f"{SUBENTRY_AGENT}_{told.app}")
        self._abort_if_unique_id_configured()
        self._app = told.app
        self.context["title_placeholders"] = {"name": told.name}
        return await (self.async_step_house_first() if household is None else self.async_step_announced())

    async def _async_follow(self, household: ConfigEntry, told: Announcement) -> ConfigFlowResult:
        """Take over where a known agent is now; an agent that was chosen by hand stays the chosen one."""
        known = agent_of(household)
        if known is None or not told.is_of(known.data):
            return self.async_abort(reason="only_one_agent")
        await self.async_belong()
        self.hass.config_entries.async_update_subentry(household, known, data=told.data)
        return self.async_abort(reason="agent_known")

    async def async_step_announced(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether the household's records may go to this agent."""
        told, household = self._told, self.household()
        if household is None:
            return await self.async_step_house_first()
        if agent_of(household) is not None:
            return await self._async_follow(household, told)
        errors: dict[str, str] = {}
        detail = ""
        if user_input is not None:
            problems, detail = await async_agent_problems(self.hass, told.data)
            if not problems:
                return await self._async_connect(household, told)
            errors = {"base": next(iter(problems.values()))}
        return self.async_show_form(
            step_id="announced",
            data_schema=vol.Schema({}),
            errors=errors,
            description_placeholders={"name": told.name, "error": detail, "example": told.url},
        )

    async def _async_connect(self, household: ConfigEntry, told: Announcement) -> ConfigFlowResult:
        made = told.subentry
        self.hass.config_entries.async_add_subentry(
            household,
            ConfigSubentry(
                data=MappingProxyType(made["data"]),
                subentry_type=made["subentry_type"],
                title=made["title"],
                unique_id=made["unique_id"],
            ),
        )
        await self.async_belong()
        return self.async_abort(reason="agent_connected")

    async def async_step_house_first(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say that a household comes first; the agent is connected along with it."""
        if self.household() is not None:
            return await self.async_step_announced()
        if user_input is not None:
            return await self.async_step_user()
        return self.async_show_form(
            step_id="house_first", data_schema=vol.Schema({}), description_placeholders={"name": self._told.name}
        )

    async def async_belong(self) -> None:
        """Take the household's id: there is one, and what announced itself to it does so again once it is removed."""
        await self.async_set_unique_id(DOMAIN, raise_on_progress=False)
