"""R1 by charge instead of surplus, and following the surplus inside a block."""

import pytest

from tests.engine.houses import (
    command,
    forecast,
    made,
    memory,
    miner,
    policy,
    rod,
    running_for,
    state,
    without,
)

SETTLED = running_for(20)


class TestSocBand:
    BAND = policy(r1={"strategy": "soc_band"}, r2={"soc_hard_min_pct": 10, "soc_soft_min_pct": 10})
    FOUR_LEVELS = (0, 800, 1500, 2200)

    def decide(self, soc: float, level: int, pv_w: float | None = 3000) -> tuple[float, str]:
        load = miner(level, self.FOUR_LEVELS)
        present = state(battery_soc_pct=soc, pv_power_w=pv_w, loads={"miner": load})
        decision = made(present, SETTLED, self.BAND)
        return decision.target_w, decision.code.removeprefix("R1_SOC_BAND_")

    @pytest.mark.parametrize(
        ("soc", "expected"),
        [
            (57.999, (0, "HOLD")),
            (58, (800, "ECO")),
            (79.999, (800, "ECO")),
            (80, (1500, "STANDARD")),
            (89.999, (1500, "STANDARD")),
            (90, (2200, "SUPER")),
        ],
    )
    def test_each_band_of_charge_has_its_level(self, soc: float, expected: tuple[float, str]) -> None:
        assert self.decide(soc, 0) == expected

    @pytest.mark.parametrize(
        ("soc", "level", "expected"),
        [
            (85, 3, (2200, "SUPER")),
            (84.999, 3, (1500, "STANDARD")),
            (75, 2, (1500, "STANDARD")),
            (74.999, 2, (800, "ECO")),
            (50, 1, (800, "HOLD")),
            (50, 2, (800, "HOLD")),
            (49.999, 1, (0, "RESERVE")),
        ],
    )
    def test_each_level_is_left_at_a_lower_charge_than_it_is_entered(
        self, soc: float, level: int, expected: tuple[float, str]
    ) -> None:
        assert self.decide(soc, level) == expected

    @pytest.mark.parametrize(("pv_w", "target_w"), [(500, 800), (499.999, 0)])
    def test_a_fresh_start_needs_sun(self, pv_w: float, target_w: float) -> None:
        assert self.decide(60, 0, pv_w)[0] == target_w
        assert self.decide(60, 1, pv_w)[0] == 800

    def test_a_house_without_a_pv_meter_starts_nothing_by_charge(self) -> None:
        present = without(state(battery_soc_pct=95), "pv_power_w")
        assert made(present, SETTLED, self.BAND).code == "R1_SOC_BAND_HOLD"

    def test_a_house_without_a_battery_is_told_what_is_missing(self) -> None:
        present = without(state(grid_power_w=-5000), "battery_soc_pct")
        decision = made(present, SETTLED, self.BAND)
        assert (decision.action, decision.code) == ("HOLD", "R1_DEGRADED")
        assert decision.decisive.values["missing"] == "battery_soc_pct"

    def test_a_load_of_two_levels_never_gets_a_third(self) -> None:
        assert made(state(battery_soc_pct=95), SETTLED, self.BAND).target_w == 1500

    def test_the_forecast_of_surplus_has_no_say_in_a_start_by_charge(self) -> None:
        present = state(battery_soc_pct=95, pv_forecast=forecast(0, 0, 0, 0))
        assert made(present, SETTLED, self.BAND).action == "START"


class TestTrim:
    FOLLOWS = policy(trim={"enabled": True})

    @pytest.mark.parametrize(("grid_w", "target_w"), [(-400, 1400), (150, 800), (700, 500)])
    def test_a_continuous_load_follows_the_surplus_inside_its_range(self, grid_w: float, target_w: float) -> None:
        present = state("TRIM", grid_power_w=grid_w, loads={"miner": rod(1000)})
        assert (
            made(present, SETTLED, policy(trim={"enabled": True}, r2={"max_grid_import_w": 900})).target_w == target_w
        )

    def test_a_trim_never_switches_on(self) -> None:
        assert made(state("TRIM", grid_power_w=-3000, loads={"miner": rod(0)}), SETTLED, self.FOLLOWS).action == "HOLD"

    def test_a_trim_leaves_a_load_with_levels_alone(self) -> None:
        present = state("TRIM", grid_power_w=-3000, loads={"miner": miner(1)})
        assert made(present, SETTLED, self.FOLLOWS).action == "HOLD"

    def test_a_trim_is_off_unless_a_person_turns_it_on(self) -> None:
        assert made(state("TRIM", grid_power_w=-900, loads={"miner": rod(1000)}), SETTLED).action == "HOLD"

    def test_a_command_does_not_raise_a_load_on_a_trim_that_is_not_due(self) -> None:
        before = memory([command("start")], last_change="START", blocks_since_change=5, blocks_since_start=5)
        assert made(state("TRIM", loads={"miner": miner(1)}), before, self.FOLLOWS).action == "HOLD"
        assert made(state("TRIM", loads={"miner": rod(1000)}), before).action == "HOLD"
