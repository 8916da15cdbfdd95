"""Results as files: JSON for programs, Parquet for analysis, SVG to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..engine.explanation import LANGUAGES
from ..engine.version import ENGINE_VERSION
from .comparison import Comparison, Differing
from .course import ACTIONS, CODES, UNDECIDED
from .plots import days_plot, differing_plot, front_plot, powers_plot
from .sweep import SweepResult
from .what_if import WhatIf

if TYPE_CHECKING:
    import pyarrow as pa


def save_comparison(
    result: Comparison, folder: Path, language: str = "en", about: Mapping[str, Any] | None = None
) -> list[Path]:
    """Write ``compare.json``, ``differences.parquet`` and ``differing.svg``; return the files.

    ``about`` is what the caller knows of the records besides, for the JSON. Parquet needs pyarrow
    (the extra ``archive``).
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _write(folder / "compare.json", _json({"kind": "verify", **result.document(), **(about or {})})),
        _write_table(folder / "differences.parquet", differences_table(result)),
        _write(folder / "differing.svg", differing_plot(result, language)),
    ]


def save_what_if(result: WhatIf, folder: Path, language: str = "en") -> list[Path]:
    """Write ``what-if.json``, ``blocks.parquet``, ``powers.svg`` and ``days.svg``; return the files.

    Parquet needs pyarrow (the extra ``archive``).
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _write(folder / "what-if.json", _json(result.document())),
        _write_table(folder / "blocks.parquet", blocks_table(result)),
        _write(folder / "powers.svg", powers_plot(result, language)),
        _write(folder / "days.svg", days_plot(result, language)),
    ]


def save_sweep(result: SweepResult, folder: Path, language: str = "en") -> list[Path]:
    """Write ``sweep.json``, ``policies.parquet`` and ``front.svg``; return the files.

    Parquet needs pyarrow (the extra ``archive``).
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _write(folder / "sweep.json", _json(result.document())),
        _write_table(folder / "policies.parquet", policies_table(result)),
        _write(folder / "front.svg", front_plot(result, language)),
    ]


def differences_table(result: Comparison) -> pa.Table:
    """Return a row for each decision that differs and is told: as it was recorded, and as it would be now."""
    import pyarrow as pa  # noqa: PLC0415  # only files need it

    told = [
        ("action", pa.string()),
        ("target_w", pa.float64()),
        ("rule", pa.string()),
        ("code", pa.string()),
        *((f"text_{language}", pa.string()) for language in LANGUAGES),
    ]
    schema = pa.schema(
        [
            ("seq", pa.int64()),
            ("time", pa.string()),
            ("load", pa.string()),
            *((f"{side}_{name}", kind) for side in ("recorded", "replayed") for name, kind in told),
        ]
    )
    return pa.Table.from_pylist([_difference_row(each) for each in result.differing], schema=schema)


def _difference_row(each: Differing) -> dict[str, Any]:
    row: dict[str, Any] = {"seq": each.seq, "time": each.time, "load": each.load}
    for side, told in (("recorded", each.recorded), ("replayed", each.replayed)):
        words = {f"text_{language}": text for language, text in told.text.items()}
        row |= {f"{side}_{name}": value for name, value in (asdict(told) | words).items() if name != "text"}
    return row


def blocks_table(result: WhatIf) -> pa.Table:
    """Return a row for each block and policy, and columns for each load."""
    import pyarrow as pa  # noqa: PLC0415  # only files need it

    rows = list(_block_rows(result))
    loads = [load.id for load in result.setting.recorded.loads]
    schema = pa.schema(
        [
            ("time", pa.timestamp("s", tz="UTC")),
            ("policy", pa.string()),
            *((name, pa.float64()) for name in ("pv_w", "base_w", "grid_w", "battery_w", "stored_wh")),
            *(column for load in loads for column in _load_columns(load, pa)),
        ],
        metadata={"bitgridai.replay": "1", "bitgridai.engine": ENGINE_VERSION},
    )
    return pa.Table.from_pylist(rows, schema=schema)


def _load_columns(load: str, pa: Any) -> list[tuple[str, Any]]:
    return [(f"{load}.target_w", pa.float64()), (f"{load}.action", pa.string()), (f"{load}.code", pa.string())]


def _block_rows(result: WhatIf) -> Iterator[dict[str, Any]]:
    recorded, factor = result.setting.recorded, result.setting.given.pv_factor
    for name, course in result.courses.items():
        for block in range(recorded.blocks):
            known = recorded.known(block)
            row: dict[str, Any] = {"time": recorded.time(block), "policy": name}
            if known:
                row |= {
                    "pv_w": recorded.pv_w[block] * factor,
                    "base_w": recorded.base_w[block],
                    "grid_w": course.grid_w[block],
                    "battery_w": course.battery_w[block],
                    "stored_wh": course.stored_wh[block],
                }
            for load_id, load in course.loads.items():
                decided = load.action[block] != UNDECIDED
                row[f"{load_id}.target_w"] = load.target_w[block] if known else None
                row[f"{load_id}.action"] = ACTIONS[load.action[block]].value if decided else None
                row[f"{load_id}.code"] = CODES[load.code[block]] if decided else None
            yield row


def policies_table(result: SweepResult) -> pa.Table:
    """Return a row for each policy in its place; every place that the grid changes is a column."""
    import pyarrow as pa  # noqa: PLC0415  # only files need it

    rows = []
    for row in result.rows:
        document = row.document()
        changes, energies = document.pop("changes"), document.pop("load_kwh")
        rows.append(
            {
                **document,
                **{f"{load}.energy_kwh": energy for load, energy in energies.items()},
                **{place: _cell(value) for place, value in changes.items()},
            }
        )
    # A column in which some value is a word holds words.
    mixed = {name for row in rows for name, value in row.items() if isinstance(value, str)}
    rows = [{name: str(value) if name in mixed else value for name, value in row.items()} for row in rows]
    return pa.Table.from_pylist(rows)


def _cell(value: Any) -> Any:
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n"


def _write(file: Path, text: str) -> Path:
    temporary = file.with_name(f".{file.name}.new")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(file)
    return file


def _write_table(file: Path, table: pa.Table) -> Path:
    import pyarrow.parquet as pq  # noqa: PLC0415  # only files need it

    temporary = file.with_name(f".{file.name}.new")
    pq.write_table(table, temporary, compression="zstd")
    temporary.replace(file)
    return file
