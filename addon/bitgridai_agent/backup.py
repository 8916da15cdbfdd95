"""Before and after a backup: ``python -m bitgridai_agent.backup begin|end``, run by the Supervisor."""

from argparse import ArgumentParser
from pathlib import Path
import sys

from .local import PORT, NoAnswerError, ask


def main() -> int:
    """Let the agent stand still, or go on; 1 where it does not, so that no half archive is taken for a backup."""
    parser = ArgumentParser(prog="bitgridai-agent-backup", description="Lets the agent stand still for a backup.")
    parser.add_argument("moment", choices=["begin", "end"])
    parser.add_argument("--data", type=Path, default=Path("/data"), metavar="FOLDER")
    parser.add_argument("--port", type=int, default=PORT)
    arguments = parser.parse_args()
    try:
        ask("POST", f"/v1/backup/{arguments.moment}", arguments.port, arguments.data)
    except NoAnswerError as err:
        print(f"bitgridai-agent: {err}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
