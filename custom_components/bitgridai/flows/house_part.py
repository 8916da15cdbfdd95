"""Adding and changing what measures the house."""

from typing import Any

from homeassistant.config_entries import SubentryFlowResult

from ..sources.form import PART_SCHEMAS, part_problems, part_subentry
from .subentry import PartFlow


class HousePartFlow(PartFlow):
    """Adds and changes a meter, an inverter or a storage."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add one."""
        return self._step("user", user_input)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change one."""
        return self._step("reconfigure", user_input)

    def _step(self, step_id: str, user_input: dict[str, Any] | None) -> SubentryFlowResult:
        kind, entry = self._subentry_type, self._get_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = part_problems(self.hass, kind, user_input, self._taken())
            if not errors:
                taken_ids = {item.unique_id for item in entry.get_subentries_of_type(kind)}
                made = part_subentry(self.hass, kind, user_input, taken_ids)
                if step_id == "user":
                    return self.async_create_entry(title=made["title"], data=made["data"], unique_id=made["unique_id"])
                subentry = self._get_reconfigure_subentry()
                return self.async_update_and_abort(entry, subentry, title=made["title"], data=made["data"])
        known = user_input
        if known is None and step_id != "user":
            known = dict(self._get_reconfigure_subentry().data)
        schema = self.add_suggested_values_to_schema(PART_SCHEMAS[kind], known)
        return self.async_show_form(step_id=step_id, data_schema=schema, errors=errors)
