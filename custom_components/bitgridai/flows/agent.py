"""Connecting the agent: by hand, or as the Supervisor found it."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigSubentryFlow, SubentryFlowResult
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.selector import TextSelector, TextSelectorConfig, TextSelectorType
import probatio as vol
from yarl import URL

from ..agent import AgentClient, AgentError, IncompatibleAgentError, RefusedTokenError
from ..agent.announcement import AGENT_TITLE

_EXAMPLE = "http://192.168.1.20:8117"
_PASSWORD = TextSelector(TextSelectorConfig(type=TextSelectorType.PASSWORD))
_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_URL): TextSelector(TextSelectorConfig(type=TextSelectorType.URL)),
        vol.Required(CONF_TOKEN): _PASSWORD,
    }
)


async def async_agent_problems(hass: HomeAssistant, entered: Mapping[str, Any]) -> tuple[dict[str, str], str]:
    """Talk to the agent once; return an error by field, and what exactly went wrong."""
    try:
        url = URL(entered[CONF_URL])
    except ValueError as err:
        return {CONF_URL: "agent_url"}, str(err)
    if url.scheme not in {"http", "https"} or not url.host:
        return {CONF_URL: "agent_url"}, ""
    try:
        await AgentClient(async_get_clientsession(hass), str(url), entered[CONF_TOKEN]).handshake()
    except RefusedTokenError as err:
        return {CONF_TOKEN: "agent_token"}, str(err)
    except IncompatibleAgentError as err:
        return {"base": "agent_incompatible"}, str(err)
    except AgentError as err:
        return {CONF_URL: "agent_unreachable"}, str(err)
    return {}, ""


class AgentSubentryFlow(ConfigSubentryFlow):
    """Connects an agent and changes how it is reached."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Connect one."""
        if any(self._get_entry().get_subentries_of_type(self._subentry_type)):
            return self.async_abort(reason="only_one_agent")
        if user_input is None:
            return self._form("user", None, {}, "")
        errors, detail = await async_agent_problems(self.hass, user_input)
        if errors:
            return self._form("user", user_input, errors, detail)
        return self.async_create_entry(title=AGENT_TITLE, data=user_input, unique_id=self._subentry_type)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change how it is reached."""
        subentry = self._get_reconfigure_subentry()
        if user_input is None:
            # The token is a secret: it is asked for again, not shown.
            return self._form("reconfigure", {CONF_URL: subentry.data[CONF_URL]}, {}, "")
        errors, detail = await async_agent_problems(self.hass, user_input)
        if errors:
            return self._form("reconfigure", user_input, errors, detail)
        return self.async_update_and_abort(self._get_entry(), subentry, data=user_input)

    def _form(
        self, step_id: str, known: Mapping[str, Any] | None, errors: dict[str, str], detail: str
    ) -> SubentryFlowResult:
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(_SCHEMA, known),
            errors=errors,
            description_placeholders={"error": detail, "example": _EXAMPLE},
        )
