"""An agent that the Supervisor runs beside Home Assistant tells where it is, and its token."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
from homeassistant.util.hass_dict import HassKey
from yarl import URL

from ..const import CONF_APP, DOMAIN, SUBENTRY_AGENT

AGENT_TITLE: Final = "BitGridAI Agent"


class AnnouncementError(ValueError):
    """An announcement does not say where the agent is."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What an app said of itself, as the Supervisor passed it on."""

    app: str
    """The app's slug, which only the Supervisor gives."""
    name: str
    url: str
    token: str

    @classmethod
    def of(cls, info: HassioServiceInfo) -> Self:
        """Read what the Supervisor passed on. Raises AnnouncementError."""
        try:
            host, port, token = str(info.config["host"]), int(info.config["port"]), str(info.config["token"])
            url = str(URL.build(scheme="http", host=host, port=port))
        except (KeyError, TypeError, ValueError) as err:
            raise AnnouncementError(f"{info.slug} does not say where its agent is: {err!r}") from err
        return cls(info.slug, info.name, url, token)

    @property
    def data(self) -> dict[str, Any]:
        """What the household keeps of it. Nothing in it changes with a mere restart of the agent."""
        return {CONF_URL: self.url, CONF_TOKEN: self.token, CONF_APP: self.app}

    @property
    def subentry(self) -> ConfigSubentryData:
        """The agent as a part of the household."""
        return ConfigSubentryData(
            data=self.data, subentry_type=SUBENTRY_AGENT, title=AGENT_TITLE, unique_id=SUBENTRY_AGENT
        )

    def is_of(self, known: Mapping[str, Any]) -> bool:
        """Whether it speaks of the agent that a household has already."""
        return known.get(CONF_APP) == self.app or URL(known[CONF_URL]) == URL(self.url)


_NEWEST: HassKey[dict[str, Announcement]] = HassKey(f"{DOMAIN}_announcements")


def async_note(hass: HomeAssistant, told: Announcement) -> None:
    """Keep the newest announcement of an app: a person may take days to look at an older one's card."""
    hass.data.setdefault(_NEWEST, {})[told.app] = told


def async_newest(hass: HomeAssistant, app: str) -> Announcement:
    """Return the newest announcement of an app that made one."""
    return hass.data[_NEWEST][app]
