"""Triggers for automations: decisions and notices, of all loads or of some."""

from typing import Any, ClassVar, cast, override

from homeassistant.const import ATTR_DEVICE_ID, CONF_OPTIONS
from homeassistant.core import CALLBACK_TYPE, Event, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.trigger import Trigger, TriggerActionRunner, TriggerConfig, TriggerNotTriggeredReporter
from homeassistant.helpers.typing import ConfigType
import probatio as vol

from .const import EVENT_DECISION, EVENT_NOTICE
from .notices import NoticeKind

CONF_ACTION = "action"
CONF_LOAD = "load"
ACTIONS = ["start", "stop", "raise", "lower"]

_LOADS = {vol.Optional(CONF_LOAD): vol.All(cv.ensure_list, [cv.string])}
_NOTICE_SCHEMA = vol.Schema({vol.Optional(CONF_OPTIONS, default={}): _LOADS})
_DECISION_SCHEMA = vol.Schema(
    {
        vol.Optional(CONF_OPTIONS, default={}): {
            **_LOADS,
            vol.Optional(CONF_ACTION, default=ACTIONS): vol.All(cv.ensure_list, [vol.In(ACTIONS)]),
        }
    }
)


class _EventTrigger(Trigger):
    """Fires with an event of the integration."""

    event: ClassVar[str]
    schema: ClassVar[vol.Schema]

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate what an automation chose."""
        return cast("ConfigType", cls.schema(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Wait for what an automation chose."""
        super().__init__(hass, config)
        options: dict[str, Any] = config.options or {}
        self._devices: set[str] = set(options.get(CONF_LOAD, []))
        self._types = self._wanted(options)

    def _wanted(self, options: dict[str, Any]) -> set[str]:
        """Return the types of event to fire with."""
        raise NotImplementedError

    @override
    async def async_attach_runner(
        self, run_action: TriggerActionRunner, did_not_trigger: TriggerNotTriggeredReporter | None = None
    ) -> CALLBACK_TYPE:
        """Run the automation with each event that was chosen."""

        @callback
        def happened(event: Event) -> None:
            data = dict(event.data)
            if data["type"] in self._types and (not self._devices or data.get(ATTR_DEVICE_ID) in self._devices):
                run_action(data, str(data["message"]), event.context)

        return self._hass.bus.async_listen(self.event, happened)


class DecisionTrigger(_EventTrigger):
    """Fires when a load is started, stopped, raised or lowered."""

    event = EVENT_DECISION
    schema = _DECISION_SCHEMA

    @override
    def _wanted(self, options: dict[str, Any]) -> set[str]:
        return set(options.get(CONF_ACTION, ACTIONS))


class NoticeTrigger(_EventTrigger):
    """Fires when something happened that a person may want to know of."""

    event = EVENT_NOTICE
    schema = _NOTICE_SCHEMA
    kind: ClassVar[NoticeKind]

    @override
    def _wanted(self, options: dict[str, Any]) -> set[str]:
        return {self.kind.value}


def _on(kind: NoticeKind) -> type[Trigger]:
    return type(f"{kind.name.title().replace('_', '')}Trigger", (NoticeTrigger,), {"kind": kind})


TRIGGERS: dict[str, type[Trigger]] = {"decision": DecisionTrigger} | {kind.value: _on(kind) for kind in NoticeKind}


async def async_get_triggers(hass: HomeAssistant) -> dict[str, type[Trigger]]:
    """Return the triggers."""
    return TRIGGERS
