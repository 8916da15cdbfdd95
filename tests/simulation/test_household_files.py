from pathlib import Path
from time import process_time

import pytest

from custom_components.bitgridai.simulation import (
    HouseholdError,
    Plant,
    TraceSource,
    bundled_households,
    load_household,
    open_profile,
    read_trace,
)
from tests.simulation.houses import START

DAY = 86_400
EXAMPLES = Path(__file__).parents[2] / "config_examples"
EXAMPLE_FILES = sorted(EXAMPLES.glob("household_*.yaml"))


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "house.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("file", EXAMPLE_FILES, ids=lambda file: file.stem)
def test_every_example_household_lives_through_a_day(file: Path) -> None:
    house = load_household(file)
    plant = Plant(house, open_profile(house), START)
    plant.advance(START + DAY)
    assert plant.energies.pv_wh > 0
    assert plant.energies.base_wh > 0
    assert plant.forecast(DAY)


def test_every_bundled_household_is_an_example_and_the_other_way_round() -> None:
    assert {file.resolve() for file in EXAMPLE_FILES} == set(bundled_households().values())
    assert {file.stem.removeprefix("household_") for file in EXAMPLE_FILES} == set(bundled_households())


def test_the_recorded_week_has_sunny_mixed_and_poor_days() -> None:
    source = load_household(bundled_households()["real_week"]).source
    assert isinstance(source, TraceSource)
    trace = read_trace(source.file)
    assert trace.length_s == 7 * DAY
    assert trace.start % DAY == 0
    times = range(trace.start, trace.start + trace.length_s, 60)
    days = [sum(trace.pv_w(t) for t in times[day * 1440 : (day + 1) * 1440]) / 60_000 for day in range(7)]
    assert days == pytest.approx([27.0, 24.4, 15.1, 16.7, 14.6, 16.4, 8.0], abs=0.1)
    assert sum(trace.load_w(t) for t in times) / 60_000 == pytest.approx(56.0, abs=0.3)


def test_the_recorded_week_knows_the_forecast_of_every_half_hour() -> None:
    source = load_household(bundled_households()["real_week"]).source
    assert isinstance(source, TraceSource)
    trace = read_trace(source.file)
    assert len(trace.forecast(START, 7 * DAY)) == 7 * 48 - 1  # one interval at dusk was lost


def test_a_link_to_a_household_finds_the_trace_of_the_original(tmp_path: Path) -> None:
    link = tmp_path / "mine.yaml"
    link.symlink_to(bundled_households()["real_week"])
    assert load_household(link) == load_household(bundled_households()["real_week"])


def test_a_week_in_steps_of_ten_seconds_takes_less_than_two_seconds() -> None:
    house = load_household(bundled_households()["three_loads"])
    plant = Plant(house, open_profile(house), START)
    before = process_time()
    plant.advance(START + 7 * DAY)
    assert process_time() - before < 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: [1, 2", "house.yaml:1: expected valid YAML"),
        ("name: a\nbattery: {capacity_wh: 5\nloads: []", "house.yaml:3: expected valid YAML"),
        ("name: !!python/object:os.system x", "house.yaml:1: expected valid YAML"),
        ("when: 2024-99-99", "house.yaml: expected valid YAML"),
        ("\x00", "house.yaml: expected valid YAML"),
        ("", "house.yaml: expected a section with"),
        ("nmae: My house", "house.yaml: nmae: expected no such key; did you mean name?"),
        ("name: My house", "house.yaml: location: expected a value"),
    ],
)
def test_a_broken_file_is_refused_in_one_line_with_its_name(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(HouseholdError) as caught:
        load_household(write(tmp_path, text))
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_refused_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(HouseholdError, match=r"nowhere.yaml: expected a readable file \(No such file"):
        load_household(tmp_path / "nowhere.yaml")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "house.yaml"
    file.write_bytes(b"name: \xff\xfe")
    with pytest.raises(HouseholdError, match="UTF-8"):
        load_household(file)
