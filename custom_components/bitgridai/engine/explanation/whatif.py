"""Counterfactuals as sentences."""

from ..counterfactual import Counterfactual, Kind
from .formatting import Formatter
from .render import texts_of


def tell_counterfactual(found: Counterfactual, language: str) -> str:
    """Say what a single change would bring."""
    texts = texts_of(language)
    formatter = Formatter(texts)
    if found.kind is Kind.SIGNAL:
        turn = texts.turns[found.name]
        template = turn.up if found.change > 0 else turn.down
        words = template.format(
            change=formatter.exact(found.name, abs(found.change)), then=formatter.exact(found.name, found.then)
        )
    else:
        words = texts.threshold_turn.format(
            name=found.name, now=formatter.exact(found.name, found.now), then=formatter.exact(found.name, found.then)
        )
    action = found.action.value
    if action == "HOLD":
        action = "HOLD_ON" if found.target_w else "HOLD_OFF"
    return texts.flips[action].format(target=formatter.show("target_w", found.target_w), turn=words)


def tell_nearest(found: tuple[Counterfactual, ...], language: str) -> str:
    """Tell the nearest change, or that nothing alone would do."""
    return tell_counterfactual(found[0], language) if found else texts_of(language).nothing_alone
