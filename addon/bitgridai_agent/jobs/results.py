"""The files that a job made."""

from hashlib import file_digest
import json
from pathlib import Path
import re
from typing import Any, Final

from .models import FILE_NAME, JobFile, Outcome

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


def outcome_in(folder: Path) -> Outcome | None:
    """Return what the result comes to; None for one that says it in another way, which is no reason to fail."""
    try:
        return _outcome(json.loads((folder / RESULT).read_text(encoding="utf-8")))
    except OSError, ValueError, KeyError, TypeError:
        return None


def _outcome(result: dict[str, Any]) -> Outcome | None:
    match result:
        case {"ranking": [best, *_], "recorded_policy": recorded}:
            return Outcome(gain_eur=_gap(recorded, best), changes=best["changes"])
        case {"figures": {"recorded": recorded, "changed": changed}}:
            return Outcome(
                decisions=result["decisions"],
                differing=result["differing_decisions"],
                gain_eur=_gap(recorded, changed),
            )
        case {"decisions": decisions, "differing_decisions": differing}:
            return Outcome(decisions=decisions, differing=differing)
    return None


def _gap(recorded: dict[str, Any], other: dict[str, Any]) -> float:
    """Return how far two gains lie apart as they are shown, in cents."""
    shown = [round(float(each["gain_eur"]), 2) for each in (recorded, other)]
    return round(shown[1] - shown[0], 2)


def _file(path: Path) -> JobFile:
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return JobFile(name=path.name, bytes=path.stat().st_size, sha256=digest, media_type=MEDIA_TYPES[path.suffix])
