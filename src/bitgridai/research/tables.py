"""What the Parquet files of a bundle hold."""

from typing import Any, Final

import pyarrow as pa

from .disguise import Disguise

RECORDS: Final = pa.schema(
    [
        ("seq", pa.int64()),
        ("time", pa.timestamp("ms", tz="UTC")),
        ("kind", pa.string()),
        # The record in disguise, byte for byte as it was chained.
        ("body", pa.string()),
    ],
    metadata={b"bitgridai.research": b"1"},
)

_LOAD: Final = pa.struct([("load", pa.string()), ("power_w", pa.float64()), ("chip_temp_c", pa.float64())])
POWERS: Final = ("grid_power_w", "pv_power_w", "battery_power_w", "house_load_w")
MEASUREMENTS: Final = pa.schema(
    [
        ("block", pa.timestamp("ms", tz="UTC")),
        *((name, pa.float64()) for name in POWERS),
        ("battery_soc_pct", pa.float64()),
        ("price_ct_kwh", pa.float64()),
        ("loads", pa.list_(_LOAD)),
    ],
    metadata={b"bitgridai.research": b"1"},
)

POWER_STEP_W: Final = 10.0


def measured(record: dict[str, Any], time: int, disguise: Disguise) -> dict[str, Any] | None:
    """Return the coarsened block means of a decision at the beginning of a block; None for any other record."""
    if record["kind"] != "decision" or record["trigger"] != "BLOCK_TICK":
        return None
    signals, loads = record["state"]["signals"], record["state"]["loads"]
    return {
        "block": (time - time % 60) * 1000,
        **{name: _coarse(signals.get(name), POWER_STEP_W) for name in POWERS},
        "battery_soc_pct": _coarse(signals.get("battery_soc_pct"), 1.0),
        "price_ct_kwh": _coarse(signals.get("price_ct_kwh"), 1.0),
        "loads": [
            {
                "load": disguise.load(load),
                "power_w": _coarse(seen.get("power_w"), POWER_STEP_W),
                "chip_temp_c": _coarse(seen.get("chip_temp_c"), 1.0),
            }
            for load, seen in sorted(loads.items())
        ],
    }


def _coarse(value: object, step: float) -> float | None:
    """Return a signal's value in whole steps; None where it is of doubtful quality."""
    if isinstance(value, dict):
        return _coarse(value.get("value"), step) if value.get("quality", "ok") == "ok" else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return round(value / step) * step + 0.0
