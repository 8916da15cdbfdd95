"""The simulated house at work: time goes on in steps, commands and faults act on it."""

from typing import Self

from .balance import Site
from .battery import NO_BATTERY
from .errors import DocumentError, SnapshotError
from .faults import FaultBoard, FaultKind
from .household import Household
from .load_model import LoadModel
from .measurements import Energies, LoadEnergy, Measurements, measure_load, read_totals
from .profiles import Profile
from .reader import within
from .saved import MAX_STEP_S, FlowState, MeterState, PlantState, read_state
from .tariff import local_hours


class Plant:
    """A house that lives from ``start`` on, one step after the other.

    Powers are constant within a step, so the totals are exact for what was measured. Time only
    moves in whole steps: many small advances and one big one lead to the same house, bit by bit.
    Beside the house runs its baseline, the same house without the controllable loads.
    """

    def __init__(self, household: Household, profile: Profile, start: int, *, step_s: int = 10) -> None:
        """Switch the house on at ``start`` (epoch seconds), all loads off."""
        if not 1 <= step_s <= MAX_STEP_S:
            raise ValueError(f"step_s: expected 1 to {MAX_STEP_S} s, found {step_s}")
        self._household = household
        self._profile = profile
        self._zone = household.location.zone
        self._start = self._t = start
        self._step_s = step_s
        self._loads = tuple(LoadModel(spec, step_s, start) for spec in household.loads)
        self._by_id = {load.spec.id: load for load in self._loads}
        self._faults = FaultBoard(household.faults, tuple(self._by_id), start)
        self._site = Site(household.battery or NO_BATTERY)
        self._baseline = Site(household.battery or NO_BATTERY)
        self._look_around()
        self._follow_faults()

    def _look_around(self) -> None:
        # Instruments show something from the first moment: what the first step would measure
        # with the loads off, on a house that is thrown away.
        trial = Site(self._household.battery or NO_BATTERY)
        self._pv_w = self._profile.pv_w(self._start)
        self._base_w = self._profile.load_w(self._start)
        standby_w = sum(load.spec.standby_w for load in self._loads)
        trial.settle(self._pv_w, self._base_w, standby_w, self._step_s / 3600)
        self._site.grid_w, self._site.battery_w = trial.grid_w, trial.battery_w
        self._meter_w, self._meter_at = trial.grid_w, self._start

    @property
    def t(self) -> int:
        """The end of the last step."""
        return self._t

    @property
    def start(self) -> int:
        """The simulation's first second: fault windows count from it."""
        return self._start

    @property
    def household(self) -> Household:
        """The house as described."""
        return self._household

    def advance(self, until: int) -> None:
        """Live up to ``until``, or to the last whole step before it; the rest follows next time.

        A time in the past changes nothing.
        """
        step_s = self._step_s
        hours = step_s / 3600
        middle = step_s / 2
        load_w, pv_w = self._profile.load_w, self._profile.pv_w
        settle, settle_baseline = self._site.settle, self._baseline.settle
        steps = tuple(load.step for load in self._loads)
        faults = self._faults
        stale = (FaultKind.STALE_METER, None)
        t = self._t
        while (end := t + step_s) <= until:
            if faults.next_change <= t:
                self._follow_faults()
            base = load_w(t + middle)
            pv = pv_w(t + middle)
            loads = 0.0
            for step in steps:
                loads += step(end)
            settle(pv, base, loads, hours)
            settle_baseline(pv, base, 0.0, hours)
            if stale not in faults.active:
                self._meter_w = self._site.grid_w
                self._meter_at = end
            self._pv_w, self._base_w, self._t = pv, base, end
            t = end
        self._follow_faults()

    def command(self, load_id: str, target_w: float) -> bool:
        """Ask a load for a power in W from the next step on; True if it answered.

        It settles on its highest setpoint that is not above the target, 0 is off. Raises KeyError
        for an unknown load and ValueError for a target that is not a finite number.
        """
        return self._by_id[load_id].command(target_w)

    def set_fault(self, kind: FaultKind | str, load: str | None = None, *, active: bool) -> None:
        """Switch a fault on or off by hand; a fault of loads without ``load`` strikes them all.

        Raises ValueError for an unknown kind and KeyError for an unknown load.
        """
        self._faults.set(FaultKind(kind), load, active=active)
        self._apply_faults()

    @property
    def faults(self) -> tuple[tuple[FaultKind, str | None], ...]:
        """The active faults: kind and load, None for the house."""
        return tuple(sorted(self._faults.active, key=lambda fault: (fault[0], fault[1] or "")))

    def _follow_faults(self) -> None:
        if self._faults.next_change <= self._t:
            self._faults.follow(self._t)
            self._apply_faults()

    def _apply_faults(self) -> None:
        active = self._faults.active
        for load in self._loads:
            load.hot = (FaultKind.HOT, load.spec.id) in active
            load.silent = (FaultKind.SILENT, load.spec.id) in active
            load.stubborn = (FaultKind.STUBBORN, load.spec.id) in active

    @property
    def measurements(self) -> Measurements:
        """What all instruments show now."""
        battery = self._household.battery
        return Measurements(
            t=self._t,
            grid_power_w=self._meter_w,
            grid_power_at=self._meter_at,
            pv_power_w=self._pv_w,
            battery_power_w=self._site.battery_w if battery else None,
            battery_soc_pct=self._site.soc_pct if battery else None,
            base_load_w=self._base_w,
            price_ct_kwh=self._price_now(),
            feed_in_ct_kwh=self._household.tariff.feed_in_ct_kwh,
            loads=tuple(measure_load(load) for load in self._loads),
        )

    @property
    def energies(self) -> Energies:
        """Totals of the house since its start."""
        states = ((load.spec.id, load.state) for load in self._loads)
        loads = {
            load_id: LoadEnergy(energy_wh=state.energy_wh, productive_wh=state.productive_wh)
            for load_id, state in states
        }
        return read_totals(self._site, loads)

    @property
    def baseline(self) -> Energies:
        """Totals of the same house, with a battery of its own, had it no controllable loads.

        ``energies.import_wh - baseline.import_wh`` is the import the loads caused.
        """
        return read_totals(self._baseline, {})

    def forecast(self, horizon_s: int) -> tuple[tuple[int, float], ...]:
        """PV forecast from now on: (start of the interval, mean in W)."""
        return self._profile.forecast(self._t, horizon_s)

    def price_forecast(self, horizon_s: int) -> tuple[tuple[int, float], ...]:
        """Import prices from the current local hour on: (start of the hour, ct/kWh).

        Scheduled spikes are known in advance, as day-ahead prices are; one set by hand is known
        for the current hour only.
        """
        tariff = self._household.tariff
        prices = []
        for start in local_hours(self._t, horizon_s, self._zone):
            spike = self._faults.scheduled(FaultKind.PRICE_SPIKE, start, start + 3600)
            prices.append((start, tariff.spike_ct_kwh if spike else tariff.price_at(start, self._zone)))
        if prices:
            prices[0] = (prices[0][0], self._price_now())
        return tuple(prices)

    def _price_now(self) -> float:
        tariff = self._household.tariff
        if (FaultKind.PRICE_SPIKE, None) in self._faults.active:
            return tariff.spike_ct_kwh
        return tariff.price_at(self._t, self._zone)

    def snapshot(self) -> dict[str, object]:
        """All that changes while the plant runs, as JSON can keep it."""
        site = self._site
        return PlantState(
            start=self._start,
            t=self._t,
            step_s=self._step_s,
            faults=self.faults,
            meter=MeterState(power_w=self._meter_w, at=self._meter_at),
            flows=FlowState(pv_w=self._pv_w, base_w=self._base_w, grid_w=site.grid_w, battery_w=site.battery_w),
            site=site.state,
            baseline=self._baseline.state,
            loads={load.spec.id: load.state for load in self._loads},
        ).document()

    @classmethod
    def restore(cls, household: Household, profile: Profile, document: object) -> Self:
        """Go on from a snapshot of the same household, loads and faults included.

        Raises SnapshotError if the snapshot is damaged, or if the household has other loads or
        another battery than the one saved: then only a new start is honest.
        """
        saved = read_state(document)
        plant = cls(household, profile, saved.start, step_s=saved.step_s)
        try:
            plant._take(saved)
        except DocumentError as err:
            raise SnapshotError(err.path, err.expected) from None
        return plant

    def _take(self, saved: PlantState) -> None:
        if saved.loads.keys() != self._by_id.keys():
            raise SnapshotError("loads", f"the loads {', '.join(self._by_id) or '(none)'}")
        self._t = saved.t
        for load_id, state in saved.loads.items():
            with within(f"loads.{load_id}"):
                self._by_id[load_id].state = state
        with within("site"):
            self._site.state = saved.site
        with within("baseline"):
            self._baseline.state = saved.baseline
        self._meter_w, self._meter_at = saved.meter.power_w, saved.meter.at
        self._pv_w, self._base_w = saved.flows.pv_w, saved.flows.base_w
        self._site.grid_w, self._site.battery_w = saved.flows.grid_w, saved.flows.battery_w
        try:
            self._faults.resume(saved.faults, saved.t)
        except KeyError:
            raise SnapshotError("faults", "faults of loads there are") from None
        self._apply_faults()
