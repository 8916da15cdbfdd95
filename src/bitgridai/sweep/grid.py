"""A grid of policies: a partial policy document in which any value may be a list of values."""

from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Final

from ..engine import DocumentError, Policy
from ..engine.document import Node
from ..engine.policy import policy_with
from ..engine.threshold import read_section

_POLICIES_MAX: Final = 100_000

type Changes = dict[str, Any]
"""What differs from the default policy, by its place: ``{"r2.soc_soft_min_pct": 51}``."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One policy of a grid."""

    changes: Changes
    policy: Policy


@dataclass(frozen=True, slots=True)
class Grid:
    """All policies of a grid in the order of its document, the last place changing first."""

    variants: tuple[Variant, ...]
    left_out: int
    """Combinations whose thresholds contradict each other."""


def read_grid(node: Node, base: Policy | None = None) -> Grid:
    """Read a grid over a policy, the default one where none is given.

    DocumentError names the place and the value that does not fit.
    """
    places = list(_places(node, ()))
    count = prod(len(values) for _, values in places)
    if count > _POLICIES_MAX:
        raise DocumentError(node.path, f"a grid of at most {_POLICIES_MAX} policies", f"{count}")
    variants = []
    for values in product(*(values for _, values in places)):
        chosen = [(keys, value) for (keys, _), value in zip(places, values, strict=True)]
        try:
            policy = policy_with(base or Policy(), _document(chosen))
        except DocumentError:
            continue  # each value fits, so it is their combination that does not
        variants.append(Variant({".".join(keys): value for keys, value in chosen}, policy))
    if not variants:
        raise DocumentError(node.path, "at least one policy whose thresholds do not contradict each other")
    return Grid(tuple(variants), count - len(variants))


def _places(node: Node, keys: tuple[str, ...]) -> list[tuple[tuple[str, ...], list[Any]]]:
    """Return every place with its values, each of them valid by itself."""
    found = []
    for key, child in node.mapping().items():
        place = (*keys, key)
        if isinstance(child.value, dict):
            found += _places(child, place)
            continue
        listed = list(child.items()) if isinstance(child.value, list) else [child]
        if not listed:
            raise child.fail("at least one value")
        for item in listed:
            _check(place, item)
        found.append((place, [item.value for item in listed]))
    return found


def _check(place: tuple[str, ...], item: Node) -> None:
    try:
        read_section(Policy, Node("grid", _document([(place, item.value)])))
    except DocumentError as err:
        at_value = err.path == ".".join(("grid", *place)) and err.found is not None
        raise DocumentError(item.path if at_value else err.path, err.expected, err.found) from err


def _document(chosen: list[tuple[tuple[str, ...], Any]]) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for keys, value in chosen:
        section = document
        for key in keys[:-1]:
            section = section.setdefault(key, {})
        section[keys[-1]] = value
    return document
