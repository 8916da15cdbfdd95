from pathlib import Path

from hypothesis import given, strategies as st
import pytest

from custom_components.bitgridai.simulation import Trace, TraceError, read_trace

HEADER = "utc,load_w,pv_w,pv_forecast_w"
HALF_DAY = 43_200
DAY = 86_400
MIDNIGHT = 1_704_067_200
"""2024-01-01T00:00:00Z."""


def write(tmp_path: Path, *lines: str, header: str = HEADER) -> Path:
    file = tmp_path / "trace.csv"
    file.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return file


def halves(*cells: str) -> list[str]:
    """Rows of twelve hours each."""
    return [
        f"2024-01-{1 + index // 2:02}T{'12' if index % 2 else '00'}:00:00Z,{cell}" for index, cell in enumerate(cells)
    ]


def test_power_is_the_mean_at_the_centre_of_an_interval(tmp_path: Path) -> None:
    trace = read_trace(write(tmp_path, *halves("100,0,0", "300,1000,0")))
    assert trace.load_w(MIDNIGHT + 6 * 3600) == 100
    assert trace.load_w(MIDNIGHT + 18 * 3600) == 300
    assert trace.pv_w(MIDNIGHT + 18 * 3600) == 1000


def test_power_between_centres_is_interpolated(tmp_path: Path) -> None:
    trace = read_trace(write(tmp_path, *halves("100,0,0", "300,1000,0")))
    assert trace.load_w(MIDNIGHT + 12 * 3600) == pytest.approx(200)
    assert trace.pv_w(MIDNIGHT + 9 * 3600) == pytest.approx(250)


def test_the_end_leads_back_to_the_beginning(tmp_path: Path) -> None:
    trace = read_trace(write(tmp_path, *halves("100,0,0", "300,1000,0")))
    assert trace.load_w(MIDNIGHT + DAY) == trace.load_w(MIDNIGHT) == pytest.approx(200)


@given(t=st.integers(-(10**10), 10**10), laps=st.integers(-5000, 5000))
def test_a_trace_repeats_for_ever_in_both_directions(t: int, laps: int) -> None:
    trace = Trace(MIDNIGHT, HALF_DAY, [100, 300, 50, 700], [0, 10, 20, 30], [1, 2, 3, 4])
    later = t + laps * trace.length_s
    assert trace.load_w(later) == trace.load_w(t)
    assert trace.pv_w(later) == trace.pv_w(t)
    assert [power for _, power in trace.forecast(later, DAY)] == [power for _, power in trace.forecast(t, DAY)]


@given(t=st.floats(-1e10, 1e10))
def test_power_never_leaves_the_range_of_the_recording(t: float) -> None:
    trace = Trace(MIDNIGHT, HALF_DAY, [100, 300], [0, 10], [])
    assert 100 <= trace.load_w(t) <= 300
    assert 0 <= trace.pv_w(t) <= 10


def test_a_moment_a_hair_before_the_first_centre_is_found() -> None:
    trace = Trace(0, HALF_DAY, [100, 300], [0, 10], [])
    assert trace.load_w(HALF_DAY / 2 - 1e-12) == pytest.approx(100)


def test_missing_pv_counts_as_night(tmp_path: Path) -> None:
    trace = read_trace(write(tmp_path, *halves("100,,0", "300,1000,0")))
    assert trace.pv_w(MIDNIGHT + 6 * 3600) == 0


def test_a_missing_load_is_taken_from_the_day_before(tmp_path: Path) -> None:
    trace = read_trace(write(tmp_path, *halves("100,0,0", "300,0,0", ",0,0", ",0,0")))
    assert trace.load_w(MIDNIGHT + DAY + 6 * 3600) == 100
    assert trace.load_w(MIDNIGHT + DAY + 18 * 3600) == 300


def test_a_missing_load_on_the_first_day_is_the_last_one_known(tmp_path: Path) -> None:
    trace = read_trace(write(tmp_path, *halves("100,0,0", ",0,0")))
    assert trace.load_w(MIDNIGHT + 18 * 3600) == 100


def test_a_recording_that_begins_with_a_gap_begins_with_the_first_value(tmp_path: Path) -> None:
    trace = read_trace(write(tmp_path, *halves(",0,0", "300,0,0")))
    assert trace.load_w(MIDNIGHT + 6 * 3600) == 300


def test_the_pv_factor_scales_power_and_forecast_but_not_the_load(tmp_path: Path) -> None:
    trace = read_trace(write(tmp_path, *halves("100,0,50", "300,1000,800")), pv_factor=2)
    assert trace.pv_w(MIDNIGHT + 18 * 3600) == 2000
    assert trace.load_w(MIDNIGHT + 18 * 3600) == 300
    assert trace.forecast(MIDNIGHT, DAY) == ((MIDNIGHT, 100), (MIDNIGHT + HALF_DAY, 1600))


def test_the_forecast_begins_with_the_interval_that_holds_now(tmp_path: Path) -> None:
    trace = read_trace(write(tmp_path, *halves("1,0,50", "1,0,80")))
    now = MIDNIGHT + DAY + 13 * 3600
    assert trace.forecast(now, 3600) == ((MIDNIGHT + DAY + HALF_DAY, 80),)
    assert trace.forecast(now, HALF_DAY) == ((MIDNIGHT + DAY + HALF_DAY, 80), (MIDNIGHT + 2 * DAY, 50))


def test_what_an_inverter_draws_at_night_is_no_production(tmp_path: Path) -> None:
    trace = read_trace(write(tmp_path, *halves("1,-3,-1.5", "1,10,10")))
    assert trace.pv_w(MIDNIGHT + 6 * 3600) == 0
    assert trace.forecast(MIDNIGHT, 1) == ((MIDNIGHT, 0),)


def test_a_forecast_missing_at_night_is_zero_and_by_day_unknown(tmp_path: Path) -> None:
    trace = read_trace(write(tmp_path, *halves("1,,", "1,900,")))
    assert trace.forecast(MIDNIGHT, DAY) == ((MIDNIGHT, 0),)


def test_a_recording_without_forecasts_has_none_to_offer(tmp_path: Path) -> None:
    file = write(tmp_path, "2024-01-01T00:00:00Z,1,0", "2024-01-01T12:00:00Z,1,0", header="utc,load_w,pv_w")
    assert read_trace(file).forecast(MIDNIGHT, DAY) == ()


@pytest.mark.parametrize(
    ("lines", "place", "words"),
    [
        (["2024-01-01T00:00:00Z,1,0"], "trace.csv:2:", "4 values"),
        (["yesterday,1,0,0"], "trace.csv:2:", "ISO 8601"),
        (["2024-01-01T00:00:00,1,0,0"], "trace.csv:2:", "with an offset"),
        (["2024-01-01T00:00:00Z,much,0,0"], "trace.csv:2:", "power in W of at least 0 as load_w"),
        (["2024-01-01T00:00:00Z,-5,0,0"], "trace.csv:2:", "at least 0 as load_w"),
        (["2024-01-01T00:00:00Z,1,nan,0"], "trace.csv:2:", "power in W as pv_w"),
        (["2024-01-01T00:00:00Z,1,0,inf"], "trace.csv:2:", "pv_forecast_w"),
        ([*halves("1,0,0", "1,0,0"), "2024-01-02T01:00:00Z,1,0,0"], "trace.csv:4:", "43200 s after the row before"),
        (["2024-01-01T12:00:00Z,1,0,0", "2024-01-01T00:00:00Z,1,0,0"], "trace.csv:3:", "a later time"),
        (["2024-01-01T00:00:00Z,1,0,0", "2024-01-01T07:00:00Z,1,0,0"], "trace.csv:3:", "divides a day"),
        (halves("1,0,0", "1,0,0", "1,0,0"), "trace.csv:", "whole days"),
        (["2024-01-01T00:00:00Z,1,0,0"], "trace.csv:", "whole days"),
        ([], "trace.csv:", "whole days"),
        (halves(",0,0", ",0,0"), "trace.csv:", "at least one value of load_w"),
    ],
)
def test_a_malformed_trace_is_refused_with_its_line(tmp_path: Path, lines: list[str], place: str, words: str) -> None:
    with pytest.raises(TraceError) as caught:
        read_trace(write(tmp_path, *lines))
    message = str(caught.value)
    assert message.startswith(place)
    assert words in message
    assert "\n" not in message


def test_other_columns_are_refused_with_those_expected(tmp_path: Path) -> None:
    with pytest.raises(TraceError, match=r"trace.csv:1: expected the columns utc,load_w,pv_w\[,pv_forecast_w\]"):
        read_trace(write(tmp_path, header="time,load,pv"))


def test_a_missing_trace_is_refused_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(TraceError, match=r"nowhere.csv: expected a readable file"):
        read_trace(tmp_path / "nowhere.csv")


def test_a_trace_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "trace.csv"
    file.write_bytes(b"utc,load_w,pv_w\n\xff\xfe")
    with pytest.raises(TraceError, match="CSV in UTF-8"):
        read_trace(file)
