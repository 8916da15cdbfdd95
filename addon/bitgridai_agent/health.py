"""Whether the agent answers: ``python -m bitgridai_agent.health [PORT]``, for a container's health check."""

import sys

from .local import PORT, NoAnswerError, ask

_TIMEOUT_S = 4.0


def main() -> int:
    """Return 0 where it answers, 1 where it does not."""
    try:
        ask("GET", "/health", int(sys.argv[1]) if len(sys.argv) > 1 else PORT, timeout_s=_TIMEOUT_S)
    except NoAnswerError as err:
        print(err, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
