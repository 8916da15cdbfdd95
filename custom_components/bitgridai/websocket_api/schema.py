"""What the card is told, field by field. ``card/src/schema.ts`` is written from this file by ``scripts/card``.

Powers are in W with the engine's signs (grid + = import, battery + = discharge), moments in
epoch seconds on the controller's clock. What is not fitted in a house or not known is null.
"""

from typing import Final, Literal, TypedDict

SCHEMA: Final = 1
"""Raised when a field changes its meaning or goes away; a card of another number asks to be reloaded."""


class Clock(TypedDict):
    """The controller's time; a simulated house may live faster than its owner."""

    now: int
    speed: float
    time_zone: str
    simulated: bool


class Flows(TypedDict):
    """Where power comes from and where it goes right now."""

    fitted: list[Literal["pv", "grid", "battery"]]
    pv_w: float | None
    grid_w: float | None
    battery_w: float | None
    house_w: float | None
    """What the house draws without its managed loads."""
    loads_w: float | None
    surplus_w: float | None
    soc_pct: float | None
    price_ct_kwh: float | None


class Told(TypedDict):
    """One reason for one audience."""

    short: str
    detail: str
    technical: str


class Voices(TypedDict):
    """One reason for every audience."""

    energy: Told
    heat: Told
    technical: Told


class Measure(TypedDict):
    """A figure a rule looked at, against the threshold it was held to."""

    name: str
    value: float
    limit: float
    unit: str
    bound: Literal["min", "max"]
    """Whether the limit is the least or the most that lets the load run."""
    met: bool


class RuleVote(TypedDict):
    """One rule's verdict on one load."""

    rule: str
    rule_name: str
    verdict: Literal["PROPOSE", "ALLOW", "ABSTAIN", "VETO", "FORCE"]
    decisive: bool
    target_w: float
    because: str
    measures: list[Measure]


class Made(TypedDict):
    """A decision about one load, taken or foreseen."""

    action: Literal["START", "STOP", "RAISE", "LOWER", "HOLD"]
    target_w: float
    code: str
    reason: str
    """The code in two or three words."""
    rule: str
    rule_name: str
    told: Voices


class Command(TypedDict):
    """A person's or an automation's command in force."""

    id: str
    override: Literal["start", "stop", "limit"]
    power_w: float | None
    origin: str
    valid_until: int


class Latch(TypedDict):
    """A lockout, or an emergency stop."""

    cause: str
    since: int
    left_min: int | None
    """Minutes until it can end by itself; null where only a person ends it."""


class Proposal(TypedDict):
    """What waits for a person's approval."""

    id: str
    target_w: float
    approved: bool


class Hurdle(TypedDict):
    """Why the surplus that is missing would not be enough."""

    lacking_w: float
    reason: str


class LoadView(TypedDict):
    """One load as it is now."""

    id: str
    name: str
    state: Literal["off", "running", "locked_out", "not_answering"]
    power_w: float | None
    measured: bool
    levels_w: list[float]
    """Settings it offers, off first; minimum and maximum of a continuous load."""
    step_w: float
    """Step of a continuous load; 0 where the levels are all there is."""
    chip_temp_c: float | None
    starts_today: int
    made: Made | None
    nearest: str | None
    """The smallest single change that would have decided otherwise; null until that is known."""
    hurdle: Hurdle | None
    """Where nothing alone would: the surplus that is missing, and what would hold it back even then."""
    votes: list[RuleVote]
    trace: str
    next: Made | None
    """What the next block would bring with present readings."""
    commands: list[Command]
    lockout: Latch | None
    proposal: Proposal | None


class HealthCause(TypedDict):
    """Something that is not as it should be."""

    cause: str
    text: str
    about: str


class HealthView(TypedDict):
    """The controller's own condition."""

    level: Literal["ok", "warn", "error"]
    causes: list[HealthCause]


class LastExport(TypedDict):
    """The research bundle that was made last."""

    at: int
    name: str
    scope: str
    bytes: int
    sha256: str
    encrypted: bool
    records: int


class Research(TypedDict):
    """Consent to research use, and what there is to prove."""

    consent: bool
    records: int
    last_hash: str
    last_export: LastExport | None


class AgentView(TypedDict):
    """How things stand with the agent that keeps the archive."""

    state: str
    text: str
    waiting: int
    """Records that it does not have yet."""
    error: str | None


class Doors(TypedDict):
    """Entities through which the card acts; null for one that is disabled."""

    autonomy: str | None
    approve: str | None
    emergency_stop: str | None
    release_emergency_stop: str | None
    research: str | None


class Picture(TypedDict):
    """Everything the card shows of this moment."""

    schema: int
    available: Literal[True]
    language: str
    clock: Clock
    decided_at: int | None
    trigger: str | None
    next_block_at: int
    block_s: int
    flows: Flows
    loads: list[LoadView]
    main: str | None
    """Id of the load to show first."""
    autonomy: Literal["manual", "assisted", "semi", "full"]
    emergency_stop: Latch | None
    health: HealthView
    research: Research
    agent: AgentView | None
    """Null where there is none; everything but archive and exports works without."""
    doors: Doors


class Absent(TypedDict):
    """There is no household under control at the moment."""

    schema: int
    available: Literal[False]


class BlockLoad(TypedDict):
    """What was decided about one load for one block."""

    action: Literal["START", "STOP", "RAISE", "LOWER", "HOLD"]
    target_w: float
    code: str
    rule: str


class Block(TypedDict):
    """One decision window of the past."""

    at: int
    seq: int
    pv_w: float | None
    surplus_w: float | None
    loads_w: float | None
    loads: dict[str, BlockLoad]


class Mark(TypedDict):
    """Something that happened between two block ticks."""

    at: int
    seq: int
    kind: Literal["safety", "guard", "override", "restart", "settings"]
    load: str
    action: Literal["START", "STOP", "RAISE", "LOWER", "HOLD"]
    reason: str


class ForecastPoint(TypedDict):
    """Mean solar power expected from a moment on."""

    at: int
    pv_w: float


class Timeline(TypedDict):
    """Blocks of the past, what happened in between, and what is expected."""

    schema: int
    since: int
    until: int
    block_s: int
    names: dict[str, str]
    """Loads by id."""
    reasons: dict[str, str]
    """Every code that occurs, in two or three words."""
    blocks: list[Block]
    marks: list[Mark]
    forecast: list[ForecastPoint]


class ToldRecord(TypedDict):
    """A decision of the past in words, by load."""

    schema: int
    seq: int
    at: int
    told: dict[str, Voices]


class WhatIfLoad(TypedDict):
    """What would be decided about one load."""

    action: Literal["START", "STOP", "RAISE", "LOWER", "HOLD"]
    target_w: float
    differs: bool
    """Whether that is not what the next block brings anyway."""
    told: Voices


class WhatIf(TypedDict):
    """A decision that nobody takes."""

    schema: int
    hypothetical: Literal[True]
    surplus_w: float | None
    loads: dict[str, WhatIfLoad]


EXPORTED: Final = (
    Clock,
    Flows,
    Told,
    Voices,
    Measure,
    RuleVote,
    Made,
    Command,
    Latch,
    Proposal,
    Hurdle,
    LoadView,
    HealthCause,
    HealthView,
    LastExport,
    Research,
    AgentView,
    Doors,
    Picture,
    Absent,
    BlockLoad,
    Block,
    Mark,
    ForecastPoint,
    Timeline,
    ToldRecord,
    WhatIfLoad,
    WhatIf,
)
"""In the order in which the card's file lists them."""
