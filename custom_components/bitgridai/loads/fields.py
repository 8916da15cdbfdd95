"""Names under which a load's shape is stored; what entities it names ends in ``_entity``."""

from typing import Final

CONF_NUMBER_ENTITY: Final = "number_entity"
CONF_LEVELS_W: Final = "levels_w"
"""Powers of the levels as they were entered, such as ``800, 1200``; empty for a range."""
CONF_MIN_W: Final = "min_w"
CONF_MAX_W: Final = "max_w"
CONF_STEP_W: Final = "step_w"
"""Taken from the number entity when it was chosen, never asked."""

CONF_SELECT_ENTITY: Final = "select_entity"
CONF_LEVELS: Final = "levels"
"""Options that are levels, each with its power."""
CONF_OPTION: Final = "option"
CONF_POWER_W: Final = "power_w"
CONF_OFF_OPTION: Final = "off_option"

CONF_THERMOSTAT_ENTITY: Final = "thermostat_entity"
CONF_RUN_MODE: Final = "run_mode"
CONF_REST_MODE: Final = "rest_mode"
CONF_RUN_TEMPERATURE: Final = "run_temperature"
CONF_REST_TEMPERATURE: Final = "rest_temperature"

CONF_START_ENTITY: Final = "start_entity"
CONF_STOP_ENTITY: Final = "stop_entity"

CONF_CONFIRM_ENTITY: Final = "confirm_entity"
"""What shows whether the load really runs."""
CONF_CONFIRM_W: Final = "confirm_w"
"""Power above which it does; without it the state is what says so."""
CONF_CONFIRM_STATE: Final = "confirm_state"
CONF_CONFIRM_S: Final = "confirm_s"
CONF_RAMP_S: Final = "ramp_s"
