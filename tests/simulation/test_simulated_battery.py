from hypothesis import given, strategies as st
import pytest

from custom_components.bitgridai.simulation import BatterySpec, HouseholdError
from custom_components.bitgridai.simulation.battery import NO_BATTERY, Battery

TEN_SECONDS = 10 / 3600


def battery(**changes: float) -> Battery:
    values = {"capacity_wh": 7000.0, "power_w": 3000.0, "efficiency": 0.95, "floor_pct": 5.0, "initial_soc_pct": 60.0}
    return Battery(BatterySpec(**values | changes))


def test_a_surplus_charges_with_the_loss_of_one_way() -> None:
    store = battery()
    assert store.exchange(1000, hours=1) == -1000
    assert store.energy_wh == pytest.approx(4200 + 950)


def test_a_deficit_is_covered_and_costs_more_than_it_gives() -> None:
    store = battery()
    assert store.exchange(-950, hours=1) == 950
    assert store.energy_wh == pytest.approx(4200 - 1000)


def test_a_full_cycle_returns_the_square_of_the_efficiency() -> None:
    store = battery(initial_soc_pct=5)
    charged = -store.exchange(2000, hours=1)
    given_back = store.exchange(-3000, hours=1)
    assert given_back / charged == pytest.approx(0.95**2)


def test_power_is_limited_both_ways() -> None:
    assert battery().exchange(9000, TEN_SECONDS) == -3000
    assert battery().exchange(-9000, TEN_SECONDS) == 3000


def test_a_full_battery_leaves_the_surplus_alone() -> None:
    store = battery(initial_soc_pct=100)
    assert store.exchange(2000, TEN_SECONDS) == 0
    assert store.soc_pct == 100


def test_an_idle_battery_shows_a_plain_zero() -> None:
    assert str(battery(initial_soc_pct=100).exchange(2000, TEN_SECONDS)) == "0.0"
    assert str(battery().exchange(0, TEN_SECONDS)) == "0.0"


def test_a_battery_at_its_floor_leaves_the_deficit_alone() -> None:
    store = battery(initial_soc_pct=5)
    assert store.exchange(-2000, TEN_SECONDS) == 0
    assert store.soc_pct == pytest.approx(5)


def test_the_last_bit_of_room_is_filled_with_less_power() -> None:
    store = battery(initial_soc_pct=99)
    assert store.exchange(2000, hours=1) == pytest.approx(-70 / 0.95)
    assert store.energy_wh == 7000


def test_the_last_bit_above_the_floor_is_given_with_less_power() -> None:
    store = battery(initial_soc_pct=6)
    assert store.exchange(-2000, hours=1) == pytest.approx(70 * 0.95)
    assert store.energy_wh == pytest.approx(350)


def test_a_house_without_a_battery_gets_nothing_from_it() -> None:
    store = Battery(NO_BATTERY)
    assert store.exchange(2000, TEN_SECONDS) == 0
    assert store.exchange(-2000, TEN_SECONDS) == 0


@given(
    capacity_wh=st.floats(1, 100_000),
    floor_pct=st.floats(0, 100),
    share=st.floats(0, 1),
    efficiency=st.floats(0.5, 1),
    surpluses=st.lists(st.floats(-20_000, 20_000), max_size=40),
)
def test_the_battery_never_goes_below_its_floor_nor_above_full(
    capacity_wh: float, floor_pct: float, share: float, efficiency: float, surpluses: list[float]
) -> None:
    spec = BatterySpec(
        capacity_wh=capacity_wh,
        power_w=5000,
        efficiency=efficiency,
        floor_pct=floor_pct,
        initial_soc_pct=min(100.0, floor_pct + share * (100 - floor_pct)),
    )
    store = Battery(spec)
    least, most = store.limits_wh
    for surplus in surpluses:
        before = store.energy_wh
        power = store.exchange(surplus, hours=0.1)
        assert least <= store.energy_wh <= most
        # Never against the wish of the house, never more than it needs, never beyond its power.
        assert power * surplus <= 0
        assert abs(power) <= min(abs(surplus), 5000) + 1e-6
        stored = -power * efficiency if power < 0 else -power / efficiency
        assert store.energy_wh - before == pytest.approx(stored * 0.1, abs=1e-6)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("capacity_wh", 0.0),
        ("power_w", -1.0),
        ("efficiency", 0.0),
        ("efficiency", 1.1),
        ("floor_pct", 101.0),
        ("initial_soc_pct", 4.0),
        ("capacity_wh", float("nan")),
        ("power_w", float("inf")),
    ],
)
def test_an_impossible_battery_is_refused_by_the_name_of_the_field(field: str, value: float) -> None:
    with pytest.raises(HouseholdError) as caught:
        battery(**{field: value})
    assert caught.value.path == field
