"""What stands in records, documents and answers keeps its name: whoever reads an old ledger looks for these words."""

from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
import pkgutil

import pytest

from custom_components.bitgridai import engine

WORDS = {
    "counterfactual.Kind": "signal threshold",
    "explanation.render.Audience": "energy heat technical",
    "memory.OverrideKind": "start stop limit",
    "presets.Preset": "careful balanced eager",
    "preview.HypothesisKind": "preview what_if",
    "record.RecordKind": "decision request event",
    "rephrase.flaw.Flaw": (
        "no_text too_long strange_character number placeholder missing_fact order polarity over_time unavailable"
    ),
    "rephrase.order.Sense": "runs is_off unknown",
    "requests.RequestKind": "set_override clear_override emergency_stop release_emergency_stop approve",
    "requests.AnswerStatus": "accepted shortened refused",
    "requests.Refusal": (
        "too_many_requests too_short unknown_load nothing_to_clear not_set still_set no_proposal below_lowest_level"
    ),
    "rules.autonomy.AutonomyCode": "AUTONOMY_MANUAL AUTONOMY_ASSISTED AUTONOMY_SEMI",
    "rules.override.OverrideCode": "OVERRIDE_START OVERRIDE_STOP OVERRIDE_LIMIT OVERRIDE_EXPIRED",
    "rules.r1_surplus.R1Code": (
        "R1_SURPLUS_OK R1_SURPLUS_PARTIAL R1_SURPLUS_LOW R1_BATTERY_CREDIT R1_PRICE_HIGH R1_CHEAP_GRID R1_MARGIN_LOW "
        "R1_SOC_BAND_RESERVE R1_SOC_BAND_HOLD R1_SOC_BAND_ECO R1_SOC_BAND_STANDARD R1_SOC_BAND_SUPER R1_DEGRADED "
        "R1_NOT_DUE"
    ),
    "rules.r1_surplus.Strategy": "surplus soc_band",
    "rules.r2_autarky.R2Code": "R2_SOC_HARD_MIN R2_SOC_SOFT_MIN R2_GRID_IMPORT",
    "rules.r3_safety.R3Code": (
        "R3_OVERTEMP R3_COMM_TIMEOUT R3_MISSING_TELEMETRY R3_EMERGENCY_STOP R3_UPS_ON_BATTERY R3_CONTROLLER_HEALTH "
        "R3_INTERNAL_ERROR R3_LOCKOUT"
    ),
    "rules.r4_forecast.R4Code": "R4_SURPLUS_DROP R4_PRICE_SPIKE R4_RUN_SHORT R4_WARM_UP R4_NO_FORECAST",
    "rules.r5_stability.R5Code": "R5_MIN_RUNTIME R5_MIN_PAUSE R5_DEADBAND R5_START_BUDGET",
    "signals.Quality": "ok stale missing invalid",
    "surplus.SurplusSource": "grid balance none",
    "surplus.ShareReason": "no_battery priority_reached forecast_fills battery_first spare needed_later",
    "vocabulary.Trigger": "BLOCK_TICK SAFETY GUARD TRIM OVERRIDE RECOVERY CONFIG",
    "vocabulary.Rule": "R1 AUTONOMY R5 R4 R2 OVERRIDE R3",
    "vocabulary.Verdict": "PROPOSE ALLOW ABSTAIN VETO FORCE",
    "vocabulary.Action": "START STOP RAISE LOWER HOLD",
    "vocabulary.Autonomy": "manual assisted semi full",
    "vocabulary.ControllerHealth": "ok warn degraded critical",
}


def spoken() -> Iterator[tuple[str, str]]:
    for found in pkgutil.walk_packages(engine.__path__, f"{engine.__name__}."):
        module = import_module(found.name)
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, StrEnum) and thing.__module__ == found.name:
                name = f"{found.name.removeprefix(engine.__name__)[1:]}.{thing.__name__}"
                yield name, " ".join(member.value for member in thing)


SPOKEN = dict(spoken())


def test_every_list_of_words_is_here() -> None:
    assert SPOKEN.keys() == WORDS.keys()


@pytest.mark.parametrize("name", WORDS)
def test_words_on_the_wire_keep_their_names_and_their_order(name: str) -> None:
    assert SPOKEN[name] == WORDS[name]
