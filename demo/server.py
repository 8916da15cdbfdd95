"""Home Assistant, or the agent, as a process: started, watched, stopped."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
import os
from pathlib import Path
import signal
import sys
from typing import Final

_CHILD = Path(__file__).parent / "child.py"
_STOP_S = 30
"""How long Home Assistant may take to save what it has; after that it is ended."""
_LAST_LINES = 15
_NAMES: Final = {"homeassistant": "home-assistant"}

RESTART: Final = 100
"""Home Assistant's exit code when someone asked for a restart in its settings."""


class Server:
    """One program on one folder: Home Assistant, unless another one is named."""

    def __init__(
        self,
        folder: Path,
        module: str = "homeassistant",
        arguments: Sequence[str] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Name the folder; :meth:`start` begins. ``environment`` adds to that of the demo."""
        self._folder = folder
        self._module = module
        self._arguments = ("--config", str(folder), "--skip-pip", "--log-no-color") if arguments is None else arguments
        self._environment = {**os.environ, **(environment or {})}
        self._output = folder / f"{_NAMES.get(module, module)}.out"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the process; what it prints goes into a file."""
        with self._output.open("wb") as output:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-P", str(_CHILD), str(os.getpid()), self._module, *self._arguments),
                cwd=self._folder,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # Ctrl-C is for the demo, which then stops it in its own way.
                start_new_session=True,
            )

    async def ended(self) -> int:
        """Wait until the process is gone; return its exit code."""
        if self._process is None:
            raise RuntimeError("not started")
        return await self._process.wait()

    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None and self._process.returncode is None

    async def stop(self) -> None:
        """Ask it to end and wait for it; end it where that takes too long."""
        if self._process is None or self._process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            self._process.terminate()
        try:
            async with asyncio.timeout(_STOP_S):
                await self._process.wait()
        except TimeoutError:
            self.kill()
            await self._process.wait()

    def kill(self) -> None:
        """End it at once, with everything it started."""
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def last_words(self) -> str:
        """Return the last lines it printed."""
        lines = self._output.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(f"  {line}" for line in lines[-_LAST_LINES:])
