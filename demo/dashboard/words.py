"""What the dashboard itself says; everything else is said by the entities."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """The dashboard's texts in one language."""

    now: str
    next_block: str
    next_decision: str
    power: str
    power_graph: str
    battery_graph: str
    pace: str
    """With {time}: what passes in the house in one minute of the clock on the wall."""
    clock: str
    today: str
    autarky: str
    self_consumption: str
    surplus_used: str
    production: str
    consumption: str
    grid: str
    surplus: str
    charge: str
    health: str
    control: str
    autonomy_hint: str
    emergency_stop: str
    emergency_question: str
    release: str
    approve: str
    approve_hint: str
    override_hint: str
    start: str
    stop: str
    automatic: str
    faults: str
    faults_hint: str
    log: str


ENGLISH: Final = Words(
    now="What happens now, and why",
    next_block="Next",
    next_decision="Next decision",
    power="Power",
    power_graph="Sun, grid, house and surplus",
    battery_graph="Battery",
    pace="One minute here is {time} in the house.",
    clock="In the house it is",
    today="Today in the house",
    autarky="Autarky",
    self_consumption="Self-consumption",
    surplus_used="Surplus used by the loads",
    production="Sun",
    consumption="House and loads",
    grid="Grid (+ import)",
    surplus="Surplus",
    charge="Battery",
    health="Health",
    control="Control",
    autonomy_hint="How much the controller does by itself. Safety acts always.",
    emergency_stop="Emergency stop",
    emergency_question="Everything stops, until you release it. Go on?",
    release="Release it",
    approve="Approve",
    approve_hint="Until you approve, nothing that is proposed is done.",
    override_hint="Your command holds for two hours of the house's time.",
    start="Run",
    stop="Stop",
    automatic="Automatic",
    faults="Let something go wrong",
    faults_hint="Faults of the simulated house. See what the controller makes of them.",
    log="What was decided",
)

GERMAN: Final = Words(
    now="Was gerade geschieht, und warum",
    next_block="Als Nächstes",
    next_decision="Nächster Block",
    power="Leistung",
    power_graph="Sonne, Netz, Haus und Überschuss",
    battery_graph="Batterie",
    pace="Eine Minute hier ist im Haus {time}.",
    clock="Im Haus ist es",
    today="Heute im Haus",
    autarky="Autarkie",
    self_consumption="Eigenverbrauch",
    surplus_used="Von den Verbrauchern genutzter Überschuss",
    production="Sonne",
    consumption="Haus und Verbraucher",
    grid="Netz (+ Bezug)",
    surplus="Überschuss",
    charge="Batterie",
    health="Zustand",
    control="Steuerung",
    autonomy_hint="Wie viel der Regler von selbst tut. Die Sicherheit wirkt immer.",
    emergency_stop="Not-Halt",
    emergency_question="Alles hält an, bis Sie es wieder freigeben. Fortfahren?",
    release="Freigeben",
    approve="Annehmen",
    approve_hint="Was vorgeschlagen wird, geschieht erst, wenn Sie es annehmen.",
    override_hint="Ihr Befehl gilt zwei Stunden nach der Uhr des Hauses.",
    start="Laufen",
    stop="Anhalten",
    automatic="Automatik",
    faults="Etwas schiefgehen lassen",
    faults_hint="Störungen des simulierten Hauses. Sehen Sie, was der Regler daraus macht.",
    log="Was entschieden wurde",
)


def words_of(language: str) -> Words:
    """Return the texts of a language; English where there are none."""
    return GERMAN if language == "de" else ENGLISH


def pace(words: Words, speed: int) -> str:
    """Say how fast the house lives."""
    minutes = speed  # simulated minutes in a minute
    german = words is GERMAN
    if minutes < 60:  # noqa: PLR2004 - minutes in an hour
        unit = ("Minute" if minutes == 1 else "Minuten") if german else ("minute" if minutes == 1 else "minutes")
        return words.pace.format(time=f"{minutes} {unit}")
    hours = minutes / 60
    unit = ("Stunde" if hours == 1 else "Stunden") if german else ("hour" if hours == 1 else "hours")
    number = f"{hours:g}".replace(".", "," if german else ".")
    return words.pace.format(time=f"{number} {unit}")
