"""Home Assistant as an owner has it before BitGridAI: an Energy dashboard, sensors, and a boiler on a switch.

Usage: python -m demo.own_house PORT FOLDER
"""

import asyncio
from functools import partial
from pathlib import Path
import shutil
import signal
import sys
from typing import Any, Final

from . import folder, onboarding
from .client import Client, address_of, connected
from .house import open_house
from .server import Server
from .texts import DemoError, say, tell
from .waiting import has_started, until

_SENSORS = Path(__file__).parent / "own_house.yaml"
_PAGE = Path(__file__).parent / "own_page.yaml"
_START_S = 300
_NO_PRICE: Final = {"stat_cost": None, "entity_energy_price": None, "number_energy_price": 0.32}
PREFERENCES: Final[dict[str, Any]] = {
    "energy_sources": [
        {
            "type": "grid",
            "stat_energy_from": "sensor.import_energy",
            "stat_energy_to": "sensor.export_energy",
            "stat_compensation": None,
            "entity_energy_price_export": None,
            "number_energy_price_export": 0.079,
            "cost_adjustment_day": 0,
            "stat_rate": "sensor.meter_power",
            **_NO_PRICE,
        },
        {
            "type": "solar",
            "stat_energy_from": "sensor.roof_energy",
            "stat_rate": "sensor.roof_power",
            "config_entry_solar_forecast": None,
        },
        {
            "type": "battery",
            "stat_energy_from": "sensor.battery_out_energy",
            "stat_energy_to": "sensor.battery_in_energy",
            "stat_rate": "sensor.battery_power",
            "stat_soc": "sensor.battery_charge",
            "capacity": 9.6,
        },
    ],
    "device_consumption": [{"stat_consumption": "sensor.boiler_energy", "stat_rate": "sensor.boiler_power"}],
}
"""What the owner told the Energy dashboard."""


def main() -> int:
    """Run until SIGTERM or Ctrl-C; 1 where Home Assistant fails."""
    try:
        asyncio.run(_run(int(sys.argv[1]), Path(sys.argv[2])))
    except DemoError as err:
        say(str(err))
        return 1
    return 0


async def _run(port: int, path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - nothing else happens yet
    folder.prepare(path, open_house("real_week"), "en", port)
    with (path / "configuration.yaml").open("a", encoding="utf-8") as configuration:
        configuration.write("\n" + _SENSORS.read_text(encoding="utf-8"))
    shutil.copy(_PAGE, path / _PAGE.name)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    server = Server(path)
    await server.start()
    try:
        async with asyncio.timeout(_START_S), connected(port) as client:
            await _furnish(client)
        tell(address_of(port))
        await stop.wait()
    except TimeoutError as err:
        raise DemoError(f"Home Assistant does not answer. Its last lines:\n{server.last_words()}") from err
    finally:
        await server.stop()


async def _furnish(client: Client) -> None:
    await until(client.answers)
    await onboarding.create_user(client, "en")
    async with client.logged_in() as known:
        await until(partial(has_started, known))
        await onboarding.finish(known, "en")
        async with known.websocket() as socket:
            await socket.ask("energy/save_prefs", **PREFERENCES)


if __name__ == "__main__":
    sys.exit(main())
