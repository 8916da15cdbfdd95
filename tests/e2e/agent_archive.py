"""A few days of a house in a ledger, as a controller would have kept it: with another policy before, and consent."""

import json
from typing import Any

from bitgridai.bench.quality.trace import BUNDLED, read_blocks
from bitgridai.bench.speed import cut
from bitgridai.engine.canonical import canonical_bytes
from bitgridai.engine.memory import GENESIS
from bitgridai.engine.policy import policy_document, policy_hash
from bitgridai.engine.presets import Preset, preset_policy
from bitgridai.engine.record import record_hash
from tests.replay.recordings import DAY_BLOCKS, LOAD, Past, records_of

BLOCKS = 3 * DAY_BLOCKS
_OTHERWISE = 120


def some_days() -> list[bytes]:
    """Return three days of decisions. An older engine made one of them for a reason that nobody knows any more."""
    lived = records_of(Past(trace=cut(read_blocks(BUNDLED), BLOCKS)))
    begin, end = lived[0], lived[-1]
    careful = preset_policy(Preset.CAREFUL)
    before = {**begin, "detail": {"hash": policy_hash(careful), "policy": policy_document(careful)}}
    consent = {**begin, "event": "research_consent", "detail": {"consent": True}, "time": end["time"]}
    return _chained([before, *lived, consent])


def days_of(bodies: list[bytes]) -> int:
    """Count the days (UTC) of a ledger."""
    return len({json.loads(body)["time"][:10] for body in bodies})


def _chained(records: list[dict[str, Any]]) -> list[bytes]:
    bodies: list[bytes] = []
    last_hash = GENESIS
    for seq, record in enumerate(json.loads(json.dumps(records)), start=1):
        if seq == _OTHERWISE:
            record["engine"] = "0.9.0"
            record["decision"]["loads"][LOAD] |= {"action": "RAISE", "target_w": 3200, "code": "R1_GUESS"}
            record["explanation"][LOAD]["key"] = "R1_GUESS"
        record |= {"seq": seq, "prev_hash": last_hash}
        record["hash"] = last_hash = record_hash(record)
        bodies.append(canonical_bytes(record))
    return bodies
