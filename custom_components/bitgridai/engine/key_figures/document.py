"""The figures' own memory as a document: it goes through any number of restarts without losing a digit."""

from typing import Final

from ..document import EARLIEST, WHOLE_MAX, Json, Node, iso_utc
from .accumulate import KeyFigures, Worth
from .baseline import Baseline
from .block import BlockPolicy
from .totals import totals_from_node

_VERSION: Final = 1


def key_figures_document(figures: KeyFigures) -> dict[str, Json]:
    """Write figures in the form that reads back the same."""
    return {
        "version": _VERSION,
        "seq": figures.seq,
        "since": None if figures.since is None else iso_utc(figures.since),
        "until": None if figures.until is None else iso_utc(figures.until),
        "date": figures.date,
        "block_end": figures.block_end,
        "block_date": figures.block_date,
        "worth": _plain(figures.worth),
        "policy": _plain(figures.policy),
        "baseline": _plain(figures.baseline),
        "total": figures.total.document(),
        "today": figures.today.document(),
    }


def _plain(value: Worth | BlockPolicy | Baseline | None) -> Json:
    return None if value is None else {name: getattr(value, name) for name in type(value).__slots__}


_KEYS: Final = frozenset(KeyFigures.__slots__) | {"version"}


def key_figures_from_node(node: Node) -> KeyFigures:
    """Read what :func:`key_figures_document` wrote; null is the beginning.

    DocumentError where it is anything else, also a form of another version.
    """
    if node.value is None:
        return KeyFigures()
    parts = {key: child for key, child in node.mapping(_KEYS).items() if child.value is not None}
    for key in ("version", "seq", "baseline", "total", "today"):
        if key not in parts:
            raise node.fail(f'an object with "{key}"')
    parts["version"].integer(_VERSION, _VERSION)
    return KeyFigures(
        seq=parts["seq"].integer(0, WHOLE_MAX),
        since=parts["since"].time() if "since" in parts else None,
        until=parts["until"].time() if "until" in parts else None,
        date=parts["date"].date() if "date" in parts else None,
        block_end=parts["block_end"].integer(EARLIEST, WHOLE_MAX) if "block_end" in parts else None,
        block_date=parts["block_date"].date() if "block_date" in parts else None,
        worth=_worth_from_node(parts["worth"]) if "worth" in parts else None,
        policy=_policy_from_node(parts["policy"]) if "policy" in parts else None,
        baseline=_baseline_from_node(parts["baseline"]),
        total=totals_from_node(parts["total"]),
        today=totals_from_node(parts["today"]),
    )


def _fields(node: Node, kind: type) -> dict[str, Node]:
    names = frozenset(kind.__slots__)  # type: ignore[attr-defined]  # a dataclass with slots
    parts = node.mapping(names)
    for name in names - parts.keys():
        raise node.fail(f'an object with "{name}"')
    return parts


def _worth_from_node(node: Node) -> Worth:
    parts = _fields(node, Worth)
    sats = parts["millisats"]
    return Worth(
        export_mct=parts["export_mct"].integer(),
        heat_mct=parts["heat_mct"].integer(),
        hodl_mct=parts["hodl_mct"].integer(),
        millisats=None if sats.value is None else sats.integer(0),
    )


def _policy_from_node(node: Node) -> BlockPolicy:
    parts = _fields(node, BlockPolicy)
    sats = parts["sats_per_kwh"]
    return BlockPolicy(
        policy_hash=parts["policy_hash"].text(),
        length_s=parts["length_s"].integer(1),
        min_coverage=parts["min_coverage"].number(0, 1),
        max_age_s=parts["max_age_s"].number(0),
        sats_per_kwh=None if sats.value is None else sats.number(0),
    )


def _baseline_from_node(node: Node) -> Baseline:
    parts = _fields(node, Baseline)
    lowest = parts["lowest_mj"]
    return Baseline(
        lead_mj=parts["lead_mj"].integer(0),
        charge_mw=parts["charge_mw"].integer(0),
        discharge_mw=parts["discharge_mw"].integer(0),
        lowest_mj=None if lowest.value is None else lowest.integer(0),
    )
