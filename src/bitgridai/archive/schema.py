"""What a Parquet file of the archive holds, column by column."""

from collections.abc import Sequence
from typing import Any, Final

import pyarrow as pa

from .link import Link

VERSION: Final = 1
"""Raised when a column changes its meaning or goes; new columns keep it."""

VERSION_KEY: Final = b"bitgridai.archive"
_LOAD = pa.struct(
    [
        ("load", pa.string()),
        ("action", pa.string()),
        ("rule", pa.string()),
        ("code", pa.string()),
        ("previous_w", pa.float64()),
        ("target_w", pa.float64()),
        ("power_w", pa.float64()),
        ("chip_temp_c", pa.float64()),
    ]
)
SIGNALS: Final = ("grid_power_w", "pv_power_w", "battery_power_w", "battery_soc_pct", "house_load_w", "price_ct_kwh")

RECORDS: Final = pa.schema(
    [
        ("seq", pa.int64()),
        ("time", pa.timestamp("s", tz="UTC")),
        ("kind", pa.string()),
        ("trigger", pa.string()),
        ("event", pa.string()),
        ("engine", pa.string()),
        ("policy_hash", pa.string()),
        *((name, pa.float64()) for name in SIGNALS),
        ("surplus_w", pa.float64()),
        ("loads", pa.list_(_LOAD)),
        # The record itself, byte for byte; every other column is a copy for those who analyse.
        ("body", pa.string()),
    ],
    metadata={VERSION_KEY: str(VERSION).encode()},
)
_FAMILIAR: Final = ("kind", "trigger", "event", "engine", "policy_hash")


def records_table(links: Sequence[Link]) -> pa.Table:
    """Write records as a table, one row each, in their order."""
    return pa.Table.from_pylist([_row(link) for link in links], schema=RECORDS)


def version_of(schema: pa.Schema, key: bytes = VERSION_KEY) -> int | None:
    """Return the version a file was written with; None where it is not an archive's."""
    told = (schema.metadata or {}).get(key)
    return int(told) if told is not None and told.isdigit() else None


def _row(link: Link) -> dict[str, Any]:
    record = link.record
    state = record.get("state") or {}
    signals, decision = state.get("signals") or {}, record.get("decision") or {}
    return {
        "seq": link.seq,
        "time": link.time,
        **{name: record.get(name) for name in _FAMILIAR},
        **{name: _number(signals.get(name)) for name in SIGNALS},
        "surplus_w": _number((decision.get("surplus") or {}).get("surplus_w")),
        "loads": _loads(decision.get("loads") or {}, state.get("loads") or {}),
        "body": link.body.decode(),
    }


def _loads(decided: dict[str, Any], seen: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "load": name,
            **{key: made.get(key) for key in ("action", "rule", "code")},
            **{key: _number(made.get(key)) for key in ("previous_w", "target_w")},
            **{key: _number((seen.get(name) or {}).get(key)) for key in ("power_w", "chip_temp_c")},
        }
        for name, made in decided.items()
    ]


def _number(value: object) -> float | None:
    """Return a signal's value; a signal of doubtful quality is an object with a value, or without one."""
    if isinstance(value, dict):
        return _number(value.get("value")) if value.get("quality", "ok") == "ok" else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
