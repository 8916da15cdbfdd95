"""The words on plots, in English and German."""

from collections.abc import Mapping
from datetime import date
from typing import Final

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "recorded": "recorded policy",
        "changed": "changed policy",
        "sun": "sun",
        "powers_title": "Power of the loads and charge of the battery",
        "days_title": "Energy of the loads, day by day",
        "front_title": "Gain against starts",
        "kw": "kW",
        "kwh": "kWh",
        "soc": "Charge in %",
        "gain": "Gain in EUR",
        "starts": "Starts a day",
        "front": "nobody beats these",
        "others": "all others",
        "rank": "Rank",
        "day": "%m-%d",
        "thousands": ",",
        "differing_title": "Decisions that differ, day by day (UTC)",
        "same_title": "Decisions made again, day by day (UTC)",
        "differing": "differs",
        "undecided": "cannot be decided",
        "decided": "as recorded",
        "decisions": "Decisions",
        "decisions_a_day": "Decisions a day",
        "differ_some": "Decisions that differ: {differing} of {decisions}. Days on which any does: {on} of {days}.",
        "differ_none": "All {decisions} decisions come out as they were recorded. Days with decisions: {days}.",
        "differ_unknown": "None that can be decided differs. Decisions: {decisions}. Days with decisions: {days}.",
        "nothing_decided": "There is no decision on these days.",
        "cannot_decide": "Records that cannot be decided: {undecided}.",
        "days_without": "Days without decisions: {without}.",
        "day_told": "decisions {decisions}, differing {differing}, not to be decided {undecided}",
    },
    "de": {
        "recorded": "aufgezeichnete Regeln",
        "changed": "geänderte Regeln",
        "sun": "Sonne",
        "powers_title": "Leistung der Verbraucher und Ladestand des Speichers",
        "days_title": "Energie der Verbraucher, Tag für Tag",
        "front_title": "Gewinn und Starts",
        "kw": "kW",
        "kwh": "kWh",
        "soc": "Ladestand in %",
        "gain": "Gewinn in EUR",
        "starts": "Starts am Tag",
        "front": "von niemandem übertroffen",
        "others": "alle anderen",
        "rank": "Platz",
        "day": "%d.%m.",
        "thousands": ".",
        "differing_title": "Andere Entscheidungen, Tag für Tag (UTC)",
        "same_title": "Noch einmal getroffene Entscheidungen, Tag für Tag (UTC)",
        "differing": "anders",
        "undecided": "nicht zu entscheiden",
        "decided": "wie aufgezeichnet",
        "decisions": "Entscheidungen",
        "decisions_a_day": "Entscheidungen am Tag",
        "differ_some": "Andere Entscheidungen: {differing} von {decisions}. Tage mit solchen: {on} von {days}.",
        "differ_none": "Alle {decisions} Entscheidungen fallen aus wie aufgezeichnet. Tage mit Entscheidungen: {days}.",
        "differ_unknown": "Sonst ist keine anders. Entscheidungen: {decisions}. Tage mit Entscheidungen: {days}.",
        "nothing_decided": "An diesen Tagen gibt es keine Entscheidung.",
        "cannot_decide": "Einträge, die sich nicht entscheiden lassen: {undecided}.",
        "days_without": "Tage ohne Entscheidungen: {without}.",
        "day_told": "Entscheidungen {decisions}, anders {differing}, nicht zu entscheiden {undecided}",
    },
}


def short_day(day: date, language: str) -> str:
    """Write a day without its year."""
    return day.strftime(WORDS[language]["day"])


def whole(number: int, language: str) -> str:
    """Write a whole number, its thousands apart."""
    return f"{number:,}".replace(",", WORDS[language]["thousands"])
