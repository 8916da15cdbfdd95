"""BitGridAI Agent: keeps the archive, replays it and exports it. It decides nothing and commands nothing."""

from typing import Final

VERSION: Final = "0.1.0"
API_VERSION: Final = 1
MIN_CLIENT: Final = 1
"""Oldest version of the API that a client may speak."""
