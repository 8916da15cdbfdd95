"""The heat voice in English: what a decision means for the warmth."""

from .texts import Reason, Voice

VOICE = Voice(
    actions={
        "START": "{load} starts to heat with {target}",
        "STOP": "{load} stops heating",
        "RAISE": "{load} heats more, with {target}",
        "LOWER": "{load} heats less, with {target}",
        "HOLD_ON": "{load} keeps heating with {target}",
        "HOLD_OFF": "{load} does not heat",
        "HOLD_UNKNOWN": "{load} is left as it is",
    },
    reasons={
        "R1_SURPLUS_OK": Reason(
            "there is enough sun for it, {available_w} to spare",
            "The house has {available_w} of sun to spare; this much heat needs {needed_w}.",
        ),
        "R1_SURPLUS_PARTIAL": Reason(
            "there is sun for some heat, {available_w} to spare",
            "The house has {available_w} of sun to spare. That is enough for this much heat; more would need {next_w}.",
        ),
        "R1_SURPLUS_LOW": Reason(
            "only {available_w} of sun to spare, {needed_w} needed",
            "The house has {available_w} of sun to spare, and even a little heat needs {needed_w}.",
        ),
        "R1_BATTERY_CREDIT": Reason(
            "with {credit_w} from the battery that beats waiting by {gain_ct}",
            "With {credit_w} from the battery, or from what would charge it, there are {available_w} for heat; this "
            "much needs {needed_w}. With each of the last {days} days played through from here to its best end, "
            "heating now brings {gain_ct} more than if everything stayed off, on average.",
        ),
        "R1_PRICE_HIGH": Reason(
            "power is dear now, {price_ct_kwh}",
            "Power costs {price_ct_kwh} now. Above {price_max_ct} no heating is started and none is increased.",
        ),
        "R1_CHEAP_GRID": Reason(
            "power from the grid is cheap, {price_ct_kwh}",
            "Power from the grid costs only {price_ct_kwh}. Up to {price_below_ct} it may be used for heat, "
            "{max_import_w} at most; the sun alone leaves {available_w}.",
        ),
        "R1_MARGIN_LOW": Reason(
            "the power earns more when sold",
            "As heat a kilowatt-hour is worth {load_value_ct_kwh}, sold {alternative_ct_kwh}. Heating goes on only if "
            "heat is worth {min_margin_ct} more.",
        ),
        "R1_NOT_DUE": Reason(
            "the next look is soon",
            "Heating is started and stopped at fixed times only, every few minutes. Nothing needs a change before.",
        ),
        "R2_SOC_HARD_MIN": Reason(
            "the battery is low ({battery_soc_pct}) and kept for the house",
            "The battery holds {battery_soc_pct}. From {soc_hard_min_pct} down it is kept for the house, not for heat.",
        ),
        "R2_SOC_SOFT_MIN": Reason(
            "the battery has to fill first ({battery_soc_pct})",
            "The battery holds {battery_soc_pct}. Heating starts once it holds more than {soc_soft_min_pct}.",
        ),
        "R2_GRID_IMPORT": Reason(
            "the house buys power ({grid_power_w})",
            "Over the last {import_hold_s} the house bought {grid_power_w}. More than {max_grid_import_w} is not "
            "bought for heat.",
        ),
        "R3_OVERTEMP": Reason(
            "the device is too hot inside, {chip_temp_c}",
            "The device has {chip_temp_c} inside; {max_chip_temp_c} are allowed. It rests until it has cooled down. "
            "Check its fans and that air can pass.",
        ),
        "R4_SURPLUS_DROP": Reason(
            "the sun will not last, about {predicted_surplus_w} to spare soon",
            "Over the next {lookahead_min} about {predicted_surplus_w} of sun are expected to be left, and this much "
            "heat needs {needed_w}. A short run would only wear the device.",
        ),
        "R4_RUN_SHORT": Reason(
            "heating now would bring {gain_ct}, a start costs {start_cost_ct}",
            "With each of the last {days} days played through from here to its best end, heating from now on brings "
            "{gain_ct} compared with waiting, on average. A start costs {start_cost_ct}: it wears the device, and its "
            "first minutes bring only half. Heating starts once it brings more than that.",
        ),
        "R4_WARM_UP": Reason(
            "it begins low, {proposed_w} follow once it is warm",
            "There would be enough for {proposed_w}. While the device warms up part of its power is lost, so it "
            "begins with {lowest_w} and heats more later. By the last {days} days heating brings {gain_ct} more than "
            "waiting; a start costs {start_cost_ct}.",
        ),
        "R4_PRICE_SPIKE": Reason(
            "power gets dear soon, {price_ahead_ct_kwh}",
            "In {in_min} power will cost {price_ahead_ct_kwh}. From {price_spike_ct} within {lookahead_min} no heating "
            "is started.",
        ),
        "R5_MIN_RUNTIME": Reason(
            "it has only just started",
            "It started a short while ago. Once warm it runs on for a while, because every start wears the device.",
        ),
        "R5_MIN_PAUSE": Reason(
            "it has only just stopped",
            "It stopped a short while ago and rests before it starts again, because every start wears the device.",
        ),
        "R5_DEADBAND": Reason(
            "its heat was changed a moment ago",
            "Its heat was changed a moment ago and stays for a while, so that it does not go up and down all the time.",
        ),
        "R5_START_BUDGET": Reason(
            "it has started {starts_today} times today, that is enough",
            "It has started {starts_today} times today, and {max_starts_per_day} are allowed. It may again tomorrow.",
        ),
    },
)
