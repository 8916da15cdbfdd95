"""Every number of a document has a closed range, is refused with its place beyond it, and keeps three decimals."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from custom_components.bitgridai.engine import Memory, Policy
from custom_components.bitgridai.engine.document import Node, written
from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.key_figures import KeyFigures, key_figures_document, key_figures_from_node
from custom_components.bitgridai.engine.learned import Learned, learned_document
from custom_components.bitgridai.engine.memory import memory_document, memory_from_node
from custom_components.bitgridai.engine.policy import policy_document, policy_from_node
from custom_components.bitgridai.engine.state import state_document, state_from_node
from tests.engine.houses import Document, command, forecast, lockout, memory, miner, rod, state

COUNT_MAX = 10**9
WHOLE_MAX = 2**53
POWER_MAX = 1e7
TICK = 0.001
PLAIN: Document = {"age_s": 0, "coverage": 1}
"""What is left out of a document where it has its plain value."""

DAY: Document = {"base_w": [300] * 24, "forecast_ratio": 1, "usual_ratio": 1}
MEMORY: Document = memory_document(
    memory([command("start", power_w=800)], lockout=lockout(), proposal={"id": "p", "target_w": 800, "block_id": 5})
) | {"learned": learned_document(Learned()) | {"days": [DAY]}}
STATE: Document = state_document(
    state(
        loads={"miner": miner(1), "rod": rod(600)},
        grid_power_w={"value": 5, "age_s": 9, "coverage": 0.5},
        pv_forecast=forecast(100, 200),
        price_forecast=forecast(10, 20),
    )
)
FIGURES: Document = key_figures_document(KeyFigures(seq=1)) | {
    "block_end": 10**9,
    "worth": {"export_mct": 1, "heat_mct": 1, "hodl_mct": 1, "millisats": 1},
    "policy": {"policy_hash": "h", "length_s": 600, "min_coverage": 0.5, "max_age_s": 60, "sats_per_kwh": 1},
    "baseline": {"lead_mj": 1, "charge_mw": 1, "discharge_mw": 1, "lowest_mj": 1},
}
FIGURES["total"] = {**FIGURES["total"], "load_mj": {"miner": 1}}

type Place = tuple[str | int, ...]
type Range = tuple[Place, float | None, float | None]


def whole(low: float, high: float | None, *places: Place) -> list[Range]:
    return [(place, low, high) for place in places]


WHOLE_OF_A_MEMORY = [
    *whole(0, WHOLE_MAX, ("seq",)),
    *whole(1, COUNT_MAX, ("block_length_s",)),
    *whole(
        0,
        COUNT_MAX,
        ("block_id",),
        ("counted_block",),
        ("loads", "miner", "blocks_since_change"),
        ("loads", "miner", "blocks_since_start"),
        ("loads", "miner", "starts_today"),
        ("loads", "miner", "proposal", "block_id"),
        ("learned", "block"),
        ("learned", "day"),
        ("learned", "seen", 23),
    ),
]
NUMBERS_OF_A_MEMORY: list[Range] = [
    (("loads", "miner", "proposal", "target_w"), 0, None),
    (("overrides", 0, "power_w"), 0, None),
    (("learned", "days", 0, "forecast_ratio"), 0.2, 2.5),
    (("learned", "days", 0, "usual_ratio"), 0.2, 2.5),
    (("learned", "days", 0, "base_w", 23), 0, POWER_MAX),
    *(((("learned", name, 23), 0, POWER_MAX)) for name in ("base_w", "usual_w", "given_w", "told_w")),
    *(
        (("learned", name), 0, POWER_MAX)
        for name in ("coming_w", "forecast_wh", "forecast_sun_wh", "usual_wh", "sun_wh")
    ),
    *((("learned", name), 0, POWER_MAX) for name in ("recent_w", "recent_expected_w", "lately_w", "lately_usual_w")),
]
WHOLE_OF_A_STATE = whole(0, 1000, ("loads", "miner", "priority"))
NUMBERS_OF_A_STATE: list[Range] = [
    (("battery_capacity_wh",), 1, 1e9),
    (("signals", "grid_power_w", "age_s"), 0, 1e9),
    (("signals", "grid_power_w", "coverage"), 0, 1),
    (("signals", "pv_forecast", 1, 1), 0, 1e6),
    (("signals", "price_forecast", 1, 1), -10_000, 10_000),
    (("loads", "miner", "levels_w", 2), None, 100_000),
    (("loads", "rod", "range_w", "min"), 1, None),
    (("loads", "rod", "range_w", "max"), None, 100_000),
    (("loads", "rod", "range_w", "step"), 1, 100_000),
]
WHOLE_OF_FIGURES = [
    *whole(0, WHOLE_MAX, ("seq",), ("total", "pv_mj"), ("today", "starts"), ("total", "load_mj", "miner")),
    *whole(-WHOLE_MAX, WHOLE_MAX, ("total", "export_uct"), ("total", "import_without_mj"), ("today", "export_uct")),
    *whole(946_684_800, WHOLE_MAX, ("block_end",)),
    *whole(1, None, ("policy", "length_s")),
    *whole(
        0,
        None,
        ("worth", "millisats"),
        ("baseline", "lead_mj"),
        ("baseline", "charge_mw"),
        ("baseline", "discharge_mw"),
        ("baseline", "lowest_mj"),
    ),
]
NUMBERS_OF_FIGURES: list[Range] = [
    (("policy", "min_coverage"), 0, 1),
    (("policy", "max_age_s"), 0, None),
    (("policy", "sats_per_kwh"), 0, None),
]


def through_a_memory(document: Document) -> Document:
    return memory_document(memory_from_node(Node("it", document)))


def through_a_state(document: Document) -> Document:
    return state_document(state_from_node(Node("it", document)))


def through_figures(document: Document) -> Document:
    return key_figures_document(key_figures_from_node(Node("it", document)))


type Through = Callable[[Document], Document]
WHOLE = [
    *((through_a_memory, MEMORY, *entry) for entry in WHOLE_OF_A_MEMORY),
    *((through_a_state, STATE, *entry) for entry in WHOLE_OF_A_STATE),
    *((through_figures, FIGURES, *entry) for entry in WHOLE_OF_FIGURES),
]
NUMBERS = [
    *((through_a_memory, MEMORY, *entry) for entry in NUMBERS_OF_A_MEMORY),
    *((through_a_state, STATE, *entry) for entry in NUMBERS_OF_A_STATE),
    *((through_figures, FIGURES, *entry) for entry in NUMBERS_OF_FIGURES),
]
ROUNDED = [entry for entry in NUMBERS if entry[0] is not through_figures]


def with_value(document: Document, place: Place, value: Any) -> Document:
    changed: Any = deepcopy(document)
    inside = changed
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    assert isinstance(changed, dict)
    return changed


def value_at(document: Document, place: Place) -> Any:
    found: Any = document
    for key in place:
        found = PLAIN[key] if key in PLAIN and key not in found else found[key]
    return found


def named(place: Place) -> str:
    return "it" + "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in place)


def name_of(value: Any) -> str | None:
    return named(value) if isinstance(value, tuple) else None


@pytest.mark.parametrize(("through", "document", "place", "low", "high"), [*WHOLE, *NUMBERS], ids=name_of)
def test_a_number_at_the_edge_of_its_range_is_taken_as_it_is(
    through: Through, document: Document, place: Place, low: float | None, high: float | None
) -> None:
    for edge in (low, high):
        if edge is not None:
            assert value_at(through(with_value(document, place, edge)), place) == edge


@pytest.mark.parametrize(
    ("through", "document", "place", "low", "high", "step"),
    [*((*entry, 1) for entry in WHOLE), *((*entry, TICK) for entry in NUMBERS)],
    ids=name_of,
)
def test_a_number_beyond_its_range_is_refused_with_its_place(
    through: Through, document: Document, place: Place, low: float | None, high: float | None, step: float
) -> None:
    beyond = [*([] if low is None else [low - step]), *([] if high is None else [high + step])]
    for value in [*beyond, "5", True, float("nan")]:
        with pytest.raises(DocumentError) as error:
            through(with_value(document, place, value))
        assert error.value.path == named(place)


@pytest.mark.parametrize(("through", "document", "place", "low", "high"), WHOLE, ids=name_of)
def test_half_a_count_is_refused(
    through: Through, document: Document, place: Place, low: float, high: float | None
) -> None:
    with pytest.raises(DocumentError) as error:
        through(with_value(document, place, max(0, low) + 0.5))
    assert error.value.path == named(place)


@pytest.mark.parametrize(("through", "document", "place", "low", "high"), ROUNDED, ids=name_of)
def test_a_number_is_rounded_to_thousandths_where_it_enters(
    through: Through, document: Document, place: Place, low: float | None, high: float | None
) -> None:
    inside = value_at(document, place) or 1
    for near in (inside + 0.0004, inside - 0.0004):
        assert value_at(through(with_value(document, place, near)), place) == inside


def test_a_threshold_is_rounded_to_thousandths_too() -> None:
    rules = policy_from_node(Node("policy", {"r1": {"stop_margin_w": 100.0004}}))
    assert rules.r1.stop_margin_w == 100
    assert policy_document(Policy()) == policy_document(policy_from_node(Node("policy", policy_document(Policy()))))


TEXTS = [
    (("loads", "miner", "lockout", "code"), 40),
    (("loads", "miner", "proposal", "id"), 64),
    (("overrides", 0, "id"), 64),
    (("overrides", 0, "load"), 200),
    (("overrides", 0, "origin"), 200),
]


@pytest.mark.parametrize(("place", "length"), TEXTS, ids=name_of)
def test_a_text_of_a_memory_has_an_end(place: Place, length: int) -> None:
    assert value_at(through_a_memory(with_value(MEMORY, place, "x" * length)), place) == "x" * length
    for text in ("x" * (length + 1), "", 5):
        with pytest.raises(DocumentError) as error:
            through_a_memory(with_value(MEMORY, place, text))
        assert error.value.path == named(place)


def test_what_these_documents_hold_beside_comes_through_unchanged() -> None:
    for through, document in ((through_a_memory, MEMORY), (through_a_state, STATE), (through_figures, FIGURES)):
        assert through(document) == document
    assert through_a_memory(memory_document(Memory())) == memory_document(Memory())


@pytest.mark.parametrize(
    ("limit", "text"),
    [
        (0.1, "0.1"),
        (-5000, "-5000"),
        (999_999, "999999"),
        (1e6, "1,000,000"),
        (-1e6, "-1,000,000"),
        (1e9, "1,000,000,000"),
    ],
)
def test_a_limit_is_written_without_an_exponent(limit: float, text: str) -> None:
    assert written(limit) == text
