"""A plant written down: enough to go on after a restart as if nothing had happened."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial

from . import reader
from .balance import SiteState
from .errors import DocumentError, SnapshotError
from .faults import Fault, FaultKind
from .load_model import LoadState

_VERSION = 1
MAX_STEP_S = 3600
"""Beyond an hour a step shows nothing of a day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MeterState:
    """What the grid meter last measured."""

    power_w: float
    at: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FlowState:
    """Mean powers of the last step in W."""

    pv_w: float
    base_w: float
    grid_w: float
    battery_w: float


@dataclass(frozen=True, kw_only=True, slots=True)
class PlantState:
    """All that changes while a plant runs."""

    version: int = _VERSION
    start: int
    t: int
    step_s: int
    faults: tuple[Fault, ...]
    meter: MeterState
    flows: FlowState
    site: SiteState
    baseline: SiteState
    loads: Mapping[str, LoadState]

    def document(self) -> dict[str, object]:
        """Plain dicts, lists, numbers and texts, as JSON keeps them."""
        return {**asdict(self), "faults": [[kind.value, load] for kind, load in self.faults]}


def read_state(document: object) -> PlantState:
    """Read what :meth:`PlantState.document` wrote; raises SnapshotError naming the place."""
    build = reader.build
    try:
        state = build(
            PlantState,
            document,
            "",
            faults=partial(reader.items, read=_fault),
            meter=partial(build, MeterState),
            flows=partial(build, FlowState),
            site=partial(build, SiteState),
            baseline=partial(build, SiteState),
            loads=_loads,
        )
    except DocumentError as err:
        raise SnapshotError(err.path, err.expected) from None
    if state.version != _VERSION:
        raise SnapshotError("version", f"{_VERSION}")
    if not 1 <= state.step_s <= MAX_STEP_S:
        raise SnapshotError("step_s", f"a time from 1 to {MAX_STEP_S} s")
    if (state.t - state.start) % state.step_s or state.t < state.start:
        raise SnapshotError("t", "a time a whole number of steps after the start")
    return state


def _fault(value: object, path: str) -> Fault:
    match value:
        case [kind, None]:
            return reader.choice(FaultKind)(kind, path), None
        case [kind, str(load)]:
            return reader.choice(FaultKind)(kind, path), load
    raise DocumentError(path, "a kind of fault and a load")


def _loads(value: object, path: str) -> dict[str, LoadState]:
    if not isinstance(value, dict):
        raise DocumentError(path, "a section with the loads")
    return {str(key): reader.build(LoadState, state, f"{path}.{key}") for key, state in value.items()}
