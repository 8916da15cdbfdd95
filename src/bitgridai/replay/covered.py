"""Which houses and policies compiled decisions cover exactly. All others are decided by the engine itself."""

from math import isnan
from typing import Final

from ..bench.quality.household import BLOCK_S
from ..engine.load import _LEVELS_MAX
from ..engine.policy import Policy
from .recorded import RecordedHouse
from .setting import Setting

_LARGEST_W: Final = 4e5
"""Nothing that adds up from such powers is beyond what the engine takes for a reading."""


def covers_house(setting: Setting) -> bool:
    """Whether it is one load with levels behind a battery, without prices that change."""
    recorded = setting.recorded
    return (
        len(recorded.loads) == 1
        and recorded.loads[0].spec.step_w == 0
        and len(recorded.loads[0].spec.levels_w) <= _LEVELS_MAX
        and recorded.battery
        and recorded.block_s == BLOCK_S
        and "price_ct_kwh" not in recorded.prices
        and not recorded.price_forecast.anything
        and not _silent(recorded, "feed_in_ct_kwh")
        and _moderate(setting)
    )


def covers_policy(setting: Setting, policy: Policy) -> bool:
    """Whether a policy decides nothing by payments that change."""
    return policy.energy_path.min_margin_ct is None or not setting.recorded.prices


def _silent(recorded: RecordedHouse, name: str) -> bool:
    """Whether a fitted signal was ever missing, at which the rules step back."""
    return name in recorded.prices and any(map(isnan, recorded.prices[name]))


def _moderate(setting: Setting) -> bool:
    columns = (setting.recorded.base_w, [power_w * setting.given.pv_factor for power_w in setting.recorded.pv_w])
    return all(power_w <= _LARGEST_W or isnan(power_w) for column in columns for power_w in column)
