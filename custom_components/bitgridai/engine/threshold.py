"""Policy fields that carry their unit, range and meaning, and the code that checks them.

One description serves validation, the settings page and the documentation.
"""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from .canonical import quantize
from .document import Json, Node


@dataclass(frozen=True, slots=True)
class Spec:
    """What may stand in one policy field."""

    unit: str
    low: float | None
    high: float | None
    doc: str
    nullable: bool = False
    kind: type = float
    later: bool = False
    """Came after the first policies were hashed; see :func:`later`."""


def threshold(default: float | None, *, unit: str, low: float, high: float, doc: str, nullable: bool = False) -> Any:
    """Declare a number within a closed range; null means "off" where allowed."""
    return field(default=default, metadata={"spec": Spec(unit, low, high, doc, nullable)})


def later(default: float | None, *, unit: str, low: float, high: float, doc: str) -> Any:
    """Declare a number that policies written before it do not have; null where ``default`` is null.

    It is left out of the document while it has its default, so that those policies keep
    their hash. For the same reason its default never changes.
    """
    spec = Spec(unit, low, high, doc, nullable=default is None, later=True)
    return field(default=default, metadata={"spec": spec})


def later_count(default: int, *, unit: str, low: int, high: int, doc: str) -> Any:
    """Declare a whole number that policies written before it do not have, see :func:`later`."""
    return field(default=default, metadata={"spec": Spec(unit, low, high, doc, kind=int, later=True)})


def count(default: int, *, unit: str, low: int, high: int, doc: str) -> Any:
    """Declare a whole number within a closed range."""
    return field(default=default, metadata={"spec": Spec(unit, low, high, doc, kind=int)})


def switch(*, default: bool, doc: str) -> Any:
    """Declare a yes or no."""
    return field(default=default, metadata={"spec": Spec("", None, None, doc, kind=bool)})


def choice(default: StrEnum, *, doc: str) -> Any:
    """Declare one of an enumeration."""
    return field(default=default, metadata={"spec": Spec("", None, None, doc, kind=type(default))})


def section(kind: type, *, doc: str) -> Any:
    """Declare a nested section."""
    return field(default_factory=kind, metadata={"section": kind, "doc": doc})


def read_section[S](kind: type[S], node: Node) -> S:
    """Read a section; keys left out keep their default, unknown keys are refused.

    Keys named in the section's ``RETIRED`` stood in policies of earlier versions: they are passed over.
    """
    known = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]  # always a dataclass
    retired: frozenset[str] = getattr(kind, "RETIRED", frozenset())
    values: dict[str, Any] = {}
    for name, child in node.mapping(frozenset(known) | retired).items():
        if name in retired:
            continue
        metadata = known[name].metadata
        if "section" in metadata:
            values[name] = read_section(metadata["section"], child)
        else:
            values[name] = _read_value(metadata["spec"], child)
    return kind(**values)


def _read_value(spec: Spec, node: Node) -> Any:
    if spec.nullable and node.value is None:
        return None
    if spec.kind is bool:
        return node.boolean()
    if issubclass(spec.kind, StrEnum):
        return node.choice(spec.kind)
    if spec.kind is int:
        low, high = spec.low, spec.high
        return node.integer(None if low is None else int(low), None if high is None else int(high))
    return quantize(node.number(spec.low, spec.high))


def section_document(value: Any) -> dict[str, Json]:
    """Write a section with every field, defaults included but for those of :func:`later`."""
    document: dict[str, Json] = {}
    for item in fields(value):
        content = getattr(value, item.name)
        if "section" in item.metadata:
            document[item.name] = section_document(content)
        elif not (item.metadata["spec"].later and content == item.default):
            document[item.name] = content
    return document
