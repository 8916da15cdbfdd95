"""manifest.json: what Home Assistant needs to know before it loads the integration."""

from collections.abc import Iterator
import importlib.util
from pathlib import Path
import tomllib
from typing import Any

from awesomeversion import AwesomeVersion, AwesomeVersionStrategy

from scripts.lib.validate.integration import Finding, Integration

FILE = "manifest.json"
REQUIRED = (
    "domain",
    "name",
    "codeowners",
    "documentation",
    "integration_type",
    "iot_class",
    "issue_tracker",
    "version",
)
KNOWN = frozenset(REQUIRED) | {
    "after_dependencies",
    "bluetooth",
    "config_flow",
    "dependencies",
    "dhcp",
    "homekit",
    "import_executor",
    "loggers",
    "mqtt",
    "quality_scale",
    "requirements",
    "single_config_entry",
    "ssdp",
    "usb",
    "zeroconf",
}
IOT_CLASSES = {"assumed_state", "calculated", "cloud_polling", "cloud_push", "local_polling", "local_push"}
INTEGRATION_TYPES = {"device", "entity", "hardware", "helper", "hub", "service", "system", "virtual"}
_VERSIONS = [
    AwesomeVersionStrategy.CALVER,
    AwesomeVersionStrategy.SEMVER,
    AwesomeVersionStrategy.SIMPLEVER,
    AwesomeVersionStrategy.BUILDVER,
    AwesomeVersionStrategy.PEP440,
]


def check(integration: Integration) -> Iterator[Finding]:
    """Check the manifest."""
    manifest = integration.manifest
    if not manifest:
        return
    yield from _keys(manifest)
    yield from _values(integration)
    for key in ("dependencies", "after_dependencies"):
        for name in manifest.get(key, []):
            if not (core_components() / name / "manifest.json").exists():
                yield Finding(FILE, key, f"Home Assistant has no integration {name!r}")


def core_components() -> Path:
    """Return where the installed Home Assistant keeps its integrations."""
    spec = importlib.util.find_spec("homeassistant")
    if spec is None or spec.origin is None:
        message = "Home Assistant is not installed here; scripts/lint installs it"
        raise SystemExit(message)
    return Path(spec.origin).parent / "components"


def _keys(manifest: dict[str, Any]) -> Iterator[Finding]:
    for key in REQUIRED:
        if key not in manifest:
            yield Finding(FILE, key, "is missing")
    for key in manifest.keys() - KNOWN:
        yield Finding(FILE, key, "is not a key of a manifest")
    expected = [*(key for key in ("domain", "name") if key in manifest), *sorted(manifest.keys() - {"domain", "name"})]
    if list(manifest) != expected:
        wrong = next(key for key, right in zip(manifest, expected, strict=True) if key != right)
        yield Finding(FILE, wrong, "stands in the wrong place: first domain and name, then the others by alphabet")


def _values(integration: Integration) -> Iterator[Finding]:
    manifest = integration.manifest
    if manifest.get("domain") != integration.folder.name:
        yield Finding(FILE, "domain", f"is not the folder's name, {integration.folder.name!r}")
    elif (core_components() / integration.folder.name).exists():
        yield Finding(FILE, "domain", "is taken by an integration of Home Assistant's own")
    for key, allowed in (("iot_class", IOT_CLASSES), ("integration_type", INTEGRATION_TYPES)):
        if key in manifest and manifest[key] not in allowed:
            yield Finding(FILE, key, f"{manifest[key]!r} is none of {', '.join(sorted(allowed))}")
    yield from _people_and_places(manifest)
    if bool(manifest.get("config_flow")) != integration.exists("config_flow.py"):
        yield Finding(FILE, "config_flow", "does not fit whether there is a config_flow.py")
    yield from _version(integration)


def _people_and_places(manifest: dict[str, Any]) -> Iterator[Finding]:
    for owner in manifest.get("codeowners", []):
        if not str(owner).startswith("@"):
            yield Finding(FILE, "codeowners", f"{owner!r} does not begin with @")
    if not manifest.get("codeowners", ["@"]):
        yield Finding(FILE, "codeowners", "names nobody")
    for key in ("documentation", "issue_tracker"):
        if key in manifest and not str(manifest[key]).startswith("https://"):
            yield Finding(FILE, key, "is no https address")


def _version(integration: Integration) -> Iterator[Finding]:
    version = integration.manifest.get("version")
    if version is None:
        return
    if AwesomeVersion(version).strategy not in _VERSIONS:
        yield Finding(FILE, "version", f"{version!r} is no version that Home Assistant understands")
    project = tomllib.loads((integration.repository / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    if version != project:
        yield Finding(FILE, "version", f"is {version}, but pyproject.toml says {project}")
