"""What one change would bring, said of a decision that is in force."""

from dataclasses import fields
import json
from pathlib import Path

import pytest

from custom_components.bitgridai.engine.counterfactual import Counterfactual, Kind
from custom_components.bitgridai.engine.explanation.render import LANGUAGES
from custom_components.bitgridai.engine.explanation.whatif import (
    tell_counterfactual,
    tell_nearest,
    tell_nearest_in_force,
)
from custom_components.bitgridai.engine.policy import Policy
from custom_components.bitgridai.engine.vocabulary import Action


def surplus(action: Action, target_w: float) -> Counterfactual:
    """A change of the surplus that brings an action."""
    return Counterfactual(Kind.SIGNAL, "surplus_w", "W", 0.0, 300.0, action, target_w)


@pytest.mark.parametrize(
    ("set_w", "begins"),
    [
        (0, "It would start at 800 W with "),
        (0.5, "It would go up to 800 W with "),
        (1, "It would go up to 800 W with "),
        (799.999, "It would go up to 800 W with "),
        (800.001, "It would go down to 800 W with "),
        (1500, "It would go down to 800 W with "),
    ],
)
def test_only_what_is_set_to_nothing_is_told_to_start(set_w: float, begins: str) -> None:
    assert tell_nearest_in_force((surplus(Action.START, 800),), "en", set_w).startswith(begins)


@pytest.mark.parametrize(
    ("action", "target_w", "told"),
    [
        (Action.STOP, 0, "It would stop with 300 W more surplus."),
        (Action.RAISE, 800, "It would go up to 800 W with 300 W more surplus."),
        (Action.LOWER, 800, "It would go down to 800 W with 300 W more surplus."),
        (Action.HOLD, 800, "It would keep running at 800 W with 300 W more surplus."),
        (Action.HOLD, 0, "It would stay off with 300 W more surplus."),
    ],
)
@pytest.mark.parametrize("set_w", [0, 500, 1500])
def test_what_would_not_start_is_told_as_it_is(action: Action, target_w: float, told: str, set_w: float) -> None:
    found = (surplus(action, target_w),)
    assert tell_nearest_in_force(found, "en", set_w) == tell_nearest(found, "en") == told


def test_of_several_changes_the_nearest_is_told() -> None:
    found = (surplus(Action.START, 800), surplus(Action.START, 1500))
    assert tell_nearest_in_force(found, "en", 1000) == "It would go down to 800 W with 300 W more surplus."


@pytest.mark.parametrize(
    ("name", "unit", "now", "then", "told"),
    [
        ("surplus_w", "W", 0, 0.4, "It would start at 800 W with 1 W more surplus."),
        ("surplus_w", "W", 0, -0.4, "It would start at 800 W with 1 W less surplus."),
        ("battery_soc_pct", "%", 52.6, 53.001, "It would start at 800 W with the battery at more than 53 %."),
        ("battery_soc_pct", "%", 53.4, 52.999, "It would start at 800 W with the battery at less than 53 %."),
        ("price_ct_kwh", "ct/kWh", 25.06, 25, "It would start at 800 W at a price of 25 ct/kWh."),
        ("price_ct_kwh", "ct/kWh", 24.2, 25.01, "It would start at 800 W at a price of 25.01 ct/kWh."),
        ("price_ct_kwh", "ct/kWh", 24.2, 25.001, "It would start at 800 W at a price of more than 25 ct/kWh."),
        ("price_ct_kwh", "ct/kWh", 2, -0.001, "It would start at 800 W at a price of less than 0 ct/kWh."),
        ("chip_temp_c", "°C", 84, 85.1, "It would start at 800 W with the chip at 85.1 °C."),
    ],
)
def test_even_a_small_change_is_told_upwards_or_downwards(
    name: str, unit: str, now: float, then: float, told: str
) -> None:
    found = Counterfactual(Kind.SIGNAL, name, unit, now, then, Action.START, 800)
    assert tell_counterfactual(found, "en") == told


@pytest.mark.parametrize("unit", ["", "blocks"])
def test_a_threshold_without_a_unit_is_told_as_a_bare_number(unit: str) -> None:
    found = Counterfactual(Kind.THRESHOLD, "r5.deadband_blocks_s", unit, 3, 1, Action.START, 800)
    assert tell_counterfactual(found, "en") == "It would start at 800 W with “r5.deadband_blocks_s” at 1 instead of 3."


@pytest.mark.parametrize(
    ("unit", "then"),
    [("W", "1,235 W"), ("%", "1,234.56 %"), ("°C", "1,234.56 °C"), ("ct/kWh", "1,234.56 ct/kWh"), ("ct", "1,234.56 ct"),
     ("min", "1,235 min"), ("s", "1,235 s")],
)  # fmt: skip
def test_a_threshold_is_told_with_its_unit(unit: str, then: str) -> None:
    found = Counterfactual(Kind.THRESHOLD, "r1.any", unit, 0, 1234.56, Action.STOP, 0)
    assert f"“r1.any” at {then} instead of 0 " in tell_counterfactual(found, "en")


def test_a_threshold_is_told_by_its_name_and_not_by_its_place() -> None:
    found = Counterfactual(Kind.THRESHOLD, "r1.price_max_ct", "ct/kWh", 25, 11.856, Action.STOP, 0)
    assert tell_counterfactual(found, "en") == (
        "It would stop with “Highest price” at 11.856 ct/kWh instead of 25 ct/kWh."
    )
    assert tell_counterfactual(found, "de") == (
        "Ein Stopp käme mit „Höchster Preis“ bei 11,856 ct/kWh statt 25 ct/kWh."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_threshold_is_called_what_it_is_called_where_it_is_set(language: str) -> None:
    file = Path(__file__).parents[3] / "custom_components" / "bitgridai" / "translations" / f"{language}.json"
    sections = json.loads(file.read_text(encoding="utf-8"))["options"]["step"]["thresholds"]["sections"]
    set_as = {f"{part}.{key}": text for part, words in sections.items() for key, text in words["data"].items()}
    told = LANGUAGES[language].thresholds
    assert told == {path: set_as[path] for path in told}
    numbers = {
        f"{section.name}.{item.name}"
        for section in fields(Policy)
        if "section" in section.metadata
        for item in fields(getattr(Policy(), section.name))
        if "spec" in item.metadata and item.metadata["spec"].kind in {int, float}
    }
    assert set(told) == numbers
