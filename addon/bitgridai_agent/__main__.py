"""Runs the agent: ``python -m bitgridai_agent --data FOLDER``."""

from argparse import ArgumentParser, Namespace
from ipaddress import IPv4Address, IPv6Address, ip_address
import logging
import os
from pathlib import Path
import signal
import socket
import sys
from typing import Final

import uvicorn

from . import light  # noqa: F401  # before all that imports pyarrow
from .app import create_app
from .ingress import SUPERVISOR, Doors, create_page
from .local import PORT
from .options import Options, OptionsError
from .state import AgentState
from .supervisor import announce_in_background
from .token import Token, TokenError, keep_token

_LOGGER: Final = logging.getLogger("bitgridai_agent")


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="bitgridai-agent", description="Keeps the archive, replays it and exports it.")
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="where everything is kept")
    parser.add_argument("--host", type=ip_address, default=ip_address("127.0.0.1"), help="address to listen on")
    parser.add_argument("--port", type=int, default=PORT, help="port to listen on")
    parser.add_argument("--page-port", type=int, metavar="N", help="port of the page (default: no page)")
    parser.add_argument(
        "--page-from",
        type=ip_address,
        default=SUPERVISOR,
        metavar="ADDRESS",
        help="the one address that the page answers, without a token (default: the Supervisor's)",
    )
    parser.add_argument("--options", type=Path, metavar="FILE", help="options (JSON; default: FOLDER/options.json)")
    return parser.parse_args()


def main() -> int:
    """Run until it is told to stop; 0 then, 2 where it cannot start."""
    arguments = _arguments()
    data: Path = arguments.data
    try:
        data.mkdir(parents=True, exist_ok=True)
        options = Options.read(arguments.options or data / "options.json")
        sockets = [_listen(arguments.host, port) for port in (arguments.port, arguments.page_port) if port is not None]
        token = Token(given) if (given := os.environ.get("BITGRIDAI_AGENT_TOKEN")) else keep_token(data / "token")
    except (OptionsError, TokenError, OSError) as err:
        print(f"bitgridai-agent: {err}", file=sys.stderr)
        return 2
    # Machine code that its child processes make is kept with the data: a container forgets all else.
    os.environ.setdefault("XDG_CACHE_HOME", str(data / "cache"))
    logging.basicConfig(level=options.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    state = AgentState.at(data, options)
    announce_in_background(os.environ, arguments.port, token, state.boot_id)
    # uvicorn finishes what is on its way and raises the signal again: to be told to stop is no failure.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    doors = Doors(create_app(state, token))
    if arguments.page_port is not None:
        doors.add(sockets[-1].getsockname()[1], create_page(state, arguments.page_from))
    server = uvicorn.Server(
        uvicorn.Config(
            doors,
            log_level=options.log_level,
            access_log=False,
            server_header=False,
            # Who asks is who is connected: a header that says otherwise is anybody's word.
            proxy_headers=False,
            timeout_graceful_shutdown=10,
        )
    )
    for each in sockets:
        _LOGGER.info("Listening at http://%s:%d", *each.getsockname()[:2])
    server.run(sockets)
    return 0


def _listen(host: IPv4Address | IPv6Address, port: int) -> socket.socket:
    """Take a port. Raises OSError where it is taken already."""
    family = socket.AF_INET if host.version == 4 else socket.AF_INET6  # noqa: PLR2004  # the protocol's own name
    return socket.create_server((str(host), port), family=family)


if __name__ == "__main__":
    sys.exit(main())
