"""``scripts/golden``: replay the recorded days, or record them anew and say by which decision."""

from argparse import ArgumentParser
import logging
import sys

from tests.golden.blessing import GOLDEN, BlessingError, check
from tests.golden.making import NAMES, about, records


def main() -> int:
    """Check, or bless."""
    parser = ArgumentParser(prog="scripts/golden", description=__doc__)
    parser.add_argument("--bless", metavar="ADR", help="record all days anew, by the decision in docs/adr/NNNN-name.md")
    adr: str | None = parser.parse_args().bless
    if adr is None:
        return check(GOLDEN, print)
    # Simulated loads that do not answer are part of a day, not news.
    logging.disable(logging.WARNING)
    try:
        changed = GOLDEN.bless(adr, ((name, about(name), records(name)) for name in NAMES))
    except BlessingError as err:
        print(f"scripts/golden: {err}", file=sys.stderr)
        return 2
    print(f"Recorded anew: {', '.join(changed)}." if changed else "Every day is as it was; nothing was written.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
