"""Putting away what is damaged: never deleted, never counted, always with its reason beside it."""

from pathlib import Path


def put_aside(archive: Path, path: Path, reason: str) -> Path:
    """Move a file of an archive to ``set-aside``, with a note why; return where it is now."""
    folder = archive / "set-aside"
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    path.replace(target)
    target.with_name(f"{target.name}.txt").write_text(f"{reason}\n", encoding="utf-8")
    return target
