"""What is wrong with a policy document, so that it can be told in the owner's language."""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from ..engine.document import describe
from ..engine.errors import DocumentError
from ..engine.policy import Policy
from ..engine.threshold import Spec

ROOT = "policy"
"""How the engine calls the document as a whole."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A mistake: the text that tells it, its place and what the text names."""

    key: str
    """Translation key, of the repair and of the error alike."""
    line: int = 1
    names: dict[str, str] = field(default_factory=dict)


def _specs() -> dict[str, Spec | None]:
    """Return what belongs at each place of a policy; None at a section."""
    places: dict[str, Spec | None] = {ROOT: None}

    def walk(section: Any, path: str) -> None:
        for item in fields(section):
            place = f"{path}.{item.name}"
            if "section" in item.metadata:
                places[place] = None
                walk(item.metadata["section"], place)
            else:
                places[place] = item.metadata["spec"]

    walk(Policy, ROOT)
    return places


SPECS = _specs()


def flaw_of(error: DocumentError, lines: dict[str, int]) -> Flaw:
    """Name what the engine refused; ``lines`` are the places of the document's keys."""
    place = error.path
    names = {"key": place.removeprefix(f"{ROOT}."), "found": error.found or ""}
    section = max((path for path, spec in SPECS.items() if spec is None and place.startswith(path)), key=len)
    line = lines.get(place, lines.get(section, 1))
    if place not in SPECS:
        known = [path.removeprefix(f"{section}.") for path in SPECS if path.rpartition(".")[0] == section]
        return Flaw("policy_unknown_key", line, {**names, "known": ", ".join(known)})
    spec = SPECS[place]
    if spec is None:
        return Flaw("policy_not_a_section", line, names)
    if other := next((name for name in SPECS if name.removeprefix(f"{ROOT}.") in error.expected.split()), None):
        return _contradiction(error, names, other, lines)
    if spec.kind is bool:
        return Flaw("policy_not_a_switch", line, names)
    if issubclass(spec.kind, StrEnum):
        return Flaw("policy_not_a_choice", line, {**names, "choices": ", ".join(item.value for item in spec.kind)})
    return Flaw("policy_not_whole" if spec.kind is int else "policy_out_of_range", line, names | range_names(spec))


def range_names(spec: Spec) -> dict[str, str]:
    """Return what a text about a threshold's range names."""
    return {"low": describe(_short(spec.low)), "high": describe(_short(spec.high)), "unit": spec.unit}


def _short(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number


def _contradiction(error: DocumentError, names: dict[str, str], other: str, lines: dict[str, int]) -> Flaw:
    # One of the two may be a default that is not in the document: then the other one is the place to look at.
    line = lines.get(error.path, lines.get(other, 1))
    limit = error.expected.partition("(")[2].rstrip(")")
    names = {**names, "other": other.removeprefix(f"{ROOT}."), "limit": limit}
    return Flaw("policy_too_high" if error.expected.startswith("less") else "policy_too_low", line, names)
