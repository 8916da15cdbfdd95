"""A question that cannot be answered, in the words of whoever asked."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.translation import async_get_translations

from ..const import DOMAIN
from ..engine.errors import DocumentError


def invalid(key: str, **placeholders: object) -> ServiceValidationError:
    """Build the error for something the caller can put right."""
    told = {name: str(value) for name, value in placeholders.items()}
    return ServiceValidationError(translation_domain=DOMAIN, translation_key=key, translation_placeholders=told)


def misfit(err: DocumentError) -> ServiceValidationError:
    """Build the error for a value that does not fit, with its place."""
    return invalid("invalid_value", place=err.path, expected=err.expected, found=err.found or "–")


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
