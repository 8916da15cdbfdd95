"""What can be wrong with a rephrasing."""

from enum import StrEnum


class Flaw(StrEnum):
    """Why the template is told instead."""

    NO_TEXT = "no_text"
    """Not a text at all, or an empty one."""
    TOO_LONG = "too_long"
    STRANGE_CHARACTER = "strange_character"
    """Anything but letters, spaces, placeholders and plain punctuation."""
    NUMBER = "number"
    """A digit, a number in words, or a unit: figures are put in by the program."""
    PLACEHOLDER = "placeholder"
    """One that is not on the list, is written wrongly, or is glued to something."""
    MISSING_FACT = "missing_fact"
    """A figure that decided is not told."""
    ORDER = "order"
    """The figures that decided change places, so that one could pass for the other."""
    POLARITY = "polarity"
    """It does not say that the load runs (or is off), or it says the contrary."""
    OVER_TIME = "over_time"
    """No answer in time."""
    UNAVAILABLE = "unavailable"
    """Nobody there to answer."""
