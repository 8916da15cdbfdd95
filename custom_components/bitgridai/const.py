"""Names shared by the integration's modules."""

from logging import Logger, getLogger
from typing import Final

DOMAIN: Final = "bitgridai"
LOGGER: Logger = getLogger(__package__)

CONF_MODE: Final = "mode"
MODE_SIMULATED: Final = "simulated"
MODE_SENSORS: Final = "sensors"

CONF_HOUSEHOLD: Final = "household"
"""Name of a bundled simulated household, or the path of a household file."""
CONF_SPEED: Final = "speed"
"""How many simulated seconds pass in a second; 0: time passes only when told to."""
CONF_START_HOUR: Final = "start_hour"
"""Hours after the first midnight (UTC) at which the simulation begins."""

SUBENTRY_METER: Final = "meter"
SUBENTRY_INVERTER: Final = "inverter"
SUBENTRY_STORAGE: Final = "storage"
SUBENTRY_LOAD: Final = "load"
SUBENTRY_AGENT: Final = "agent"

CONF_APP: Final = "app"
"""Slug of the Supervisor's app that an agent runs as; missing where its address was entered by hand."""

CONF_POWER_ENTITY: Final = "power_entity"
CONF_OPPOSITE_ENTITY: Final = "opposite_entity"
"""Measures the other direction where one sensor does not tell both: export, or charging."""
CONF_INVERTED: Final = "inverted"
CONF_SOC_ENTITY: Final = "soc_entity"
CONF_CAPACITY_KWH: Final = "capacity_kwh"
CONF_PRICE_ENTITY: Final = "price_entity"
CONF_FEED_IN_ENTITY: Final = "feed_in_entity"
CONF_FEED_IN_CT: Final = "feed_in_ct"
"""Payment for a kWh fed in, in ct, where no sensor tells it."""
CONF_FORECAST_ENTRIES: Final = "forecast_entries"
"""Config entries whose solar forecast the Energy dashboard uses."""
CONF_FORECAST_ENTITIES: Final = "forecast_entities"
"""Sensors with a solar forecast in their attributes."""
CONF_BTC_PRICE_ENTITY: Final = "btc_price_entity"
CONF_HASHRATE_ENTITY: Final = "hashrate_entity"
"""Hashrate of all miners of the network."""

CONF_LOAD_ID: Final = "load_id"
"""The load's name in records and services; it never changes."""
CONF_SHAPE: Final = "shape"
"""Which entities a load is commanded by; names an entry of the registry of shapes."""
SHAPE_SWITCH: Final = "switch"
CONF_SWITCH_ENTITY: Final = "switch_entity"
CONF_NOMINAL_W: Final = "nominal_w"
CONF_TEMPERATURE_ENTITY: Final = "temperature_entity"
CONF_TEMPERATURE_WHEN_ON: Final = "temperature_only_when_on"
"""The sensor says nothing while the load is off, and that is no fault."""

OPTION_PRESET: Final = "preset"
"""Name of the preset that the policy starts from."""
OPTION_POLICY: Final = "policy"
"""Partial policy document, over the preset."""
OPTION_AI_TASK: Final = "ai_task"
"""AI Task entity that may put explanations into other words; none by default."""
OPTION_NOTIFY: Final = "notify"
"""Notify entities that are asked for approval in assisted mode."""
OPTION_RESEARCH: Final = "research"
"""Whether research use was consented to."""

EVENT_DECISION: Final = f"{DOMAIN}_decision"
"""On Home Assistant's bus: a load was started, stopped, raised or lowered."""
EVENT_NOTICE: Final = f"{DOMAIN}_notice"
"""On Home Assistant's bus: something happened that a person may want to know of."""
OPTION_ON_STOP: Final = "on_stop"
"""What becomes of running loads when nobody controls them any more: one of :class:`OnStop`."""

LEDGER_DAYS: Final = 90
"""How long the hot store keeps records."""
