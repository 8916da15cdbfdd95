"""Adding and changing a load."""

from typing import Any, override

from homeassistant.config_entries import SubentryFlowResult
from homeassistant.const import CONF_NAME

from ..const import CONF_LOAD_ID, SUBENTRY_LOAD
from ..loads.form import LOAD_SCHEMA, PLACEHOLDERS, load_data, load_name, load_problems, load_subentry
from .subentry import PartFlow


class LoadSubentryFlow(PartFlow):
    """Adds and changes a load."""

    @override
    def _step(self, step_id: str, user_input: dict[str, Any] | None) -> SubentryFlowResult:
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = load_problems(self.hass, user_input, self._taken())
            if not errors:
                return self._add(user_input) if step_id == "user" else self._change(user_input)
        known = user_input
        if known is None and step_id != "user":
            subentry = self._get_reconfigure_subentry()
            known = {CONF_NAME: subentry.title, **subentry.data}
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(LOAD_SCHEMA, known),
            errors=errors,
            description_placeholders=PLACEHOLDERS,
        )

    def _add(self, entered: dict[str, Any]) -> SubentryFlowResult:
        loads = self._get_entry().get_subentries_of_type(SUBENTRY_LOAD)
        made = load_subentry(entered, {item.data[CONF_LOAD_ID] for item in loads})
        return self.async_create_entry(title=made["title"], data=made["data"], unique_id=made["unique_id"])

    def _change(self, entered: dict[str, Any]) -> SubentryFlowResult:
        # The id stays, and with it what the controller remembers of the load.
        subentry = self._get_reconfigure_subentry()
        data = load_data(entered, subentry.data[CONF_LOAD_ID])
        return self.async_update_and_abort(self._get_entry(), subentry, title=load_name(entered), data=data)
