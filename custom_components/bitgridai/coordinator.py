"""Home Assistant's side of the controller: timers, storage, and data for the entities."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from pathlib import Path
import sqlite3
from typing import Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import CALLBACK_TYPE, Event, EventStateChangedData, HassJob, HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.event import async_call_later, async_track_state_change_event, async_track_time_interval
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from .agent import AgentError, AgentLink, Export, LinkStatus, Wish, forget_telemetry, link_of
from .const import CONF_HOUSEHOLD, DOMAIN, LEDGER_DAYS, LOGGER, OPTION_ON_STOP, OPTION_POLICY, OPTION_RESEARCH
from .engine.document import Json
from .engine.hurdle import Hurdle
from .engine.policy import merged, policy_with
from .engine.requests import Answer
from .handover import OnStop, OrderStore, async_controlled, load_settings, on_stop, unwatched
from .household import HouseholdSite, plant_store
from .ledger import LedgerStore
from .lockouts import Acknowledgements
from .outlook import Flips, Outlook
from .policies import ActivePolicy, PolicyKeeper, PolicyOrigin, policy_path
from .research import Research
from .runtime import Controller, Gate, Snapshot

type BitGridConfigEntry = ConfigEntry[BitGridCoordinator]

_REAL_INTERVAL = timedelta(seconds=5)
_SIMULATED_INTERVAL = timedelta(seconds=1)
_FORECAST_INTERVAL = timedelta(minutes=5)
"""The integrations behind it keep what they know; asking costs nothing."""
_SIMULATED_STEP_S = 10
"""Simulated seconds between two looks at a simulated house."""
_SIMULATED_BREATH_S = 120
"""Simulated seconds after which the event loop gets its turn."""
_RETRY_LEDGER_S = 30
_DAY_S = 86_400


class BitGridCoordinator(DataUpdateCoordinator[Snapshot]):
    """Runs the controller of one household."""

    config_entry: BitGridConfigEntry

    def __init__(
        self,
        hass: HomeAssistant,
        entry: BitGridConfigEntry,
        household: HouseholdSite,
        keeper: PolicyKeeper,
        active: ActivePolicy,
    ) -> None:
        """Prepare, under the keeper's active policy; :meth:`async_start` begins."""
        super().__init__(hass, LOGGER, config_entry=entry, name=entry.title, update_interval=None)
        self.household = household
        self.clock = household.clock
        self._keeper = keeper
        self._active = active
        self.ledger = LedgerStore(ledger_path(hass, entry.entry_id))
        self._agent: AgentLink | None = link_of(hass, entry, self.ledger.path, self._agent_changed)
        self.controller = Controller(
            household.site,
            active.policy,
            self.ledger,
            household.local_date,
            on_record=self._flush_soon,
            on_minute=None if self._agent is None else self._agent.minute,
        )
        self.gate = Gate(self.controller.note)
        self.acknowledged = Acknowledgements(hass, self.controller, self.ledger)
        self.exports = Research(hass, self.controller, self.ledger)
        self._reached: int = self.clock.now()
        self._stop: list[CALLBACK_TYPE] = []
        self._flushing: asyncio.Task[None] | None = None
        self._pruned_at = 0
        self._living = asyncio.Lock()
        self._stopping = False
        self._orders = OrderStore(hass, entry.entry_id)
        self._loads = load_settings(entry)
        self._returns = False
        self._outlook: Outlook | None = None

    @property
    def agent(self) -> LinkStatus | None:
        """How things stand with the agent; None where there is none."""
        return None if self._agent is None else self._agent.status

    @callback
    def _agent_changed(self, _: LinkStatus) -> None:
        self.async_update_listeners()

    @property
    def flips(self) -> Flips:
        """What would have flipped the last decisions, by load; empty until that is known."""
        return {} if self._outlook is None else self._outlook.found.flips

    @property
    def hurdles(self) -> Mapping[str, Hurdle]:
        """What would hold loads back that lack surplus, if they had it; of those that nothing alone would flip."""
        return {} if self._outlook is None else self._outlook.found.hurdles

    async def async_start(self) -> None:
        """Open the ledger, take up the last memory, and look at the house for the first time.

        Raises sqlite3.Error where the ledger cannot be opened and DocumentError where what
        it remembers cannot be read.
        """
        await self._refresh(None)
        if self._agent is None:
            # What waited for an agent that was removed goes nowhere any more.
            await self.hass.async_add_executor_job(forget_telemetry, self.ledger.path)
        memory = await self.hass.async_add_executor_job(self.ledger.open)
        try:
            self.controller.start(self.clock.now(), memory, self.ledger.figures)
            self.controller.resume(self.clock.now(), await self._orders.async_take())
            self._look()
            await self.acknowledged.async_restore(self.data.memory)
            await self.exports.async_restore()
        except BaseException:
            await self.hass.async_add_executor_job(self.ledger.close)
            raise
        async_controlled(self.hass, self.config_entry)

    @callback
    def async_begin(self) -> None:
        """Start the timers; entities are there by now."""
        if self.household.plant is None:
            self._every(self._tick, _REAL_INTERVAL)
        elif self.household.speed > 0:
            self._every(self._tick_simulated, _SIMULATED_INTERVAL)
        if self.household.refresh is not None:
            self._every(self._refresh, _FORECAST_INTERVAL)
        if self.household.speed > 0:
            # A house whose time runs as fast as it can has no time to wonder.
            self._outlook = Outlook(self.hass, self.config_entry, self.controller, self.async_update_listeners)
            self._stop.append(self._outlook.stop)
        if self._agent is not None:
            self._follow(self._agent)
        if self.household.watched:
            self._stop.append(async_track_state_change_event(self.hass, self.household.watched, self._changed))
        # Loads are switched off while the integrations behind them still work.
        self._stop.append(self.hass.async_add_shutdown_job(HassJob(self._async_shut_down, f"{DOMAIN} leaves")))
        self._stop.append(self.hass.bus.async_listen(EVENT_HOMEASSISTANT_FINAL_WRITE, self._final_write))

    def _follow(self, agent: AgentLink) -> None:
        """Send the agent what it lacks for as long as the controller works."""
        task = self.config_entry.async_create_background_task(self.hass, agent.run(), f"{DOMAIN} agent")

        def stop() -> None:
            task.cancel()

        self._stop.append(stop)

    def _every(self, action: Callable[[datetime], Coroutine[Any, Any, None] | None], interval: timedelta) -> None:
        self._stop.append(async_track_time_interval(self.hass, action, interval, cancel_on_shutdown=True))

    async def async_stop(self) -> None:
        """Stop the timers, finish what is on its way and close the ledger."""
        for stop in self._stop:
            stop()
        self._stop.clear()
        self._stopping = True
        async with self._living:
            await self._async_leave()
            await self._orders.async_keep(await self.controller.leave(self.now, ()))
            await self.controller.stop()
        await self._save_plant()
        if self._agent is not None:
            await self._agent.close()
        await self.hass.async_add_executor_job(self.ledger.close)

    @callback
    def async_expect_return(self) -> None:
        """Know that the next stop is the beginning of a start: what stays as it is need not be switched off."""
        self._returns = True

    @property
    def on_stop(self) -> OnStop:
        """What becomes of running loads when nobody controls them any more."""
        return on_stop(self.config_entry)

    @callback
    def async_set_on_stop(self, chosen: OnStop) -> None:
        """Keep another choice."""
        options = {**self.config_entry.options, OPTION_ON_STOP: chosen.value}
        self.hass.config_entries.async_update_entry(self.config_entry, options=options)
        self.controller.note(self.now, "on_stop", {"loads": chosen.value})
        self.async_set_updated_data(self.controller.snapshot(self.now))

    async def _async_shut_down(self) -> None:
        # Whatever was to come next does not come any more.
        self._returns = False
        await self._async_leave()

    async def _async_leave(self) -> None:
        """Switch off what nobody will watch, as far as its owner wants that. A simulated house stands still instead."""
        if self.household.plant is not None or self.on_stop is OnStop.LEAVE:
            return
        returns = self._returns and self.config_entry.disabled_by is None
        later = load_settings(self.config_entry) if returns else {}
        await self.controller.leave(self.now, unwatched(self._loads, later))

    async def _refresh(self, _: Any) -> None:
        if self.household.refresh is not None:
            await self.household.refresh()

    @callback
    def _tick(self, _: Any) -> None:
        self._look()
        self._prune_daily()

    @callback
    def _changed(self, event: Event[EventStateChangedData]) -> None:
        """Sample at once what an owner's sensor reports; show it with the next look."""
        if event.data["entity_id"] in self.household.safety:
            self._look(urgent=True)
        else:
            self.controller.poll(self.clock.now())

    @callback
    def _look(self, *, urgent: bool = False) -> None:
        now = self.clock.now()
        self.controller.poll(now, urgent=urgent)
        self._reached = now
        self.async_set_updated_data(self.controller.snapshot(now))

    async def _tick_simulated(self, _: Any) -> None:
        await self.async_run_until(self.clock.now())
        self._prune_daily()

    async def async_run_until(self, until: int) -> None:
        """Let a simulated household live up to a moment of its own time, step by step."""
        # At high speed a tick may come before the last one is through: time must not go twice.
        async with self._living:
            while not self._stopping and (now := self._reached + _SIMULATED_STEP_S) <= until:
                self._reached = now
                if self.controller.poll(now):
                    # A command must reach the load before the house lives on.
                    await self.controller.settled()
                if now % _SIMULATED_BREATH_S < _SIMULATED_STEP_S:
                    await asyncio.sleep(0)
            self.async_set_updated_data(self.controller.snapshot(self._reached))

    @override
    async def _async_update_data(self) -> Snapshot:
        """Look now because someone asked for it (``homeassistant.update_entity``)."""
        now = self._reached if self.household.plant is not None else self.clock.now()
        self.controller.poll(now)
        return self.controller.snapshot(now)

    @property
    def now(self) -> int:
        """The controller's time: for a simulated house, how far it has lived."""
        return self._reached if self.household.plant is not None else self.clock.now()

    @callback
    def async_request(self, request: dict[str, Json]) -> Answer:
        """Answer a command; DocumentError where it is not one."""
        answer = self.controller.request(self.now, request)
        self.async_set_updated_data(self.controller.snapshot(self.now))
        return answer

    @property
    def policy_origin(self) -> PolicyOrigin:
        """Where the policy in force comes from."""
        return self._active.origin

    @callback
    def async_acknowledge_lockout(self, load: str, origin: str) -> None:
        """Note that a person has seen a load's lockout, which goes on; KeyError where it has none."""
        self.acknowledged.acknowledge(self.now, self.data.memory, load, origin)
        self.async_set_updated_data(self.controller.snapshot(self.now))

    @callback
    def async_change_policy(self, changes: dict[str, Any]) -> None:
        """Take a partial policy over, keep it in the options.

        Raises DocumentError where it does not fit and ServiceValidationError where a file decides.
        """
        if not self._active.may_change(changes):
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="policy_file_decides",
                translation_placeholders={"path": str(policy_path(self.hass))},
            )
        policy_with(self.controller.policy, changes)
        options = dict(self.config_entry.options)
        options[OPTION_POLICY] = merged(options.get(OPTION_POLICY, {}), changes)
        self.hass.config_entries.async_update_entry(self.config_entry, options=options)
        self._take_over(self._keeper.resolve())

    @callback
    def async_options_changed(self) -> None:
        """Put what the options say in force, as far as no file decides."""
        self._take_over(self._keeper.resolve())

    async def async_reload_policy(self) -> ActivePolicy:
        """Read the policy file anew and put it in force.

        Raises ServiceValidationError, in the owner's language and with a repair, where the file
        holds no policy: then the one in force stays.
        """
        active = await self._keeper.async_reload()
        self._take_over(active)
        return active

    def _take_over(self, active: ActivePolicy) -> None:
        self._active = active
        if active.policy != self.controller.policy:
            self.controller.set_policy(self.now, active.policy)
        self.async_set_updated_data(self.controller.snapshot(self.now))

    @property
    def research(self) -> bool:
        """Whether research use was consented to."""
        return bool(self.config_entry.options.get(OPTION_RESEARCH, False))

    @callback
    def async_set_research(self, *, consent: bool) -> None:
        """Keep a change of consent, in the options and in the ledger."""
        options = {**self.config_entry.options, OPTION_RESEARCH: consent}
        self.hass.config_entries.async_update_entry(self.config_entry, options=options)
        self.exports.consented(self.now, consent=consent)
        self.async_set_updated_data(self.controller.snapshot(self.now))

    async def async_export(self, wish: Wish, origin: str) -> Export:
        """Let the agent make a research bundle, and note it; AgentError where it does not."""
        export = await (await self.async_agent()).export(wish)
        self.exports.made(self.now, wish, export, origin)
        self.async_set_updated_data(self.controller.snapshot(self.now))
        return export

    async def async_agent(self) -> AgentLink:
        """Return the way to an agent that has every record by now; AgentError where nobody can say so."""
        if self._agent is None:
            raise AgentError("there is no agent")
        await self.async_flush()
        return await self._agent.caught_up()

    @callback
    def _flush_soon(self) -> None:
        if self._flushing is not None or self.ledger.waiting == 0:
            return
        task = self.config_entry.async_create_background_task(self.hass, self._flush(), f"{DOMAIN} ledger")
        self._flushing = None if task.done() else task

    async def _flush(self) -> None:
        try:
            while self.ledger.waiting:
                await self.hass.async_add_executor_job(self.ledger.flush)
            self.controller.ledger_failed(broken=False)
            if self._agent is not None:
                self._agent.wake()
        except sqlite3.Error:
            LOGGER.exception("The ledger %s cannot be written; nothing new starts until it can", self.ledger.path)
            self.controller.ledger_failed(broken=True)
            if not self._stopping:
                self._stop.append(async_call_later(self.hass, _RETRY_LEDGER_S, self._retry_flush))
        finally:
            self._flushing = None

    @callback
    def _retry_flush(self, _: Any) -> None:
        self._flush_soon()

    async def async_flush(self) -> None:
        """Wait until every record is on disk, or could not be written."""
        self._flush_soon()
        while self._flushing is not None:
            await asyncio.wait([self._flushing])

    @callback
    def _prune_daily(self) -> None:
        now = self.now
        if 0 <= now - self._pruned_at < _DAY_S:
            return
        self._pruned_at = now
        self.hass.async_add_executor_job(self.ledger.prune, now - LEDGER_DAYS * _DAY_S)

    async def _final_write(self, _: Event) -> None:
        await self.async_stop()

    async def _save_plant(self) -> None:
        if self.household.plant is not None:
            saved = {CONF_HOUSEHOLD: self.household.name, "plant": self.household.plant.snapshot()}
            await plant_store(self.hass, self.config_entry.entry_id).async_save(saved)


def ledger_path(hass: HomeAssistant, entry_id: str) -> Path:
    """Return the file in which a household's records are kept."""
    return Path(hass.config.path(DOMAIN, f"{entry_id}.db"))
