"""A household description, as read from YAML or JSON, becomes a Household."""

from functools import partial
from pathlib import Path

from . import reader
from .battery import BatterySpec
from .errors import DocumentError, HouseholdError
from .faults import FaultWindow
from .household import GeneratorSource, Household, Location, PvArray, TraceSource
from .load_spec import PowerRange, SimulatedLoad
from .tariff import Tariff

_SOURCES = frozenset({"trace", "generator"})


def household_from_document(document: object, base: Path) -> Household:
    """Check a description and return the household; files it names are relative to ``base``.

    Raises HouseholdError, whose one line names the place in the document and what is expected
    there. Unknown keys are refused: a misspelt one would otherwise be a silent default.
    """
    try:
        return reader.build(
            Household,
            document,
            "",
            location=partial(reader.build, Location),
            source=partial(_source, base=base),
            tariff=partial(reader.build, Tariff, hours=_hours),
            battery=_battery,
            loads=partial(reader.items, read=_load),
            faults=partial(reader.items, read=partial(reader.build, FaultWindow, load=_load_id)),
        )
    except DocumentError as err:
        raise HouseholdError(err.path, err.expected) from None


def _source(value: object, path: str, *, base: Path) -> TraceSource | GeneratorSource:
    found = reader.section(value, path, _SOURCES)
    if len(found) != 1:
        raise DocumentError(path, "either trace or generator")
    if "trace" in found:
        return reader.build(TraceSource, found["trace"], f"{path}.trace", file=partial(_file, base=base))
    pv = partial(reader.build, PvArray)
    return reader.build(GeneratorSource, found["generator"], f"{path}.generator", pv=pv)


def _file(value: object, path: str, *, base: Path) -> Path:
    file = base / reader.text(value, path)
    if not file.is_file():
        raise DocumentError(path, f"a file, but there is none at {file}")
    return file


def _battery(value: object, path: str) -> BatterySpec | None:
    return None if value is None else reader.build(BatterySpec, value, path)


def _load(value: object, path: str) -> SimulatedLoad:
    return reader.build(
        SimulatedLoad,
        value,
        path,
        levels_w=partial(reader.items, read=reader.number),
        range=partial(reader.build, PowerRange),
    )


def _load_id(value: object, path: str) -> str | None:
    return None if value is None else reader.text(value, path)


def _hours(value: object, path: str) -> tuple[tuple[int, float], ...]:
    hours = {str(hour): hour for hour in range(24)}
    if not isinstance(value, dict):
        raise DocumentError(path, "a section with hours from 0 to 23 and their prices")
    found = reader.section({str(hour): price for hour, price in value.items()}, path, frozenset(hours))
    return tuple((hours[hour], reader.number(price, f"{path}.{hour}")) for hour, price in found.items())
