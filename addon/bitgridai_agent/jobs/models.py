"""What may be asked for, and what a job is."""

from datetime import date
from enum import StrEnum
import re
from typing import Annotated, Any, Final, Literal

from pydantic import AwareDatetime, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ..models import Model, no_boolean
from ..vault import LEDGER_ID

JOB_ID: Final = r"[0-9]{8}T[0-9]{6}-[0-9a-f]{8}"
FILE_NAME: Final = r"[a-z0-9_-]{1,60}\.(json|parquet|svg)"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


_NUMBER: Final = BeforeValidator(no_boolean)


def _day(value: object) -> object:
    if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise PydanticCustomError("day", "expected a day such as 2026-05-01")


type Day = Annotated[date, BeforeValidator(_day)]
type Language = Literal["en", "de"]
type Price = Annotated[float, Field(ge=-10_000, le=10_000), _NUMBER]
type JobId = Annotated[str, Field(pattern=f"^{JOB_ID}$", description="Name of a job.")]
type FileName = Annotated[str, Field(pattern=f"^{FILE_NAME}$", description="Name of a file in the job's list.")]


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    """The agent ended before the job did."""


ENDED: Final = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED, JobState.INTERRUPTED})
RESUMABLE: Final = ENDED - {JobState.DONE}


class Place(StrEnum):
    """Who computes a sweep."""

    HERE = "here"
    """Processes on the agent's own machine."""
    CLUSTER = "cluster"
    """The Dask cluster whose scheduler the owner entered as an option."""


class PeriodRequest(Model):
    """Some or all days of a ledger (UTC), first and last included."""

    ledger: Annotated[str, Field(pattern=f"^{LEDGER_ID}$")]
    since: Day | None = Field(default=None, alias="from", description="First day; the ledger's first where left out.")
    until: Day | None = Field(default=None, alias="to", description="Last day; the ledger's last where left out.")


class VerifyRequest(PeriodRequest):
    """Which decisions would this engine make differently?"""

    kind: Literal["verify"]
    most: Annotated[int, Field(ge=1, le=1000), BeforeValidator(no_boolean)] = 100
    """Differences that are told with both explanations; all are counted."""
    language: Language = "en"
    """Of the drawing."""


class LivingRequest(PeriodRequest):
    """The recorded house lives again; every field left out is taken from its records, or as usual."""

    pv_factor: Annotated[float, Field(ge=0, le=100), _NUMBER] = 1.0
    """Size of the array over that of the recorded one."""
    battery_wh: Annotated[float, Field(ge=1, le=1e9), _NUMBER] | None = None
    battery_w: Annotated[float, Field(ge=0, le=1e6), _NUMBER] | None = None
    battery_efficiency: Annotated[float, Field(ge=0.1, le=1), _NUMBER] | None = None
    battery_floor_pct: Annotated[float, Field(ge=0, le=100), _NUMBER] | None = None
    import_ct_kwh: Price | None = None
    feed_in_ct_kwh: Price | None = None
    load_ct_kwh: Price | None = None
    """What a kWh is worth that a load uses."""
    start_ct: Annotated[float, Field(ge=0, le=10_000), _NUMBER] | None = None
    """What a start costs in wear."""

    language: Language = "en"
    """Of the drawings."""

    @property
    def given(self) -> dict[str, float]:
        """What the asker knows better than the records."""
        told = {
            name: getattr(self, name) for name in LivingRequest.model_fields if name not in PeriodRequest.model_fields
        }
        return {name: value for name, value in told.items() if isinstance(value, float)}


class WhatIfRequest(LivingRequest):
    """What would these days have been under another policy, or with a larger array?"""

    kind: Literal["what_if"]
    policy: dict[str, Any] = Field(default={}, description="Partial policy over the recorded one.")


class SweepRequest(LivingRequest):
    """Which policies would have gained most on these days, and with how few starts?"""

    kind: Literal["sweep"]
    grid: dict[str, Any] = Field(description="Partial policy over the recorded one; any value may be a list of values.")
    where: Place = Place.HERE
    """Who computes it; the result is the same."""


type JobRequest = Annotated[VerifyRequest | WhatIfRequest | SweepRequest, Field(discriminator="kind")]


class JobFile(Model):
    """One file of a result."""

    name: str
    bytes: int
    sha256: str
    media_type: str


class Outcome(Model):
    """What a job came to, in a few figures."""

    decisions: int | None = None
    differing: int | None = None
    """Decisions that differ from the recorded ones."""
    gain_eur: float | None = None
    """Gain over that of the recorded policy; in a sweep that of the best one."""
    changes: dict[str, Any] | None = None
    """Thresholds of the best policy."""


class Job(Model):
    """Work that was asked for, and what became of it."""

    id: str
    kind: str
    ledger: str
    state: JobState
    progress: float = Field(default=0.0, ge=0, le=1)
    message: str = ""
    """What it is about just now."""
    created: AwareDatetime
    started: AwareDatetime | None = None
    ended: AwareDatetime | None = None
    error: str | None = None
    """Why it failed, and what to do."""
    request: JobRequest
    last_seq: int
    """The newest record when it was asked for: whenever it runs, it ends there."""
    files: tuple[JobFile, ...] = ()
    outcome: Outcome | None = None
