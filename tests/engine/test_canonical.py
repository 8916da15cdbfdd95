from decimal import Decimal
import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.bitgridai.engine.canonical import canonical_bytes, digest, is_canonical, normalise, quantize

leaves = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e15, 1e15) | st.text(max_size=4)
keys = st.text(max_size=3)
documents = st.dictionaries(
    keys,
    st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=6
    ),
    max_size=4,
)


@pytest.mark.parametrize(
    ("document", "written"),
    [
        ({"b": 1, "a": 2}, b'{"a":2,"b":1}'),
        ({"x": 1.0}, b'{"x":1}'),
        ({"x": -0.0}, b'{"x":0}'),
        ({"x": 1.23456}, b'{"x":1.235}'),
        ({"x": 0.0004}, b'{"x":0}'),
        ({"x": [True, None, "ü"]}, b'{"x":[true,null,"\\u00fc"]}'),
        ({"x": (1, 2)}, b'{"x":[1,2]}'),
    ],
)
def test_there_is_one_way_to_write_a_document(document: Any, written: bytes) -> None:
    assert canonical_bytes(document) == written


@given(documents)
def test_what_was_written_once_is_written_the_same_again(document: dict[str, Any]) -> None:
    written = canonical_bytes(document)
    again = json.loads(written)
    assert canonical_bytes(again) == written
    assert is_canonical(again)
    assert json.loads(json.dumps(normalise(document))) == again


@given(documents)
def test_the_order_of_keys_does_not_matter(document: dict[str, Any]) -> None:
    assert digest(dict(reversed(document.items()))) == digest(document)


@given(st.floats(-1e6, 1e6))
def test_rounding_twice_is_rounding_once(number: float) -> None:
    assert quantize(quantize(number)) == quantize(number)
    assert abs(quantize(number) - number) <= 0.0005 + 1e-9


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_has_no_form(value: float) -> None:
    with pytest.raises(ValueError, match="Out of range"):
        canonical_bytes({"x": value})
    assert not is_canonical({"x": value})


def test_what_json_does_not_know_has_no_form() -> None:
    with pytest.raises(TypeError, match="Decimal has no canonical form"):
        canonical_bytes({"x": Decimal(1)})


@pytest.mark.parametrize("text", ['{"x": 1.0}', '{"x": 1.0001}', '{"x": -0.0}', '{"x": 1e2}', '{"x": NaN}'])
def test_another_spelling_of_a_number_is_noticed(text: str) -> None:
    assert not is_canonical(json.loads(text))
