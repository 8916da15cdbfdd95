"""Sensors of the key figures: what the loads drew, and what they made of the sun today.

They move once a block, when the ledger has counted it. Daily values begin again with the
household's own date; energies suit Home Assistant's long-term statistics.
"""

from dataclasses import dataclass
from typing import override

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import PERCENTAGE, EntityCategory, UnitOfEnergy

from ..coordinator import BitGridCoordinator
from ..engine.key_figures import Totals, figure_value, load_energy_kwh
from ..entity import LoadEntity
from .base import BitGridSensor, BitGridSensorDescription


class FigureSensor(BitGridSensor):
    """A key figure of the house."""

    @property
    def today(self) -> Totals:
        """What was counted on the current date."""
        return self.coordinator.data.figures.today


class ValueSensor(BitGridSensor):
    """What energy was worth on one path, over all time, in the house's currency."""

    @property
    def total(self) -> Totals | None:
        """What was counted since the ledger began; None before the first block."""
        figures = self.coordinator.data.figures
        return None if figures.block_end is None else figures.total

    @property
    @override
    def native_unit_of_measurement(self) -> str:
        """Prices are hundredths of whatever the house pays in."""
        return self.coordinator.hass.config.currency


class LoadEnergySensor(LoadEntity, BitGridSensor):
    """The energy of one load, over all time."""

    @property
    def energy_kwh(self) -> float | None:
        """Unknown before the first block was counted."""
        figures = self.coordinator.data.figures
        return None if figures.block_end is None else round(load_energy_kwh(self.load_id, figures.total), 2)


@dataclass(frozen=True, kw_only=True)
class FigureSensorDescription(BitGridSensorDescription[FigureSensor]):
    """A figure, and the signals that have to be fitted for it."""

    needs: frozenset[str] = frozenset()


def _share_today(key: str, figure: str) -> FigureSensorDescription:
    return FigureSensorDescription(
        key=key,
        translation_key=key,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=0,
        needs=frozenset({"pv_power_w"}),
        value=lambda entity: figure_value(figure, entity.today),
    )


SENSORS: tuple[FigureSensorDescription, ...] = (
    _share_today("surplus_used_today", "surplus_used_pct"),
    _share_today("self_consumption_today", "self_consumption_pct"),
    _share_today("autarky_today", "autarky_pct"),
    FigureSensorDescription(
        key="import_caused_today",
        translation_key="import_caused_today",
        device_class=SensorDeviceClass.ENERGY,
        state_class=SensorStateClass.TOTAL_INCREASING,
        native_unit_of_measurement=UnitOfEnergy.KILO_WATT_HOUR,
        suggested_display_precision=2,
        value=lambda entity: figure_value("import_caused_kwh", entity.today),
    ),
    FigureSensorDescription(
        key="block_coverage",
        translation_key="block_coverage",
        entity_category=EntityCategory.DIAGNOSTIC,
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=1,
        value=lambda entity: figure_value("block_coverage_pct", entity.today),
    ),
    FigureSensorDescription(
        key="model_fallback",
        translation_key="model_fallback",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=PERCENTAGE,
        suggested_display_precision=1,
        value=lambda entity: figure_value("model_fallback_pct", entity.coordinator.data.figures.total),
    ),
)


def _value(key: str, figure: str, *, shown: bool) -> BitGridSensorDescription[ValueSensor]:
    return BitGridSensorDescription(
        key=key,
        translation_key=key,
        device_class=SensorDeviceClass.MONETARY,
        # A negative feed-in payment makes it fall.
        state_class=SensorStateClass.TOTAL,
        suggested_display_precision=2,
        entity_registry_enabled_default=shown,
        value=lambda entity: None if entity.total is None else figure_value(figure, entity.total),
    )


VALUES: tuple[BitGridSensorDescription[ValueSensor], ...] = (
    _value("export_value", "export_value_eur", shown=True),
    # Worth nothing before their owner says what heat or a coin is worth.
    _value("heat_value", "heat_value_eur", shown=False),
    _value("hodl_value", "hodl_value_eur", shown=False),
)

LOAD_ENERGY: BitGridSensorDescription[LoadEnergySensor] = BitGridSensorDescription(
    key="energy",
    translation_key="load_energy",
    device_class=SensorDeviceClass.ENERGY,
    state_class=SensorStateClass.TOTAL_INCREASING,
    native_unit_of_measurement=UnitOfEnergy.KILO_WATT_HOUR,
    suggested_display_precision=2,
    value=lambda entity: entity.energy_kwh,
)


def figure_sensors(coordinator: BitGridCoordinator) -> list[BitGridSensor]:
    """Build the sensors of the house's key figures and of each load's energy."""
    return [
        *(
            FigureSensor(coordinator, description)
            for description in SENSORS
            if description.needs <= coordinator.household.signals
        ),
        *(ValueSensor(coordinator, description) for description in VALUES),
        *(LoadEnergySensor(coordinator, LOAD_ENERGY, load_id) for load_id in coordinator.data.descriptions),
    ]
