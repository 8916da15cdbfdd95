"""What would have flipped the last decisions: found beside the event loop, for it takes a while."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .const import DOMAIN
from .engine.counterfactual import Counterfactual, counterfactuals
from .engine.hurdle import Hurdle, next_hurdle
from .engine.vocabulary import Trigger
from .runtime import Controller, Taken

type Flips = Mapping[str, tuple[Counterfactual, ...]]
"""By load: the single changes of a reading that would have decided otherwise, nearest first."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought."""

    flips: Flips = field(default_factory=dict)
    hurdles: Mapping[str, Hurdle] = field(default_factory=dict)
    """By load that nothing alone would flip: the surplus it lacks, and what would hold it back even then."""


class Outlook:
    """Follows the decisions of one controller."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, controller: Controller, changed: CALLBACK_TYPE) -> None:
        """Search after each block tick and call ``changed`` when there is something new to show."""
        self._hass = hass
        self._entry = entry
        self._changed = changed
        self._newest = 0
        self.found = Found()
        self.stop = controller.listen(self._follow)

    @callback
    def _follow(self, taken: Taken) -> None:
        self._newest = taken.seq
        # Between block ticks a decision answers to an event; what it would have taken then is old news.
        self.found = Found()
        if taken.decision.trigger is Trigger.BLOCK_TICK:
            self._entry.async_create_background_task(self._hass, self._search(taken), f"{DOMAIN} outlook")

    async def _search(self, taken: Taken) -> None:
        found = await self._hass.async_add_executor_job(partial(_search, taken))
        if taken.seq == self._newest:
            self.found = found
            self._changed()


def _search(taken: Taken) -> Found:
    basis = taken.state, taken.before, taken.policy
    flips = {made.load: counterfactuals(*basis, made.load) for made in taken.decision.loads}
    hurdles = {load: next_hurdle(*basis, load) for load, found in flips.items() if not found}
    return Found(flips, {load: hurdle for load, hurdle in hurdles.items() if hurdle is not None})
