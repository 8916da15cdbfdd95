"""Home Assistant's ingress in small: takes a prefix away, hands the request on, and says where it came from."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import override

import httpx

PREFIX = "/api/hassio_ingress/a-token-of-a-session"
_KEPT_OUT = frozenset({"connection", "content-encoding", "content-length", "host", "transfer-encoding"})


def _handler(page: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._hand_on()

        def do_POST(self) -> None:
            self._hand_on()

        def do_DELETE(self) -> None:
            self._hand_on()

        def _hand_on(self) -> None:
            if not self.path.startswith(f"{PREFIX}/"):
                self._reply(404, [], b"outside of the page")
                return
            headers = {name: value for name, value in self.headers.items() if name.lower() not in _KEPT_OUT}
            headers |= {"X-Ingress-Path": PREFIX, "X-Hass-Source": "core.ingress", "X-Forwarded-For": "192.0.2.7"}
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            answer = httpx.request(
                self.command, page + self.path.removeprefix(PREFIX), headers=headers, content=body, timeout=60
            )
            told = [(name, value) for name, value in answer.headers.items() if name not in _KEPT_OUT]
            self._reply(answer.status_code, told, answer.content)

        def _reply(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        @override
        def log_message(self, *_: object) -> None:
            """Keep the test's output quiet."""

    return Handler


@contextmanager
def ingress(page: str) -> Iterator[str]:
    """Serve a page under a prefix on loopback; yield its address there."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(page))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
