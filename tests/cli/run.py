"""The command as a person runs it."""

from dataclasses import dataclass
import json
import os
from pathlib import Path
import subprocess
import sys
from typing import Any

COMMAND = Path(sys.executable).parent / "bitgridai"
INTERRUPTIBLE = ("env", "--default-signal=INT", str(COMMAND))
"""The same where tests run in the background: there Ctrl-C is ignored, and what is started inherits that."""
REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def bitgridai(
    *arguments: str | Path,
    stdin: bytes | str = b"",
    environment: dict[str, str] | None = None,
    timeout_s: float = 120,
) -> Ran:
    done = subprocess.run(
        [COMMAND, *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        timeout=timeout_s,
        check=False,
        env={**os.environ, **(environment or {})},
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
