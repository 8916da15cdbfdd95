"""What a replay takes for granted, in words."""

from collections.abc import Mapping
from typing import Final

LANGUAGES: Final = ("en", "de")

_ASSUMPTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "ideal_loads": (
        "Loads draw exactly the power of their setting, at once, and never get hot or fall silent.",
        "Verbraucher ziehen sofort genau die Leistung ihrer Stufe, werden nie heiß und fallen nie aus.",
    ),
    "block_means": (
        "Within a block nothing changes: guards and trims between block ticks do not act.",
        "Innerhalb eines Blocks ändert sich nichts: Eingriffe zwischen den Blockgrenzen gibt es nicht.",
    ),
    "loads_off": (
        "Loads are off at the beginning and after every gap.",
        "Verbraucher sind am Anfang und nach jeder Lücke aus.",
    ),
    "gaps": (
        "{blocks} blocks are not known. Time stands still in them: nothing flows and nothing is counted.",
        "{blocks} Blöcke sind nicht bekannt. In ihnen steht die Zeit still: Nichts fließt und nichts zählt.",
    ),
    "newest_policy": (
        "{policies} policies were in force one after another; the newest one is taken for the whole time.",
        "Nacheinander galten {policies} Fassungen der Regeln; für die ganze Zeit gilt die neueste.",
    ),
    "full_autonomy": (
        "The controller decides by itself; in the records it needed a person.",
        "Die Steuerung entscheidet selbst; in den Aufzeichnungen brauchte sie eine Person.",
    ),
    "pv_factor": (
        "Sun and its forecasts are {pv_factor} times what was recorded.",
        "Sonne und Vorhersagen sind das {pv_factor}-Fache der Aufzeichnung.",
    ),
    "import_price": (
        "No price was recorded: a kWh from the grid costs {ct_kwh} ct.",
        "Kein Preis aufgezeichnet: Eine kWh aus dem Netz kostet {ct_kwh} ct.",
    ),
    "feed_in": (
        "No feed-in payment was recorded: a kWh fed in earns {ct_kwh} ct.",
        "Keine Einspeisevergütung aufgezeichnet: Eine eingespeiste kWh bringt {ct_kwh} ct.",
    ),
    "load_worth": (
        "A kWh that a load uses is worth {ct_kwh} ct.",
        "Eine kWh, die ein Verbraucher nutzt, ist {ct_kwh} ct wert.",
    ),
    "start_cost": (
        "A start costs {ct} ct in wear, and its first block earns half.",
        "Ein Start kostet {ct} ct Verschleiß, und sein erster Block bringt die Hälfte.",
    ),
    "battery_size": (
        "The battery holds {battery_wh} Wh, and the controller knows it.",
        "Der Speicher fasst {battery_wh} Wh, und die Steuerung weiß es.",
    ),
    "battery_power": (
        "The battery takes and gives at most {battery_w} W: as much as was seen, at least a third of it an hour.",
        "Der Speicher nimmt und gibt höchstens {battery_w} W: so viel wie gesehen, mindestens ein Drittel je Stunde.",
    ),
    "battery_floor": (
        "The battery gives nothing below {floor_pct} %: the lowest it was seen, at most 10 %.",
        "Der Speicher gibt unter {floor_pct} % nichts ab: der niedrigste gesehene Stand, höchstens 10 %.",
    ),
    "battery_losses": (
        "{efficiency_pct} % of the energy arrives when the battery charges, and again when it discharges.",
        "{efficiency_pct} % der Energie kommen beim Laden an, und noch einmal beim Entladen.",
    ),
}


_GERMAN: Final = str.maketrans({",": ".", ".": ","})


def assumption_text(code: str, values: Mapping[str, float], language: str) -> str:
    """Say what was assumed, in ``en`` or ``de``."""
    shown = {name: f"{round(value, 2):g}" if abs(value) < 1000 else f"{value:,.0f}" for name, value in values.items()}  # noqa: PLR2004
    if language == "de":
        shown = {name: value.translate(_GERMAN) for name, value in shown.items()}
    return _ASSUMPTIONS[code][LANGUAGES.index(language)].format(**shown)
