"""The files that a job made."""

from hashlib import file_digest
from pathlib import Path
import re
from typing import Final

from .models import FILE_NAME, JobFile

RESULT: Final = "result.json"
"""Every kind makes one."""

_FILE_NAME: Final = re.compile(FILE_NAME)
MEDIA_TYPES: Final = {
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".svg": "image/svg+xml",
}


def files_in(folder: Path) -> tuple[JobFile, ...]:
    """List them with their checksums, the result first."""
    named = [path for path in folder.iterdir() if _FILE_NAME.fullmatch(path.name)]
    return tuple(_file(path) for path in sorted(named, key=lambda path: (path.name != RESULT, path.name)))


def _file(path: Path) -> JobFile:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return JobFile(name=path.name, bytes=path.stat().st_size, sha256=digest, media_type=MEDIA_TYPES[path.suffix])
