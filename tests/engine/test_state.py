from typing import Any

import pytest

from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.state import EnergyState, state_document, state_from_node
from tests.engine.houses import NOON, Document, forecast, miner, rod, state

MINIMAL: Document = {"now": "2026-06-15T12:00:00Z", "signals": {}, "loads": {}}


def read(**values: Any) -> EnergyState:
    return state_from_node(Node("state", {**MINIMAL, **values}))


@pytest.mark.parametrize(
    "present",
    [
        state(),
        state("TRIM", loads={"a": miner(None), "b": rod(755)}, ups_on_battery=True, controller_health="critical"),
        state(pv_forecast=forecast(1, 2), price_forecast=forecast(-3, 4), grid_power_w={"value": 5, "age_s": 9}),
        state(grid_power_w=None, emergency_stop=False, pv_power_w=1e9, house_load_w={"value": 5, "coverage": 0.1}),
    ],
)
def test_a_state_reads_back_as_it_was_written(present: EnergyState) -> None:
    assert state_from_node(Node("state", state_document(present))) == present


def test_what_is_left_out_has_the_plain_meaning() -> None:
    present = read()
    assert (present.trigger, present.local_date, present.controller_health) == ("BLOCK_TICK", "2026-06-15", "ok")
    assert (present.pv_forecast, present.battery_capacity_wh) == ((), None)


def test_times_may_have_any_offset() -> None:
    assert read(now="2026-06-15T14:00:00.9+02:00").now == NOON


def test_loads_come_by_priority_then_by_name() -> None:
    loads = {"b": miner(priority=1), "c": miner(), "a": miner(priority=1)}
    assert [load.id for load in read(loads=loads).loads] == ["c", "a", "b"]
    assert read(loads=loads).load("c").priority == 0
    with pytest.raises(KeyError):
        read().load("nobody")


def test_an_error_of_the_controller_is_critical() -> None:
    assert read(signals={"controller_health": "error"}).controller_health == "critical"
    assert read(signals={"controller_health": None}).controller_health == "ok"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"now": None}, "state.now"),
        ({"now": "2026-06-15"}, "state.now"),
        ({"now": "2026-06-15T12:00:00"}, "state.now"),
        ({"now": "1999-12-31T23:59:59Z"}, "state.now"),
        ({"now": "2200-01-01T00:00:01Z"}, "state.now"),
        ({"now": "0001-01-01T00:00:00+23:59"}, "state.now"),
        ({"now": NOON}, "state.now"),
        ({"trigger": "block_tick"}, "state.trigger"),
        ({"local_date": "15.06.2026"}, "state.local_date"),
        ({"signals": []}, "state.signals"),
        ({"signals": {"grid_power": 5}}, "state.signals.grid_power"),
        ({"signals": {"controller_health": "fine"}}, "state.signals.controller_health"),
        ({"signals": {"pv_forecast": [[1, 2]]}}, "state.signals.pv_forecast[0][0]"),
        ({"loads": [miner()]}, "state.loads"),
        ({"loads": {f"load {number}": miner() for number in range(51)}}, "state.loads"),
        ({"loads": {"": miner()}}, 'state.loads[""]'),
        ({"loads": {"a\nb": miner()}}, r'state.loads["a\nb"]'),
        ({"loads": {"\ud800": miner()}}, "state.loads"),
        ({"loads": {"x" * 101: miner()}}, f'state.loads["{"x" * 38}…]'),
        ({"loads": {5: miner()}}, "state.loads"),
        ({"battery_capacity_wh": 0}, "state.battery_capacity_wh"),
        ({"weather": "nice"}, "state.weather"),
    ],
)
def test_what_is_no_state_is_refused_with_its_place(change: Document, path: str) -> None:
    with pytest.raises(DocumentError) as error:
        read(**change)
    assert error.value.path == path


@pytest.mark.parametrize("key", ["now", "signals", "loads"])
def test_what_every_state_needs_is_named(key: str) -> None:
    with pytest.raises(DocumentError, match=f'expected an object with "{key}"'):
        state_from_node(Node("state", {name: value for name, value in MINIMAL.items() if name != key}))


def test_a_battery_holds_from_a_watt_hour_to_a_gigawatt_hour() -> None:
    for capacity_wh in (1, 1e9):
        assert read(battery_capacity_wh=capacity_wh).battery_capacity_wh == capacity_wh
    for capacity_wh in (0.999, 1e9 + 1):
        with pytest.raises(DocumentError, match="battery_capacity_wh: expected a number from 1 to 1,000,000,000"):
            read(battery_capacity_wh=capacity_wh)


def test_a_forecast_that_is_null_is_none() -> None:
    assert read(signals={"pv_forecast": None, "price_forecast": None}).pv_forecast == ()


@pytest.mark.parametrize("health", [[], {}, 5, True])
def test_a_health_that_is_no_word_is_refused_with_its_place(health: Any) -> None:
    with pytest.raises(DocumentError) as error:
        read(signals={"controller_health": health})
    assert error.value.path == "state.signals.controller_health"


def test_a_house_has_fifty_loads_at_most() -> None:
    assert len(read(loads={f"load {number}": miner() for number in range(50)}).loads) == 50


def test_a_load_has_a_name_of_a_hundred_characters_at_most() -> None:
    assert read(loads={"x" * 100: miner()}).load("x" * 100).spec.levels_w == (0, 800, 1500)
    with pytest.raises(DocumentError, match="a printable name of 1 to 100 characters"):
        read(loads={"x" * 101: miner()})
