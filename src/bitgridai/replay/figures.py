"""Key figures of a course, in whole numbers: the same to the last digit whoever computes them.

Energies are counted in mJ and money in µct, as the engine's key figures count them, and the shares come from
their catalogue.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from itertools import repeat
from math import isnan
from typing import Any, Final

from ..engine.key_figures import Totals, figure_value, load_energy_kwh
from .course import Course
from .setting import Setting

_MJ_PER_KWH: Final = 3_600_000_000
_UCT_PER_EUR: Final = 100_000_000
_UCT_PER_CT: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a policy came to over the known blocks."""

    gain_eur: float
    """Worth of energy and loads, less starts, over that of the same house with its loads off."""
    loads_kwh: float
    load_kwh: dict[str, float]
    """Energy of each load."""
    import_kwh: float
    import_caused_kwh: float
    """Import over that of the same house with its loads off."""
    export_kwh: float
    surplus_used_pct: float | None
    self_consumption_pct: float | None
    autarky_pct: float | None
    starts: int
    starts_per_day: float
    switches: int
    stored_end_kwh: float | None
    """In the battery at the end; None without a battery."""

    def document(self) -> dict[str, Any]:
        """Write them."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What really happened in the known blocks, as the meters saw it."""

    loads_kwh: float
    import_kwh: float
    export_kwh: float
    starts: int


@dataclass(frozen=True, slots=True)
class Account:
    """A course, added up."""

    totals: Totals
    worth_uct: int
    stored_wh: float


def account_of(course: Course, setting: Setting) -> Account:
    """Add a course up."""
    recorded, house, seconds = setting.recorded, setting.house, setting.recorded.block_s
    load_mj = {load_id: _milli_sum(load.target_w) * seconds for load_id, load in course.loads.items()}
    bought, sold = _traded(course, setting)
    runs = course.runs()
    covered_s = recorded.known_blocks * seconds
    totals = Totals(
        elapsed_s=recorded.blocks * seconds,
        ticked_s=covered_s,
        covered_s=covered_s,
        pv_mj=_milli_sum(recorded.pv_w, setting.given.pv_factor) * seconds,
        house_mj=_milli_sum(recorded.base_w) * seconds + sum(load_mj.values()),
        loads_mj=sum(load_mj.values()),
        import_mj=sum(bought.values()) * seconds,
        export_mj=sum(sold.values()) * seconds,
        switches=runs.starts + runs.stops,
        starts=runs.starts,
        load_mj=load_mj,
    )
    # The first block of a run earns less, and what is in the battery at the end is worth what it sells for.
    lost_mj = round(runs.first_w * (1 - house.first_block_share) * 1000) * seconds
    stored_mj = round(course.stored_wh[-1] * house.efficiency * 1000) * 3600
    worth_uct = (
        sum(_priced(power_mw * seconds, price) for price, power_mw in sold.items())
        - sum(_priced(power_mw * seconds, price) for price, power_mw in bought.items())
        + _priced(totals.loads_mj - lost_mj, _thousandths(house.load_ct_kwh))
        + _priced(stored_mj, _thousandths(house.export_ct_kwh))
        - runs.starts * round(house.start_ct * _UCT_PER_CT)
    )
    return Account(totals, worth_uct, course.stored_wh[-1])


def figures_of(account: Account, idle: Account, setting: Setting) -> Figures:
    """Compare a course with that of the same house with its loads off."""
    totals = replace(
        account.totals,
        import_without_mj=idle.totals.import_mj,
        export_without_mj=idle.totals.export_mj,
    )
    return Figures(
        gain_eur=round((account.worth_uct - idle.worth_uct) / _UCT_PER_EUR, 2) + 0.0,
        loads_kwh=_figure("loads_kwh", totals),
        load_kwh={load_id: load_energy_kwh(load_id, totals) for load_id in totals.load_mj},
        import_kwh=_figure("import_kwh", totals),
        import_caused_kwh=_figure("import_caused_kwh", totals),
        export_kwh=_figure("export_kwh", totals),
        surplus_used_pct=figure_value("surplus_used_pct", totals),
        self_consumption_pct=figure_value("self_consumption_pct", totals),
        autarky_pct=figure_value("autarky_pct", totals),
        starts=totals.starts,
        starts_per_day=_figure("starts_per_day", totals),
        switches=totals.switches,
        stored_end_kwh=round(account.stored_wh / 1000, 3) if setting.recorded.battery else None,
    )


def measured_of(setting: Setting) -> Measured:
    """Add up what really happened."""
    recorded = setting.recorded
    seconds = recorded.block_s
    totals = Totals(
        import_mj=_milli_sum(max(0.0, power_w) for power_w in recorded.grid_w if not isnan(power_w)) * seconds,
        export_mj=_milli_sum(max(0.0, -power_w) for power_w in recorded.grid_w if not isnan(power_w)) * seconds,
        loads_mj=_milli_sum(recorded.loads_w) * seconds,
    )
    return Measured(
        loads_kwh=_figure("loads_kwh", totals),
        import_kwh=_figure("import_kwh", totals),
        export_kwh=_figure("export_kwh", totals),
        starts=recorded.starts,
    )


def _traded(course: Course, setting: Setting) -> tuple[Counter[int], Counter[int]]:
    """Power bought and sold in mW, added up by its price in thousandths of a ct."""
    bought_at = _prices(setting, "price_ct_kwh", setting.house.import_ct_kwh)
    sold_at = _prices(setting, "feed_in_ct_kwh", setting.house.export_ct_kwh)
    bought, sold = Counter[int](), Counter[int]()
    for grid_w, bought_mct, sold_mct in zip(course.grid_w, bought_at, sold_at, strict=False):
        if grid_w > 0:
            bought[bought_mct] += round(grid_w * 1000)
        elif grid_w < 0:
            sold[sold_mct] += round(-grid_w * 1000)
    return bought, sold


def _prices(setting: Setting, name: str, otherwise_ct: float) -> Iterable[int]:
    """Prices block by block; where none was known, the one that was given."""
    if name not in setting.recorded.prices:
        return repeat(_thousandths(otherwise_ct))
    return [_thousandths(otherwise_ct if isnan(price) else price) for price in setting.recorded.prices[name]]


def _milli_sum(powers_w: Iterable[float], factor: float = 1.0) -> int:
    return sum(round(power_w * factor * 1000) for power_w in powers_w if not isnan(power_w))


def _thousandths(price_ct: float) -> int:
    return round(price_ct * 1000)


def _priced(energy_mj: int, thousandths_per_kwh: int) -> int:
    """Millionths of a ct for an energy, to the nearest below."""
    return energy_mj * thousandths_per_kwh * 1000 // _MJ_PER_KWH


def _figure(key: str, totals: Totals) -> float:
    return figure_value(key, totals) or 0.0
