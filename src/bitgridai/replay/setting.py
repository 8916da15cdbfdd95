"""What a replay takes for granted: battery, tariff and worth, from the records or from the caller."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite, isnan
from typing import Any, Final

from ..bench.quality.household import House
from ..engine import Memory, decide
from ..engine.document import Node
from ..engine.errors import DocumentError
from ..engine.policy import Policy, policy_with
from ..engine.state import state_from_node
from ..engine.vocabulary import Autonomy
from .errors import ReplayError
from .recorded import RecordedHouse
from .texts import LANGUAGES, assumption_text

_BENCHMARK: Final = House()
_HOURS_TO_FILL: Final = 3
"""A battery takes and gives at least a third of its capacity an hour, as the key figures assume."""
_FLOOR_PCT: Final = 10.0
"""A battery that was never seen lower goes down to this, as the outlook assumes."""
_PV_FACTOR_MAX: Final = 100
_NO_SIGNALS: Final = state_from_node(Node("state", {"now": "2024-01-01T00:00:00Z", "signals": {}, "loads": {}}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the caller knows better than the records. None: as recorded, or as usual."""

    pv_factor: float = 1.0
    """Size of the array over that of the recorded one."""
    battery_wh: float | None = None
    """Capacity."""
    battery_w: float | None = None
    """Most the battery takes or gives, outside of its losses."""
    battery_efficiency: float = _BENCHMARK.efficiency
    """One way."""
    battery_floor_pct: float | None = None
    """Charge below which the battery gives nothing."""
    import_ct_kwh: float = _BENCHMARK.import_ct_kwh
    """Where no price was recorded."""
    feed_in_ct_kwh: float | None = None
    """Where no payment was recorded; else that of the policy."""
    load_ct_kwh: float | None = None
    """What a kWh is worth that a load uses; else heat and satoshis as the policy values them."""
    start_ct: float = _BENCHMARK.start_ct
    """What a start costs in wear."""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        for name, low, high in _RANGES:
            value = getattr(self, name)
            if value is not None and not (isfinite(value) and low <= value <= high):
                raise ReplayError(f"{name}: expected a number from {low:g} to {high:g}, found {value:g}")


_RANGES: Final = (
    ("pv_factor", 0, _PV_FACTOR_MAX),
    ("battery_wh", 1, 1e9),
    ("battery_w", 0, 1e6),
    ("battery_efficiency", 0.1, 1),
    ("battery_floor_pct", 0, 100),
    ("import_ct_kwh", -10_000, 10_000),
    ("feed_in_ct_kwh", -10_000, 10_000),
    ("load_ct_kwh", -10_000, 10_000),
    ("start_ct", 0, 10_000),
)


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something that no record tells, and what was taken instead."""

    code: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Setting:
    """A recorded house as it is replayed."""

    recorded: RecordedHouse
    given: Given
    house: House
    """Battery and tariff; of a house without a battery, one that neither takes nor gives."""
    assumptions: tuple[Assumption, ...]

    @property
    def hours(self) -> float:
        """Length of a block."""
        return self.recorded.block_s / 3600


def setting_of(recorded: RecordedHouse, given: Given | None = None) -> Setting:
    """Fix what a replay takes for granted; ReplayError where the capacity of the battery is not known."""
    given = given or Given()
    if not recorded.loads:
        raise ReplayError("no load was recorded, so no policy has anything to decide")
    assumed = [Assumption("ideal_loads", {}), Assumption("block_means", {}), Assumption("loads_off", {})]
    if recorded.gaps:
        assumed.append(Assumption("gaps", {"blocks": recorded.blocks - recorded.known_blocks}))
    if recorded.policies > 1:
        assumed.append(Assumption("newest_policy", {"policies": recorded.policies}))
    if recorded.policy.autonomy is not Autonomy.FULL:
        assumed.append(Assumption("full_autonomy", {}))
    if given.pv_factor != 1:
        assumed.append(Assumption("pv_factor", {"pv_factor": given.pv_factor}))
    house = _tariff(recorded, given, assumed)
    return Setting(recorded, given, _battery(recorded, given, house, assumed), tuple(assumed))


def _tariff(recorded: RecordedHouse, given: Given, assumed: list[Assumption]) -> House:
    policy = recorded.policy.energy_path
    feed_in_ct = policy.feed_in_ct_kwh if given.feed_in_ct_kwh is None else given.feed_in_ct_kwh
    paths = decide(_NO_SIGNALS, Memory(), recorded.policy)[0].paths
    load_ct = given.load_ct_kwh
    if load_ct is None:
        load_ct = paths.heat_ct + paths.hodl_ct or _BENCHMARK.load_ct_kwh
    if "price_ct_kwh" not in recorded.prices:
        assumed.append(Assumption("import_price", {"ct_kwh": given.import_ct_kwh}))
    if "feed_in_ct_kwh" not in recorded.prices:
        assumed.append(Assumption("feed_in", {"ct_kwh": feed_in_ct}))
    assumed.append(Assumption("load_worth", {"ct_kwh": load_ct}))
    assumed.append(Assumption("start_cost", {"ct": given.start_ct}))
    return House(
        import_ct_kwh=given.import_ct_kwh, export_ct_kwh=feed_in_ct, load_ct_kwh=load_ct, start_ct=given.start_ct
    )


def _battery(recorded: RecordedHouse, given: Given, house: House, assumed: list[Assumption]) -> House:
    levels_w = recorded.loads[0].spec.levels_w
    if not recorded.battery:
        return replace(house, capacity_wh=1, battery_w=0, floor_pct=0, initial_soc_pct=0, levels_w=levels_w)
    capacity_wh = given.battery_wh or recorded.battery_wh
    if capacity_wh is None:
        raise ReplayError("the records do not tell the capacity of the battery; give battery_wh in Wh")
    if given.battery_wh is not None:
        assumed.append(Assumption("battery_size", {"battery_wh": capacity_wh}))
    power_w = given.battery_w
    if power_w is None:
        power_w = max(capacity_wh / _HOURS_TO_FILL, _most_w(recorded))
        assumed.append(Assumption("battery_power", {"battery_w": power_w}))
    floor_pct = given.battery_floor_pct
    if floor_pct is None:
        floor_pct = min([_FLOOR_PCT, *(soc_pct for soc_pct in recorded.soc_pct if not isnan(soc_pct))])
        assumed.append(Assumption("battery_floor", {"floor_pct": floor_pct}))
    assumed.append(Assumption("battery_losses", {"efficiency_pct": given.battery_efficiency * 100}))
    return replace(
        house,
        capacity_wh=capacity_wh,
        battery_w=power_w,
        efficiency=given.battery_efficiency,
        floor_pct=floor_pct,
        initial_soc_pct=recorded.soc_pct[0],
        levels_w=levels_w,
    )


def _most_w(recorded: RecordedHouse) -> float:
    """Most that the battery was seen to take or give."""
    columns = zip(recorded.base_w, recorded.loads_w, recorded.pv_w, recorded.grid_w, strict=True)
    seen = (abs(base_w + loads_w - pv_w - grid_w) for base_w, loads_w, pv_w, grid_w in columns if not isnan(base_w))
    return max(seen, default=0.0)


def policy_to_replay(recorded: RecordedHouse, changes: Mapping[str, Any]) -> Policy:
    """Lay changes over the recorded policy; ReplayError where they do not fit."""
    try:
        policy = policy_with(recorded.policy, dict(changes))
    except DocumentError as err:
        raise ReplayError(str(err)) from err
    return at_full_autonomy(recorded, policy)


def at_full_autonomy(recorded: RecordedHouse, policy: Policy) -> Policy:
    """Return the policy as it is replayed: nobody is there to approve or command.

    Raises ReplayError where it decides in blocks of another length than recorded.
    """
    if policy.block.length_s != recorded.block_s:
        raise ReplayError(
            f"policy.block.length_s: expected {recorded.block_s} as recorded, found {policy.block.length_s}; "
            "the records hold means of whole blocks only"
        )
    return replace(policy, autonomy=Autonomy.FULL)


def assumptions_document(setting: Setting) -> list[dict[str, Any]]:
    """Write what was taken for granted, with a sentence in every language."""
    return [
        {
            "code": each.code,
            "values": dict(each.values),
            "text": {language: assumption_text(each.code, each.values, language) for language in LANGUAGES},
        }
        for each in setting.assumptions
    ]
