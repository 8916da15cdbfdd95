"""Key figures, record by record: the same code while the house lives and in a replay.

A :class:`KeyFigures` is all there is to remember between two records.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ..document import utc_seconds
from ..explanation import LANGUAGES
from ..rephrase import REPHRASED_EVENT
from ..rules.r3_safety import R3Code
from ..verify import POLICY_EVENT
from ..vocabulary import Action, Trigger
from .baseline import Baseline, without_loads
from .block import BlockMeans, BlockPolicy, block_means
from .totals import Totals

_DAY_S: Final = 24 * 3600
_MJ_PER_KWH: Final = 3_600_000_000
_MICRO: Final = 1000
"""Prices come in thousandths and are counted in millionths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a kWh is worth in a block, as the tick at its beginning recorded it. In thousandths."""

    export_mct: int
    heat_mct: int
    hodl_mct: int
    millisats: int | None
    """None where it is not known what a miner earns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    """Everything counted from the first record to the last one taken."""

    seq: int = 0
    """Number of the last record taken."""
    since: int | None = None
    """Epoch seconds of the first record."""
    until: int | None = None
    """Epoch seconds of the last record."""
    date: str | None = None
    """The household's calendar date that ``today`` is about."""
    block_end: int | None = None
    """Epoch seconds at which the last counted block ended."""
    block_date: str | None = None
    """Date on which the block after it began."""
    worth: Worth | None = None
    policy: BlockPolicy | None = None
    baseline: Baseline = field(default_factory=Baseline)
    total: Totals = field(default_factory=Totals)
    today: Totals = field(default_factory=Totals)
    """Of the current date: what its decisions were, and the blocks that began on it."""

    def take(self, record: Mapping[str, Any]) -> KeyFigures:
        """Return the figures with one more record of a ledger.

        Raises DocumentError, KeyError or TypeError where it is no record; none made by this
        engine does.
        """
        now = utc_seconds(record["time"])
        since = now if self.since is None else self.since
        taken = replace(self, seq=record["seq"], since=since, until=now)
        if record.get("event") == POLICY_EVENT:
            detail = record["detail"]
            return replace(taken, policy=BlockPolicy.of_document(detail["hash"], detail["policy"]))
        if record.get("event") == REPHRASED_EVENT:
            return _plus(taken, Totals(rephrasings=1, fallbacks=int(record["detail"]["flaw"] is not None)))
        if record["kind"] != "decision":
            return taken
        taken = _on(taken, record["state"]["local_date"], self.until, now)
        if record["trigger"] == Trigger.BLOCK_TICK:
            taken = _with_block(taken, record)
        return _plus(taken, _counted(record))

    def knowing(self, policy_hash: str, document: object) -> KeyFigures:
        """Return the figures with a policy whose event is in no record any more."""
        return replace(self, policy=BlockPolicy.of_document(policy_hash, document))


def _on(figures: KeyFigures, date: str, last: int | None, now: int) -> KeyFigures:
    """Begin a new day. A date that goes back is a clock set wrong, unless it goes back by more than a day."""
    far_back = last is not None and last - now > _DAY_S
    if figures.date is None or date > figures.date or (far_back and date != figures.date):
        return replace(figures, date=date, today=Totals())
    return figures


def _plus(figures: KeyFigures, counted: Totals) -> KeyFigures:
    return replace(figures, total=figures.total.plus(counted), today=figures.today.plus(counted))


def _with_block(figures: KeyFigures, record: Mapping[str, Any]) -> KeyFigures:
    """Count the block that ended at a tick, once."""
    policy = figures.policy
    if policy is None or policy.policy_hash != record["policy_hash"]:
        return figures
    end, last = record["decision"]["block_id"] * policy.length_s, figures.block_end
    if last is not None and 0 <= last - end <= _DAY_S:
        return figures  # the clock went back: this time has been counted
    follows = last == end - policy.length_s
    gap_s = 0 if last is None or last > end else max(0, end - policy.length_s - last)
    worth = _worth(record, policy)
    began = figures.worth if follows and figures.worth is not None else worth
    block, baseline = _block(block_means(record["state"], policy), policy.length_s, began, figures.baseline)
    # A day's last block ends at the first tick of the next one, and a gap belongs to no day.
    of_today = not follows or figures.block_date == figures.date
    return replace(
        figures,
        block_end=end,
        block_date=record["state"]["local_date"],
        worth=worth,
        baseline=baseline,
        total=figures.total.plus(block).plus(Totals(elapsed_s=gap_s)),
        today=figures.today.plus(block) if of_today else figures.today,
    )


def _block(means: BlockMeans, seconds: int, worth: Worth, baseline: Baseline) -> tuple[Totals, Baseline]:
    """Energies of one block and their worth, and the baseline after it."""
    load_mj = {load_id: power * seconds for load_id, power in means.loads_mw.items() if power is not None}
    if not means.known:
        return Totals(elapsed_s=seconds, ticked_s=seconds, load_mj=load_mj), baseline
    grid_without_mw, after = without_loads(baseline, means, seconds)
    grid_mj, without_mj, loads_mj = (means.grid_mw or 0) * seconds, grid_without_mw * seconds, sum(load_mj.values())
    mined_mj = sum(load_mj[load_id] for load_id in means.miners)
    return Totals(
        elapsed_s=seconds,
        ticked_s=seconds,
        covered_s=seconds,
        pv_mj=(means.pv_mw or 0) * seconds,
        house_mj=(means.house_mw or 0) * seconds,
        loads_mj=loads_mj,
        import_mj=max(0, grid_mj),
        export_mj=max(0, -grid_mj),
        import_without_mj=max(0, without_mj),
        export_without_mj=max(0, -without_mj),
        mined_mj=0 if worth.millisats is None else mined_mj,
        microsats=_priced(mined_mj, worth.millisats or 0),
        export_uct=_priced(max(0, -grid_mj), worth.export_mct),
        heat_uct=_priced(loads_mj, worth.heat_mct),
        hodl_uct=_priced(mined_mj, worth.hodl_mct),
        load_mj=load_mj,
    ), after


def _counted(record: Mapping[str, Any]) -> Totals:
    """Count the decisions of one record."""
    loads: Mapping[str, Mapping[str, Any]] = record["decision"]["loads"]
    actions = [made["action"] for made in loads.values()]
    starts = actions.count(Action.START)
    return Totals(
        decisions=len(loads),
        explained=sum(_has_texts(made["code"]) for made in loads.values()),
        switches=starts + actions.count(Action.STOP),
        starts=starts,
        thermal_incidents=sum(_overheats(record, load_id, made) for load_id, made in loads.items()),
    )


def _has_texts(code: str) -> bool:
    return all(code in texts.energy.reasons for texts in LANGUAGES.values())


def _overheats(record: Mapping[str, Any], load_id: str, made: Mapping[str, Any]) -> bool:
    """Whether a load is found too hot that was not already locked out for it."""
    lockout = (record["memory"]["loads"].get(load_id) or {}).get("lockout")
    known = lockout is not None and lockout["code"] == R3Code.OVERTEMP
    return bool(made["code"] == R3Code.OVERTEMP and not known)


def _worth(record: Mapping[str, Any], policy: BlockPolicy) -> Worth:
    paths = record["decision"]["paths"]
    sats = paths.get("sats_per_kwh", policy.sats_per_kwh)
    return Worth(
        export_mct=round(paths["export_ct"] * 1000),
        heat_mct=round(paths["heat_ct"] * 1000),
        hodl_mct=round(paths["hodl_ct"] * 1000),
        millisats=None if sats is None else round(sats * 1000),
    )


def _priced(energy_mj: int, thousandths_per_kwh: int) -> int:
    """Millionths of a unit for an energy, to the nearest below."""
    return energy_mj * thousandths_per_kwh * _MICRO // _MJ_PER_KWH
