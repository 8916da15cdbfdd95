"""What a device drew lately tells how much it draws: while it is set up, it is usually off."""

from datetime import timedelta

from homeassistant.components.recorder.core import Recorder
from homeassistant.components.recorder.models import StatisticMeanType
from homeassistant.components.recorder.statistics import async_import_statistics
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.components.recorder.common import (  # type: ignore[import-untyped]
    async_wait_recording_done,
)

from custom_components.bitgridai.flows.candidates import async_candidates

PREFERENCES = {"device_consumption": [{"stat_consumption": "sensor.boiler_energy", "stat_rate": "sensor.boiler_power"}]}


@pytest.fixture(autouse=True)
def _custom_integrations(recorder_mock: Recorder, enable_custom_integrations: None) -> None:
    """Start the recorder before anything else, as it wants."""


async def test_the_most_a_device_drew_in_a_month_is_its_power(hass: HomeAssistant) -> None:
    hass.states.async_set("switch.boiler", "off", {"friendly_name": "Boiler"})
    shown = {"unit_of_measurement": "kW", "device_class": "power", "state_class": "measurement"}
    hass.states.async_set("sensor.boiler_power", "0", shown)
    hour = dt_util.utcnow().replace(minute=0, second=0, microsecond=0)
    async_import_statistics(
        hass,
        {
            "mean_type": StatisticMeanType.ARITHMETIC,
            "has_sum": False,
            "name": None,
            "source": "recorder",
            "statistic_id": "sensor.boiler_power",
            "unit_class": "power",
            "unit_of_measurement": "kW",
        },
        [
            {"start": hour - timedelta(days=days), "mean": most / 2, "min": 0, "max": most}
            for days, most in ((3, 1.8), (2, 2.004), (45, 9.0))
        ],
    )
    await async_wait_recording_done(hass)
    (candidate,) = await async_candidates(hass, PREFERENCES)
    assert (candidate.name, candidate.switch, candidate.nominal_w) == ("Boiler", "switch.boiler", 2000)
