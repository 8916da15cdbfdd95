"""Ledgers of many days for the agent, made from one small day."""

from datetime import UTC, datetime, timedelta
from functools import cache
import json
from typing import Any

from custom_components.bitgridai.engine.canonical import canonical_bytes
from custom_components.bitgridai.engine.memory import GENESIS
from custom_components.bitgridai.engine.record import record_hash
from tests.archive.chains import some_records


@cache
def history(days: int, *, otherwise: int | None = None) -> list[bytes]:
    """Return the day once for each day, in a chain that is whole.

    An older engine decided the n-th record ``otherwise``, where that is asked for.
    """
    day = [json.loads(body) for body in some_records()]
    out: list[bytes] = []
    last_hash = GENESIS
    for number in range(days):
        for template in day:
            record: dict[str, Any] = json.loads(json.dumps(template))
            record["time"] = _later(record["time"], number)
            record["seq"], record["prev_hash"] = len(out) + 1, last_hash
            if record["seq"] == otherwise:
                record["engine"] = "0.9.0"
                record["decision"]["loads"]["miner"] |= {"action": "START", "target_w": 3200, "code": "R1_GUESS"}
                record["explanation"]["miner"]["key"] = "R1_GUESS"
            record["hash"] = last_hash = record_hash(record)
            out.append(canonical_bytes(record))
    return out


def _later(time: str, days: int) -> str:
    moment = datetime.fromisoformat(time).astimezone(UTC) + timedelta(days=days)
    return moment.isoformat().replace("+00:00", "Z")
