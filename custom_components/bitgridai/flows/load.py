"""Adding and changing a load: first its shape, then the questions of that shape."""

from functools import partialmethod
from typing import Any

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.const import CONF_NAME

from ..const import CONF_LOAD_ID, CONF_SHAPE, SUBENTRY_LOAD
from ..loads.form import PLACEHOLDERS, load_data, load_name, load_problems, load_schema, load_subentry
from ..loads.registry import SHAPES
from .subentry import PartFlow


class LoadSubentryFlow(PartFlow):
    """Adds and changes a load."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Choose the shape of a new load."""
        return self.async_show_menu(step_id="user", menu_options=list(SHAPES))

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a load; its shape stays."""
        return await self._async_step_shape(None, shape=self._get_reconfigure_subentry().data[CONF_SHAPE])

    async def _async_step_shape(self, user_input: dict[str, Any] | None = None, *, shape: str) -> SubentryFlowResult:
        errors, words = {}, PLACEHOLDERS
        if user_input is not None:
            problems = load_problems(self.hass, shape, user_input, self._taken())
            if not problems.errors:
                return self._add(shape, user_input) if self.source == "user" else self._change(shape, user_input)
            errors, words = problems.errors, problems.words
        known = user_input
        if known is None and self.source != "user":
            subentry = self._get_reconfigure_subentry()
            known = {CONF_NAME: subentry.title, **subentry.data}
        return self.async_show_form(
            step_id=shape,
            data_schema=self.add_suggested_values_to_schema(load_schema(shape), known),
            errors=errors,
            description_placeholders=words,
        )

    async_step_switch = partialmethod(_async_step_shape, shape="switch")
    async_step_switch_number = partialmethod(_async_step_shape, shape="switch_number")
    async_step_switch_select = partialmethod(_async_step_shape, shape="switch_select")
    async_step_number = partialmethod(_async_step_shape, shape="number")
    async_step_select = partialmethod(_async_step_shape, shape="select")
    async_step_thermostat_mode = partialmethod(_async_step_shape, shape="thermostat_mode")
    async_step_thermostat_setpoint = partialmethod(_async_step_shape, shape="thermostat_setpoint")
    async_step_script = partialmethod(_async_step_shape, shape="script")

    def _add(self, shape: str, entered: dict[str, Any]) -> SubentryFlowResult:
        loads = self._get_entry().get_subentries_of_type(SUBENTRY_LOAD)
        made = load_subentry(self.hass, shape, entered, {item.data[CONF_LOAD_ID] for item in loads})
        return self.async_create_entry(title=made["title"], data=made["data"], unique_id=made["unique_id"])

    def _change(self, shape: str, entered: dict[str, Any]) -> SubentryFlowResult:
        # The id stays, and with it what the controller remembers of the load.
        subentry = self._get_reconfigure_subentry()
        data = load_data(self.hass, shape, entered, subentry.data[CONF_LOAD_ID])
        return self.async_update_and_abort(self._get_entry(), subentry, title=load_name(entered), data=data)
