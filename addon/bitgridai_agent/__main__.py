"""Runs the agent: ``python -m bitgridai_agent --data FOLDER``."""

from argparse import ArgumentParser, Namespace
from ipaddress import ip_address
import logging
import os
from pathlib import Path
import signal
import sys

import uvicorn

from .app import create_app
from .options import Options, OptionsError
from .state import AgentState
from .supervisor import announce_in_background
from .token import Token, TokenError, keep_token

_PORT = 8117


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="bitgridai-agent", description="Keeps the archive, replays it and exports it.")
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="where everything is kept")
    parser.add_argument("--host", type=ip_address, default=ip_address("127.0.0.1"), help="address to listen on")
    parser.add_argument("--port", type=int, default=_PORT, help="port to listen on")
    parser.add_argument("--options", type=Path, metavar="FILE", help="options (JSON; default: FOLDER/options.json)")
    return parser.parse_args()


def main() -> int:
    """Run until it is told to stop; 0 then, 2 where it cannot start."""
    arguments = _arguments()
    data: Path = arguments.data
    try:
        data.mkdir(parents=True, exist_ok=True)
        options = Options.read(arguments.options or data / "options.json")
        token = Token(given) if (given := os.environ.get("BITGRIDAI_AGENT_TOKEN")) else keep_token(data / "token")
    except (OptionsError, TokenError, OSError) as err:
        print(f"bitgridai-agent: {err}", file=sys.stderr)
        return 2
    logging.basicConfig(level=options.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    state = AgentState.at(data, options)
    announce_in_background(os.environ, arguments.port, token, state.boot_id)
    # uvicorn finishes what is on its way and raises the signal again: to be told to stop is no failure.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    uvicorn.run(
        create_app(state, token),
        host=str(arguments.host),
        port=arguments.port,
        log_level=options.log_level,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
