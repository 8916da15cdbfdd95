"""The simulated house as Home Assistant has to know it: where it is and which language is spoken."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from bitgridai.simulation import Household, bundled_households, load_household

_LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@dataclass(frozen=True, slots=True)
class House:
    """A household and the country it stands in."""

    id: str
    """Name of its file."""
    household: Household
    country: str
    """Two letters, as Home Assistant asks for them."""


def open_house(name: str) -> House:
    """Read a bundled household."""
    household = load_household(bundled_households()[name])
    return House(name, household, country_of(household.location.time_zone))


def country_of(time_zone: str) -> str:
    """Return the country of an IANA time zone; DE where a zone has none."""
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return next((country for country, _, zone, *_ in rows if zone == time_zone), "DE")


def language_of(environment: Mapping[str, str]) -> str:
    """Return ``de`` where the terminal speaks German, else ``en``.

    The first variable that is set decides, as for any other program.
    """
    locale = next((value for name in _LANGUAGE_VARIABLES if (value := environment.get(name))), "")
    return "de" if locale.lower().startswith("de") else "en"
