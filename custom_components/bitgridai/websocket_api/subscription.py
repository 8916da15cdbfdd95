"""One subscription per card: the picture of now, again whenever it changes."""

from typing import Any

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.decorators import async_response, websocket_command
from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange, ConfigEntryState
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.translation import async_get_translations
import probatio as vol

from ..const import DOMAIN
from ..coordinator import BitGridCoordinator
from .picture import Painter
from .schema import SCHEMA, Absent, Picture

LANGUAGE = vol.All(str, vol.Length(2, 20))
_CLOCK_S = 60
"""A picture in which nothing moved is sent again after this time on the wall, for clocks drift."""


def house(hass: HomeAssistant) -> BitGridCoordinator | None:
    """Return the household under control; None where none is."""
    entries = hass.config_entries.async_loaded_entries(DOMAIN)
    return entries[0].runtime_data if entries else None


async def async_names(hass: HomeAssistant, language: str) -> dict[str, str]:
    """Return what entities and their states are called."""
    return await async_get_translations(hass, language, "entity", [DOMAIN])


def spoken(language: str) -> str:
    """Return a browser's language as the explanations call it."""
    return language.partition("-")[0].lower()


@websocket_command(
    {
        vol.Required("type"): "bitgridai/subscribe",
        vol.Optional("language", default="en"): LANGUAGE,
    }
)
@async_response
async def subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Send the picture of now and every later one, over reloads of the household too."""
    language = spoken(msg["language"])
    watch = Watch(hass, connection, msg["id"], language, await async_names(hass, language))
    connection.subscriptions[msg["id"]] = watch.stop
    connection.send_result(msg["id"])
    watch.start()


class Watch:
    """What one subscriber has seen, and how it hears of more."""

    def __init__(
        self,
        hass: HomeAssistant,
        connection: ActiveConnection,
        request: int,
        language: str,
        names: dict[str, str],
    ) -> None:
        """Prepare; :meth:`start` begins."""
        self._hass = hass
        self._connection = connection
        self._request = request
        self._language = language
        self._names = names
        self._coordinator: BitGridCoordinator | None = None
        self._leave: CALLBACK_TYPE = lambda: None
        self._seen: Picture | Absent | None = None
        self._sent_at = 0.0
        self._stop_entries: CALLBACK_TYPE = lambda: None

    @callback
    def start(self) -> None:
        """Send the first picture and follow the household."""
        self._stop_entries = async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._entry_changed)
        self._attach()

    @callback
    def stop(self) -> None:
        """Hear no more."""
        self._stop_entries()
        self._leave()

    @callback
    def _entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry[Any]) -> None:
        # Until a household has ended it still shows what it does.
        if entry.domain == DOMAIN and entry.state is not ConfigEntryState.UNLOAD_IN_PROGRESS:
            self._attach()

    @callback
    def _attach(self) -> None:
        coordinator = house(self._hass)
        if coordinator is not self._coordinator:
            self._leave()
            self._coordinator = coordinator
            self._leave = (lambda: None) if coordinator is None else coordinator.async_add_listener(self._look)
        self._look()

    @callback
    def _look(self) -> None:
        """Send the picture where there is something new in it besides the time."""
        picture = self._paint()
        now = self._hass.loop.time()
        if self._seen is None or _content(picture) != _content(self._seen) or now - self._sent_at >= _CLOCK_S:
            self._seen, self._sent_at = picture, now
            self._connection.send_event(self._request, picture)

    def _paint(self) -> Picture | Absent:
        if self._coordinator is None:
            return Absent(schema=SCHEMA, available=False)
        return Painter(self._coordinator, self._language, self._names).picture()


def _content(picture: Picture | Absent) -> dict[str, Any]:
    content = dict(picture)
    content.pop("clock", None)
    return content
