"""Prices, forecasts and the market are optional, and each is checked."""

from types import SimpleNamespace
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.common import (  # type: ignore[import-untyped]
    MockConfigEntry,
    MockModule,
    mock_integration,
    mock_platform,
)

from tests.integration.owner import GRID, Owner

HOUR = {"start": "2026-06-15T12:00:00-07:00", "value": 0.3}


@pytest.fixture(autouse=True)
def _outside(hass: HomeAssistant, owner: Owner) -> None:
    for entity_id, value, unit, attributes in (
        ("sensor.price", "0.3", "EUR/kWh", {"raw_today": [HOUR]}),
        ("sensor.payment", "7.9", "ct/kWh", {}),
        ("sensor.sun_today", "12", "kWh", {"wh_period": {"2026-06-15T12:00:00-07:00": 2500}}),
        ("sensor.sun_asleep", "unavailable", "kWh", {}),
        ("sensor.bitcoin", "90000", "EUR", {}),
        ("sensor.dollars", "99000", "USD", {}),
        ("sensor.network", "900000000", "TH/s", {}),
        ("sensor.speed", "90", "m/s", {}),
    ):
        hass.states.async_set(entity_id, value, {"unit_of_measurement": unit, **attributes})


async def _open(owner: Owner) -> Any:
    flow = await owner.entry.start_reconfigure_flow(owner.hass)
    assert flow["step_id"] == "outside"
    return flow


async def _enter(owner: Owner, flow: Any, entered: dict[str, Any]) -> Any:
    flow = await owner.hass.config_entries.flow.async_configure(flow["flow_id"], entered)
    await owner.hass.async_block_till_done()
    return flow


async def test_everything_outside_can_be_set_changed_and_removed(owner: Owner) -> None:
    await owner.connect()
    entered = {
        "price_entity": "sensor.price",
        "feed_in_entity": "sensor.payment",
        "forecast_entities": ["sensor.sun_today", "sensor.sun_asleep"],
        "btc_price_entity": "sensor.bitcoin",
        "hashrate_entity": "sensor.network",
    }
    flow = await _enter(owner, await _open(owner), entered)
    assert flow["reason"] == "reconfigure_successful"
    assert owner.entry.data == {"mode": "sensors", **entered}
    house = owner.coordinator.data.house
    assert {name: house.signals[name].value for name in ("price_ct_kwh", "feed_in_ct_kwh", "btc_price_eur")} == {
        "price_ct_kwh": 30,
        "feed_in_ct_kwh": 7.9,
        "btc_price_eur": 90000,
    }
    assert house.signals["network_hashrate_eh_s"].value == pytest.approx(900)
    assert house.pv_forecast[0] == (owner.now(), 2500.0)
    assert house.price_forecast == ((owner.now(), 30.0),)

    flow = await _open(owner)
    suggested = {str(field): (field.description or {}).get("suggested_value") for field in flow["data_schema"].schema}
    assert suggested["forecast_entities"] == entered["forecast_entities"]
    await _enter(owner, flow, {"feed_in_ct": 0})
    assert owner.entry.data == {"mode": "sensors", "feed_in_ct": 0}
    assert owner.state("sensor.household_feed_in_payment").state == "0.0"


async def test_forecasts_of_integrations_are_offered_by_name(owner: Owner) -> None:
    hass = owner.hass
    await owner.connect()
    assert "forecast_entries" not in (await _open(owner))["data_schema"].schema

    async def forecast(hass: HomeAssistant, entry_id: str) -> dict[str, Any]:
        return {"wh_hours": {"2026-06-15T12:00:00-07:00": 1800}}

    integration = mock_integration(hass, MockModule("sun_oracle"))
    mock_platform(hass, "sun_oracle.energy", SimpleNamespace(async_get_solar_forecast=forecast))
    integration.platforms_exists = list
    oracle = MockConfigEntry(domain="sun_oracle", title="Roof")
    oracle.add_to_hass(hass)
    MockConfigEntry(domain="was_removed").add_to_hass(hass)
    flow = await _open(owner)
    (offered,) = flow["data_schema"].schema["forecast_entries"].config["options"]
    assert offered == {"value": oracle.entry_id, "label": "Roof"}
    await _enter(owner, flow, {"forecast_entries": [oracle.entry_id]})
    assert owner.coordinator.data.house.pv_forecast[0] == (owner.now(), 1800.0)


@pytest.mark.parametrize(
    ("entered", "errors"),
    [
        ({"price_entity": GRID}, {"price_entity": "already_used"}),
        ({"price_entity": "sensor.network"}, {"price_entity": "not_price"}),
        ({"feed_in_entity": "sensor.gone"}, {"feed_in_entity": "entity_not_found"}),
        ({"price_entity": "sensor.payment", "feed_in_entity": "sensor.payment"}, {"feed_in_entity": "already_used"}),
        ({"feed_in_ct": 5000}, {"feed_in_ct": "feed_in_out_of_range"}),
        ({"forecast_entities": ["sensor.sun_today", "sensor.price"]}, {"forecast_entities": "no_forecast"}),
        ({"forecast_entities": ["sensor.gone"]}, {"forecast_entities": "entity_not_found"}),
        ({"btc_price_entity": "sensor.dollars"}, {"btc_price_entity": "not_btc_price"}),
        ({"hashrate_entity": "sensor.speed"}, {"hashrate_entity": "not_hashrate"}),
    ],
)
async def test_what_does_not_fit_is_refused_and_can_be_mended(
    owner: Owner, entered: dict[str, Any], errors: dict[str, str]
) -> None:
    await owner.connect()
    flow = await _enter(owner, await _open(owner), entered)
    assert flow["type"] is FlowResultType.FORM
    assert flow["errors"] == errors
    flow = await _enter(owner, flow, {"feed_in_ct": 8})
    assert flow["reason"] == "reconfigure_successful"
