"""What a headless run reports: figures from the plant, decisions and proof from the ledger."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
import time
from typing import Any

from custom_components.bitgridai.engine import ENGINE_VERSION, verify
from custom_components.bitgridai.ledger import LedgerError, open_ledger
from custom_components.bitgridai.ledger.tally import Tally
from custom_components.bitgridai.simulation.summary import Summary

type Report = dict[str, Any]


def _read(ledger: Path) -> tuple[Tally, str | None]:
    """Count what was decided and prove it; return also the first thing that is not as it should be."""
    tally = Tally()
    try:
        opened = open_ledger(ledger)
        tally = Tally.of(opened.records)
        proof = verify(opened.records, opened.last_hash, opened.anchor, opened.policies)
    except LedgerError as err:
        return tally, str(err)
    return tally, None if proof.verified else str(proof.difference)


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A run that is over."""

    household: str
    days: int
    start: int
    end: int
    summary: Summary
    ledger_figures: Mapping[str, Any]
    """The catalogue's key figures, counted from the records alone."""
    min_battery_soc_pct: float | None
    decision_cost_ms: float | None
    ledger: Path
    replayed: Mapping[str, Any] | None
    """What the agent says of the same days; None without one."""
    began: float
    """When the program began, by the monotonic clock."""


def make_report(run: Run, *, kept: bool) -> Report:
    """Prove the ledger and put everything into one JSON object; docs/demo.md defines its keys."""
    tally, difference = _read(run.ledger)
    return {
        "household": run.household,
        "days": run.days,
        "from": _iso(run.start),
        "to": _iso(run.end),
        **tally.document(run.days),
        **run.summary.document(),
        "min_battery_soc_pct": _rounded(run.min_battery_soc_pct, 1),
        "ledger_figures": run.ledger_figures,
        "ledger_verified": difference is None,
        "ledger_difference": difference,
        "ledger": str(run.ledger) if kept else None,
        "agent": run.replayed,
        "engine_version": ENGINE_VERSION,
        "decision_cost_ms": _rounded(run.decision_cost_ms, 2),
        "seconds": round(time.monotonic() - run.began, 1),
    }


def _iso(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z")


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def as_text(report: Report) -> str:
    """Tell a report to a person."""
    figures = report["key_figures"]
    loads = report["loads_from_kwh"]
    kwh = report["load_energy_kwh"]
    lines = [
        f"{report['household']}: {report['days']} days from {report['from'][:10]} to {report['to'][:10]} (UTC)",
        "",
        f"  Sun            {_kwh(report['pv_kwh'])}",
        f"  House          {_kwh(report['base_kwh'])}   without the loads",
        *(
            f"  {_fit(name, 14)} {_kwh(energy)}   {_kwh(report['load_productive_kwh'][name]).strip()} of it of use"
            for name, energy in kwh.items()
        ),
        f"    from         {_kwh(loads['surplus'])}   surplus",
        f"                 {_kwh(loads['battery'])}   battery",
        f"                 {_kwh(loads['grid'])}   grid",
        "",
        "                   with loads   without",
        f"  Import         {_kwh(report['import_kwh'])}{_kwh(report['import_without_loads_kwh'])}",
        f"  Export         {_kwh(report['export_kwh'])}{_kwh(report['export_without_loads_kwh'])}",
        _shares("Self-consumption", figures["self_consumption_pct"], figures["self_consumption_without_loads_pct"]),
        _shares("Autarky", figures["autarky_pct"], figures["autarky_without_loads_pct"]),
        _shares("Surplus used", figures["surplus_used_pct"]),
        _shares("Lowest battery", report["min_battery_soc_pct"]),
        "",
        f"  Decisions      {report['decisions']}: {_counts(report['actions'])}",
        f"  Starts         {report['starts']['total']}, {report['starts']['per_day']:g} a day",
        f"  Reasons        {_counts(report['decisions_by_code'])}",
        f"  Ledger         {_proof(report)}",
        *_replays(report["agent"]),
        f"  Took           {report['seconds']:g} s; a decision {report['decision_cost_ms'] or 0:g} ms (median)",
    ]
    return "\n".join(line.rstrip() for line in lines)


def _replays(told: Mapping[str, Any] | None) -> list[str]:
    if told is None:
        return []
    bundle = told["bundle"]
    given = (
        f"A research bundle of {bundle['records']} records: opened by another process, all {bundle['decisions']} "
        f"decisions the same. SHA-256 {bundle['sha256'][:16]}…"
    )
    summaries = [*(told[kind]["summary"] for kind in ("verify", "what_if")), given]
    return [f"  Agent          {summary}" for summary in summaries]


def _kwh(energy: float) -> str:
    return f"{energy:9.2f} kWh"


def _fit(text: str, width: int) -> str:
    return f"{text[:width]:{width}}"


def _shares(name: str, *shares: float | None) -> str:
    return f"  {name:16} " + "".join("          –  " if share is None else f"{share:9.1f} %  " for share in shares)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items() if count)


def _proof(report: Report) -> str:
    records = f"{report['records']} records"
    kept = f", in {report['ledger']}" if report["ledger"] else ""
    if report["ledger_verified"]:
        return f"{records}, each reproduced by engine {report['engine_version']}{kept}"
    return f"{records}, NOT VERIFIED: {report['ledger_difference']}{kept}"
