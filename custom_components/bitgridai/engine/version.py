"""What identifies this engine in a record."""

from typing import Final

ENGINE_VERSION: Final = "1.2.0"
"""Semantic version; a change that alters any decision or record raises it."""
