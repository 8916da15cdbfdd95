import pytest

from custom_components.bitgridai.engine.explanation import LANGUAGES
from custom_components.bitgridai.engine.explanation.formatting import Formatter
from custom_components.bitgridai.engine.votes import Value


@pytest.mark.parametrize(
    ("name", "value", "english", "german"),
    [
        ("grid_power_w", 1234.4, "1,234 W", "1.234 W"),
        ("grid_power_w", -1500, "−1,500 W", "−1.500 W"),
        ("grid_power_w", -0.4, "0 W", "0 W"),
        ("price_ct_kwh", 25.05, "25.1 ct/kWh", "25,1 ct/kWh"),
        ("price_max_ct", 25, "25 ct/kWh", "25 ct/kWh"),
        ("battery_soc_pct", 57.96, "58 %", "58 %"),
        ("battery_soc_pct", 57.5, "57.5 %", "57,5 %"),
        ("gain_ct", 6.256, "6.26 ct", "6,26 ct"),
        ("gain_ct", -1.3, "−1.3 ct", "−1,3 ct"),
        ("gain_ct", 0.004, "0 ct", "0 ct"),
        ("start_cost_ct", 4, "4 ct", "4 ct"),
        ("planned_w", 1500, "1,500 W", "1.500 W"),
        ("chip_temp_c", 84.96, "85 °C", "85 °C"),
        ("lockout_min", 30, "30 min", "30 min"),
        ("age_s", 1200, "1,200 s", "1.200 s"),
        ("blocks_since_start", 2, "2", "2"),
        ("blocks_since_start", 0, "0", "0"),
        ("available", True, "yes", "ja"),
        ("missing", "grid_power_w, level", "grid meter, state of the load", "Netzzähler, Zustand des Verbrauchers"),
        ("origin", "somebody", "somebody", "somebody"),
        ("pv_power_w", None, "–", "–"),
    ],
)
def test_a_figure_is_shown_with_its_unit_the_way_the_language_writes_it(
    name: str, value: Value, english: str, german: str
) -> None:
    assert Formatter(LANGUAGES["en"]).show(name, value) == english
    assert Formatter(LANGUAGES["de"]).show(name, value) == german


@pytest.mark.parametrize(
    ("name", "value", "up", "shown"),
    [
        ("target_w", 420.2, True, "421 W"),
        ("target_w", 420.8, False, "420 W"),
        ("target_w", 420, True, "420 W"),
        ("battery_soc_pct", 51.999, False, "51.9 %"),
        ("battery_soc_pct", 53.001, True, "53.1 %"),
        ("share", 0.12, True, "0.2"),
        ("share", 0.18, False, "0.1"),
    ],
)
def test_a_value_just_past_an_edge_is_not_shown_as_lying_before_it(
    name: str, value: float, shown: str, *, up: bool
) -> None:
    assert Formatter(LANGUAGES["en"]).beyond(name, value, up=up) == shown


def test_what_floats_leave_behind_is_not_past_an_edge() -> None:
    assert 0.1 + 0.2 > 0.3
    assert Formatter(LANGUAGES["en"]).beyond("battery_soc_pct", 0.1 + 0.2, up=True) == "0.3 %"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("stored_wh", "1,235 Wh"),
        ("target_w", "1,235 W"),
        ("price_ct_kwh", "1,234.6 ct/kWh"),
        ("price_max_ct", "1,234.6 ct/kWh"),
        ("gain_ct", "1,234.56 ct"),
        ("start_ct", "1,234.6 ct"),
        ("start_cost_ct", "1,234.56 ct"),
        ("load_ct_kwh", "1,234.6 ct/kWh"),
        ("reserve_pct", "1,234.6 %"),
        ("chip_temp_c", "1,234.6 °C"),
        ("left_min", "1,235 min"),
        ("age_s", "1,235 s"),
        ("share", "1,234.6"),
    ],
)
def test_power_and_time_are_whole_gains_have_two_decimals_and_all_else_one(name: str, shown: str) -> None:
    assert Formatter(LANGUAGES["en"]).show(name, 1234.56) == shown


@pytest.mark.parametrize(("language", "no", "yes"), [("en", "no", "yes"), ("de", "nein", "ja")])
def test_what_is_true_or_false_is_told_as_yes_or_no(language: str, no: str, yes: str) -> None:
    formatter = Formatter(LANGUAGES[language])
    assert (formatter.show("available", value=False), formatter.show("available", value=True)) == (no, yes)


@pytest.mark.parametrize(
    ("name", "value", "up", "shown"),
    [
        ("price_ct", 1.001, True, "more than 1 ct/kWh"),
        ("price_ct", 0.999, False, "less than 1 ct/kWh"),
        ("price_ct", 11.856, True, "11.856 ct/kWh"),
        ("of_no_unit", 0.256, True, "0.256"),
        ("grid_power_w", 419.001, True, "420 W"),
    ],
)
def test_where_a_decision_flips_no_more_is_asked_for_than_is_needed(
    name: str, value: float, shown: str, *, up: bool
) -> None:
    assert Formatter(LANGUAGES["en"]).past(name, value, up=up) == shown
