"""Words by which a sentence gives itself away, in each language.

The lists need not be complete: a sentence that uses none of the words it has to use is left
to the template as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language, in lower case."""

    running: frozenset[str]
    """Say that something runs, unless denied."""
    off: frozenset[str]
    """Say that it does not, unless denied."""
    vague: frozenset[str]
    """Of these the ones that mean it only where they are said of the load."""
    stoppers: frozenset[str]
    """Of the latter the ones that another word completes: "stops heating"."""
    gerunds: frozenset[str]
    """What completes them."""
    fillers: frozenset[str]
    """May stand around a denial without changing what is denied."""
    denials: frozenset[str]
    enough: frozenset[str]
    """Say that there is enough of something, unless denied."""
    lacking: frozenset[str]
    joints: frozenset[str]
    """Begin another clause."""
    numbers: frozenset[str]
    units: frozenset[str]

    def without(self, words: frozenset[str]) -> Words:
        """Return the language without some of its words for what runs, what is off and how much there is."""
        return replace(
            self,
            running=self.running - words,
            off=self.off - words,
            enough=self.enough - words,
            lacking=self.lacking - words,
        )


def _words(text: str) -> frozenset[str]:
    # As the words of a sentence are compared: "dreißig" becomes "dreissig".
    return frozenset(text.casefold().split())


_UNITS: Final = _words("w kw mw wh kwh ct c eur euro euros watt sat sats min")

ENGLISH: Final = Words(
    running=_words("""
        start starts starting started run runs running ran on heat heats heating heated work works working operate
        operates operating active up raises rises increases continues goes
    """),
    off=_words("""
        stop stops stopping stopped off pause pauses paused pausing idle rests resting inactive halted halts waits
        waiting shut cold
    """),
    vague=_words("on up work works active goes raises rises increases continues off cold waits waiting"),
    stoppers=_words("stop stops stopping stopped"),
    gerunds=_words("heating running working operating"),
    fillers=_words("""
        be being to going do does is will can currently now yet today again right at the moment present for time up
        anymore any more longer
    """),
    denials=_words("""
        not no never cannot without neither nor don't doesn't didn't won't can't isn't aren't wasn't couldn't wouldn't
        mustn't hardly
    """),
    enough=_words("enough sufficient sufficiently plenty ample abundant covers cover covered carries"),
    lacking=_words("insufficient lacking lacks lack shortage scarce short little low missing"),
    joints=_words("because since as so while but although whereas and"),
    numbers=_words("""
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands
        million half third quarter dozen double twice triple first minus plus times percent
    """),
    units=_UNITS
    | _words("""
        watts kilowatt kilowatts degree degrees celsius minute minutes hour hours second seconds cent cents
    """),
)
GERMAN: Final = Words(
    running=_words("""
        startet starten gestartet läuft laufen läufts an heizt heizen geheizt arbeitet arbeiten aktiv beginnt hoch
        weiter weiterhin springt erhöht steigt eingeschaltet geht
    """),
    off=_words("""
        stoppt stoppen gestoppt hört aus pausiert pausieren ruht ruhen inaktiv wartet angehalten abgeschaltet
        ausgeschaltet kalt steht
    """),
    vague=_words("an aktiv hoch weiter weiterhin geht springt steigt erhöht beginnt aus kalt steht wartet"),
    stoppers=_words("stoppt stoppen gestoppt hört"),
    gerunds=_words("heizen laufen arbeiten"),
    fillers=_words("""
        gerade jetzt derzeit momentan heute noch mehr zur zeit im moment wird werden kann darf erst mal los zu an weiter
    """),
    denials=_words("nicht kein keine keinen keiner keinem keines nie niemals ohne weder kaum"),
    enough=_words("genug genügend ausreichend reicht reichen reichlich decken deckt trägt tragen"),
    lacking=_words("wenig knapp fehlt fehlen mangel unzureichend niedrig gering zuwenig leer"),
    joints=_words("weil da denn sodass während aber obwohl und"),
    numbers=_words("""
        null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn
        achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert tausend million halb
        halbe halber hälfte drittel viertel doppelt doppelte dreifach dutzend erste zweite minus plus mal prozent
    """),
    units=_UNITS
    | _words("""
        kilowatt grad celsius minute minuten stunde stunden sekunde sekunden cent kilowattstunde kilowattstunden
    """),
)

WORDS: Final[Mapping[str, Words]] = {"en": ENGLISH, "de": GERMAN}
