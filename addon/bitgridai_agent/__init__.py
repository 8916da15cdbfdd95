"""BitGridAI Agent: keeps the archive, replays it and exports it. It decides nothing and commands nothing."""

import os
from typing import Final

# Arrow's own allocator keeps some megabytes for the next time, and is chosen when Arrow is loaded.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

VERSION: Final = "0.1.0"
API_VERSION: Final = 1
MIN_CLIENT: Final = 1
"""Oldest version of the API that a client may speak."""
