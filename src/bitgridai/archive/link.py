"""One record of a chain as the bytes that were hashed."""

from dataclasses import dataclass
import json
from typing import Any

from ..engine.document import utc_seconds
from ..record_bytes import hash_of


class NotARecordError(ValueError):
    """Bytes are not a ledger record; the text says why."""


@dataclass(frozen=True, slots=True)
class Link:
    """A record, read far enough to find its place in the chain."""

    body: bytes
    """Its canonical form, hash included: what a ledger holds."""
    record: dict[str, Any]
    seq: int
    time: int
    """Epoch seconds."""
    prev_hash: str
    hash: str


def read_link(body: bytes) -> Link:
    """Read a record and prove its hash; NotARecordError where it has none or a wrong one."""
    try:
        record = json.loads(body)
    except (ValueError, RecursionError) as err:
        raise NotARecordError("not JSON (cut off or damaged)") from err
    try:
        seq, prev_hash = record["seq"], record["prev_hash"]
        link = Link(body, record, seq, utc_seconds(record["time"]), prev_hash, record["hash"])
    except (KeyError, TypeError, ValueError, AttributeError) as err:
        raise NotARecordError("it lacks a number, a time or a hash") from err
    if isinstance(seq, bool) or not isinstance(seq, int) or not isinstance(prev_hash, str):
        raise NotARecordError("its number or its previous hash is of the wrong type")
    if hash_of(body, link.hash) != link.hash:
        raise NotARecordError(f"record {link.seq} is not what its hash says")
    return link
