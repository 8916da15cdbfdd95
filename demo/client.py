"""Home Assistant's HTTP and WebSocket interfaces, as far as the demo uses them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any, Final

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, ClientWebSocketResponse

from .options import HOST
from .texts import DemoError

USER: Final = "demo"
PASSWORD: Final = "demo"  # noqa: S105 - printed for everyone to read, and opens nothing but the demo
_ANSWER_S = 60


class RequestError(DemoError):
    """Home Assistant did not do what it was asked; the text is its answer."""


def address_of(port: int) -> str:
    """Return the dashboard's address."""
    return f"http://{HOST}:{port}"


class WebSocket:
    """Commands over Home Assistant's WebSocket, one after the other."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        """Send over an authenticated socket."""
        self._socket = socket
        self._id = 0

    async def ask(self, command: str, **parameters: Any) -> Any:
        """Send a command and return its result; RequestError where it is refused."""
        self._id += 1
        await self._socket.send_json({"id": self._id, "type": command, **parameters})
        while (answer := await self._socket.receive_json(timeout=_ANSWER_S)).get("id") != self._id:
            pass
        if not answer["success"]:
            raise RequestError(f"{command}: {answer['error']['message']}")
        return answer["result"]


class Client:
    """Talks to one Home Assistant, as somebody or as nobody.

    Every method raises ClientError or TimeoutError where Home Assistant cannot be reached.
    """

    def __init__(self, http: ClientSession, address: str, token: str | None = None) -> None:
        """Talk over an open session; ``token`` says who is talking."""
        self.address = address
        """Also what Home Assistant knows the client by."""
        self._http = http
        self._token = token
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    async def answers(self) -> bool:
        """Whether Home Assistant answers at all yet."""
        try:
            async with self._http.get(f"{self.address}/manifest.json") as response:
                return response.status == HTTPStatus.OK
        except ClientError, TimeoutError:
            return False

    async def get(self, path: str) -> Any:
        """Return the JSON behind a path, None where there is no such path; RequestError."""
        async with self._http.get(self.address + path, headers=self._headers) as response:
            return None if response.status == HTTPStatus.NOT_FOUND else await _json(response)

    async def post(self, path: str, document: dict[str, Any]) -> Any:
        """Send JSON to a path and return its answer; RequestError."""
        async with self._http.post(self.address + path, json=document, headers=self._headers) as response:
            return await _json(response)

    async def delete(self, path: str) -> None:
        """Delete what is behind a path; RequestError."""
        async with self._http.delete(self.address + path, headers=self._headers) as response:
            await _json(response)

    @asynccontextmanager
    async def websocket(self) -> AsyncIterator[WebSocket]:
        """Open a WebSocket as the same person; RequestError where that is nobody."""
        async with self._http.ws_connect(f"{self.address}/api/websocket", max_msg_size=0) as socket:
            await socket.receive_json()
            await socket.send_json({"type": "auth", "access_token": self._token or ""})
            if (await socket.receive_json())["type"] != "auth_ok":
                raise RequestError("Home Assistant does not accept the demo's token")
            yield WebSocket(socket)

    @asynccontextmanager
    async def logged_in(self) -> AsyncIterator[Client]:
        """Log in as the demo's user, as a browser does; the token ends with the context.

        Raises DemoError where that is not possible, as with another password by now.
        """
        me = {"client_id": f"{self.address}/"}
        begin = {**me, "handler": ["homeassistant", None], "redirect_uri": f"{self.address}/?auth_callback=1"}
        flow = await self.post("/auth/login_flow", begin)
        user = {**me, "username": USER, "password": PASSWORD}
        answer = await self.post(f"/auth/login_flow/{flow['flow_id']}", user)
        if answer["type"] != "create_entry":
            why = answer.get("errors") or answer.get("reason")
            raise DemoError(f"Nobody can log in as {USER} any more ({why}). 'scripts/demo --fresh' begins anew.")
        grant = {**me, "grant_type": "authorization_code", "code": answer["result"]}
        async with self._http.post(f"{self.address}/auth/token", data=grant) as response:
            tokens = await _json(response)
        try:
            yield Client(self._http, self.address, tokens["access_token"])
        finally:
            async with self._http.post(f"{self.address}/auth/revoke", data={"token": tokens["refresh_token"]}):
                pass


async def _json(response: ClientResponse) -> Any:
    if response.status >= HTTPStatus.BAD_REQUEST:
        raise RequestError(f"{response.method} {response.url.path}: {response.status} {await response.text()}")
    return await response.json(content_type=None)


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Client]:
    """Talk to the Home Assistant on a port of this machine, as nobody yet."""
    async with ClientSession(timeout=ClientTimeout(total=_ANSWER_S)) as http:
        yield Client(http, address_of(port))
