"""Rounding in compiled code is Python's own, ties included."""

from hypothesis import example, given, settings, strategies as st

from bitgridai.engine.canonical import quantize as by_engine
from bitgridai.sweep.canonical import quantize


@settings(deadline=None)  # the first call compiles
@given(st.floats(-4e12, 4e12))
@example(0.0005)
@example(0.0015)
@example(2.0625)
@example(-1.0005)
@example(-0.0)
@example(5e-324)
def test_any_number_is_rounded_as_python_rounds_it(number: float) -> None:
    assert repr(quantize(number)) == repr(by_engine(number))


@settings(deadline=None)
@given(st.integers(-(10**9), 10**9), st.sampled_from([-1e-9, -1e-13, 0.0, 1e-13, 1e-9]))
def test_numbers_at_and_near_the_middle_are_rounded_as_python_rounds_them(thousandths: int, beside: float) -> None:
    number = (thousandths + 0.5) / 1000 + beside
    assert repr(quantize(number)) == repr(by_engine(number))
