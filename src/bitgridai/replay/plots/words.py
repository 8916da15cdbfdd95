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
    },
    "de": {
        "recorded": "aufgezeichnetes Regelwerk",
        "changed": "geändertes Regelwerk",
        "sun": "Sonne",
        "powers_title": "Leistung der Lasten und Ladestand des Speichers",
        "days_title": "Energie der Lasten, Tag für Tag",
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
    },
}


def short_day(day: date, language: str) -> str:
    """Write a day without its year."""
    return day.strftime(WORDS[language]["day"])
