"""A question that cannot be answered, in the words of whoever asked."""

import re
from typing import Final

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN
from ..engine.errors import DocumentError


def invalid(key: str, **placeholders: object) -> ServiceValidationError:
    """Build the error for something the caller can put right."""
    told = {name: str(value) for name, value in placeholders.items()}
    return ServiceValidationError(translation_domain=DOMAIN, translation_key=key, translation_placeholders=told)


_EXPECTED: Final = (
    (re.compile(r"a (?:whole )?number from (?P<low>\S+) to (?P<high>\S+)"), "invalid_range"),
    (re.compile(r"no such key here, but (?:one of )?(?P<known>.+)"), "invalid_key"),
    (re.compile(r"one of (?P<options>.+)"), "invalid_option"),
)
"""What the engine's documents expect most, so that it can be said in any language."""


def misfit(err: DocumentError) -> ServiceValidationError:
    """Build the error for a value that does not fit, with its place."""
    found = {"place": err.path, "found": err.found or "–"}
    for pattern, key in _EXPECTED:
        match = pattern.fullmatch(err.expected)
        if match is not None:
            return invalid(key, **found, **match.groupdict())
    return invalid("invalid_value", **found, expected=err.expected)


def unreadable(path: object, error: object) -> HomeAssistantError:
    """Build the error for a ledger that cannot be read now."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key="ledger_unavailable",
        translation_placeholders={"path": str(path), "error": str(error)},
    )


async def async_in_words(hass: HomeAssistant, err: HomeAssistantError, language: str) -> str:
    """Return what an error of ours says, in a language; English where it is not known."""
    key = f"component.{DOMAIN}.exceptions.{err.translation_key}.message"
    for tried in (language.partition("-")[0], "en"):
        text = (await async_get_translations(hass, tried, "exceptions", [DOMAIN])).get(key)
        if text is not None:
            return text.format(**(err.translation_placeholders or {}))
    return str(err)
