"""The demo's dashboard."""

from pathlib import Path

from .client import WebSocket


async def install(socket: WebSocket, entry_id: str, path: Path) -> None:
    """Install."""
