"""Options: how the house is run, by preset or threshold by threshold."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.helpers.selector import SelectSelector, SelectSelectorConfig, SelectSelectorMode
from homeassistant.helpers.translation import async_get_translations
import probatio as vol

from ..const import DOMAIN, OPTION_POLICY, OPTION_PRESET
from ..engine.errors import DocumentError
from ..engine.presets import Preset, preset_policy
from ..policies import PolicyOrigin, from_options, policy_path, preset_of
from ..policies.flaw import ROOT, flaw_of
from .people import PeopleStep
from .policy_form import AUTONOMY, SECTIONS, changes, policy_schema, shown

_NAMES = ("field", "other", "low", "high", "unit", "limit", "found")
"""What the texts of errors may name."""


class PolicyOptionsFlow(PeopleStep):
    """Changes the policy, or whom to ask, and leaves all other options alone."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose what to change."""
        return self.async_show_menu(step_id="init", menu_options=["preset", "thresholds", "people"])

    def _file_decides(self) -> ConfigFlowResult | None:
        """End the flow where a file has chosen the policy already."""
        entry = self.config_entry
        if entry.state is ConfigEntryState.LOADED and entry.runtime_data.policy_origin is PolicyOrigin.FILE:
            path = str(policy_path(self.hass))
            return self.async_abort(reason="policy_file_decides", description_placeholders={"path": path})
        return None

    async def async_step_preset(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Begin anew from a preset; only the autonomy stays."""
        if ended := self._file_decides():
            return ended
        if user_input is not None:
            policy = self.config_entry.options.get(OPTION_POLICY, {})
            kept = {key: value for key, value in policy.items() if key == AUTONOMY}
            return self._keep(user_input[OPTION_PRESET], kept)
        presets = SelectSelectorConfig(
            options=[preset.value for preset in Preset], translation_key=OPTION_PRESET, mode=SelectSelectorMode.LIST
        )
        chosen = preset_of(self.config_entry.options).value
        schema = vol.Schema({vol.Required(OPTION_PRESET, default=chosen): SelectSelector(presets)})
        return self.async_show_form(step_id="preset", data_schema=schema)

    async def async_step_thresholds(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Set every threshold; what differs from the preset is kept."""
        if ended := self._file_decides():
            return ended
        options = self.config_entry.options
        preset = preset_of(options)
        errors: dict[str, str] = {}
        names: dict[str, str] = dict.fromkeys(_NAMES, "")
        if user_input is not None:
            try:
                return self._keep(preset.value, changes(preset_policy(preset), user_input))
            except DocumentError as err:
                errors, names = await self._told(err)
        known = shown(from_options(options).policy) if user_input is None else user_input
        return self.async_show_form(
            step_id="thresholds",
            data_schema=self.add_suggested_values_to_schema(policy_schema(), known),
            errors=errors,
            description_placeholders=names,
        )

    def _keep(self, preset: str, policy: dict[str, Any]) -> ConfigFlowResult:
        return self.async_create_entry(data={**self.config_entry.options, OPTION_PRESET: preset, OPTION_POLICY: policy})

    async def _told(self, error: DocumentError) -> tuple[dict[str, str], dict[str, str]]:
        """Return the error at the section it belongs to, and what its text names."""
        flaw = flaw_of(error, {})
        names = dict.fromkeys(_NAMES, "") | flaw.names
        names["field"] = await self._label(flaw.names["key"])
        if names["other"]:
            names["other"] = await self._label(flaw.names["other"])
        section, _ = _place(error.path.removeprefix(f"{ROOT}."))
        return {section: flaw.key}, names

    async def _label(self, key: str) -> str:
        """Return what the form calls a threshold."""
        texts = await async_get_translations(self.hass, self.hass.config.language, "options", [DOMAIN])
        section, name = _place(key)
        return texts[f"component.{DOMAIN}.options.step.thresholds.sections.{section}.data.{name}"]


def _place(key: str) -> tuple[str, str]:
    """Return the form's section and the field of a threshold, ``r1.soc_band.eco_pct``."""
    path, _, name = key.rpartition(".")
    return next(part.name for part in SECTIONS if ".".join(part.path) == path), name
