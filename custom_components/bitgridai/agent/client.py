"""The agent's HTTP interface as the integration uses it."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout
from yarl import URL

from ..engine.document import Json
from ..engine.memory import GENESIS

API_VERSION: Final = 1
"""The version of the interface that this client speaks."""

_TIMEOUT: Final = ClientTimeout(total=30, connect=10)


class AgentError(Exception):
    """The agent cannot be reached or does not answer as it should; the text says why."""


class RefusedTokenError(AgentError):
    """The agent does not know the token."""


class IncompatibleAgentError(AgentError):
    """The agent speaks another version of the interface; the text says which side to update."""


class ChainBrokenError(AgentError):
    """The agent's archive ends elsewhere than was thought."""


@dataclass(frozen=True, slots=True)
class Handshake:
    """Who answered."""

    version: str
    engine_version: str
    boot_id: str
    free_bytes: int
    cluster: bool | None = None
    """Whether it may ask a cluster of the owner's; None where it is too old to know of any."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Records that an archive lost, by the numbers of the first and the last one."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Tip:
    """Where the agent's archive of a ledger ends."""

    seq: int
    hash: str
    gaps: tuple[Gap, ...] = ()
    """What is missing before: damaged files were put aside."""


class AgentClient:
    """Talks to one agent. Every method raises AgentError."""

    def __init__(self, session: ClientSession, url: str, token: str) -> None:
        """Use Home Assistant's shared session; ``url`` is the agent's root."""
        self._session = session
        self._url = URL(url)
        self._headers = {"Authorization": f"Bearer {token}"}

    async def handshake(self) -> Handshake:
        """Ask who is there. Raises IncompatibleAgentError where both cannot talk to each other."""
        told = await self._asked("GET", "v1/handshake")
        try:
            api_version, min_client = int(told["api_version"]), int(told["min_client"])
            shaken = Handshake(
                version=str(told["version"]),
                engine_version=str(told["engine_version"]),
                boot_id=str(told["boot_id"]),
                free_bytes=int(told["free_bytes"]),
                cluster=None if told.get("cluster") is None else bool(told["cluster"]),
            )
        except (KeyError, TypeError, ValueError) as err:
            raise AgentError(f"{self._url} is no BitGridAI Agent") from err
        if api_version < API_VERSION:
            raise IncompatibleAgentError(f"agent {shaken.version} is too old; update the agent")
        if min_client > API_VERSION:
            raise IncompatibleAgentError(f"agent {shaken.version} is too new; update the integration")
        return shaken

    async def tip(self, ledger: str) -> Tip:
        """Ask where the archive of a ledger ends; an unknown one ends before its first record."""
        told = await self._asked("GET", f"v1/ledgers/{ledger}", unknown={"seq": 0, "hash": GENESIS})
        return _tip(told)

    async def send(self, ledger: str, bodies: Sequence[bytes]) -> Tip:
        """Send records in canonical form; they are on the agent's disk when this returns."""
        return _tip(await self._asked("POST", f"v1/ledgers/{ledger}/records", lines=bodies))

    async def repair(self, ledger: str, bodies: Sequence[bytes]) -> None:
        """Send records again that the agent has lost."""
        await self._asked("POST", f"v1/ledgers/{ledger}/repair", lines=bodies)

    async def newest_minute(self, ledger: str) -> int | None:
        """Ask up to when the agent has telemetry (epoch seconds, 0 before any); None where it takes none."""
        told = await self._asked("GET", f"v1/ledgers/{ledger}/telemetry", unknown={"time": -1})
        newest = _time(told)
        return None if newest < 0 else newest

    async def send_telemetry(self, ledger: str, bodies: Sequence[bytes]) -> int:
        """Send minutes; return up to when the agent has them."""
        return _time(await self._asked("POST", f"v1/ledgers/{ledger}/telemetry", lines=bodies))

    async def begin(self, ledger: str, seq: int, last_hash: str) -> Tip:
        """Let a new archive begin after a record."""
        return _tip(await self._asked("POST", f"v1/ledgers/{ledger}/begin", document={"seq": seq, "hash": last_hash}))

    async def seal(self, ledger: str) -> str:
        """Let the agent put an archive away; return the name it has now."""
        return str((await self._asked("POST", f"v1/ledgers/{ledger}/seal"))["ledger"])

    async def ask(
        self, method: str, path: str, document: dict[str, Json] | None, patience: ClientTimeout
    ) -> tuple[int, dict[str, Any]]:
        """Ask what may be refused for many reasons; return status and answer."""
        try:
            async with self._session.request(
                method, self._url / path, json=document, headers=self._headers, timeout=patience
            ) as answer:
                if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.UNAUTHORIZED:
                    await _read(answer)
                return answer.status, await answer.json()
        except TimeoutError as err:
            raise AgentError(f"{self._url} did not answer in time") from err
        except (ClientError, ValueError) as err:
            raise AgentError(f"{self._url} cannot be reached: {err}") from err

    def url_of(self, path: str) -> str:
        """Return the address of something that the agent holds."""
        return str(self._url / path)

    async def _asked(
        self,
        method: str,
        path: str,
        *,
        lines: Sequence[bytes] | None = None,
        document: Any = None,
        unknown: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        headers = {**self._headers, **({} if lines is None else {"Content-Type": "application/x-ndjson"})}
        data = None if lines is None else b"".join(line + b"\n" for line in lines)
        try:
            async with self._session.request(
                method, self._url / path, data=data, json=document, headers=headers, timeout=_TIMEOUT
            ) as answer:
                if answer.status == HTTPStatus.NOT_FOUND and unknown is not None:
                    return unknown
                return await _read(answer)
        except TimeoutError as err:
            raise AgentError(f"{self._url} did not answer in time") from err
        except ClientError as err:
            raise AgentError(f"{self._url} cannot be reached: {err}") from err


async def _read(answer: ClientResponse) -> dict[str, Any]:
    try:
        told = await answer.json()
    except ValueError as err:
        raise AgentError(f"{answer.url.origin()} answered {answer.status} without JSON") from err
    if answer.status == HTTPStatus.UNAUTHORIZED:
        raise RefusedTokenError("the agent does not know this token; enter the one that it shows")
    detail = str(told.get("detail", answer.status)) if isinstance(told, dict) else str(answer.status)
    if answer.status == HTTPStatus.CONFLICT:
        raise ChainBrokenError(detail)
    if not answer.ok or not isinstance(told, dict):
        raise AgentError(f"the agent answered {answer.status}: {detail}")
    return told


def _tip(told: dict[str, Any]) -> Tip:
    try:
        gaps = tuple(Gap(int(gap["first"]), int(gap["last"])) for gap in told.get("gaps", ()))
        return Tip(int(told["seq"]), str(told["hash"]), gaps)
    except (KeyError, TypeError, ValueError) as err:
        raise AgentError("the agent did not say where its archive ends") from err


def _time(told: dict[str, Any]) -> int:
    try:
        return int(told["time"])
    except (KeyError, TypeError, ValueError) as err:
        raise AgentError("the agent did not say up to when it has telemetry") from err
