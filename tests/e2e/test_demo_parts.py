"""The parts of the demo that need no Home Assistant."""

from typing import Any

import pytest

from demo.dashboard.entities import Entities
from demo.dashboard.words import ENGLISH, GERMAN, pace, words_of
from demo.house import country_of, language_of, open_house
from demo.options import households


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "C", "LC_ALL": "de_AT"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": ""}, "de"),
        ({}, "en"),
    ],
)
def test_the_terminal_decides_the_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_a_house_stands_in_the_country_of_its_time_zone() -> None:
    assert country_of("Europe/Paris") == "FR"
    assert country_of("Europe/Berlin") == "DE"
    assert country_of("Etc/UTC") == "DE"


@pytest.mark.parametrize("name", households())
def test_every_bundled_household_can_be_shown(name: str) -> None:
    assert open_house(name).household.loads


@pytest.mark.parametrize(
    ("speed", "english", "german"),
    [
        (1, "1 minute", "1 Minute"),
        (30, "30 minutes", "30 Minuten"),
        (60, "1 hour", "1 Stunde"),
        (90, "1.5 hours", "1,5 Stunden"),
        (3600, "60 hours", "60 Stunden"),
    ],
)
def test_the_dashboard_says_how_fast_the_house_lives(speed: int, english: str, german: str) -> None:
    assert f" {english} " in f"{pace(ENGLISH, speed)} "
    assert f" {german}." in pace(GERMAN, speed)


def test_an_unknown_language_reads_english() -> None:
    assert words_of("nl") is ENGLISH


def test_entities_are_found_by_what_they_are_and_not_by_their_name() -> None:
    registry: list[dict[str, Any]] = [
        {"entity_id": "sensor.a", "unique_id": "E1_surplus", "config_entry_id": "E1", "disabled_by": None},
        {"entity_id": "sensor.b", "unique_id": "E1_load_miner_power", "config_entry_id": "E1", "disabled_by": None},
        {"entity_id": "sensor.c", "unique_id": "E1_off", "config_entry_id": "E1", "disabled_by": "user"},
        {"entity_id": "sensor.d", "unique_id": "E2_other", "config_entry_id": "E2", "disabled_by": None},
    ]
    entities = Entities.of_entry(registry, "E1")
    assert entities["sensor", "surplus"] == "sensor.a"
    assert entities.of_load("miner")["sensor", "power"] == "sensor.b"
    assert entities.find("sensor", "off") is None
    assert entities.find("sensor", "other") is None
    assert entities.find("switch", "surplus") is None
