"""An archive tells its policies, and since when the one in force has been."""

from pathlib import Path

from bitgridai.archive import Archive
from bitgridai.archive.policies import policies_in
from custom_components.bitgridai.engine import Policy
from custom_components.bitgridai.engine.canonical import canonical_bytes
from custom_components.bitgridai.engine.document import Json
from custom_components.bitgridai.engine.policy import policy_document, policy_hash
from custom_components.bitgridai.engine.verify import POLICY_EVENT
from tests.archive.chains import DAY_S
from tests.engine.houses import NOON, policy
from tests.engine.ledgers import Keeper

USUAL, CAREFUL = Policy(), policy(r2={"soc_soft_min_pct": 70})


def _kept(folder: Path, *daily: Policy) -> list[tuple[str, str]]:
    """Return what an archive tells where the controller started once a day, with these policies."""
    house = Keeper(daily[0])
    for day, rules in enumerate(daily[1:], 1):
        house.note("start", {"engine": "test"}, NOON + day * DAY_S)
        told: dict[str, Json] = {"hash": policy_hash(rules), "policy": policy_document(rules)}
        house.note(POLICY_EVENT, told, NOON + day * DAY_S)
    bodies = [canonical_bytes(record) for record in house.records]
    with Archive.open(folder) as archive:
        archive.append(bodies[:-2])
        archive.flush()
        archive.append(bodies[-2:])
    return [(kept.hash, kept.since[:10]) for kept in policies_in(folder)]


def test_a_restart_with_the_same_policy_is_no_new_beginning(tmp_path: Path) -> None:
    assert _kept(tmp_path, USUAL, USUAL, USUAL) == [(policy_hash(USUAL), "2026-06-15")]


def test_a_policy_that_came_back_counts_from_then_on(tmp_path: Path) -> None:
    kept = _kept(tmp_path, USUAL, CAREFUL, CAREFUL, USUAL, USUAL)
    assert kept == [(policy_hash(USUAL), "2026-06-18"), (policy_hash(CAREFUL), "2026-06-16")]
