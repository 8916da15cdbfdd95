"""What would have to be different for a load to be decided differently.

For each figure a decision may rest on, the smallest change of that figure alone that flips
the outcome. It is searched by deciding again, not derived from the rules, so it is true
whatever the rules do; and it is exact: the engine looks at thousandths, and one thousandth
less does not flip.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final

from .canonical import quantize
from .load import LoadState
from .memory import Memory
from .policy import Policy
from .signals import HOUSE_SIGNALS, POWER, TEMPERATURE, Series, Signal, SignalKind
from .state import EnergyState
from .step import decide
from .threshold import Spec
from .vocabulary import Action


class Kind(StrEnum):
    """What would have to change."""

    SIGNAL = "signal"
    THRESHOLD = "threshold"


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """One figure that alone would flip the decision."""

    kind: Kind
    name: str
    """``surplus_w``, a signal's name, ``pv_forecast_w``, or a threshold's place in the policy."""
    unit: str
    now: float
    """0 of ``surplus_w`` and ``pv_forecast_w``, which are turned as a whole: ``then`` is by how much."""
    then: float
    """The nearest value that flips."""
    action: Action
    """What would happen then."""
    target_w: float

    @property
    def change(self) -> float:
        """How far away it is, with its sign."""
        return quantize(self.then - self.now)


_SCALE: Final = {"W": 500.0, "%": 10.0, "°C": 10.0, "ct/kWh": 5.0, "min": 30.0, "s": 60.0}
"""Changes of different units that feel equally large; any other unit counts by ones."""

type _Outcome = tuple[Action, float]
type _Try = Callable[[float], _Outcome]
"""Decide with another value."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """One number the search may turn."""

    kind: Kind
    name: str
    unit: str
    now: float
    low: float
    high: float
    attempt: _Try
    grain: int = 1
    """Thousandths by which it can change."""


def counterfactuals(
    state: EnergyState, memory: Memory, policy: Policy, load_id: str, *, thresholds: bool = False
) -> tuple[Counterfactual, ...]:
    """Find the single changes that would flip the decision about a load, nearest first.

    Empty where nothing alone would. ``thresholds`` also tries every number of the policy,
    which takes some hundred decisions more. KeyError where there is no such load.
    """
    load = state.load(load_id)
    found: list[Counterfactual] = []

    def outcome(then: EnergyState, rules: Policy = policy) -> _Outcome:
        made = decide(then, memory, rules)[0].load(load_id)
        return made.action, made.target_w

    base = outcome(state)
    figures = [*_signals(state, load, outcome)]
    if thresholds:
        figures += _thresholds(policy, lambda rules: outcome(state, rules))
    for figure in figures:
        found += _search(figure, base)
    # At equal distance a reading comes before a threshold: it may change by itself.
    return tuple(sorted(found, key=lambda item: (abs(item.change) / _SCALE.get(item.unit, 1.0), item.kind, item.name)))


def _search(figure: _Figure, base: _Outcome) -> list[Counterfactual]:
    """Look up and down from the present value for the nearest flip."""
    start = round(figure.now * 1000)
    hits = []
    for direction, bound in ((1, round(figure.high * 1000)), (-1, round(figure.low * 1000))):
        hit = _edge(start, direction * figure.grain, abs(bound - start) // figure.grain, figure.attempt, base)
        if hit is not None:
            hits.append(hit)
    if not hits:
        return []
    then, (action, target_w) = min(hits, key=lambda hit: abs(hit[0] - start))
    return [Counterfactual(figure.kind, figure.name, figure.unit, figure.now, then / 1000, action, target_w)]


def _edge(start: int, step: int, count: int, attempt: _Try, base: _Outcome) -> tuple[int, _Outcome] | None:
    """Double the distance until the outcome changes, then close in on the edge."""
    near, far = 0, 1
    changed: _Outcome | None = None
    while changed is None and near < count:
        far = min(far, count)
        outcome = attempt((start + step * far) / 1000)
        if outcome != base:
            changed = outcome
        else:
            near, far = far, far * 2
    if changed is None:
        return None
    while far - near > 1:
        middle = (near + far) // 2
        outcome = attempt((start + step * middle) / 1000)
        if outcome == base:
            near = middle
        else:
            far, changed = middle, outcome
    return start + step * far, changed


def _signals(state: EnergyState, load: LoadState, outcome: Callable[[EnergyState], _Outcome]) -> Iterator[_Figure]:
    """Yield every measured figure that has a usable value."""

    def figure(name: str, kind: SignalKind, now: float, attempt: _Try) -> _Figure:
        return _Figure(Kind.SIGNAL, name, kind.unit, now, kind.low, kind.high, attempt)

    grid = state.signals.get("grid_power_w")
    if grid is not None and grid.value is not None:
        # More surplus shows at the meter as less import; the loads' own power stays as it is.
        yield figure("surplus_w", HOUSE_SIGNALS["grid_power_w"], 0.0, lambda x: outcome(with_more_surplus(state, x)))
    for name in ("battery_soc_pct", "price_ct_kwh", "feed_in_ct_kwh"):
        signal = state.signals.get(name)
        if signal is not None and signal.value is not None:
            kind = HOUSE_SIGNALS[name]
            yield figure(name, kind, signal.value, _with_signal(state, name, kind, outcome))
    temp = load.chip_temp_c
    if temp is not None and temp.value is not None:
        yield figure("chip_temp_c", TEMPERATURE, temp.value, _with_temperature(state, load, temp, outcome))
    if state.pv_forecast:
        yield figure("pv_forecast_w", POWER, 0.0, lambda x: outcome(_brighter(state, x)))


def _with_signal(state: EnergyState, name: str, kind: SignalKind, outcome: Callable[[EnergyState], _Outcome]) -> _Try:
    signal = state.signals[name]

    def attempt(value: float) -> _Outcome:
        changed = Signal.of(kind, value, signal.age_s, signal.coverage)
        return outcome(replace(state, signals={**state.signals, name: changed}))

    return attempt


def _with_temperature(
    state: EnergyState, load: LoadState, temp: Signal, outcome: Callable[[EnergyState], _Outcome]
) -> _Try:
    def attempt(value: float) -> _Outcome:
        changed = replace(load, chip_temp_c=Signal.of(TEMPERATURE, value, temp.age_s, temp.coverage))
        loads = tuple(changed if item.id == load.id else item for item in state.loads)
        return outcome(replace(state, loads=loads))

    return attempt


def with_more_surplus(state: EnergyState, more_w: float) -> EnergyState:
    """Return the state as the meter would show it with more surplus, or with less where ``more_w`` is negative."""
    signals = dict(state.signals)
    for name in ("grid_power_w", "grid_power_hold_w"):
        signal = signals.get(name)
        if signal is not None and signal.value is not None:
            kind = HOUSE_SIGNALS[name]
            signals[name] = replace(signal, value=max(kind.low, min(kind.high, quantize(signal.value - more_w))))
    return replace(state, signals=signals)


def _brighter(state: EnergyState, more_w: float) -> EnergyState:
    series: Series = tuple((start, max(0.0, quantize(mean + more_w))) for start, mean in state.pv_forecast)
    return replace(state, pv_forecast=series)


def _thresholds(policy: Policy, outcome: Callable[[Policy], _Outcome]) -> Iterator[_Figure]:
    """Yield every number of the policy's sections that is not switched off."""
    for section in fields(policy):
        if "section" not in section.metadata:
            continue
        part: Any = getattr(policy, section.name)
        for item in fields(part):
            spec, now = item.metadata.get("spec"), getattr(part, item.name)
            if spec is None or spec.kind not in {int, float} or now is None:
                continue
            yield _Figure(
                kind=Kind.THRESHOLD,
                name=f"{section.name}.{item.name}",
                unit=spec.unit,
                now=now,
                low=spec.low,
                high=spec.high,
                attempt=_with_threshold(policy, section.name, item.name, spec, outcome),
                grain=1000 if spec.kind is int else 1,
            )


def _with_threshold(policy: Policy, section: str, name: str, spec: Spec, outcome: Callable[[Policy], _Outcome]) -> _Try:
    part: Any = getattr(policy, section)

    def attempt(value: float) -> _Outcome:
        typed = round(value) if spec.kind is int else value
        return outcome(replace(policy, **{section: replace(part, **{name: typed})}))

    return attempt
