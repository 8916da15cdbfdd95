"""What one policy planned serves the next: many policies at once come out as each of them alone."""

from dataclasses import replace
from random import Random

import pytest

from bitgridai.bench.quality.household import House
from bitgridai.bench.quality.trace import BUNDLED, read_blocks
from bitgridai.engine import Memory, Policy
from bitgridai.engine.plan import POINTS
from bitgridai.engine.policy import policy_with
from bitgridai.sweep.rows import NOTE_DAY, TERMS, notes_of
from bitgridai.sweep.sweep import Sweep
from tests.sweep.households import SPRING, any_house, any_learned, any_policy, any_trace

ALIKE = [{"r1": {"stop_margin_w": stop_w}} for stop_w in (0, 200, 500)]
PRICES = [
    {"r4": {"load_ct_kwh": 10}},
    {"r4": {"import_ct_kwh": 20}},
    {"r4": {"start_ct": 0}},
    {"energy_path": {"feed_in_ct_kwh": 12}},
    {"r2": {"soc_hard_min_pct": 30}},
    {"r4": {"learned_days": 4}},
]


@pytest.mark.parametrize("seed", range(6))
def test_many_at_once_are_each_alone(seed: int) -> None:
    dice = Random(seed)  # noqa: S311  # not a secret
    house = any_house(dice)
    memory = replace(Memory(), learned=any_learned(dice, SPRING))
    sweep = Sweep(house, any_trace(dice, SPRING, 5 * 144, house), memory)
    policies = [any_policy(dice) for _ in range(4)]
    policies += [policy_with(policy, changes) for policy in (Policy(), policies[0]) for changes in ALIKE]
    policies += [policy_with(Policy(), changes) for changes in PRICES]
    alone = [sweep.course(policy).months for policy in policies]
    assert sweep.months(policies, cores=1) == alone
    assert sweep.months(policies[::-1], cores=3) == alone[::-1]


def test_who_has_the_same_prices_in_mind_does_not_plan_again(monkeypatch: pytest.MonkeyPatch) -> None:
    # The bundled week begins without a day remembered; what follows from the fourth day on is planned.
    trace = read_blocks(BUNDLED)
    sweep, notes = Sweep(House(), trace), notes_of(len(trace.base_w), 10)
    monkeypatch.setattr("bitgridai.sweep.sweep.notes_of", lambda *_: notes)
    same, other = policy_with(Policy(), {"r5": {"deadband_blocks": 0}}), policy_with(Policy(), PRICES[0])
    alone = [sweep.course(policy).months for policy in (same, other)]
    sweep.months([Policy()], cores=1)
    assert (notes[:, 0] > 0).sum() > 50
    for end in range(1 + TERMS + NOTE_DAY, notes.shape[1] + 1, NOTE_DAY):
        notes[:, end - POINTS : end] -= 1000.0  # what each charge is worth with the load on
    (misled,) = sweep.months([same], cores=1)
    assert sum(month.used_kwh for month in misled.values()) < sum(month.used_kwh for month in alone[0].values())
    assert sweep.months([other], cores=1) == alone[1:], "other prices were planned anew"
