"""Forecasts and prices as the integrations in the field tell them."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import (  # type: ignore[import-untyped]
    MockConfigEntry,
    MockModule,
    mock_integration,
    mock_platform,
)

from custom_components.bitgridai.engine.signals import window_mean
from custom_components.bitgridai.sources.ahead import Ahead, async_energy_forecast
from custom_components.bitgridai.sources.series import added, ahead, epoch, price_series, pv_series
from tests.integration.owner import BLOCK_S, Owner

NOON = datetime(2026, 6, 15, 10, tzinfo=UTC)
NOW = int(NOON.timestamp())
HOUR = 3600


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def text(hours: float) -> str:
    return at(hours).isoformat()


PV = {
    "Solcast, half hours": {
        "detailedForecast": [
            {"period_start": at(0), "pv_estimate": 3.1, "pv_estimate10": 1.0},
            {"period_start": at(0.5), "pv_estimate": 2.9, "pv_estimate10": 1.0},
            {"period_start": at(1), "pv_estimate": 2.0, "pv_estimate10": 1.0},
        ]
    },
    "Solcast, hours": {
        "detailedHourly": [
            {"period_start": text(0), "pv_estimate": 3.0},
            {"period_start": text(1), "pv_estimate": 2.0},
        ]
    },
    "Forecast.Solar": {"wh_period": {text(0): 3000, text(1): 2000}},
    "Open-Meteo": {"watts": {text(0): 2900, text(0.5): 3100, text(1): 2000, text(1.5): 2000}, "wh_period": None},
    "Energy dashboard": {"wh_hours": {text(0.25): 1500.0, text(0.75): 1500.0, text(1): 2000.0}},
}


@pytest.mark.parametrize("attributes", PV.values(), ids=PV.keys())
def test_the_sun_ahead_is_the_same_power_however_it_is_told(attributes: dict[str, Any]) -> None:
    series = pv_series(attributes)
    assert window_mean(series, NOW, NOW + HOUR)[0] == pytest.approx(3000)
    assert window_mean(series, NOW + HOUR, NOW + HOUR + 1800)[0] == pytest.approx(2000)
    assert window_mean(series, NOW + 12 * HOUR, NOW + 13 * HOUR)[0] == 0


PRICES: dict[str, tuple[dict[str, Any], float, float | None]] = {
    "Nord Pool": (
        {
            "raw_today": [
                {"start": at(0), "end": at(1), "value": 0.2},
                {"start": at(1), "end": at(2), "value": 0.3},
            ],
            "raw_tomorrow": [{"start": at(2), "end": at(3), "value": -0.05}],
            "today": [0.2, 0.3],
        },
        100,
        20,
    ),
    "Tibber": (
        {
            "today": [{"total": 0.2, "energy": 0.1, "startsAt": text(0)}, {"total": 0.3, "startsAt": text(1)}],
            "tomorrow": [{"total": -0.05, "startsAt": text(2)}],
        },
        100,
        None,
    ),
    "EPEX Spot": (
        {
            "data": [
                {"start_time": text(0), "end_time": text(1), "price_per_kwh": 0.2},
                {"start_time": text(1), "end_time": text(2), "price_per_kwh": 0.3},
                {"start_time": text(2), "end_time": text(3), "price_per_kwh": -0.05},
            ]
        },
        100,
        20,
    ),
    "EPEX Spot, ct": (
        {"data": [{"start_time": text(i), "price_ct_per_kwh": p} for i, p in enumerate((20, 30, -5))]},
        100,
        20,
    ),
    "a market's own unit": (
        {"prices": [{"time": text(i), "price_eur_per_mwh": p} for i, p in enumerate((200, 300, -50))]},
        1,
        20,
    ),
    "any list of starts and values": (
        {"forecast": [{"hour": text(i), "price": str(p)} for i, p in enumerate((0.2, 0.3, -0.05))], "words": ["a"]},
        100,
        20,
    ),
    "a list in EUR beside a state in ct": (
        {"data": [{"start": int(at(i).timestamp()), "value": p} for i, p in enumerate((0.2, 0.3, -0.05))]},
        1,
        20.1,
    ),
    "a list in EUR/MWh beside a state in EUR/kWh": (
        {"data": [{"start": at(i).timestamp() * 1000, "value": p} for i, p in enumerate((200, 300, -50))]},
        100,
        20,
    ),
}


@pytest.mark.parametrize(("attributes", "factor", "present"), PRICES.values(), ids=PRICES.keys())
def test_prices_ahead_are_the_same_however_they_are_told(
    attributes: dict[str, Any], factor: float, present: float | None
) -> None:
    series = price_series(attributes, factor, present, NOW + 60)
    assert [start for start, _ in series] == [NOW, NOW + HOUR, NOW + 2 * HOUR]
    assert [price for _, price in series] == pytest.approx([20, 30, -5])


@pytest.mark.parametrize(
    "attributes",
    [
        {},
        {"detailedForecast": "soon"},
        {"detailedForecast": [None, 3, {"period_start": "never", "pv_estimate": 1}, {"period_start": text(0)}]},
        {"wh_period": {"noon": 3, text(0): "much", text(1): float("nan"), text(2): True, text(3): -4}},
        {"watts": [1, 2, 3]},
        {"watts": {text(0): 5e9, "1850-01-01T00:00:00+00:00": 3}},
        {"raw_today": [{"start": text(0), "value": 1e9}, {"value": 3}, "x"], "friendly_name": "Price"},
    ],
)
def test_what_cannot_be_read_is_no_forecast(attributes: dict[str, Any]) -> None:
    assert pv_series(attributes) == ()
    assert price_series(attributes, 100, 20, NOW) == ()


def test_the_same_hours_of_two_arrays_add_up_and_days_follow_each_other() -> None:
    east = ((NOW, 1000.0), (NOW + HOUR, 0.0))
    west = ((NOW + 1800, 500.0), (NOW + 2 * HOUR, 0.0))
    assert added([east]) == east
    both = added([east, (), west])
    assert window_mean(both, NOW, NOW + 1800)[0] == 1000
    assert window_mean(both, NOW + 1800, NOW + HOUR)[0] == 1500
    assert window_mean(both, NOW + HOUR, NOW + 2 * HOUR)[0] == 500
    assert added([]) == ()


def test_what_is_over_is_left_out_but_for_the_running_hour() -> None:
    series = tuple((NOW + hour * HOUR, float(hour)) for hour in range(-30, 72))
    kept = ahead(series, NOW + 60)
    assert kept[0] == (NOW, 0.0)
    assert kept[-1][0] == NOW + 48 * HOUR


@pytest.mark.parametrize("value", [None, True, "noon", -5, 1e300, float("inf"), [], "0001-01-01T00:00:00+00:00"])
def test_no_odd_time_is_taken(value: object) -> None:
    assert epoch(value) is None


def test_a_time_without_an_offset_is_the_houses_own(hass: HomeAssistant) -> None:
    assert epoch("2026-06-15T03:00:00") == NOW, "tests live seven hours behind UTC in summer"


async def test_a_forecast_of_the_energy_dashboard_is_asked_for(hass: HomeAssistant) -> None:
    entry = MockConfigEntry(domain="sun_oracle")
    entry.add_to_hass(hass)
    mock_integration(hass, MockModule("sun_oracle"))
    told: list[dict[str, Any] | None] = [{"wh_hours": {text(0): 3000, text(1): 2000}}, None]

    async def forecast(hass: HomeAssistant, entry_id: str) -> dict[str, Any] | None:
        assert entry_id == entry.entry_id
        if not told:
            raise RuntimeError("clouded")
        return told.pop(0)

    mock_platform(hass, "sun_oracle.energy", SimpleNamespace(async_get_solar_forecast=forecast))
    reads = Ahead(hass, [entry.entry_id], [], None)
    assert reads.refreshes
    assert reads.pv_forecast(NOW) == ()
    await reads.async_refresh()
    assert reads.pv_forecast(NOW)[0] == (NOW, 3000)
    await reads.async_refresh()
    assert reads.pv_forecast(NOW) == (), "an integration that knows nothing any more is not quoted"
    assert await async_energy_forecast(hass, entry.entry_id) == ()
    assert await async_energy_forecast(hass, "gone") == ()


async def test_a_sensor_that_is_gone_tells_no_forecast(hass: HomeAssistant) -> None:
    reads = Ahead(hass, [], ["sensor.gone"], "sensor.gone_too")
    assert not reads.refreshes
    assert reads.pv_forecast(NOW) == reads.price_forecast(NOW) == ()


async def test_an_integration_without_a_forecast_tells_none(hass: HomeAssistant) -> None:
    entry = MockConfigEntry(domain="not_there")
    entry.add_to_hass(hass)
    assert await async_energy_forecast(hass, entry.entry_id) == ()


async def test_the_rules_look_ahead_with_what_the_owners_sensors_say(owner: Owner) -> None:
    start = datetime.fromtimestamp(owner.now(), UTC)
    hours = [start + timedelta(hours=hour) for hour in range(24)]
    prices = [{"start": hour, "end": hour, "value": 0.2 if place < 1 else 0.45} for place, hour in enumerate(hours)]
    owner.hass.states.async_set(
        "sensor.price", "0.2", {"unit_of_measurement": "EUR/kWh", "raw_today": prices, "raw_tomorrow": None}
    )
    owner.hass.states.async_set("sensor.sun_ahead", "9", {"watts": {hour.isoformat(): 3000 for hour in hours}})
    coordinator = await owner.connect_with(price_entity="sensor.price", forecast_entities=["sensor.sun_ahead"])
    house = coordinator.data.house
    assert house.pv_forecast[0] == (owner.now(), 3000.0)
    assert house.price_forecast[1] == (owner.now() + HOUR, 45.0)
    await owner.live(BLOCK_S + 60)
    assert owner.state("sensor.heater_reason").state == "r4_price_spike"
    assert not owner.heating()
