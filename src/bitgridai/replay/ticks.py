"""Block ticks of a ledger, read as far as a replay needs them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import nan
from typing import Any, Final, NamedTuple

from ..engine.document import Node, utc_seconds
from ..engine.errors import DocumentError
from ..engine.key_figures.block import BlockPolicy, block_means
from ..engine.load import LoadSpec, load_from_node
from ..engine.policy import Policy, policy_from_node, policy_hash
from ..engine.signals import (
    HOUSE_SIGNALS,
    MARKET_MAX_AGE_S,
    MARKET_SIGNALS,
    POWER_UP,
    PRICE,
    Series,
    SignalKind,
    series_from_node,
    signal_from_node,
)
from ..engine.verify import POLICY_EVENT
from ..engine.vocabulary import Trigger
from .errors import ReplayError
from .source import Source

PRICES: Final = ("price_ct_kwh", "feed_in_ct_kwh", "btc_price_eur", "network_hashrate_eh_s")
"""Signals that no load changes: a replay repeats them."""


class Means(NamedTuple):
    """What was measured over the block that a tick ends, in W; NaN for what is not known."""

    grid_w: float
    pv_w: float
    loads_w: float
    base_w: float
    """Load of the house without its controllable loads."""


class RecordedLoad(NamedTuple):
    """A load as the records describe it."""

    id: str
    spec: LoadSpec
    priority: int


@dataclass(frozen=True, slots=True)
class Tick:
    """One block tick."""

    block: int
    local_date: str
    policy_hash: str
    ended: Means
    unknown: tuple[str, ...]
    """Powers of the block that it ends that are not known."""
    soc_pct: float
    prices: Mapping[str, float]
    """Fitted ones; NaN where there was no value."""
    pv_forecast: Series
    price_forecast: Series
    battery: bool
    capacity_wh: float | None
    loads: tuple[RecordedLoad, ...]
    starts: int
    """Loads that were started with this decision."""
    learned: dict[str, Any]
    """What was known before it, as a document."""


class TickReader:
    """Reads the ticks of a source and the policies on the way."""

    def __init__(self, source: Source) -> None:
        """Read this source."""
        self._source = source
        self._parts: dict[str, BlockPolicy] = {}
        self._last: dict[str, tuple[Any, Series]] = {}
        self.policies: dict[str, Policy] = {}
        """By hash."""
        for name, document in source.policies:
            self._know(name, document)

    def _know(self, name: str | None, document: object) -> None:
        try:
            policy = policy_from_node(Node("policy", document))
        except DocumentError:
            return  # one of another engine: that matters only if a decision of the period was made with it
        name = name or policy_hash(policy)
        self.policies[name] = policy
        self._parts[name] = BlockPolicy.of_document(name, document)

    def ticks(self, begin: date | None, end: date | None) -> Iterator[Tick]:
        """Iterate over the ticks on these dates of the household's own calendar, both included."""
        first, last = (str(begin) if begin else ""), (str(end) if end else "9999")
        for record in self._source.records:
            if record.get("event") == POLICY_EVENT:
                self._know(record["detail"]["hash"], record["detail"]["policy"])
            elif record.get("trigger") == Trigger.BLOCK_TICK and first <= record["state"]["local_date"] <= last:
                yield self._tick(record)

    def _tick(self, record: dict[str, Any]) -> Tick:
        try:
            return self._read(record)
        except DocumentError as err:
            raise ReplayError(f"record {record.get('seq')}: {err}") from err
        except (KeyError, TypeError, AttributeError) as err:
            raise ReplayError(f"record {record.get('seq')}: not a record of this engine ({err!r})") from err

    def _read(self, record: dict[str, Any]) -> Tick:
        name = record["policy_hash"]
        if name not in self._parts:
            raise ReplayError(
                f"record {record['seq']}: its policy {name} is not in the records, or not one of this engine"
            )
        policy, state = self._parts[name], record["state"]
        signals = state["signals"]
        means = block_means(state, policy)
        powers = {
            "grid_power_w": means.grid_mw,
            "pv_power_w": means.pv_mw,
            "battery_power_w": means.battery_mw,
            "house_load_w": means.house_mw,
            **{f"{load}.power_w": power for load, power in means.loads_mw.items()},
        }
        loads_mw = None if None in means.loads_mw.values() else sum(power or 0 for power in means.loads_mw.values())
        base_mw = None if means.house_mw is None or loads_mw is None else max(0, means.house_mw - loads_mw)

        return Tick(
            block=utc_seconds(state["now"]) // policy.length_s,
            local_date=state["local_date"],
            policy_hash=name,
            ended=Means(_watts(means.grid_mw), _watts(means.pv_mw), _watts(loads_mw), _watts(base_mw)),
            unknown=tuple(signal for signal, power in powers.items() if power is None),
            soc_pct=_value("battery_soc_pct", signals, policy) if "battery_soc_pct" in signals else nan,
            prices={price: _value(price, signals, policy) for price in PRICES if price in signals},
            pv_forecast=self._series("pv_forecast", signals, POWER_UP),
            price_forecast=self._series("price_forecast", signals, PRICE),
            battery="battery_soc_pct" in signals or "battery_power_w" in signals,
            capacity_wh=state.get("battery_capacity_wh"),
            loads=_loads(state["loads"]),
            starts=sum(made["action"] == "START" for made in record["decision"]["loads"].values()),
            learned=record["memory"].get("learned") or {},
        )

    def _series(self, name: str, signals: dict[str, Any], kind: SignalKind) -> Series:
        """Read a forecast, once for as long as it stays the same."""
        document = signals.get(name)
        if document is None:
            return ()
        if name not in self._last or self._last[name][0] != document:
            self._last[name] = (document, series_from_node(Node(name, document), kind))
        return self._last[name][1]


def _watts(power_mw: int | None) -> float:
    return nan if power_mw is None else power_mw / 1000


def _value(name: str, signals: dict[str, Any], policy: BlockPolicy) -> float:
    """Value of a signal as the rules saw it; NaN where it had none."""
    read = signal_from_node(Node(name, signals[name]), HOUSE_SIGNALS[name])
    market = name in MARKET_SIGNALS
    judged = read.judged(MARKET_MAX_AGE_S, 0) if market else read.judged(policy.max_age_s, policy.min_coverage)
    return nan if judged.value is None else judged.value


def _loads(document: dict[str, Any]) -> tuple[RecordedLoad, ...]:
    read = [load_from_node(name, Node(name, load)) for name, load in document.items()]
    loads = [RecordedLoad(load.id, load.spec, load.priority) for load in read]
    return tuple(sorted(loads, key=lambda load: (load.priority, load.id)))
