"""What the figures remember between two records: read back as written, and refused where it cannot be."""

from copy import deepcopy
from typing import Any

import pytest

from custom_components.bitgridai.engine.document import WHOLE_MAX, Node
from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.key_figures import KeyFigures, key_figures_document, key_figures_from_node
from custom_components.bitgridai.engine.key_figures.accumulate import Worth
from custom_components.bitgridai.engine.key_figures.baseline import Baseline
from custom_components.bitgridai.engine.key_figures.block import BlockPolicy
from custom_components.bitgridai.engine.key_figures.totals import Totals, totals_from_node

WORTH = Worth(export_mct=-80, heat_mct=120, hodl_mct=16, millisats=160_000)
POLICY = BlockPolicy(policy_hash="ab", length_s=600, min_coverage=0.5, max_age_s=180.0, sats_per_kwh=160.0)
BASELINE = Baseline(lead_mj=11, charge_mw=22, discharge_mw=33, lowest_mj=44)
FULL = KeyFigures(
    seq=7,
    since=1_781_481_600,
    until=1_781_481_660,
    date="2026-06-15",
    block_end=1_781_482_200,
    block_date="2026-06-16",
    worth=WORTH,
    policy=POLICY,
    baseline=BASELINE,
    total=Totals(
        elapsed_s=1, ticked_s=2, covered_s=3, pv_mj=4, house_mj=5, loads_mj=6, import_mj=7, export_mj=8,
        import_without_mj=-9, export_without_mj=-10, mined_mj=11, microsats=12, export_uct=-13, heat_uct=14,
        hodl_uct=15, decisions=16, explained=17, switches=18, starts=19, thermal_incidents=20, rephrasings=21,
        fallbacks=22, load_mj={"miner": 23, "rod": 24},
    ),
    today=Totals(elapsed_s=30, load_mj={"miner": 31}),
)  # fmt: skip


def _document(**changed: Any) -> Any:
    """Return the full document; ``baseline__lead_mj`` changes one field of a part, ... leaves it out."""
    document: Any = deepcopy(key_figures_document(FULL))
    for path, value in changed.items():
        *parts, last = path.split("__")
        place = document
        for part in parts:
            place = place[part]
        if value is ...:
            del place[last]
        else:
            place[last] = value
    return document


def _read(document: object) -> KeyFigures:
    return key_figures_from_node(Node("figures", document))


def test_every_field_reads_back_as_it_was_written() -> None:
    assert _read(key_figures_document(FULL)) == FULL
    assert _read(key_figures_document(KeyFigures())) == KeyFigures()


@pytest.mark.parametrize(
    "changed",
    [
        {"seq": 0},
        {"seq": WHOLE_MAX},
        {"policy__length_s": 1},
        {"policy__min_coverage": 0},
        {"policy__min_coverage": 1},
        {"policy__max_age_s": 0},
        {"policy__sats_per_kwh": 0},
        {"policy__sats_per_kwh": None},
        {"worth__millisats": 0},
        {"worth__millisats": None},
        {"worth__hodl_mct": -1},
        {"worth__heat_mct": -1},
        {"baseline__lead_mj": 0},
        {"baseline__charge_mw": 0},
        {"baseline__discharge_mw": 0},
        {"baseline__lowest_mj": 0},
        {"baseline__lowest_mj": None},
        {"total__pv_mj": 0},
        {"total__pv_mj": ...},
        {"total__load_mj": ...},
        {"total__load_mj__miner": 0},
        {"total__export_uct": -WHOLE_MAX},
        {"total__export_without_mj": -WHOLE_MAX},
        {"total__import_without_mj": -WHOLE_MAX},
        {"worth": None},
        {"policy": None},
        {"until": None},
        {"since": ...},
        {"date": ...},
        {"block_end": ...},
        {"block_date": ...},
        {"worth": ...},
    ],
    ids=str,
)
def test_what_can_be_is_taken_up(changed: dict[str, Any]) -> None:
    assert _read(_document(**changed)) is not None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"version": 2}, "figures.version: expected a whole number from 1 to 1"),
        ({"version": ...}, 'figures: expected an object with "version"'),
        ({"seq": ...}, 'figures: expected an object with "seq"'),
        ({"baseline": ...}, 'figures: expected an object with "baseline"'),
        ({"total": None}, 'figures: expected an object with "total"'),
        ({"today": ...}, 'figures: expected an object with "today"'),
        ({"seq": -1}, "figures.seq: expected a whole number from 0"),
        ({"seq": WHOLE_MAX + 1}, "figures.seq: expected a whole number from 0"),
        ({"date": "yesterday"}, "figures.date: expected an ISO date"),
        ({"block_end": 5}, "figures.block_end: expected a whole number from"),
        ({"colour": 1}, "figures.colour: expected no such key here"),
        ({"policy__length_s": 0}, "figures.policy.length_s: expected a whole number of at least 1"),
        ({"policy__min_coverage": -0.1}, "figures.policy.min_coverage: expected a number from 0 to 1"),
        ({"policy__min_coverage": 1.1}, "figures.policy.min_coverage: expected a number from 0 to 1"),
        ({"policy__max_age_s": -1}, "figures.policy.max_age_s: expected a number of at least 0"),
        ({"policy__sats_per_kwh": -1}, "figures.policy.sats_per_kwh: expected a number of at least 0"),
        ({"policy__length_s": ...}, 'figures.policy: expected an object with "length_s"'),
        ({"worth__millisats": -1}, "figures.worth.millisats: expected a whole number of at least 0"),
        ({"worth__export_mct": 0.5}, "figures.worth.export_mct: expected a whole number"),
        ({"baseline__lead_mj": -1}, "figures.baseline.lead_mj: expected a whole number of at least 0"),
        ({"baseline__charge_mw": -1}, "figures.baseline.charge_mw: expected a whole number of at least 0"),
        ({"baseline__discharge_mw": -1}, "figures.baseline.discharge_mw: expected a whole number of at least 0"),
        ({"baseline__lowest_mj": -1}, "figures.baseline.lowest_mj: expected a whole number of at least 0"),
        ({"total__pv_mj": -1}, "figures.total.pv_mj: expected a whole number from 0"),
        ({"total__pv_mj": WHOLE_MAX + 1}, "figures.total.pv_mj: expected a whole number from 0"),
        ({"total__load_mj__miner": -1}, "figures.total.load_mj.miner: expected a whole number from 0"),
        ({"total__load_mj": []}, "figures.total.load_mj: expected an object"),
        ({"total__wishes": 1}, "figures.total.wishes: expected no such key here"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_its_place(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(DocumentError) as refused:
        _read(_document(**changed))
    assert str(refused.value).startswith(told)


def test_an_empty_span_has_nothing_in_it() -> None:
    assert totals_from_node(Node("totals", {})) == Totals()


def test_two_spans_add_up_load_by_load() -> None:
    total = FULL.total.plus(Totals(pv_mj=1, fallbacks=1, load_mj={"rod": 1, "attic": 5}))
    assert (total.pv_mj, total.fallbacks, total.export_uct) == (5, 23, -13)
    assert total.load_mj == {"miner": 23, "rod": 25, "attic": 5}
