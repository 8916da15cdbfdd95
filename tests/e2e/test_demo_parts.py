"""The parts of the demo that need no Home Assistant."""

import pytest

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
