"""What would have flipped the last decisions: found beside the event loop, for it takes a while."""

from collections.abc import Mapping
from functools import partial

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .const import DOMAIN
from .engine.counterfactual import Counterfactual, counterfactuals
from .engine.vocabulary import Trigger
from .runtime import Controller, Taken

type Flips = Mapping[str, tuple[Counterfactual, ...]]
"""By load: the single changes of a reading that would have decided otherwise, nearest first."""


class Outlook:
    """Follows the decisions of one controller."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, controller: Controller, changed: CALLBACK_TYPE) -> None:
        """Search after each block tick and call ``changed`` when there is something new to show."""
        self._hass = hass
        self._entry = entry
        self._changed = changed
        self._newest = 0
        self.flips: Flips = {}
        self.stop = controller.listen(self._follow)

    @callback
    def _follow(self, taken: Taken) -> None:
        self._newest = taken.seq
        # Between block ticks a decision answers to an event; what it would have taken then is old news.
        self.flips = {}
        if taken.decision.trigger is Trigger.BLOCK_TICK:
            self._entry.async_create_background_task(self._hass, self._search(taken), f"{DOMAIN} outlook")

    async def _search(self, taken: Taken) -> None:
        flips = await self._hass.async_add_executor_job(partial(_search, taken))
        if taken.seq == self._newest:
            self.flips = flips
            self._changed()


def _search(taken: Taken) -> Flips:
    return {
        made.load: counterfactuals(taken.state, taken.before, taken.policy, made.load) for made in taken.decision.loads
    }
