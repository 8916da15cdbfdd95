"""Asking the agent from inside of its own container: health checks and backups do."""

from http.client import HTTPConnection
import json
import os
from pathlib import Path
from typing import Any, Final

from .token import TokenError, read_token

PORT: Final = 8117
"""Where the agent listens unless it is told otherwise."""
_TIMEOUT_S: Final = 60.0


class NoAnswerError(Exception):
    """The agent did not do what it was asked to; the text says why."""


def ask(method: str, path: str, port: int = PORT, data: Path | None = None, timeout_s: float = _TIMEOUT_S) -> Any:
    """Ask the agent on this machine; with ``data`` as who may read its token. Raises NoAnswerError."""
    connection = HTTPConnection("127.0.0.1", port, timeout=timeout_s)
    try:
        headers = {} if data is None else {"Authorization": f"Bearer {_token(data)}"}
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        told = json.loads(answer.read())
    except (OSError, ValueError, TokenError) as err:
        raise NoAnswerError(f"the agent on port {port} does not answer: {err}") from err
    finally:
        connection.close()
    if answer.status >= 400:  # noqa: PLR2004  # where HTTP's refusals begin
        raise NoAnswerError(f"the agent refused with {answer.status}: {told}")
    return told


def _token(data: Path) -> str:
    return os.environ.get("BITGRIDAI_AGENT_TOKEN") or read_token(data / "token").reveal()
