"""A grid of policies over a recorded house: ranked, with the Pareto front of gain against starts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
import os
from typing import Any

from ..engine.document import Node
from ..engine.errors import DocumentError
from ..engine.policy import policy_hash
from ..engine.version import ENGINE_VERSION
from ..sweep.front import Mark, places
from ..sweep.grid import Changes, Grid, read_grid
from .cluster import by_cluster
from .crews import by_processes, here
from .errors import ReplayError
from .figures import Figures, account_of, figures_of
from .lives import live
from .parts import Part, PartResult, Shelf, Task, parts_of
from .recorded import RecordedHouse
from .setting import Given, Setting, assumptions_document, at_full_autonomy, setting_of
from .watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One policy in its place."""

    rank: int
    """From 1, by gain, then by fewer starts."""
    changes: Changes
    """What differs from the recorded policy, by its place: ``{"r2.soc_soft_min_pct": 51}``."""
    policy_hash: str
    figures: Figures
    pareto: bool
    """Nobody gains as much with fewer starts, or more with as many."""

    def document(self) -> dict[str, Any]:
        """Write it, its figures beside its place."""
        return {
            "rank": self.rank,
            "changes": dict(self.changes),
            "policy_hash": self.policy_hash,
            "pareto": self.pareto,
            **self.figures.document(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepResult:
    """Every policy of a grid in its place, the recorded one beside them."""

    setting: Setting
    grid: Mapping[str, Any]
    recorded: Figures
    """The recorded policy in the same loop."""
    rows: tuple[Row, ...]
    left_out: int
    """Combinations whose thresholds contradict each other."""

    def document(self) -> dict[str, Any]:
        """Write it as JSON can hold it."""
        return {
            "kind": "sweep",
            "engine": ENGINE_VERSION,
            "recorded": self.setting.recorded.document(),
            "grid": dict(self.grid),
            "pv_factor": self.setting.given.pv_factor,
            "assumptions": assumptions_document(self.setting),
            "policies": len(self.rows),
            "left_out": self.left_out,
            "recorded_policy": self.recorded.document(),
            "ranking": [row.document() for row in self.rows],
        }


def run(
    recorded: RecordedHouse,
    grid: Mapping[str, Any],
    *,
    given: Given | None = None,
    workers: int | None = None,
    cluster: str | None = None,
    watch: Watch | None = None,
) -> SweepResult:
    """Let a recorded house live under every policy of a grid.

    ``grid`` is a partial policy over the recorded one in which any value may be a list of values. Parts are
    computed by ``workers`` processes (None is one per core, 1 is this process), or on the Dask cluster whose
    scheduler has the address ``cluster``; the result is the same to the last bit. Raises ReplayError where it
    cannot be done and StoppedError where ``watch`` wants an end.
    """
    watch = watch or Watch()
    setting = setting_of(recorded, given)
    read = _grid(recorded, grid)
    base = at_full_autonomy(recorded, recorded.policy)
    idle, before = (account_of(course, setting) for course in live(setting, (None, base), Watch(stop=watch.stop)))
    parts = parts_of([at_full_autonomy(recorded, variant.policy) for variant in read.variants])
    figures = _computed(Task(setting, idle, len(read.variants)), parts, watch, workers, cluster)
    ordered = places([Mark(each.gain_eur, each.starts) for each in figures])
    return SweepResult(
        setting=setting,
        grid=grid,
        recorded=figures_of(before, idle, setting),
        rows=tuple(
            Row(
                rank=rank,
                changes=read.variants[place.number].changes,
                policy_hash=policy_hash(read.variants[place.number].policy),
                figures=figures[place.number],
                pareto=place.front,
            )
            for rank, place in enumerate(ordered, start=1)
        ),
        left_out=read.left_out,
    )


def _grid(recorded: RecordedHouse, grid: Mapping[str, Any]) -> Grid:
    try:
        return read_grid(Node("grid", dict(grid)), recorded.policy)
    except DocumentError as err:
        raise ReplayError(str(err)) from err


def _computed(
    task: Task, parts: Sequence[Part], watch: Watch, workers: int | None, cluster: str | None
) -> list[Figures]:
    """Return the figures of all policies in their order, what is kept of earlier work included."""
    shelf = Shelf(watch.work, task.setting)
    figures = {part.number: kept for part in parts if (kept := shelf.take(part)) is not None}
    missing = [part for part in parts if part.number not in figures]
    watch.progress(len(figures) / len(parts))
    for result in _crew(task, missing, watch, workers or os.cpu_count() or 1, cluster):
        if result.engine != ENGINE_VERSION:
            raise ReplayError(
                f"a worker of the cluster has engine {result.engine}, this program {ENGINE_VERSION}; install the same"
            )
        shelf.keep(parts[result.number], result)
        figures[result.number] = result.figures
        watch.progress(len(figures) / len(parts))
    return [each for part in parts for each in figures[part.number]]


def _crew(task: Task, parts: Sequence[Part], watch: Watch, workers: int, cluster: str | None) -> Iterator[PartResult]:
    if not parts:
        return iter(())
    if cluster is not None:
        return by_cluster(task, parts, watch, cluster)
    return here(task, parts, watch) if workers == 1 else by_processes(task, parts, watch, workers)
