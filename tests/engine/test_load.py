from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.load import LoadSpec, LoadState, load_document, load_from_node
from tests.engine.houses import miner, rod


def read(document: Any) -> LoadState:
    return load_from_node("x", Node("load", document))


@pytest.mark.parametrize(
    ("power_w", "setting_w"), [(-5, 0), (0, 0), (799.999, 0), (800, 800), (1499, 800), (1500, 1500), (1e9, 1500)]
)
def test_the_largest_level_within_a_power(power_w: float, setting_w: float) -> None:
    assert LoadSpec((0, 800, 1500)).at_most(power_w) == setting_w


@pytest.mark.parametrize(
    ("power_w", "setting_w"), [(499.999, 0), (500, 500), (799.999, 500), (800, 800), (1e9, 1100), (1100, 1100)]
)
def test_the_largest_step_within_a_power(power_w: float, setting_w: float) -> None:
    assert LoadSpec((0, 500, 1200), 300).at_most(power_w) == setting_w


milli = st.integers(1000, 9_000_000).map(lambda thousandths: thousandths / 1000)


@given(low=milli, step=milli, span=milli, power=st.integers(0, 20_000_000))
def test_a_setting_is_the_largest_that_does_not_exceed_itself(low: float, step: float, span: float, power: int) -> None:
    spec = LoadSpec((0.0, low, round(low + span, 3)), step)
    setting_w = spec.at_most(power / 1000)
    assert spec.at_most(setting_w) == setting_w
    assert setting_w <= power / 1000
    assert setting_w == 0 or spec.lowest_w <= setting_w <= spec.top_w
    if setting_w > 0 and setting_w + step <= spec.top_w:
        assert setting_w + step > power / 1000 - 1e-9


def test_settings_of_odd_milliwatts_are_reached_too() -> None:
    # 2.007 times 1000 is a hair more than 2007.
    assert LoadSpec((0, 2.007, 9), 1).at_most(2.007) == 2.007
    assert LoadSpec((0, 1000, 2000), 2.007).at_most(1002.007) == 1002.007


class TestReadingBack:
    @pytest.mark.parametrize(
        ("document", "level", "set_w"),
        [
            (miner(2), 2, 1500),
            (miner(None), None, 0),
            ({"levels_w": [0, 800]}, None, 0),
            (rod(0), 0, 0),
            (rod(700), 1, 700),
            (rod(755), 1, 755),
            (rod(None), None, 0),
            ({"range_w": {"min": 500, "max": 900}}, None, 0),
            ({"range_w": {"min": 500, "max": 900}, "level": 1}, 1, 500),
            ({"range_w": {"min": 500, "max": 900}, "target_w": 600}, 1, 600),
            ({"range_w": {"min": 500, "max": 900}, "target_w": 0}, 0, 0),
            ({"range_w": {"min": 500, "max": 900}, "level": 0, "target_w": 600}, 0, 0),
        ],
    )
    def test_what_a_load_is_set_to(self, document: Any, level: int | None, set_w: float) -> None:
        load = read(document)
        assert (load.level, load.set_w) == (level, set_w)

    @pytest.mark.parametrize("target_w", [0, 1, 499, 3001, 1e9])
    def test_a_setting_that_the_load_does_not_have_is_not_known(self, target_w: float) -> None:
        load = read({**rod(500), "target_w": target_w})
        assert (load.level, load.running) == (None, False)


@pytest.mark.parametrize(
    "document", [miner(0), miner(2), miner(None), rod(0), rod(1055), rod(None), miner(1, hashrate=9)]
)
def test_a_load_reads_back_as_it_was_written(document: Any) -> None:
    load = read(document)
    assert read(load_document(load)) == load


def test_every_reading_of_a_load_is_kept_under_its_name() -> None:
    readings = {"power_w": 801, "chip_temp_c": 61, "heartbeat_age_s": 6, "hashrate": 21}
    document = load_document(read({**miner(1), **readings}))
    assert {name: document[name] for name in readings} == readings


def test_settings_finer_than_the_records_are_rounded_like_them() -> None:
    load = read({"range_w": {"min": 500.0004, "max": 899.9996, "step": 1.0004}, "level": 1, "target_w": 700.1234})
    assert (load.spec, load.set_w) == (LoadSpec((0, 500, 900), 1), 700.123)


def test_the_silence_of_a_load_is_what_it_said_and_how_old_that_is() -> None:
    assert read(miner(heartbeat_age_s={"value": 10, "age_s": 5})).silence_s == 15
    assert read(miner(heartbeat_age_s=None)).silence_s is None
    assert read({"levels_w": [0, 5]}).silence_s is None


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"levels_w": None}, "load.levels_w"),
        ({"levels_w": []}, "load.levels_w"),
        ({"levels_w": [0]}, "load.levels_w"),
        ({"levels_w": [1, 2]}, "load.levels_w[0]"),
        ({"levels_w": [0, 800, 800]}, "load.levels_w[2]"),
        ({"levels_w": [0, 1e6]}, "load.levels_w[1]"),
        ({"levels_w": [0, *range(1, 40)]}, "load.levels_w"),
        ({"level": 3}, "load.level"),
        ({"level": -1}, "load.level"),
        ({"level": 0.5}, "load.level"),
        ({"level": True}, "load.level"),
        ({"range_w": {"min": 1, "max": 2}}, "load"),
        ({"target_w": 5}, "load.target_w"),
        ({"priority": -1}, "load.priority"),
        ({"available": "yes"}, "load.available"),
        ({"colour": "red"}, "load.colour"),
    ],
)
def test_what_is_no_load_is_refused_with_its_place(change: dict[str, Any], path: str) -> None:
    with pytest.raises(DocumentError) as error:
        read({**miner(), **change})
    assert error.value.path == path


@pytest.mark.parametrize(
    ("range_w", "path"),
    [
        ({"min": 500}, "load.range_w"),
        ({"max": 500}, "load.range_w"),
        ({"min": 0, "max": 5}, "load.range_w.min"),
        ({"min": 500, "max": 499}, "load.range_w.max"),
        ({"min": 500, "max": 900, "step": 0}, "load.range_w.step"),
        ({"min": 500, "max": 900, "steps": 9}, "load.range_w.steps"),
    ],
)
def test_what_is_no_range_is_refused_with_its_place(range_w: dict[str, Any], path: str) -> None:
    with pytest.raises(DocumentError) as error:
        read({"range_w": range_w})
    assert error.value.path == path


def test_a_continuous_load_is_on_or_off() -> None:
    with pytest.raises(DocumentError, match=r"level: expected a whole number from 0 to 1"):
        read({"range_w": {"min": 500, "max": 3000}, "level": 2, "target_w": 600})


def test_a_load_of_one_watt_runs() -> None:
    assert read({"range_w": {"min": 1, "max": 5}, "level": 1, "target_w": 1}).running
    assert not read({"range_w": {"min": 1, "max": 5}, "level": 0}).running
    assert [LoadSpec((0, 1, 5), 1).level_of(target_w) for target_w in (0, 1, 5)] == [0, 1, 1]


def test_a_load_has_31_levels_at_most() -> None:
    assert len(read({"levels_w": list(range(32)), "level": 31}).spec.levels_w) == 32
    with pytest.raises(DocumentError, match="levels_w: expected 0 and one to 31 rising levels"):
        read({"levels_w": list(range(33)), "level": 0})
    with pytest.raises(DocumentError, match="levels_w: expected 0 and one to 31 rising levels"):
        read({"levels_w": [0], "level": 0})


def test_a_continuous_load_without_a_step_is_set_to_the_watt() -> None:
    spec = read({"range_w": {"min": 500, "max": 3000}, "level": 0}).spec
    assert (spec.step_w, spec.at_most(700.9), spec.at_most(701)) == (1, 700, 701)


def test_a_load_draws_a_hundred_kilowatts_at_most() -> None:
    assert read({"levels_w": [0, 100_000], "level": 1}).set_w == 100_000
    widest = {"min": 100_000, "max": 100_000, "step": 100_000}
    assert read({"range_w": widest, "level": 1}).set_w == 100_000
    tall: dict[str, Any] = {"levels_w": [0, 100_000.001]}
    for document in (tall, *({"range_w": {**widest, key: 100_000.001}} for key in ("max", "step"))):
        with pytest.raises(DocumentError, match=r"expected a number from \d+ to 100000"):
            read(document)


@pytest.mark.parametrize(
    ("age_s", "silence_s"), [(-0.001, None), (0, 0), (0.5, 0.5), (1e9, 1e9), (1e9 + 0.5, None), (1e9 + 1, None)]
)
def test_a_silence_from_the_future_or_of_thirty_years_is_not_known(age_s: float, silence_s: float | None) -> None:
    assert read(miner(heartbeat_age_s=age_s)).silence_s == silence_s


@pytest.mark.parametrize(
    ("spec", "settings_w"),
    [
        (LoadSpec((0, 800, 1500)), (800, 1500)),
        (LoadSpec((0, 1000)), (1000,)),
        (LoadSpec((0, 500, 3000), 100), (500, 1700, 3000)),
        (LoadSpec((0, 500, 1000), 500), (500, 1000)),
        (LoadSpec((0, 1, 2), 1), (1, 2)),
    ],
)
def test_a_plan_looks_at_each_level_or_at_the_ends_and_the_middle_of_a_range(
    spec: LoadSpec, settings_w: tuple[float, ...]
) -> None:
    assert spec.settings_w == settings_w
