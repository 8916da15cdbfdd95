"""Records of a ledger as the bytes that are sent."""

from custom_components.bitgridai.engine.canonical import canonical_bytes
from tests.engine.houses import NOON
from tests.engine.ledgers import Keeper, some_day

DAY_S = 86_400


def some_records() -> list[bytes]:
    """Return an afternoon with decisions, requests and events."""
    return [canonical_bytes(record) for record in some_day().records]


def chain(days: int, a_day: int = 4) -> list[bytes]:
    """Return notes, ``a_day`` of them on each day; the first two records are a ledger's usual ones."""
    keeper = Keeper()
    for number in range(days * a_day - 2):
        day, place = divmod(number + 2, a_day)
        keeper.note("note", {"number": number}, NOON + day * DAY_S + place)
    return [canonical_bytes(record) for record in keeper.records]
