"""``bitgridai simulate``: a household under the controller, without Home Assistant."""

from argparse import ArgumentParser, Namespace
import asyncio
from collections.abc import Callable
from dataclasses import replace
import json
from pathlib import Path
import sys
from time import monotonic
from typing import Any

import yaml

from ..closed_loop import ClosedLoop
from ..engine import ENGINE_VERSION, DocumentError, Policy, verify
from ..engine.document import Node
from ..engine.key_figures import figures_report
from ..engine.policy import policy_with
from ..engine.presets import Preset, preset_policy
from ..ledger import JsonLinesWriter, Tally
from ..simulation import (
    DocumentError as HouseholdDocumentError,
    Household,
    Trace,
    TraceError,
    TraceSource,
    load_household,
    open_profile,
)
from ..simulation.summary import summarise
from .failure import CommandError

_DAY_S = 86_400
_GENERATED_FROM = 1_749_513_600
"""2025-06-10: where a generated house begins."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--household", type=Path, required=True, metavar="FILE", help="household to simulate (YAML)")
    parser.add_argument(
        "--trace", type=Path, metavar="FILE", help="sun and base load (CSV: utc,load_w,pv_w[,pv_forecast_w])"
    )
    parser.add_argument("--policy", type=Path, metavar="FILE", help="thresholds that differ from the preset (YAML)")
    parser.add_argument(
        "--preset",
        choices=[preset.value for preset in Preset],
        default=Preset.BALANCED.value,
        help="what the policy starts from (default: balanced)",
    )
    parser.add_argument("--days", type=int, metavar="N", help="how long (default: the whole trace, or 7 days)")
    parser.add_argument("--ledger", type=Path, metavar="FILE", help="write the records here (JSON Lines, a new file)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: Namespace) -> int:
    """Simulate and report; 1 where the run's own records cannot be proven."""
    policy = _policy(Preset(arguments.preset), arguments.policy)
    household = _household(arguments.household, arguments.trace)
    try:
        profile = open_profile(household)
    except TraceError as err:
        raise CommandError(str(err)) from err
    start = profile.start if isinstance(profile, Trace) else _GENERATED_FROM
    days = arguments.days or (profile.length_s // _DAY_S if isinstance(profile, Trace) else 7)
    if days < 1:
        raise CommandError(f"--days: expected a whole number of at least 1, found {days}")
    began = monotonic()
    loop = ClosedLoop.open(household, policy, start, profile)
    asyncio.run(loop.run(start + days * _DAY_S, _progress(start, days)))
    if arguments.ledger is not None:
        _write(arguments.ledger, loop)
    proof = verify(loop.ledger.records)
    report: dict[str, Any] = {
        "household": household.name,
        "days": days,
        **Tally.of(loop.ledger.records).document(days),
        **summarise(loop.plant.energies, loop.plant.baseline).document(),
        "ledger_figures": figures_report(loop.controller.figures),
        "ledger_verified": proof.verified,
        "last_hash": proof.last_hash,
        "engine_version": ENGINE_VERSION,
        "seconds": round(monotonic() - began, 1),
    }
    print(json.dumps(report, ensure_ascii=False) if arguments.json else _text(report))
    return 0 if proof.verified else 1


def _policy(preset: Preset, file: Path | None) -> Policy:
    base = preset_policy(preset)
    if file is None:
        return base
    try:
        with file.open(encoding="utf-8") as stream:
            document = yaml.safe_load(stream)
        changes = {} if document is None else Node("policy", document).mapping()
        return policy_with(base, {name: node.value for name, node in changes.items()})
    except OSError as err:
        raise CommandError(f"{file}: expected a readable file ({err.strerror or err})") from err
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as err:
        if isinstance(err, DocumentError):
            raise CommandError(f"{file.name}: {err}") from err
        raise CommandError(f"{file.name}: expected valid YAML") from err


def _household(file: Path, trace: Path | None) -> Household:
    try:
        household = load_household(file)
    except HouseholdDocumentError as err:
        raise CommandError(str(err)) from err
    if trace is None:
        return household
    factor = household.source.pv_factor if isinstance(household.source, TraceSource) else 1.0
    return replace(household, source=TraceSource(file=trace, pv_factor=factor))


def _progress(start: int, days: int) -> Callable[[int], None]:
    if not sys.stderr.isatty():
        return lambda _: None

    def show(now: int) -> None:
        done = (now - start) / _DAY_S
        print(f"\rDay {done:.1f} of {days}", end="" if done < days else "\n", file=sys.stderr, flush=True)

    return show


def _write(file: Path, loop: ClosedLoop) -> None:
    try:
        with JsonLinesWriter(file) as writer:
            for record in loop.ledger.records:
                writer.append(record)
    except OSError as err:
        raise CommandError(f"--ledger {file}: {err.strerror or err}; name a new file in a folder that exists") from err


def _text(report: dict[str, Any]) -> str:
    figures = report["key_figures"]
    rows = [
        f"{report['household']}, {report['days']} days",
        *(f"  {name}: {kwh:g} kWh used" for name, kwh in report["load_energy_kwh"].items()),
        f"  import caused by loads: {report['import_caused_kwh']:g} kWh",
        f"  export: {report['export_kwh']:g} kWh, {report['export_without_loads_kwh']:g} kWh without the loads",
        f"  surplus used: {_percent(figures['surplus_used_pct'])}",
        f"  self-consumption: {_pair(figures, 'self_consumption')}",
        f"  autarky: {_pair(figures, 'autarky')}",
        f"  starts: {report['starts']['total']}, {report['starts']['per_day']:g} a day",
        "  decisions: " + ", ".join(f"{code} {count}" for code, count in report["decisions_by_code"].items()),
        f"  ledger: {report['records']} records, "
        + ("every one reproduced" if report["ledger_verified"] else "NOT VERIFIED"),
    ]
    return "\n".join(rows)


def _pair(figures: dict[str, float | None], name: str) -> str:
    return f"{_percent(figures[f'{name}_pct'])}, {_percent(figures[f'{name}_without_loads_pct'])} without the loads"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:g} %"
