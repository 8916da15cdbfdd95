"""What a form says that is not the same for every house, in the language of the house."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN
from ..engine.explanation import LANGUAGES

_KILO_FROM_W = 1000


class Words:
    """Sentences with names and figures in them."""

    def __init__(self, texts: Mapping[str, str], decimal: str) -> None:
        """Speak with these texts, by key, and this decimal sign."""
        self._texts = texts
        self._decimal = decimal

    def say(self, key: str, **names: Any) -> str:
        """Return a text with its names filled in."""
        return self._texts[key].format(**names)

    def power(self, watts: float) -> str:
        """Return a power as people say it: without a sign, in W or kW."""
        size = abs(watts)
        if size < _KILO_FROM_W:
            return f"{size:.0f} W"
        return f"{size / _KILO_FROM_W:.1f} kW".replace(".", self._decimal)

    def number(self, value: float) -> str:
        """Return a number with as many decimals as it needs, at most one."""
        return f"{value:.1f}".removesuffix(".0").replace(".", self._decimal)


async def async_words(hass: HomeAssistant) -> Words:
    """Load the texts of the house's language."""
    prefix = f"component.{DOMAIN}.common."
    texts = await async_get_translations(hass, hass.config.language, "common", [DOMAIN])
    language = LANGUAGES.get(hass.config.language.partition("-")[0], LANGUAGES["en"])
    return Words({key.removeprefix(prefix): text for key, text in texts.items()}, language.decimal)
