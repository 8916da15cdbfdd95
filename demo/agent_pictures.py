"""Pictures of the agent's page for the documentation: a real week in its archive, replayed.

Usage: python -m demo.agent_pictures [FOLDER]
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
import json
import os
from pathlib import Path
import subprocess
import sys
import tempfile
from time import sleep
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from playwright.sync_api import Browser

from .browser import chromium
from .options import REPOSITORY
from .texts import say

_PORT, _PAGE_PORT = 18198, 18197
_PAGE = f"http://127.0.0.1:{_PAGE_PORT}/"
_LEDGER = "01JB8H9W7K3QXE5VYV7M2R4D6T"
_HOUSEHOLD = REPOSITORY / "src/bitgridai/simulation/households/real_week.yaml"
_PAINT_S = 2
_WHAT_IF = {"kind": "what_if", "policy": {"r1": {"start_margin_w": 400}}, "pv_factor": 1.2}
_SWEEP = {
    "kind": "sweep",
    "grid": {"r1": {"start_margin_w": [-400, -200, 0, 200, 400]}, "r2": {"soc_soft_min_pct": [51, 60, 70]}},
}


@dataclass(frozen=True)
class Shot:
    """One picture."""

    file: str
    view: str
    width: int
    height: int
    scheme: str = "light"
    locale: str = "en-GB"
    scale: float = 1


def main() -> None:
    """Fill an archive, replay it, and take all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REPOSITORY / "docs/images"
    with tempfile.TemporaryDirectory() as data:
        say("Living a week ...")
        _fill(Path(data))
        with _agent(Path(data)), chromium() as browser:
            what_if, sweep = _replayed(_WHAT_IF), _replayed(_SWEEP)
            for shot in (
                Shot("agent-overview.png", "overview", 1280, 640),
                Shot("agent-what-if.png", f"replay/{what_if}", 1280, 1440),
                Shot("agent-sweep-dark.png", f"replay/{sweep}", 1280, 1100, scheme="dark"),
                Shot("agent-policies-phone.png", "policies", 412, 915, locale="de-DE", scale=2),
            ):
                _take(browser, shot, folder / shot.file)


def _fill(data: Path) -> None:
    program, ledger = str(Path(sys.executable).with_name("bitgridai")), str(data / "week.jsonl")
    archive = str(data / "archive" / _LEDGER)
    for command in (
        ["simulate", "--household", str(_HOUSEHOLD), "--ledger", ledger],
        ["archive", "add", archive, ledger],
    ):
        subprocess.run([program, *command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own program


@contextmanager
def _agent(data: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "bitgridai_agent", "--data", str(data), "--port", str(_PORT)]
    command += ["--page-port", str(_PAGE_PORT), "--page-from", "127.0.0.1"]
    path = os.pathsep.join([str(REPOSITORY / "addon"), str(REPOSITORY / "src"), os.environ.get("PYTHONPATH", "")])
    agent = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path})  # noqa: S603 - our own program
    try:
        while not _answers():
            if agent.poll() is not None:
                sys.exit("The agent did not start.")
            sleep(0.2)
        yield
    finally:
        agent.terminate()
        agent.wait()


def _answers() -> bool:
    try:
        return bool(_asked("v1/handshake"))
    except URLError:
        return False


def _replayed(request: dict[str, Any]) -> str:
    """Have something replayed; return the job's id when it is done."""
    say(f"Replaying: {request['kind']} ...")
    job = _asked("v1/jobs", {**request, "ledger": _LEDGER})
    while job["state"] in {"queued", "running"}:
        sleep(1)
        job = _asked(f"v1/jobs/{job['id']}")
    if job["state"] != "done":
        sys.exit(f"The replay ended as {job['state']}: {job['error']}")
    return str(job["id"])


def _asked(path: str, body: dict[str, Any] | None = None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = Request(_PAGE + path, data, {"X-BitGridAI": "page", "Content-Type": "application/json"})  # noqa: S310 - ours
    with urlopen(request) as answer:  # noqa: S310 - ours
        return json.load(answer)


def _take(browser: Browser, shot: Shot, file: Path) -> None:
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        device_scale_factor=shot.scale,
        color_scheme="dark" if shot.scheme == "dark" else "light",
        locale=shot.locale,
    )
    page.goto(f"{_PAGE}#/{shot.view}")
    page.locator("main h2").first.wait_for()
    sleep(_PAINT_S)
    page.screenshot(path=file)
    page.close()
    say(f"{file}")


if __name__ == "__main__":
    main()
