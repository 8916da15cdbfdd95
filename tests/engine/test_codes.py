import pytest

from custom_components.bitgridai.engine.rules import ALL_CODES
from tests.engine.scenarios import ONLY_SAID, SCENARIOS, Scenario

BY_CODE = [pytest.param(item, id=f"{item.code}-{number}") for number, item in enumerate(SCENARIOS)]


@pytest.mark.parametrize("scenario", BY_CODE)
def test_each_scenario_is_decided_by_its_code(scenario: Scenario) -> None:
    decision = scenario.decide().loads[0]
    if scenario.code in ONLY_SAID:
        assert scenario.code in {vote.code for vote in decision.votes}
    else:
        assert decision.code == scenario.code
        assert decision.code.startswith(decision.rule.value)


def test_every_code_of_every_rule_is_produced_by_a_scenario() -> None:
    assert {scenario.code for scenario in SCENARIOS} == {code.value for code in ALL_CODES}


def test_no_two_rules_share_a_code() -> None:
    assert len({code.value for code in ALL_CODES}) == len(ALL_CODES)
