"""Options: whom assisted mode asks, and what may put explanations into other words."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.selector import EntitySelector, EntitySelectorConfig
import probatio as vol

from ..const import OPTION_AI_TASK, OPTION_NOTIFY

_NOTIFY = EntitySelector(EntitySelectorConfig(domain="notify", multiple=True))
# A filter by what a model can do would import cameras and speech with it, also where nobody wants a model.
_AI_TASK = EntitySelector(EntitySelectorConfig(domain="ai_task"))


class PeopleStep(OptionsFlow):
    """The step that changes both and leaves all other options alone."""

    async def async_step_people(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose receivers and a model; both may be left empty."""
        options = self.config_entry.options
        known = {key: options[key] for key in (OPTION_NOTIFY, OPTION_AI_TASK) if options.get(key)}
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = self._missing(user_input)
            if not errors:
                kept = {key: value for key, value in options.items() if key not in {OPTION_NOTIFY, OPTION_AI_TASK}}
                return self.async_create_entry(data={**kept, **{key: item for key, item in user_input.items() if item}})
            known = user_input
        schema = vol.Schema({vol.Optional(OPTION_NOTIFY): _NOTIFY, vol.Optional(OPTION_AI_TASK): _AI_TASK})
        return self.async_show_form(
            step_id="people", data_schema=self.add_suggested_values_to_schema(schema, known), errors=errors
        )

    def _missing(self, entered: dict[str, Any]) -> dict[str, str]:
        """Refuse entities that are not there (any more)."""
        chosen = {OPTION_NOTIFY: entered.get(OPTION_NOTIFY, []), OPTION_AI_TASK: [entered.get(OPTION_AI_TASK)]}
        registry = er.async_get(self.hass)

        def gone(entity_id: str | None) -> bool:
            if not entity_id:
                return False
            return registry.async_get(entity_id) is None and self.hass.states.get(entity_id) is None

        return {key: "entity_not_found" for key, items in chosen.items() if any(gone(item) for item in items)}
