from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.bitgridai.simulation import (
    FaultKind,
    GeneratorSource,
    HouseholdError,
    LoadKind,
    PvArray,
    TraceSource,
    household_from_document,
)

DOCUMENT: dict[str, Any] = {
    "name": "Test house",
    "location": {"latitude": 48.6, "longitude": 7.7, "time_zone": "Europe/Paris"},
    "source": {"generator": {"pv": {"peak_w": 9800}, "seed": 7}},
    "battery": {"capacity_wh": 7000, "power_w": 3000},
    "tariff": {"import_ct_kwh": 30, "feed_in_ct_kwh": 8, "hours": {17: 38, "18": 42}},
    "loads": [
        {"id": "miner", "name": "Miner", "kind": "miner", "levels_w": [0, 800, 1500]},
        {
            "id": "rod",
            "name": "Rod",
            "kind": "heater",
            "range": {"min_w": 500, "max_w": 3000, "step_w": 100},
        },
    ],
    "faults": [{"kind": "hot", "load": "miner", "start_s": 60, "duration_s": 600}],
}
BASE = Path(__file__).parent

type Place = tuple[str | int, ...]


def changed(place: Place, value: object) -> dict[str, Any]:
    """The document with one value replaced or, if it is ``...``, taken away."""
    document = deepcopy(DOCUMENT)
    *outer, last = place
    node: Any = document
    for key in outer:
        node = node[key]
    if value is ...:
        del node[last]
    else:
        node[last] = value
    return document


def test_a_description_becomes_a_household() -> None:
    house = household_from_document(DOCUMENT, BASE)
    miner, rod = house.loads
    assert house.source == GeneratorSource(pv=PvArray(peak_w=9800), seed=7)
    assert house.battery is not None
    assert house.battery.efficiency == 0.95
    assert miner.kind is LoadKind.MINER
    assert list(miner.levels_w) == [0, 800, 1500]
    assert rod.full_w == 3000
    assert list(house.tariff.hours) == [(17, 38), (18, 42)]
    assert house.faults[0].kind is FaultKind.HOT


def test_a_house_needs_neither_battery_nor_loads_nor_faults() -> None:
    document = {key: DOCUMENT[key] for key in ("name", "location", "source", "tariff")}
    house = household_from_document(document, BASE)
    assert house.battery is None
    assert len(house.loads) == len(house.faults) == 0


def test_a_trace_is_found_beside_the_description(tmp_path: Path) -> None:
    (tmp_path / "week.csv").touch()
    house = household_from_document(changed(("source",), {"trace": {"file": "week.csv"}}), tmp_path)
    assert house.source == TraceSource(file=tmp_path / "week.csv", pv_factor=1)


@pytest.mark.parametrize(
    ("place", "value", "path", "words"),
    [
        (("name",), ..., "name", "a value: name is needed"),
        (("name",), 5, "name", "a text of one line"),
        (("name",), "two\nlines", "name", "a text of one line"),
        (("lodas",), [], "lodas", "did you mean loads?"),
        (("zzz",), 1, "zzz", "no such key; there are battery, faults"),
        (("two\nlines",), 1, "two\nlines", "no such key"),
        (("location",), "home", "location", "a section with latitude, longitude, time_zone"),
        (("location", "latitude"), 91, "location.latitude", "a number from -90 to 90"),
        (("location", "latitude"), "48", "location.latitude", "a number"),
        (("location", "latitude"), True, "location.latitude", "a number"),
        (("location", "time_zone"), "Paris", "location.time_zone", "an IANA time zone"),
        (("location", "time_zone"), "../../etc/passwd", "location.time_zone", "an IANA time zone"),
        (("source",), {}, "source", "either trace or generator"),
        (("source",), {"trace": {}, "generator": {}}, "source", "either trace or generator"),
        (("source",), {"trace": {}}, "source.trace.file", "file is needed"),
        (("source",), {"trace": {"file": "no.csv"}}, "source.trace.file", "there is none at"),
        (("source", "generator", "pv"), ..., "source.generator.pv", "pv is needed"),
        (("source", "generator", "seed"), 1.5, "source.generator.seed", "a whole number"),
        (("source", "generator", "pv", "peak"), 1, "source.generator.pv.peak", "did you mean peak_w?"),
        (("source", "generator", "cloudiness"), 2, "source.generator.cloudiness", "from 0 to 1"),
        (("battery", "capacity_wh"), 0, "battery.capacity_wh", "a number above 0"),
        (("battery", "power_w"), float("inf"), "battery.power_w", "a number"),
        (("battery", "power_w"), 10**400, "battery.power_w", "a number"),
        (("battery", "efficiency"), 95, "battery.efficiency", "a number above 0 and up to 1"),
        (("battery", "initial_soc_pct"), -1, "battery.initial_soc_pct", "a number from 0 to 100"),
        (("tariff", "hours"), {24: 30}, "tariff.hours.24", "no such key"),
        (("tariff", "hours"), {5: "dear"}, "tariff.hours.5", "a number"),
        (("tariff", "hours"), [30] * 24, "tariff.hours", "hours from 0 to 23"),
        (("loads",), {}, "loads", "a list"),
        (("loads", 0), None, "loads[0]", "a section with"),
        (("loads", 0, "kind"), "mine", "loads[0].kind", "one of miner, heater; did you mean miner?"),
        (("loads", 0, "levels_w"), [0, "much"], "loads[0].levels_w[1]", "a number"),
        (("loads", 0, "levels_w"), [800, 1500], "loads[0].levels_w", "0 first"),
        (("loads", 0, "levels_w"), ..., "loads[0].levels_w", "either levels_w or range"),
        (("loads", 1, "range", "step_w"), 0, "loads[1].range.step_w", "a number above 0"),
        (("loads", 1, "range", "min_w"), 4000, "loads[1].range.max_w", "a number of at least 4000"),
        (("loads", 1, "id"), "miner", "loads[1].id", "an id not used before"),
        (("faults", 0, "load"), "mine", "faults[0].load", "one of the loads: miner, rod"),
        (("faults", 0, "load"), ["miner"], "faults[0].load", "a text"),
        (("faults", 0, "kind"), "stale_meter", "faults[0].load", "concerns the whole house"),
        (("faults", 0, "duration_s"), 0, "faults[0].duration_s", "a number of at least 1"),
    ],
)
def test_a_wrong_value_is_refused_by_its_place(place: Place, value: object, path: str, words: str) -> None:
    with pytest.raises(HouseholdError) as caught:
        household_from_document(changed(place, value), BASE)
    assert caught.value.path == path
    message = str(caught.value)
    assert message.startswith(" ".join(path.splitlines()) + ": expected ")
    assert words in message
    assert "\n" not in message


def test_two_faults_of_one_kind_must_not_overlap() -> None:
    window = {"kind": "hot", "start_s": 100, "duration_s": 10}
    with pytest.raises(HouseholdError, match=r"faults\[1\]: expected a time without another hot fault"):
        household_from_document(changed(("faults",), [*DOCUMENT["faults"], window]), BASE)


@pytest.mark.parametrize("document", [None, [], "house", 5, {}, {1: 2}, {None: None}])
def test_what_is_no_household_is_refused(document: object) -> None:
    with pytest.raises(HouseholdError):
        household_from_document(document, BASE)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(data=st.data(), value=JSON)
def test_no_value_anywhere_leads_to_another_error(data: st.DataObject, value: object) -> None:
    places: list[Place] = []

    def walk(node: object, place: Place) -> None:
        if place:
            places.append(place)
        keys = node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
        for key in keys:
            walk(node[key], (*place, key))  # type: ignore[index]

    walk(DOCUMENT, ())
    document = changed(data.draw(st.sampled_from(places)), value)
    with suppress(HouseholdError):
        household_from_document(document, BASE)
