"""The counterfactual battery: what it would have taken, and what it would have spared the meter."""

from hypothesis import given, strategies as st
import pytest

from custom_components.bitgridai.engine.key_figures.baseline import Baseline, without_loads
from custom_components.bitgridai.engine.key_figures.block import BlockMeans

HOUR = 3600
KWH = 3_600_000_000
"""In mJ."""


def house(grid_w: int, battery_w: int, load_w: int, stored_kwh: float, pv_w: int = 0) -> BlockMeans:
    """A house with a battery of 10 kWh; what it holds is meant at the end of the hour."""
    return BlockMeans(
        grid_mw=grid_w * 1000,
        pv_mw=pv_w * 1000,
        battery_mw=battery_w * 1000,
        house_mw=max(0, pv_w + grid_w + battery_w) * 1000,
        loads_mw={"miner": load_w * 1000},
        miners=frozenset(),
        capacity_mj=10 * KWH,
        stored_mj=round(stored_kwh * KWH),
    )


def test_power_that_was_freed_goes_into_a_battery_with_room() -> None:
    grid_mw, after = without_loads(Baseline(), house(0, 0, 1000, 5), HOUR)
    assert grid_mw == 0
    assert after.lead_mj == KWH * 95 // 100


def test_power_that_was_freed_is_exported_where_the_battery_is_full() -> None:
    grid_mw, after = without_loads(Baseline(), house(-200, 0, 1000, 10), HOUR)
    assert grid_mw == -1_200_000
    assert after.lead_mj == 0


def test_a_battery_that_drained_into_the_loads_would_not_have() -> None:
    grid_mw, after = without_loads(Baseline(), house(0, 1000, 1000, 5), HOUR)
    assert abs(grid_mw) <= 1, "rounded to the mW"
    assert after.lead_mj == pytest.approx(KWH * 100 / 95, rel=1e-6)


def test_what_the_battery_is_ahead_by_spares_import_later() -> None:
    # With the loads it ran empty and the house imports 500 W; without them there would be 2 kWh left.
    ahead = Baseline(lead_mj=2 * KWH, lowest_mj=KWH)
    grid_mw, after = without_loads(ahead, house(500, 0, 0, 1), HOUR)
    assert grid_mw == 0
    assert after.lead_mj == 2 * KWH - KWH // 2 * 100 // 95


def test_a_fuller_battery_takes_less_of_the_next_sun() -> None:
    grid_mw, after = without_loads(Baseline(lead_mj=2 * KWH), house(0, -2000, 0, 9.9, pv_w=3000), HOUR)
    assert grid_mw < 0, "it would have been full first"
    assert after.lead_mj == KWH // 10


def test_the_battery_takes_no_faster_than_it_was_seen_to() -> None:
    slow, _ = without_loads(Baseline(), house(0, 0, 6000, 1), HOUR)
    fast, _ = without_loads(Baseline(charge_mw=5_000_000), house(0, 0, 6000, 1), HOUR)
    assert slow == -6_000_000 + 10 * KWH // (3 * HOUR)
    assert fast == -1_000_000


def test_without_a_known_battery_the_loads_come_off_the_meter() -> None:
    means = BlockMeans(
        grid_mw=600_000,
        pv_mw=0,
        battery_mw=0,
        house_mw=600_000,
        loads_mw={"miner": 1_500_000},
        miners=frozenset(),
        capacity_mj=None,
        stored_mj=0,
    )
    assert without_loads(Baseline(), means, HOUR) == (-900_000, Baseline())


@given(
    grid_w=st.integers(-5000, 5000),
    battery_w=st.integers(-4000, 4000),
    stored_kwh=st.floats(0, 10),
    seconds=st.sampled_from([60, 600, 3600]),
)
def test_a_house_whose_loads_never_ran_is_its_own_baseline(
    grid_w: int, battery_w: int, stored_kwh: float, seconds: int
) -> None:
    grid_mw, after = without_loads(Baseline(), house(grid_w, battery_w, 0, stored_kwh), seconds)
    assert grid_mw == grid_w * 1000
    assert after.lead_mj == 0


@given(
    grid_w=st.integers(-5000, 5000),
    battery_w=st.integers(-4000, 4000),
    load_w=st.integers(0, 5000),
    stored_kwh=st.floats(0, 10),
    lead_kwh=st.floats(0, 10),
)
def test_the_house_without_loads_never_imports_more_and_its_battery_is_never_behind(
    grid_w: int, battery_w: int, load_w: int, stored_kwh: float, lead_kwh: float
) -> None:
    before = Baseline(lead_mj=round(lead_kwh * KWH))
    means = house(grid_w, battery_w, load_w, stored_kwh)
    grid_mw, after = without_loads(before, means, 600)
    assert grid_mw <= grid_w * 1000
    assert 0 <= after.lead_mj <= 10 * KWH - means.stored_mj


def test_what_is_learned_of_the_battery_is_what_was_seen_of_it() -> None:
    assert without_loads(Baseline(), house(0, 0, 0, 5), HOUR)[1] == Baseline(lowest_mj=5 * KWH)
    _, charged = without_loads(Baseline(), house(0, -700, 0, 4), HOUR)
    assert charged == Baseline(charge_mw=700_000, lowest_mj=4 * KWH)
    _, discharged = without_loads(charged, house(0, 300, 0, 6), HOUR)
    assert discharged == Baseline(charge_mw=700_000, discharge_mw=300_000, lowest_mj=4 * KWH)
    _, calmer = without_loads(discharged, house(0, 100, 0, 3), HOUR)
    assert calmer == Baseline(charge_mw=700_000, discharge_mw=300_000, lowest_mj=3 * KWH)


def test_every_power_is_a_whole_number_of_milliwatts() -> None:
    for load_w, stored_kwh, battery_w in ((1000, 9.9, 0), (1000, 10, -333), (777, 1.234567, 501)):
        grid_mw, after = without_loads(Baseline(lead_mj=KWH // 3), house(-200, battery_w, load_w, stored_kwh), HOUR)
        assert type(grid_mw) is int
        assert type(after.lead_mj) is int


def test_the_battery_gives_no_more_than_it_is_ahead_by_where_it_is_empty_with_the_loads() -> None:
    # 0.1 kWh ahead is 95 W for an hour of the 500 W that are missing.
    grid_mw, after = without_loads(Baseline(lead_mj=KWH // 10, lowest_mj=KWH), house(500, 0, 0, 1), HOUR)
    assert grid_mw == 500_000 - 95_000
    assert after.lead_mj == 0


def test_a_battery_that_charged_up_from_its_lowest_was_at_its_lowest_and_not_below() -> None:
    # It ends at 1 kWh and took 0.95 kWh; it never held less than 1 kWh, so 7 kWh ahead it has room for 2 kWh.
    ahead = Baseline(lead_mj=7 * KWH, lowest_mj=KWH)
    grid_mw, _ = without_loads(ahead, house(0, -1000, 2000, 1, pv_w=3000), HOUR)
    assert grid_mw == pytest.approx(-3_000_000 + 2 * KWH * 100 / 95 / HOUR, abs=2)


def test_a_battery_that_charges_from_the_grid_would_cover_what_is_missing_instead() -> None:
    ahead = Baseline(lead_mj=5 * KWH, lowest_mj=9 * KWH // 10)
    grid_mw, _ = without_loads(ahead, house(2500, -500, 0, 1), HOUR)
    assert grid_mw == 500_000


def test_before_anything_was_seen_nothing_is_known_of_the_battery() -> None:
    assert Baseline() == Baseline(lead_mj=0, charge_mw=0, discharge_mw=0, lowest_mj=None)


@pytest.mark.parametrize(
    ("before", "means"),
    [
        (Baseline(), house(0, 0, 1000, 9.9)),
        (Baseline(lead_mj=KWH // 10, lowest_mj=KWH), house(500, 0, 0, 1)),
        (Baseline(lead_mj=KWH // 7, lowest_mj=0), house(500, 1000, 0, 0)),
    ],
    ids=["nearly full", "nearly empty", "empty with the loads"],
)
def test_where_the_store_ends_the_power_is_a_whole_number_too(before: Baseline, means: BlockMeans) -> None:
    grid_mw, after = without_loads(before, means, HOUR)
    assert type(grid_mw) is int
    assert type(after.lead_mj) is int


@pytest.mark.parametrize(
    ("case", "grid_w", "battery_w", "load_w", "stored_kwh", "lead_kwh", "without_w"),
    [
        ("a battery that covered all the house drew sends nothing out", 0, 1000, 0, 1, 1, 0),
        ("one that stood idle while the house had plenty stays idle", -2000, 0, 3000, 9, 1, -5000),
        ("a full one is charged no further by power that was freed", 0, 0, 1000, 10, 0, -1000),
        ("one that is level with the real one gives what that one gave", 3000, 1000, 0, 5, 0, 3000),
    ],
)
def test_what_the_battery_is_ahead_by_never_leaves_the_house(
    case: str, grid_w: int, battery_w: int, load_w: int, stored_kwh: float, lead_kwh: float, without_w: int
) -> None:
    before = Baseline(lead_mj=round(lead_kwh * KWH), lowest_mj=KWH)
    grid_mw, after = without_loads(before, house(grid_w, battery_w, load_w, stored_kwh), HOUR)
    assert grid_mw == without_w * 1000, case
    assert after.lead_mj == before.lead_mj, case


def test_rounding_never_leaves_the_battery_behind_the_real_one() -> None:
    # A seventh of a kWh covers 135 W for an hour; to the mW that is a hair more than there is.
    before = Baseline(lead_mj=KWH // 7, lowest_mj=0)
    grid_mw, after = without_loads(before, house(500, 1000, 0, 0), HOUR)
    assert grid_mw == pytest.approx(500_000 - KWH / 7 * 0.95 / HOUR, abs=1)
    assert after.lead_mj == 0


def test_a_battery_that_is_full_after_it_discharged_was_no_more_than_full_before() -> None:
    # 9 kWh above its lowest give 8550 W for an hour. It gave 9000 W and is said to be full still; 8000 W were needed.
    grid_mw, _ = without_loads(Baseline(lowest_mj=KWH), house(0, 9000, 1000, 10), HOUR)
    assert grid_mw == -450_000
