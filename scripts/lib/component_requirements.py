"""List what Home Assistant would install for a set of its components, dependencies included.

Usage: .venv/bin/python scripts/lib/component_requirements.py [COMPONENT ...]

Without arguments: the components of the demo, and those that Home Assistant
always starts. The demo runs with Home Assistant's installer switched off, so
every line printed here must be in the `demo` group of pyproject.toml. Lines
that are not installed at that version are marked, and the exit code is then 1.
"""

import importlib.metadata
import json
from pathlib import Path
import sys

from homeassistant.bootstrap import CORE_INTEGRATIONS, DEFAULT_INTEGRATIONS
import homeassistant.components

DEMO = [
    "assist_pipeline",
    "auth",
    "config",
    "energy",
    "frontend",
    "history",
    "http",
    "logbook",
    "lovelace",
    "onboarding",
    "recorder",
    "websocket_api",
]
FOLDER = Path(next(iter(homeassistant.components.__path__)))


def with_dependencies(components: list[str]) -> list[str]:
    """Return the components and everything they depend on, sorted."""
    found: set[str] = set()
    waiting = list(components)
    while waiting:
        component = waiting.pop()
        if component in found:
            continue
        found.add(component)
        waiting += manifest(component).get("dependencies", [])
    return sorted(found)


def manifest(component: str) -> dict[str, list[str]]:
    """Return a component's manifest."""
    text = (FOLDER / component / "manifest.json").read_text(encoding="utf-8")
    loaded: dict[str, list[str]] = json.loads(text)
    return loaded


def is_installed(requirement: str) -> bool:
    """Say whether `name[extra]==version` is installed at exactly that version."""
    name, _, version = requirement.partition("==")
    try:
        return importlib.metadata.version(name.partition("[")[0]) == version
    except importlib.metadata.PackageNotFoundError:
        return False


def main() -> int:
    """Print the list and return the exit code."""
    missing = 0
    for component in with_dependencies(sys.argv[1:] or [*DEMO, *CORE_INTEGRATIONS, *DEFAULT_INTEGRATIONS]):
        for requirement in manifest(component).get("requirements", []):
            absent = not is_installed(requirement)
            missing += absent
            print(f"{requirement:45} {component}{'   NOT INSTALLED' if absent else ''}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
