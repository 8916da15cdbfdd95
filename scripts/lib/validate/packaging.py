"""What is shipped beside the code: hacs.json, the brand's pictures, repository.yaml."""

from collections.abc import Iterator
from pathlib import Path
import struct

from awesomeversion import AwesomeVersion
from homeassistant.const import __version__ as ha_version

from scripts.lib.validate.integration import Finding, Integration

HACS_KEYS = {
    "content_in_root",
    "country",
    "filename",
    "hacs",
    "hide_default_branch",
    "homeassistant",
    "name",
    "persistent_directory",
    "render_readme",
    "zip_release",
}
ICON_PX = {"icon.png": 256, "icon@2x.png": 512}
LOGO_PX = {"logo.png": (128, 256), "logo@2x.png": (256, 512)}
"""The shorter side of a logo: least and most."""
_PNG = b"\x89PNG\r\n\x1a\n"


def check(integration: Integration) -> Iterator[Finding]:
    """Check what surrounds the integration."""
    yield from _hacs(integration)
    yield from _brand(integration)
    if (integration.repository / "repository.yaml").exists():
        repository = integration.outside("repository.yaml")
        for key in ("name", "url", "maintainer"):
            if not repository.get(key):
                yield Finding("repository.yaml", key, "is missing")


def _hacs(integration: Integration) -> Iterator[Finding]:
    hacs = integration.outside("hacs.json")
    if not hacs:
        return
    for key in hacs.keys() - HACS_KEYS:
        yield Finding("hacs.json", key, "is not a key that HACS knows")
    if not hacs.get("name"):
        yield Finding("hacs.json", "name", "is missing")
    if hacs.get("zip_release") and not hacs.get("filename"):
        yield Finding("hacs.json", "filename", "is missing, and zip_release needs it")
    least = hacs.get("homeassistant")
    if least is None:
        yield Finding("hacs.json", "homeassistant", "is missing: the first version it runs on")
    elif AwesomeVersion(least) > AwesomeVersion(ha_version):
        yield Finding("hacs.json", "homeassistant", f"{least} is newer than the tested {ha_version}")


def _brand(integration: Integration) -> Iterator[Finding]:
    brand = integration.folder / "brand"
    for name in ("icon.png", "icon@2x.png"):
        if not (brand / name).exists():
            yield Finding(f"brand/{name}", "", "is missing")
    for path in sorted(brand.glob("*")):
        yield from _picture(path)


def _picture(path: Path) -> Iterator[Finding]:
    file, name = f"brand/{path.name}", path.name.removeprefix("dark_")
    if name not in ICON_PX and name not in LOGO_PX:
        yield Finding(file, "", "is not a picture of a brand")
        return
    head = path.read_bytes()[:24]
    if not head.startswith(_PNG):
        yield Finding(file, "", "is no PNG")
        return
    width, height = struct.unpack(">II", head[16:24])
    if name in ICON_PX and (width, height) != (ICON_PX[name], ICON_PX[name]):
        yield Finding(file, "", f"is {width} x {height} pixels, not {ICON_PX[name]} x {ICON_PX[name]}")
    if name in LOGO_PX:
        least, most = LOGO_PX[name]
        if not least <= min(width, height) <= most:
            yield Finding(file, "", f"has a shorter side of {min(width, height)} pixels, not {least} to {most}")
