"""Counterfactuals as sentences."""

from dataclasses import replace

from ..counterfactual import Counterfactual, Kind
from ..vocabulary import Action
from .formatting import Formatter
from .render import texts_of

_ENDINGS = {"W": "_w", "%": "_pct", "°C": "_c", "ct/kWh": "_ct", "ct": "start_ct", "min": "_min", "s": "_s"}


def tell_counterfactual(found: Counterfactual, language: str) -> str:
    """Say what a single change would bring."""
    texts = texts_of(language)
    formatter = Formatter(texts)
    # The unit tells how a figure is shown; a threshold's own name may end with anything.
    shown_as = _ENDINGS.get(found.unit, "")
    then = formatter.past(shown_as, found.then, up=found.change > 0)
    if found.kind is Kind.SIGNAL:
        turn = texts.turns[found.name]
        change = formatter.beyond(shown_as, abs(found.change), up=True)
        words = (turn.up if found.change > 0 else turn.down).format(change=change, then=then)
    else:
        words = texts.threshold_turn.format(
            name=texts.thresholds.get(found.name, found.name), now=formatter.show(shown_as, found.now), then=then
        )
    action = found.action.value
    if action == "HOLD":
        action = "HOLD_ON" if found.target_w else "HOLD_OFF"
    return texts.flips[action].format(target=formatter.show("target_w", found.target_w), turn=words)


def tell_nearest(found: tuple[Counterfactual, ...], language: str) -> str:
    """Tell the nearest change, or that nothing alone would do."""
    return tell_counterfactual(found[0], language) if found else texts_of(language).nothing_alone


def tell_nearest_in_force(found: tuple[Counterfactual, ...], language: str, set_w: float) -> str:
    """Tell the nearest change of a decision in force: what was set to ``set_w`` does not start, it goes up or down."""
    first = found[0] if found else None
    if first is not None and first.action is Action.START and set_w > 0:
        found = (replace(first, action=Action.RAISE if first.target_w > set_w else Action.LOWER),)
    return tell_nearest(found, language)
