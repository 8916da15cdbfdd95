"""English texts."""

from . import en_heat
from .en_thresholds import THRESHOLDS
from .texts import Reason, Texts, Turn, Voice

TEXTS = Texts(
    decimal=".",
    group=",",
    energy=Voice(
        actions={
            "START": "{load} starts at {target}",
            "STOP": "{load} stops",
            "RAISE": "{load} goes up to {target}",
            "LOWER": "{load} goes down to {target}",
            "HOLD_ON": "{load} keeps running at {target}",
            "HOLD_OFF": "{load} stays off",
            "HOLD_UNKNOWN": "{load} is left as it is",
        },
        reasons={
            "R1_SURPLUS_OK": Reason(
                "surplus of {available_w} covers the {needed_w} needed",
                "The surplus available to it is {available_w}; {needed_w} are needed at this level.",
            ),
            "R1_SURPLUS_PARTIAL": Reason(
                "surplus is {available_w}, the next level needs {next_w}",
                "The surplus available to it is {available_w}. That carries this level ({needed_w} needed), "
                "but not the next one, which needs {next_w}.",
            ),
            "R1_SURPLUS_LOW": Reason(
                "surplus is {available_w}, {needed_w} needed",
                "The surplus available to it is {available_w}, and its smallest level needs {needed_w}.",
            ),
            "R1_BATTERY_CREDIT": Reason(
                "with {credit_w} from the battery that beats waiting by {gain_ct}",
                "With {credit_w} from the battery, or from what would charge it, {available_w} are available to it; "
                "{needed_w} are needed. With each of the last {days} days played through from here to its best end, "
                "loads that run now bring {gain_ct} more than if all stayed off, on average.",
            ),
            "R1_PRICE_HIGH": Reason(
                "power costs {price_ct_kwh}, the limit is {price_max_ct}",
                "A kilowatt-hour from the grid costs {price_ct_kwh} now. Above {price_max_ct} nothing starts "
                "and nothing is raised.",
            ),
            "R1_CHEAP_GRID": Reason(
                "grid power is cheap at {price_ct_kwh}",
                "A kilowatt-hour from the grid costs {price_ct_kwh}. At {price_below_ct} or less this load may "
                "draw up to {max_import_w} from the grid; the surplus alone is {available_w}.",
            ),
            "R1_MARGIN_LOW": Reason(
                "a kWh is worth {load_value_ct_kwh} here, {alternative_ct_kwh} when fed in",
                "Used here a kilowatt-hour is worth {load_value_ct_kwh}, fed in {alternative_ct_kwh}. The load "
                "runs only if it is worth {min_margin_ct} more here.",
            ),
            "R1_SOC_BAND_RESERVE": Reason(
                "the battery is at {battery_soc_pct}, the reserve is {reserve_pct}",
                "The battery is at {battery_soc_pct}. Below {reserve_pct} it is kept for the house.",
            ),
            "R1_SOC_BAND_HOLD": Reason(
                "the battery is at {battery_soc_pct}, a start needs {eco_pct} and {pv_start_w} of sun",
                "The battery is at {battery_soc_pct} and the sun gives {pv_power_w}. A fresh start needs "
                "{eco_pct} of charge and {pv_start_w} of sun; below {eco_pct} what runs stays at its lowest level.",
                "The battery is at {battery_soc_pct}, and nothing tells the power of the sun. A fresh start needs "
                "{eco_pct} of charge and {pv_start_w} of sun; below {eco_pct} what runs stays at its lowest level.",
            ),
            "R1_SOC_BAND_ECO": Reason(
                "the battery is at {battery_soc_pct}, enough for the lowest level",
                "The battery is at {battery_soc_pct}; from {eco_pct} the lowest level may run.",
            ),
            "R1_SOC_BAND_STANDARD": Reason(
                "the battery is at {battery_soc_pct}, enough for the second level",
                "The battery is at {battery_soc_pct}; from {standard_pct} the second level may run.",
            ),
            "R1_SOC_BAND_SUPER": Reason(
                "the battery is at {battery_soc_pct}, enough for the third level",
                "The battery is at {battery_soc_pct}; from {super_pct} the third level may run.",
            ),
            "R1_DEGRADED": Reason(
                "no usable reading from: {missing}",
                "Nothing is started or raised while there is no usable reading from: {missing}. "
                "Check that the sensor is available and reports a number.",
            ),
            "R1_NOT_DUE": Reason(
                "the next start or stop is decided at the next block",
                "Starts and stops are decided once per block. Nothing that happened in between asks for a change.",
            ),
            "R2_SOC_HARD_MIN": Reason(
                "the battery is at {battery_soc_pct}, the minimum is {soc_hard_min_pct}",
                "The battery is at {battery_soc_pct}. At {soc_hard_min_pct} or less every load stops, so that "
                "the house keeps its reserve.",
            ),
            "R2_SOC_SOFT_MIN": Reason(
                "the battery is at {battery_soc_pct}, a start needs more than {soc_soft_min_pct}",
                "The battery is at {battery_soc_pct}. At {soc_soft_min_pct} or less nothing starts or is raised.",
            ),
            "R2_GRID_IMPORT": Reason(
                "the house imports {grid_power_w}, {max_grid_import_w} are allowed",
                "Over the last {import_hold_s} the house took {grid_power_w} from the grid. More than "
                "{max_grid_import_w} is taken back from the loads.",
            ),
            "R3_OVERTEMP": Reason(
                "the chip is at {chip_temp_c}, the limit is {max_chip_temp_c}",
                "The chip is at {chip_temp_c}, above the limit of {max_chip_temp_c}. The load stays off until "
                "it has cooled down and the lockout has passed. Check its fans and air flow.",
            ),
            "R3_COMM_TIMEOUT": Reason(
                "the device does not answer",
                "The device has not answered for {heartbeat_age_s}; {comm_timeout_s} are allowed. "
                "Check its power and its network.",
                "The device is not available; it may be silent for {comm_timeout_s} at most. Check its power and "
                "its network.",
            ),
            "R3_MISSING_TELEMETRY": Reason(
                "no valid reading from: {missing}",
                "Without a valid reading from {missing} nothing may run. Its last state is: {quality}. "
                "Check that the sensor is available and updates at least every {telemetry_max_age_s}.",
            ),
            "R3_EMERGENCY_STOP": Reason(
                "emergency stop",
                "The emergency stop is set. Nothing runs until a person releases it.",
            ),
            "R3_UPS_ON_BATTERY": Reason(
                "the emergency power supply runs on its battery",
                "The emergency power supply says that it runs on its battery. Loads stay off until the mains are back.",
            ),
            "R3_CONTROLLER_HEALTH": Reason(
                "the controller reports a serious fault",
                "The controller reports a serious fault of its own. Its health entity lists the causes.",
            ),
            "R3_INTERNAL_ERROR": Reason(
                "the decision failed with an internal error",
                "The decision failed inside the program ({error}), so everything was switched off. "
                "Please report it together with a diagnostics download.",
            ),
            "R3_LOCKOUT": Reason(
                "locked out for {cause}, {left_min} left at least",
                "A safety stop is latched ({cause}). It ends after {lockout_min} and once its cause is gone, "
                "for heat below {resume_chip_temp_c}. At least {left_min} are left.",
            ),
            "R4_SURPLUS_DROP": Reason(
                "forecast surplus is {predicted_surplus_w}, {needed_w} needed",
                "For the next {lookahead_min} the forecast is {pv_forecast_w} of sun; the house itself takes "
                "{base_load_w}. The {predicted_surplus_w} left do not carry the {needed_w} needed.",
            ),
            "R4_RUN_SHORT": Reason(
                "a run now would bring {gain_ct}, a start costs {start_cost_ct}",
                "With each of the last {days} days played through from here to its best end, a run from now on brings "
                "{gain_ct} compared with waiting, on average. A start costs {start_cost_ct}: the wear, and half of "
                "what the first block makes. It starts once a run brings more than that.",
            ),
            "R4_WARM_UP": Reason(
                "a run begins at the lowest level, {proposed_w} follow once it is warm",
                "There would be enough for {proposed_w}. While a load warms up part of its power is lost, so a run "
                "begins at {lowest_w} and is raised later. By the last {days} days the run brings {gain_ct} more than "
                "waiting; a start costs {start_cost_ct}.",
            ),
            "R4_PRICE_SPIKE": Reason(
                "the price reaches {price_ahead_ct_kwh} within {lookahead_min}",
                "In {in_min} the price reaches {price_ahead_ct_kwh}. From {price_spike_ct} within "
                "{lookahead_min} nothing starts.",
            ),
            "R4_NO_FORECAST": Reason(
                "there is no forecast",
                "There is no usable solar forecast for the time ahead, so it was not taken into account.",
            ),
            "R5_MIN_RUNTIME": Reason(
                "it has run {blocks_since_start} of at least {min_runtime_blocks} blocks",
                "Blocks since its start: {blocks_since_start}, at least {min_runtime_blocks} must pass: every start "
                "wears the hardware.",
            ),
            "R5_MIN_PAUSE": Reason(
                "it has rested {blocks_since_stop} of at least {min_pause_blocks} blocks",
                "Blocks since its stop: {blocks_since_stop}, at least {min_pause_blocks} must pass: every start "
                "wears the hardware.",
            ),
            "R5_DEADBAND": Reason(
                "blocks since its level changed: {blocks_since_change} of {deadband_blocks}",
                "Blocks since its level changed: {blocks_since_change}. Between two changes at least "
                "{deadband_blocks} pass.",
            ),
            "R5_START_BUDGET": Reason(
                "{starts_today} of {max_starts_per_day} starts today are used",
                "It has started {starts_today} times today, and {max_starts_per_day} are allowed. "
                "Tomorrow it may start again.",
            ),
            "OVERRIDE_START": Reason(
                "started by command, {left_min} left",
                "It was started by command ({origin}). The command holds for another {left_min}.",
            ),
            "OVERRIDE_STOP": Reason(
                "stopped by command, {left_min} left",
                "It was stopped by command ({origin}). The command holds for another {left_min}.",
            ),
            "OVERRIDE_LIMIT": Reason(
                "limited to {limit_w} by command, {left_min} left",
                "It was limited to {limit_w} by command ({origin}). The command holds for another {left_min}.",
            ),
            "OVERRIDE_EXPIRED": Reason(
                "the start command has run out",
                "The start command has run out, and at this autonomy level nothing else would stop it.",
            ),
            "AUTONOMY_MANUAL": Reason(
                "manual mode; by itself it would be set to {proposed_w}",
                "In manual mode only a person starts and stops loads. The controller would set it to {proposed_w}.",
            ),
            "AUTONOMY_ASSISTED": Reason(
                "{proposed_w} proposed, waiting for approval",
                "In assisted mode a person approves each change. Proposed for this block: {proposed_w}.",
            ),
            "AUTONOMY_SEMI": Reason(
                "semi-automatic mode stops loads only to protect",
                "In semi-automatic mode a load that runs is stopped only for safety or at the battery minimum. "
                "The controller would set it to {proposed_w}.",
            ),
        },
    ),
    heat=en_heat.VOICE,
    words={
        "no_load": "Add a load, so that surplus can be used.",
        "true": "yes",
        "false": "no",
        "grid_power_w": "grid meter",
        "pv_power_w": "PV power",
        "battery_power_w": "battery power",
        "battery_soc_pct": "battery charge",
        "house_load_w": "house load",
        "price_ct_kwh": "electricity price",
        "feed_in_ct_kwh": "feed-in payment",
        "ups_on_battery": "emergency power supply",
        "emergency_stop": "emergency stop",
        "controller_health": "controller health",
        "chip_temp_c": "chip temperature",
        "power_w": "meter of a load",
        "level": "state of the load",
        "engine": "rule engine",
        "missing": "missing",
        "stale": "too old",
        "invalid": "not possible",
        "ok": "ok",
        "R3_OVERTEMP": "heat",
        "R3_COMM_TIMEOUT": "lost communication",
        "user": "a person",
        "automation": "an automation",
        "api": "the interface",
        "signal": "a signal",
    },
    verdicts={
        "PROPOSE": "{rule} proposes {target} ({because})",
        "VETO": "{rule} allows {target} only ({because})",
        "FORCE": "{rule} demands {target} ({because})",
        "ALLOW": "{rule} has no objection",
        "ABSTAIN": "{rule} does not vote",
        "OFF": "off",
    },
    decided="{rule} decides",
    rules={
        "R1": "R1 (surplus)",
        "R2": "R2 (autarky)",
        "R3": "R3 (safety)",
        "R4": "R4 (forecast)",
        "R5": "R5 (stability)",
        "OVERRIDE": "the command",
        "AUTONOMY": "the autonomy level",
    },
    turns={
        "surplus_w": Turn("with {change} more surplus", "with {change} less surplus"),
        "battery_soc_pct": Turn("with the battery at {then}", "with the battery at {then}"),
        "price_ct_kwh": Turn("at a price of {then}", "at a price of {then}"),
        "feed_in_ct_kwh": Turn("at a feed-in payment of {then}", "at a feed-in payment of {then}"),
        "chip_temp_c": Turn("with the chip at {then}", "with the chip at {then}"),
        "pv_forecast_w": Turn("with {change} more sun forecast", "with {change} less sun forecast"),
    },
    thresholds=THRESHOLDS,
    threshold_turn="with “{name}” at {then} instead of {now}",
    more_than="more than {figure}",
    less_than="less than {figure}",
    flips={
        "START": "It would start at {target} {turn}.",
        "STOP": "It would stop {turn}.",
        "RAISE": "It would go up to {target} {turn}.",
        "LOWER": "It would go down to {target} {turn}.",
        "HOLD_ON": "It would keep running at {target} {turn}.",
        "HOLD_OFF": "It would stay off {turn}.",
    },
    nothing_alone="No single figure alone would change this.",
)
