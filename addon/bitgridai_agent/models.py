"""What goes over the wire, as the published schema says it."""

from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from .vault import LEDGER_ID

NDJSON: Final = "application/x-ndjson"
HASH: Final = r"^[0-9a-f]{64}$"


def no_boolean(value: object) -> object:
    """Refuse what Python counts as 0 and 1."""
    if isinstance(value, bool | str):
        raise PydanticCustomError("number", "expected a number")
    return value


type LedgerId = Annotated[str, Field(pattern=f"^{LEDGER_ID}$", description="Name of a household's ledger.")]
type Seq = Annotated[int, Field(ge=0, le=2**53 - 1), BeforeValidator(no_boolean)]
type Hash = Annotated[str, Field(pattern=HASH)]


class Model(BaseModel):
    """What every message has in common: nothing unexpected in it, and nobody changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Health(Model):
    """That the agent is there; the only thing it tells to anyone."""

    status: str


class Handshake(Model):
    """Who answers, and what it understands."""

    name: str
    version: str
    api_version: int
    min_client: int
    engine_version: str
    archive_version: int
    boot_id: str
    """Changes with each start of the agent."""
    free_bytes: int
    """Room left for archives."""
    cluster: bool
    """Whether a sweep may be asked for on a cluster of the owner's."""


class MissingRecords(Model):
    """Numbers of the first and the last record that are missing between others."""

    first: Seq
    last: Seq


class Tip(Model):
    """Where an archive ends: the next record must follow this one."""

    seq: Seq
    hash: Hash
    waiting: int = Field(default=0, ge=0)
    """Records that are safe, but not in a Parquet file yet."""
    gaps: list[MissingRecords] = []
    """What was in damaged files: send it again, from the start of a gap on, to ``repair``."""


class NewestMinute(Model):
    """Up to where telemetry is kept."""

    time: int
    """Epoch seconds; 0 before the first minute."""


class Position(Model):
    """The last record before a ledger's oldest one."""

    seq: Seq
    hash: Hash


class Sealed(Model):
    """The name under which an archive was put away."""

    ledger: str


class StandingStill(Model):
    """For how long nothing is taken in, moved or deleted, unless somebody ends it before."""

    seconds: int


class Refusal(Model):
    """Why a request was refused."""

    code: str
    """For programs; it stays the same when the sentence gets a better one."""
    detail: str
    """For people: what is in the way, and what to do."""


class ChainRefusal(Refusal):
    """Records do not follow; go on after the one named here."""

    seq: Seq
    hash: Hash


class DeletionNotice(Model):
    """What will be deleted, and when."""

    until_day: str
    bytes: int
    deleted_at: int
    """Epoch seconds."""


class DayKept(Model):
    """One day of an archive."""

    day: str
    records: int
    bytes: int


class PolicyKept(Model):
    """A policy that decisions of an archive were made with."""

    hash: str
    since: str
    policy: dict[str, Any]


class LedgerStatus(Model):
    """One archive."""

    ledger: str
    seq: Seq
    files: int
    bytes: int
    first_day: str | None
    last_day: str | None
    waiting: int
    gaps: list[MissingRecords]
    telemetry_until: int
    """Epoch seconds of the newest minute; 0 where there is none."""
    heard_at: int | None
    """When Home Assistant last asked or sent anything, in epoch seconds; null where it has not since the start."""
    set_aside: list[str]
    """Damaged files that were put aside, each with the reason."""
    notice: DeletionNotice | None


class Consent(Model):
    """Whether an archive's own last word on research use is yes."""

    granted: bool
    detail: str
    """What to do where it is not."""


class Proof(Model):
    """What a check of all files found."""

    whole: bool
    files: int
    bytes: int
    records: int
    waiting: int
    """Those of the records that are in the journal, not in a file yet."""
    first_seq: int | None
    last_seq: int
    last_hash: str
    set_aside: list[str]
    findings: list[str]
    more_findings: int
