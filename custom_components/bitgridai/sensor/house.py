"""Sensors of the parts of the house: what the controller reads, in one sign and unit."""

from dataclasses import dataclass

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import PERCENTAGE, UnitOfPower

from ..coordinator import BitGridCoordinator
from ..engine.signals import HOUSE_SIGNALS
from ..entity import Part, PartEntity, whole_watts
from .base import BitGridSensor, BitGridSensorDescription, usable

PRICE_UNIT = "ct/kWh"


class HouseSensor(PartEntity, BitGridSensor):
    """A sensor of a part of the house."""

    entity_description: HouseSensorDescription

    def signal(self, name: str) -> float | None:
        """Return a house signal as far as the engine would use it."""
        return usable(self, HOUSE_SIGNALS[name], self.coordinator.data.house.signals.get(name))


@dataclass(frozen=True, kw_only=True)
class HouseSensorDescription(BitGridSensorDescription[HouseSensor]):
    """A sensor, the part it belongs to, and the signals that have to be fitted for it."""

    part: Part
    needs: frozenset[str]
    measured: bool = True


def _house_load_w(entity: HouseSensor) -> int | None:
    """Return what the house draws, loads included: ``pv + grid + battery``."""
    names = {"pv_power_w", "grid_power_w", "battery_power_w"} & entity.coordinator.household.signals
    powers = [entity.signal(name) for name in names]
    known = [power for power in powers if power is not None]
    return whole_watts(max(0.0, sum(known))) if len(known) == len(powers) else None


_POWER_STEP_W = 50
_CHARGE_STEP_PCT = 0.5


def _power(key: str, part: Part, signal: str) -> HouseSensorDescription:
    return HouseSensorDescription(
        key=key,
        translation_key=key,
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfPower.WATT,
        suggested_display_precision=0,
        part=part,
        needs=frozenset({signal}),
        value=lambda entity: whole_watts(entity.signal(signal)),
        step=_POWER_STEP_W,
    )


def _price(key: str, signal: str) -> HouseSensorDescription:
    return HouseSensorDescription(
        key=key,
        translation_key=key,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PRICE_UNIT,
        suggested_display_precision=1,
        part=Part.HOUSEHOLD,
        needs=frozenset({signal}),
        value=lambda entity: entity.signal(signal),
    )


SENSORS: tuple[HouseSensorDescription, ...] = (
    _power("grid_power", Part.METER, "grid_power_w"),
    _power("pv_power", Part.INVERTER, "pv_power_w"),
    _power("battery_power", Part.STORAGE, "battery_power_w"),
    HouseSensorDescription(
        key="state_of_charge",
        translation_key="state_of_charge",
        device_class=SensorDeviceClass.BATTERY,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=1,
        part=Part.STORAGE,
        needs=frozenset({"battery_soc_pct"}),
        value=lambda entity: None if (soc := entity.signal("battery_soc_pct")) is None else round(soc, 1),
        step=_CHARGE_STEP_PCT,
    ),
    HouseSensorDescription(
        key="house_load",
        translation_key="house_load",
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfPower.WATT,
        suggested_display_precision=0,
        part=Part.HOUSEHOLD,
        needs=frozenset({"pv_power_w", "grid_power_w"}),
        value=_house_load_w,
        step=_POWER_STEP_W,
    ),
    _price("price", "price_ct_kwh"),
    _price("feed_in", "feed_in_ct_kwh"),
)


def house_sensors(coordinator: BitGridCoordinator) -> list[BitGridSensor]:
    """Build the sensors of everything that is fitted in the house."""
    return [
        HouseSensor(coordinator, description, description.part)
        for description in SENSORS
        if description.needs <= coordinator.household.signals
    ]
