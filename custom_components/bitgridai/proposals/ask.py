"""Asks for approval once per wish, takes the question back with its wish, and hears the answer."""

from typing import Any

from homeassistant.components import persistent_notification
from homeassistant.core import CALLBACK_TYPE, Context, Event, callback

from ..const import DOMAIN, OPTION_NOTIFY
from ..coordinator import BitGridCoordinator
from ..engine.requests import AnswerStatus, Refusal, RequestKind
from ..entity import language, origin
from ..inquiry.phrases import Phrases, phrases
from .phone import async_clear, async_send
from .wish import Wish, open_proposals, worded

EVENT_ANSWER = "mobile_app_notification_action"
APPROVE = "BITGRIDAI_APPROVE_"
REJECT = "BITGRIDAI_REJECT_"
REJECTED_EVENT = "proposal_rejected"
ASK_AGAIN_S = 3600
"""How long a wish that was turned down is not asked again."""


class Asker:
    """Keeps the questions of one household."""

    def __init__(self, coordinator: BitGridCoordinator) -> None:
        """Ask for the proposals of one household; :meth:`start` begins."""
        self._coordinator = coordinator
        self._hass = coordinator.hass
        self._asked: set[Wish] = set()
        self._ever: set[str] = set()
        self._rejected: dict[Wish, int] = {}

    @callback
    def start(self) -> CALLBACK_TYPE:
        """Ask from now on; returns how to stop."""
        stops = (
            self._coordinator.async_add_listener(self._updated),
            self._hass.bus.async_listen(EVENT_ANSWER, self._answered),
        )

        @callback
        def stop() -> None:
            for item in stops:
                item()
            for wish in list(self._asked):
                self._take_back(wish)

        return stop

    @callback
    def _updated(self) -> None:
        wishes = set(open_proposals(self._coordinator))
        for wish in self._asked - wishes:
            self._take_back(wish)
        now = self._coordinator.data.now
        self._rejected = {wish: at for wish, at in self._rejected.items() if 0 <= now - at < ASK_AGAIN_S}
        for wish in wishes - self._asked - self._rejected.keys():
            self._ask(wish)

    def _ask(self, wish: Wish) -> None:
        words, key = self._words, wish.key(self._coordinator.config_entry.entry_id)
        self._asked.add(wish)
        self._ever.add(key)
        message = worded(self._coordinator, wish)
        self._show(f"{message}\n\n{words.ask_how}", wish)
        buttons = [
            {"action": f"{APPROVE}{key}", "title": words.approve},
            {"action": f"{REJECT}{key}", "title": words.reject},
        ]
        data: dict[str, Any] = {"tag": self._tag(wish), "actions": buttons}
        self._later(async_send(self._hass, self._receivers, words.ask_title, message, data))

    def _take_back(self, wish: Wish) -> None:
        self._asked.discard(wish)
        persistent_notification.async_dismiss(self._hass, self._tag(wish))
        self._later(async_clear(self._hass, self._receivers, self._tag(wish)))

    @callback
    def _answered(self, event: Event[dict[str, Any]]) -> None:
        action = str(event.data.get("action", ""))
        verb = next((verb for verb in (APPROVE, REJECT) if action.startswith(verb)), None)
        key = action.removeprefix(verb or "")
        if verb is None or key not in self._ever:
            return
        entry_id = self._coordinator.config_entry.entry_id
        wish = next((wish for wish in open_proposals(self._coordinator) if wish.key(entry_id) == key), None)
        if wish is None:
            self._too_late(key)
        elif verb == APPROVE:
            self._approve(wish, event.context)
        else:
            self._reject(wish, event.context)

    def _approve(self, wish: Wish, context: Context) -> None:
        coordinator = self._coordinator
        if not coordinator.gate.admits(coordinator.now, RequestKind.APPROVE):
            coordinator.gate.refused(coordinator.now, RequestKind.APPROVE, Refusal.TOO_MANY, origin(context))
            return
        # Consent is to this load at this power, in whichever block it is given.
        answer = coordinator.async_request(
            {
                "kind": RequestKind.APPROVE.value,
                "load": wish.load,
                "id": open_proposals(coordinator)[wish].id,
                "origin": origin(context),
            }
        )
        if answer.status is AnswerStatus.REFUSED:
            self._too_late(wish.key(coordinator.config_entry.entry_id))

    def _reject(self, wish: Wish, context: Context) -> None:
        coordinator = self._coordinator
        self._rejected[wish] = coordinator.now
        self._take_back(wish)
        coordinator.controller.note(
            coordinator.now,
            REJECTED_EVENT,
            {"load": wish.load, "target_w": wish.target_w, "origin": origin(context)},
        )

    def _too_late(self, key: str) -> None:
        words = self._words
        persistent_notification.async_create(self._hass, words.too_late, words.ask_title, f"{DOMAIN}_late_{key}")

    def _show(self, message: str, wish: Wish) -> None:
        persistent_notification.async_create(self._hass, message, self._words.ask_title, self._tag(wish))

    def _tag(self, wish: Wish) -> str:
        return f"{DOMAIN}_proposal_{wish.key(self._coordinator.config_entry.entry_id)}"

    @property
    def _words(self) -> Phrases:
        return phrases(language(self._coordinator))

    @property
    def _receivers(self) -> tuple[str, ...]:
        return tuple(self._coordinator.config_entry.options.get(OPTION_NOTIFY, ()))

    def _later(self, sending: Any) -> None:
        self._hass.async_create_task(sending, f"{DOMAIN} approval")
