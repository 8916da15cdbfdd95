"""What is counted, over any span of time: whole numbers that add up."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Final

from ..document import WHOLE_MAX, Json, Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Sums over records. Energies in mJ, money in µct.

    The energies of the house count the blocks in which every power is known, so that they
    can be set against each other; that of a load counts the blocks in which its own is.
    """

    elapsed_s: int = 0
    """From the first block to the last, gaps included."""
    ticked_s: int = 0
    """Length of all blocks that were decided."""
    covered_s: int = 0
    """Length of the blocks in which every power is known."""
    pv_mj: int = 0
    house_mj: int = 0
    """All the house drew, loads included."""
    loads_mj: int = 0
    import_mj: int = 0
    export_mj: int = 0
    import_without_mj: int = 0
    """Estimate for the house without the loads."""
    export_without_mj: int = 0
    """Estimate for the house without the loads."""
    mined_mj: int = 0
    """Drawn by miners while the satoshis for a kWh were known."""
    microsats: int = 0
    export_uct: int = 0
    """Worth of what was exported."""
    heat_uct: int = 0
    """Worth of the loads' heat."""
    hodl_uct: int = 0
    """Worth of the satoshis."""
    decisions: int = 0
    """Decisions, once per load."""
    explained: int = 0
    """Of these, the ones whose reason has a text in every language."""
    switches: int = 0
    starts: int = 0
    thermal_incidents: int = 0
    rephrasings: int = 0
    """Explanations that a model was asked to put into other words."""
    fallbacks: int = 0
    """Of these, the ones the template told after all."""
    load_mj: Mapping[str, int] = field(default_factory=dict)
    """Energy of each load."""

    def plus(self, other: Totals) -> Totals:
        """Add two spans."""
        loads = dict(self.load_mj)
        for load_id, energy_mj in other.load_mj.items():
            loads[load_id] = loads.get(load_id, 0) + energy_mj
        return Totals(load_mj=loads, **{name: getattr(self, name) + getattr(other, name) for name in _COUNTS})

    def document(self) -> dict[str, Json]:
        """Write them."""
        return {**{name: getattr(self, name) for name in _COUNTS}, "load_mj": dict(self.load_mj)}


_COUNTS: Final = tuple(item.name for item in fields(Totals) if item.name != "load_mj")
_SIGNED: Final = frozenset({"export_uct", "export_without_mj", "import_without_mj"})


def totals_from_node(node: Node) -> Totals:
    """Read what :meth:`Totals.document` wrote; DocumentError where it is anything else."""
    parts = node.mapping(frozenset({*_COUNTS, "load_mj"}))
    counts = {
        name: parts[name].integer(-WHOLE_MAX if name in _SIGNED else 0, WHOLE_MAX) for name in _COUNTS if name in parts
    }
    loads = parts["load_mj"].mapping() if "load_mj" in parts else {}
    return Totals(load_mj={key: child.integer(0, WHOLE_MAX) for key, child in loads.items()}, **counts)
