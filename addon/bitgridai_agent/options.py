"""What the owner may choose, as the Supervisor or a file hands it over."""

import json
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bitgridai.archive.retention import Retention

from .cluster import Scheduler


class OptionsError(Exception):
    """Options cannot be used; the text names each and says what is expected."""


class Options(BaseModel):
    """All options with their defaults."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    keep_days: int | None = Field(default=None, ge=30, le=36_500)
    """Days that the archive keeps; empty keeps all."""
    keep_megabytes: int | None = Field(default=None, ge=50, le=1_000_000)
    """Size at which the oldest days go; empty keeps all."""
    notice_days: int = Field(default=7, ge=1, le=90)
    """Days between the notice of a deletion and the deletion."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    cluster: Scheduler = None
    """Address of a Dask scheduler in the own network, which may be asked to compute a sweep; empty asks none."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read options from a JSON file; without one, the defaults. Raises OptionsError."""
        try:
            document: Any = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError) as err:
            raise OptionsError(f"{path}: not a readable JSON file ({err})") from err
        try:
            return cls.model_validate(document)
        except ValidationError as err:
            told = "; ".join(f"{'.'.join(map(str, each['loc'])) or 'options'}: {each['msg']}" for each in err.errors())
            raise OptionsError(f"{path}: {told}") from err

    @property
    def retention(self) -> Retention:
        """What the archive may keep."""
        size = None if self.keep_megabytes is None else self.keep_megabytes << 20
        return Retention(days=self.keep_days, max_bytes=size, notice_days=self.notice_days)
