"""The demo without a dashboard: the same integration in the same core, as fast as it goes, proven and reported."""

import asyncio
from contextlib import AsyncExitStack, ExitStack
import json
import logging
import os
from pathlib import Path
import signal
import sys
import tempfile

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from custom_components.bitgridai.const import CONF_HOUSEHOLD, CONF_SPEED, CONF_START_HOUR, DOMAIN, MODE_SIMULATED
from custom_components.bitgridai.coordinator import BitGridConfigEntry, BitGridCoordinator, ledger_path
from custom_components.bitgridai.engine.key_figures import figures_report
from custom_components.bitgridai.simulation import Plant
from custom_components.bitgridai.simulation.summary import summarise

from .agent import running_agent
from .bundles import export
from .core import add_entry, running_core
from .house import House, language_of, open_house
from .options import Options
from .replays import connect, replay
from .report import Run, as_text, make_report
from .texts import DemoError, tell
from .watch import Watch

_CHUNK_S = 3600
_DAY_S = 86_400


_INTERRUPTED = 130
"""Exit code after Ctrl-C, as the shell has it: there is no report."""


def run(options: Options, began: float) -> int:
    """Run, report, and return 0 only if the ledger is proven; ``began`` is when the program did.

    Where there is an agent, its verdict counts too.
    """
    try:
        return _run(options, began)
    except asyncio.CancelledError:
        return _INTERRUPTED


def _run(options: Options, began: float) -> int:
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)
    house = open_house(options.household)
    with ExitStack() as stack:
        if options.keep:
            folder = Path(tempfile.mkdtemp(prefix="bitgridai-"))
        else:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bitgridai-")))
        report = make_report(asyncio.run(_live(folder, house, options, began)), kept=options.keep)
    tell(json.dumps(report, ensure_ascii=False) if options.json else as_text(report))
    return 0 if report["ledger_verified"] and (report["agent"] is None or report["agent"]["verify"]["same"]) else 1


def _end_on_signals() -> None:
    """Let Ctrl-C and SIGTERM cancel the task that asks for it."""
    task = asyncio.current_task()

    def end() -> None:
        # Home Assistant would complain of what is broken off.
        logging.disable()
        if task is not None:
            task.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end)


async def _live(folder: Path, house: House, options: Options, began: float) -> Run:
    _end_on_signals()
    async with AsyncExitStack() as stack:
        agent = await stack.enter_async_context(running_agent(folder / "agent")) if options.agent else None
        hass = await stack.enter_async_context(running_core(folder, house, language_of(os.environ)))
        entry = await told_time(hass, house)
        if agent is not None:
            await connect(hass, entry, agent)
        coordinator = entry.runtime_data
        plant = _plant(coordinator)
        watch = Watch(coordinator)
        await _run_days(coordinator, plant, options.days)
        await coordinator.async_flush()
        replayed = None
        if agent is not None:
            replayed = await replay(hass, entry)
            replayed["bundle"] = await export(hass, entry, agent, folder)
        await hass.config_entries.async_unload(entry.entry_id)
        return Run(
            household=house.id,
            days=options.days,
            start=plant.start,
            end=plant.t,
            summary=summarise(plant.energies, plant.baseline),
            ledger_figures=figures_report(coordinator.controller.figures),
            min_battery_soc_pct=watch.min_battery_soc_pct,
            decision_cost_ms=watch.decision_cost_ms,
            ledger=ledger_path(hass, entry.entry_id),
            replayed=replayed,
            began=began,
        )


async def told_time(hass: HomeAssistant, house: House) -> BitGridConfigEntry:
    """Set up the household as in the user interface, but for the time: it begins at midnight, and passes when told."""

    @callback
    def take_the_clock(change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if change is ConfigEntryChange.ADDED:
            data = {**entry.data, CONF_SPEED: 0, CONF_START_HOUR: 0}
            hass.config_entries.async_update_entry(entry, data=data)

    # Told between the end of the flow and the start of the entry: the form knows no speed of 0.
    stop = async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, take_the_clock)
    try:
        simulated = {CONF_HOUSEHOLD: house.id, CONF_SPEED: 1}
        return await add_entry(hass, DOMAIN, {"user": {"next_step_id": MODE_SIMULATED}, MODE_SIMULATED: simulated})
    finally:
        stop()


def _plant(coordinator: BitGridCoordinator) -> Plant:
    plant = coordinator.household.plant
    if plant is None:
        raise DemoError("The household is not a simulated one.")
    return plant


async def _run_days(coordinator: BitGridCoordinator, plant: Plant, days: int) -> None:
    """Live through whole days, with a line about it where someone is watching."""
    shown = sys.stderr.isatty()
    end = plant.start + days * _DAY_S
    while plant.t < end:
        await coordinator.async_run_until(min(end, plant.t + _CHUNK_S))
        # The ledger and Ctrl-C wait for a turn.
        await asyncio.sleep(0)
        if shown:
            sys.stderr.write(f"\rDay {min(days, (plant.t - plant.start) // _DAY_S + 1)} of {days} ")
            sys.stderr.flush()
    if shown:
        sys.stderr.write("\r\x1b[K")
