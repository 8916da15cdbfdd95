"""Telling Home Assistant's Supervisor that the agent is there, so that nobody has to type an address and a token."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
import json
import logging
import socket
from threading import Event, Thread
from typing import Any, Final, Self

from .token import Token

_LOGGER: Final = logging.getLogger("bitgridai_agent.supervisor")
_SERVICE: Final = "bitgridai"
_TIMEOUT_S: Final = 10.0
_PAUSES_S: Final = (1.0, 5.0, 15.0, 60.0)
"""Between two attempts; the last one goes on for as long as the Supervisor is away."""


class RefusedError(Exception):
    """The Supervisor does not take the announcement; asking again would not change that."""


@dataclass(frozen=True, slots=True)
class Supervisor:
    """The Supervisor, as an app reaches it."""

    token: str = field(repr=False)
    host: str = "supervisor"

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self | None:
        """Return the Supervisor that started this process; None where none did."""
        token = environment.get("SUPERVISOR_TOKEN")
        return cls(token, environment.get("SUPERVISOR") or "supervisor") if token else None

    def post(self, path: str, document: Mapping[str, Any]) -> None:
        """Send a document. Raises RefusedError, OSError and HTTPException."""
        connection = HTTPConnection(self.host, timeout=_TIMEOUT_S)
        try:
            headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
            connection.request("POST", path, json.dumps(document), headers)
            answer = connection.getresponse()
            told = answer.read().decode(errors="replace")
        finally:
            connection.close()
        if HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            raise RefusedError(f"{answer.status}: {told}")
        if answer.status != HTTPStatus.OK:
            raise OSError(f"it answered {answer.status}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Where the agent is, and who may talk to it."""

    port: int
    token: str = field(repr=False)
    boot_id: str
    """Lets the Supervisor pass on what is otherwise the same: Home Assistant may have forgotten it."""
    host: str = field(default_factory=socket.gethostname)
    """An app's host name is known to Home Assistant."""

    def document(self) -> dict[str, Any]:
        """Return it as the Supervisor takes it."""
        config = {"host": self.host, "port": self.port, "token": self.token, "boot_id": self.boot_id}
        return {"service": _SERVICE, "config": config}


def announce(supervisor: Supervisor, told: Announcement, stop: Event) -> None:
    """Wait until the agent answers, then tell the Supervisor, as often as it takes."""
    attempt = 0
    while not stop.is_set():
        try:
            socket.create_connection(("127.0.0.1", told.port), _TIMEOUT_S).close()
            supervisor.post("/discovery", told.document())
        except RefusedError as err:
            _LOGGER.warning("The Supervisor does not pass on where the agent is; connect it by hand (%s)", err)
            return
        except (OSError, HTTPException) as err:
            _LOGGER.debug("The Supervisor was not told yet: %s", err)
            stop.wait(_PAUSES_S[min(attempt, len(_PAUSES_S) - 1)])
            attempt += 1
        else:
            _LOGGER.info("Home Assistant was told where the agent is")
            return


def announce_in_background(environment: Mapping[str, str], port: int, token: Token, boot_id: str) -> None:
    """Announce beside the server that is about to start, where a Supervisor started this process."""
    supervisor = Supervisor.of(environment)
    if supervisor is not None:
        told = Announcement(port=port, token=token.reveal(), boot_id=boot_id)
        Thread(target=announce, args=(supervisor, told, Event()), name="announcement", daemon=True).start()
