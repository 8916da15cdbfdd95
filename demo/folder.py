"""The demo's Home Assistant configuration folder, one per household."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
import fcntl
import json
from pathlib import Path
import shutil

from .house import House
from .options import HOST, REPOSITORY
from .texts import DemoError

_TEMPLATE = Path(__file__).parent / "configuration.yaml"
_MARKER = ".bitgridai-demo"
"""Lies in every folder that is the demo's own."""
_FURNISHED = ".bitgridai-demo-furnished"
"""Lies in those whose first start came to its end."""
_INTEGRATION = "custom_components/bitgridai"


@contextmanager
def taken(state: Path, house: House) -> Iterator[Path]:
    """Take the folder of a household for this run, made where there is none.

    Raises DemoError where another demo has it, or where it cannot be written.
    """
    folder = state / house.id
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (state / f"{house.id}.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise DemoError(
                    f"Another demo of the household {house.id} is running.\n"
                    "Stop it, choose another --household, or give this one another --state folder."
                ) from None
            yield folder
    except OSError as err:
        raise DemoError(f"The demo cannot keep its files in {folder}: {err.strerror or err}.") from err


def clear(folder: Path, *, fresh: bool) -> None:
    """Empty the folder where that was asked for, or where a first start was broken off: half a user cannot log in.

    Raises DemoError where the folder is not the demo's.
    """
    if not any(folder.iterdir()):
        return
    if not (folder / _MARKER).exists():
        raise DemoError(f"{folder} was not made by the demo. Choose another --state folder.")
    if fresh or not (folder / _FURNISHED).exists():
        shutil.rmtree(folder)
        folder.mkdir()


def mark(folder: Path) -> str:
    """Return what :func:`keep` noted last; "" before the first time."""
    file = folder / _FURNISHED
    return file.read_text(encoding="utf-8") if file.exists() else ""


def keep(folder: Path, mark: str) -> None:
    """Note that the folder holds everything a later start needs, and a mark for it."""
    (folder / _FURNISHED).write_text(mark, encoding="utf-8")


def prepare(folder: Path, house: House, language: str, port: int) -> None:
    """Write what Home Assistant reads at start; what it wrote itself stays."""
    (folder / _MARKER).touch()
    location = house.household.location
    text = _TEMPLATE.read_text(encoding="utf-8").format(
        latitude=location.latitude,
        longitude=location.longitude,
        time_zone=location.time_zone,
        country=house.country,
        language=language,
    )
    (folder / "configuration.yaml").write_text(text, encoding="utf-8")
    _link(folder / _INTEGRATION, REPOSITORY / _INTEGRATION)
    _listen_on(folder, port)
    stay_off_the_network(folder)
    _skip_suggestions(folder)


def _link(link: Path, target: Path) -> None:
    if link.is_symlink() and link.readlink() == target:
        return
    link.parent.mkdir(exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(target)


def _listen_on(folder: Path, port: int) -> None:
    """Tell Home Assistant its address.

    An ``http:`` section in the configuration is only a trial since 2026.7: without a click in the
    settings Home Assistant goes back to port 8123 of every network after five minutes.
    """
    confirmed = {
        "server_host": [HOST],
        "server_port": port,
        "cors_allowed_origins": [],
        "login_attempts_threshold": -1,
        "ip_ban_enabled": True,
        "ssl_profile": "modern",
        "use_x_frame_options": True,
        "created_at": datetime.now(UTC).isoformat(),
        "error": None,
        "error_message": None,
    }
    data = {"stable": confirmed, "pending": None, "yaml_migration_done": True}
    _store(folder, "http", data, version=2, minor_version=2)


def stay_off_the_network(folder: Path) -> None:
    """Leave Home Assistant the loopback only; else it joins every network to hear of devices by their mDNS names."""
    _store(folder, "core.network", {"configured_adapters": ["lo", "lo0"]}, version=1)


def _skip_suggestions(folder: Path) -> None:
    """Mark the onboarding step of the core configuration, which is in the file, as done.

    Done over HTTP it would set up four integrations that ask the internet.
    """
    if not (folder / ".storage/onboarding").exists():
        _store(folder, "onboarding", {"done": ["core_config"]}, version=4)


def _store(folder: Path, key: str, data: object, *, version: int, minor_version: int = 1) -> None:
    file = folder / ".storage" / key
    file.parent.mkdir(exist_ok=True)
    document = {"version": version, "minor_version": minor_version, "key": key, "data": data}
    file.write_text(json.dumps(document), encoding="utf-8")
