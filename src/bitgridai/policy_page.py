"""``docs/policy.md``: every threshold with its unit, range, default and meaning."""

from dataclasses import fields
from enum import StrEnum
from typing import Any

from .engine.document import written
from .engine.policy import Policy
from .engine.threshold import Spec


def policy() -> str:
    """Return the table of the whole policy."""
    lines = [
        "# Policy",
        "",
        "Every threshold of the engine. A policy document may hold any part of it; the defaults fill the rest.",
        "Written from the code by `scripts/docs`; a test keeps it up to date.",
    ]
    lines += _table(Policy(), "")
    return "\n".join(lines) + "\n"


def _table(section: Any, path: str) -> list[str]:
    """Rows of a section's own thresholds, then its subsections."""
    rows, below = [], []
    for item in fields(section):
        value = getattr(section, item.name)
        place = f"{path}{item.name}"
        if "section" in item.metadata:
            below += ["", f"## `{place}`", "", str(item.metadata["doc"]), *_table(value, f"{place}.")]
        else:
            spec: Spec = item.metadata["spec"]
            rows.append(f"| `{item.name}` | {_shown(value)} | {spec.unit} | {_range(spec)} | {spec.doc} |")
    head = ["", "| Threshold | Default | Unit | Range | Meaning |", "| --- | --- | --- | --- | --- |"]
    return [*(head if rows else []), *rows, *below]


def _shown(value: object) -> str:
    if value is None:
        return "off"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return written(value) if isinstance(value, int | float) else str(value)


def _range(spec: Spec) -> str:
    if issubclass(spec.kind, StrEnum):
        return ", ".join(member.value for member in spec.kind)
    if spec.low is None or spec.high is None:
        return "yes or no"
    return f"{written(spec.low)} to {written(spec.high)}" + (", or empty" if spec.nullable else "")
