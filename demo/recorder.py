"""What the integration makes Home Assistant's recorder write in a day: ``python -m demo.recorder``.

A simulated household lives at the pace of a real one, a look every ten seconds, under a core with the real recorder on
SQLite. Afterwards the rows are counted in the file itself. Statistics need Home Assistant's own clock and cannot be
made to hurry; but they are arithmetic: each sensor with a state class gets 24 hourly rows a day, and 288 of five
minutes, which the recorder deletes again after ten days.
"""

from argparse import ArgumentParser
import asyncio
from dataclasses import asdict, dataclass
import json
import logging
from pathlib import Path
import sqlite3
import sys
import tempfile

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.recorder import async_initialize_recorder, get_instance
from homeassistant.setup import async_setup_component

from custom_components.bitgridai.const import EVENT_DECISION
from custom_components.bitgridai.coordinator import BitGridConfigEntry, BitGridCoordinator

from .core import running_core
from .headless import told_time
from .house import open_house
from .texts import DemoError, tell

GOAL_ROWS = 1500
"""A day, for the controller and one load."""
_DAY_S = 86_400
_STEP_S = 10
_PARTS = frozenset({"household", "meter", "inverter", "storage"})
_SIMULATION = ("fault_", "simulated_")
_STATES = """
SELECT m.entity_id, COUNT(*), COUNT(DISTINCT s.attributes_id)
FROM states s JOIN states_meta m USING (metadata_id) GROUP BY m.entity_id
"""
_EVENTS = """
SELECT t.event_type, COUNT(*), COUNT(DISTINCT e.data_id)
FROM events e JOIN event_types t USING (event_type_id) WHERE t.event_type LIKE 'bitgridai%' GROUP BY t.event_type
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Rows a day of one entity or event."""

    name: str
    device: str
    """``controller``, ``load``, ``house`` (instruments, which a real house records anyhow) or ``simulation``."""
    states: float = 0
    attributes: float = 0
    events: float = 0
    statistics: float = 0
    """Hourly ones."""
    short_term_statistics: float = 0

    @property
    def kept(self) -> float:
        """All rows but those that the recorder deletes after ten days in any case."""
        return self.states + self.attributes + self.events + self.statistics


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A run's rows, and that no decision was lost."""

    household: str
    days: int
    rows: tuple[Written, ...]
    changes_in_ledger: int
    """Loads that decisions started, stopped, raised or lowered."""
    changes_in_history: int
    """The same, as the recorder kept them."""
    decisions_in_ledger: int

    def per_day(self, *devices: str) -> float:
        """Add up what some devices wrote."""
        return round(sum(row.kept for row in self.rows if row.device in devices), 1)

    @property
    def good(self) -> bool:
        """Whether the goal is met and nothing was lost."""
        kept = self.changes_in_ledger == self.changes_in_history
        return kept and self.per_day("controller", "load") <= GOAL_ROWS


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 1 where the goal is missed or a decision was lost."""
    parser = ArgumentParser(prog="bitgridai bench recorder", description=__doc__)
    parser.add_argument("--household", default="real_week")
    parser.add_argument("--days", type=int, default=1, metavar="N")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args(argv)
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)
    try:
        result = measure(arguments.household, max(1, arguments.days))
    except DemoError as err:
        sys.stderr.write(f"bitgridai bench recorder: {err}\n")
        return 2
    tell(json.dumps(as_document(result)) if arguments.json else as_text(result))
    return 0 if result.good else 1


def measure(household: str, days: int) -> Result:
    """Let a household live under a real recorder, and count."""
    with tempfile.TemporaryDirectory(prefix="bitgridai-recorder-") as folder:
        return asyncio.run(_measure(Path(folder), household, days))


async def _measure(folder: Path, household: str, days: int) -> Result:
    house = open_house(household)
    file = folder / "history.db"
    async with running_core(folder, house, "en") as hass:
        await _record(hass, file)
        entry = await told_time(hass, house)
        coordinator = entry.runtime_data
        await _live(hass, coordinator, days)
        await coordinator.async_flush()
        await get_instance(hass).async_block_till_done()
        rows = await hass.async_add_executor_job(_count, file, _devices(hass, entry), days)
        records = await hass.async_add_executor_job(lambda: list(coordinator.ledger.all_records()))
        decisions = [record["decision"] for record in records if record["kind"] == "decision"]
        changes = sum(made["action"] != "HOLD" for decision in decisions for made in decision["loads"].values())
        kept = await hass.async_add_executor_job(_changes_kept, file)
        await hass.config_entries.async_unload(entry.entry_id)
    return Result(
        household=household,
        days=days,
        rows=rows,
        changes_in_ledger=changes,
        changes_in_history=kept,
        decisions_in_ledger=len(decisions),
    )


async def _record(hass: HomeAssistant, file: Path) -> None:
    async_initialize_recorder(hass)
    if not await async_setup_component(hass, "recorder", {"recorder": {"db_url": f"sqlite:///{file}"}}):
        raise DemoError("The recorder does not start.")
    await get_instance(hass).async_recorder_ready.wait()


async def _live(hass: HomeAssistant, coordinator: BitGridCoordinator, days: int) -> None:
    end = coordinator.now + days * _DAY_S
    while coordinator.now < end:
        await coordinator.async_run_until(coordinator.now + _STEP_S)
        if coordinator.now % 3600 < _STEP_S:
            await hass.async_block_till_done()
            await get_instance(hass).async_block_till_done()


def _devices(hass: HomeAssistant, entry: BitGridConfigEntry) -> dict[str, tuple[str, bool]]:
    """Return, by entity, the kind of its device and whether it has statistics."""
    devices = dr.async_get(hass)
    found: dict[str, tuple[str, bool]] = {}
    for item in er.async_entries_for_config_entry(er.async_get(hass), entry.entry_id):
        device = devices.async_get(item.device_id) if item.device_id else None
        model = device.model_id if isinstance(device, dr.DeviceEntry) else None
        kind = "house" if model in _PARTS else "load" if model == "load" else "controller"
        if str(item.translation_key).startswith(_SIMULATION):
            kind = "simulation"
        found[item.entity_id] = (kind, bool((item.capabilities or {}).get("state_class")) and item.disabled_by is None)
    return found


def _count(file: Path, devices: dict[str, tuple[str, bool]], days: int) -> tuple[Written, ...]:
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
        states = {name: (rows, attributes) for name, rows, attributes in db.execute(_STATES)}
        events = [(name, rows + data) for name, rows, data in db.execute(_EVENTS)]
    rows = []
    for name, (device, statistics) in devices.items():
        written, attributes = states.get(name, (0, 0))
        rows.append(
            Written(
                name=name,
                device=device,
                states=written / days,
                attributes=attributes / days,
                statistics=24 if statistics else 0,
                short_term_statistics=288 if statistics else 0,
            )
        )
    rows += [Written(name=name, device="controller", events=count / days) for name, count in events]
    return tuple(sorted(rows, key=lambda row: (-row.kept, row.name)))


def _changes_kept(file: Path) -> int:
    """Count the changes that the recorder holds as events with their reason and record number."""
    query = """
    SELECT d.shared_data FROM events e JOIN event_types t USING (event_type_id) JOIN event_data d USING (data_id)
    WHERE t.event_type = ?
    """
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as db:
        told = [json.loads(data) for (data,) in db.execute(query, (EVENT_DECISION,))]
    return len({(item["seq"], item["load"]) for item in told if item.get(ATTR_DEVICE_ID) and item["code"]})


def as_document(result: Result) -> dict[str, object]:
    """Write a result for programs."""
    return {
        "household": result.household,
        "days": result.days,
        "goal_rows_per_day": GOAL_ROWS,
        "rows_per_day": result.per_day("controller", "load"),
        "rows_per_day_of_house_sensors": result.per_day("house"),
        "short_term_statistics_per_day": sum(row.short_term_statistics for row in result.rows),
        "decisions_in_ledger": result.decisions_in_ledger,
        "changes_in_ledger": result.changes_in_ledger,
        "changes_in_history": result.changes_in_history,
        "by_name": [asdict(row) for row in result.rows if row.kept],
    }


def as_text(result: Result) -> str:
    """Write a result for people."""
    lines = [f"{'rows a day':>10}  {'states':>7} {'attrs':>7} {'events':>7} {'hourly':>7}  entity or event"]
    lines += [
        f"{row.kept:10.1f}  {row.states:7.1f} {row.attributes:7.1f} {row.events:7.1f} {row.statistics:7.0f}  "
        f"{row.name} ({row.device})"
        for row in result.rows
        if row.kept
    ]
    short = sum(row.short_term_statistics for row in result.rows)
    own = result.per_day("controller", "load")
    lines += [
        "",
        f"{result.household}, {result.days} day(s): {own:.0f} rows a day of controller and loads (goal: {GOAL_ROWS}),",
        f"{result.per_day('house'):.0f} of the instruments, {result.per_day('simulation'):.0f} of the simulation.",
        f"Five-minute statistics, deleted after ten days: {short:.0f} a day.",
        f"{result.decisions_in_ledger} decisions in the ledger; they changed a load {result.changes_in_ledger} times,",
        f"{result.changes_in_history} of these are in the history.",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
