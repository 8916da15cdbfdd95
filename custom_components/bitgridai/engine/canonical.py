"""One way to write a document as bytes, so that equal content has equal hashes.

Keys sorted, no spaces, ASCII, numbers rounded to three decimals (1 mW, 1 ms, 0.001 %),
whole numbers without a decimal point, no minus zero.
"""

from hashlib import sha256
import json
from typing import Final, cast

from .document import Json

DECIMALS: Final = 3
"""Decimals kept of any number that enters or leaves the engine."""


def quantize(number: float) -> float:
    """Round to the engine's resolution; every input passes through here once."""
    return round(number, DECIMALS) + 0.0


def _plain(value: object) -> Json:
    if isinstance(value, float):
        rounded = quantize(value)
        return int(rounded) if rounded.is_integer() else rounded
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int):
        return cast("Json", value)
    msg = f"{type(value).__name__} has no canonical form"
    raise TypeError(msg)


def normalise(document: dict[str, Json]) -> dict[str, Json]:
    """Return the document as it reads after a round trip through its canonical bytes."""
    return cast("dict[str, Json]", _plain(document))


def canonical_bytes(document: object) -> bytes:
    """Write a document in its one canonical form."""
    return json.dumps(_plain(document), sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def is_canonical(document: object) -> bool:
    """Say whether a parsed document was written in its canonical form, as far as that can still be seen."""
    try:
        written = json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
        return written == canonical_bytes(document)
    except TypeError, ValueError, RecursionError:
        return False


def digest(document: object) -> str:
    """SHA-256 of the canonical bytes, as 64 hexadecimal digits."""
    return sha256(canonical_bytes(document)).hexdigest()
