"""What an action is: its name, its fields, and who may call it."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.service import async_register_admin_service
from homeassistant.helpers.translation import async_get_translations
import probatio as vol

from ..const import DOMAIN
from ..coordinator import BitGridCoordinator
from ..engine.document import Json
from ..engine.errors import DocumentError
from ..engine.explanation import LANGUAGES, Audience
from ..engine.requests import Answer, AnswerStatus, Refusal, RequestKind
from ..entity import origin
from ..inquiry import Depth, Question
from ..inquiry.errors import misfit
from .fields import Fields
from .target import ATTR_LOAD, household_of, load_of

ATTR_LANGUAGE = "language"
ATTR_AUDIENCE = "audience"
ATTR_DEPTH = "depth"


class Unmet(StrEnum):
    """Why a write was refused that never reaches the engine."""

    NO_LOCKOUT = "no_lockout"
    NO_CONSENT = "no_consent"
    NO_AGENT = "no_agent"
    AGENT_AWAY = "agent_away"
    AGENT_NO_CONSENT = "agent_no_consent"
    AGENT_REFUSED = "agent_refused"
    AGENT_TOO_OLD = "agent_too_old"
    BAD_RECIPIENT = "bad_recipient"
    EXPORT_BUSY = "export_busy"
    NOTHING_TO_EXPORT = "nothing_to_export"


@dataclass(frozen=True, slots=True)
class Call:
    """One call, its household known."""

    coordinator: BitGridCoordinator
    service: ServiceCall

    @property
    def fields(self) -> Fields:
        """What was filled in."""
        return Fields(self.service.data)

    @property
    def load(self) -> str | None:
        """The load it is about; None for all."""
        return load_of(self.service.hass, self.coordinator, self.service.data.get(ATTR_LOAD))

    @property
    def origin(self) -> str:
        """Who called, in the words of the ledger."""
        return origin(self.service.context)

    def question(self, default: Depth) -> Question:
        """Return how the caller wants to be told."""
        house = self.service.hass.config.language.partition("-")[0]
        return Question(
            load=self.load,
            language=self.fields.option(ATTR_LANGUAGE, LANGUAGES) or house,
            audience=self.fields.member(ATTR_AUDIENCE, Audience, Audience.ENERGY),
            depth=self.fields.member(ATTR_DEPTH, Depth, default),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a write."""

    answer: Answer
    more: dict[str, Any] | None = None
    """What the response tells besides."""


type Read = Callable[[Call], Awaitable[dict[str, Any]]]
type Write = Callable[[Call], Awaitable[Outcome]]
type Handler = Callable[[ServiceCall], Coroutine[Any, Any, ServiceResponse]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One action."""

    name: str
    fields: tuple[str, ...]
    handler: Handler
    response: SupportsResponse
    admin: bool = False

    @callback
    def register(self, hass: HomeAssistant) -> None:
        """Register it."""
        # Values are read by the handler: what is refused there is told in words and noted in the ledger.
        schema = vol.Schema({vol.Optional(field): object for field in self.fields})
        if self.admin:
            async_register_admin_service(hass, DOMAIN, self.name, self.handler, schema, self.response)
        else:
            hass.services.async_register(DOMAIN, self.name, self.handler, schema, self.response)


def reading(name: str, read: Read, *fields: str) -> Service:
    """Build an action that only answers."""

    async def handle(service: ServiceCall) -> ServiceResponse:
        return await read(Call(household_of(service.hass, service.data.get(ATTR_LOAD)), service))

    return Service(name=name, fields=fields, handler=handle, response=SupportsResponse.ONLY)


def writing(name: str, write: Write, *fields: str, admin: bool = False) -> Service:
    """Build an action that changes something: so many a minute, and none without a trace."""

    async def handle(service: ServiceCall) -> ServiceResponse:
        call = Call(household_of(service.hass, service.data.get(ATTR_LOAD)), service)
        if call.coordinator.gate.admits(call.coordinator.now, name):
            outcome = await _traced(name, write, call)
        else:
            outcome = refuse(call, Refusal.TOO_MANY)
        return await _answered(call, outcome)

    return Service(name=name, fields=fields, handler=handle, response=SupportsResponse.OPTIONAL, admin=admin)


def stopping(name: str, write: Write, *fields: str) -> Service:
    """Build an action that stops the house: nothing may keep it from being heard."""

    async def handle(service: ServiceCall) -> ServiceResponse:
        call = Call(household_of(service.hass, service.data.get(ATTR_LOAD)), service)
        return await _answered(call, await _traced(name, write, call))

    return Service(name=name, fields=fields, handler=handle, response=SupportsResponse.OPTIONAL)


async def ask_engine(call: Call, kind: RequestKind, **parts: Json) -> Outcome:
    """Put a request to the engine, whose answer is in the ledger."""
    request: dict[str, Json] = {key: value for key, value in parts.items() if value is not None}
    if (load := call.load) is not None:
        request["load"] = load
    try:
        answer = call.coordinator.async_request({"kind": kind.value, **request, "origin": call.origin})
    except DocumentError as err:
        raise misfit(err) from err
    return Outcome(answer)


def refuse(call: Call, reason: StrEnum) -> Outcome:
    """Refuse a write before it reaches the engine, and note that in the ledger."""
    call.coordinator.gate.refused(call.coordinator.now, call.service.service, reason.value, call.origin)
    return Outcome(Answer(AnswerStatus.REFUSED, reason.value))


async def _traced(name: str, write: Write, call: Call) -> Outcome:
    try:
        return await write(call)
    except ServiceValidationError as err:
        call.coordinator.gate.refused(call.coordinator.now, name, str(err.translation_key), call.origin)
        raise


def refusal_key(reason: str | None) -> str:
    """Name the text that says why a write, or a part of it, was refused."""
    return f"refused_{str(reason).lower()}"


async def _answered(call: Call, outcome: Outcome) -> ServiceResponse:
    """Return the response that was asked for, else raise what was refused."""
    answer, clock = outcome.answer, call.coordinator.clock
    if not call.service.return_response:
        if answer.status is AnswerStatus.REFUSED:
            raise ServiceValidationError(translation_domain=DOMAIN, translation_key=refusal_key(answer.reason))
        return None
    return {
        "status": answer.status.value,
        "reason": None if answer.reason is None else answer.reason.lower(),
        "message": await _message(call.service.hass, answer.reason),
        "loads": list(answer.loads),
        "valid_until": None if answer.valid_until is None else clock.wall(answer.valid_until).isoformat(),
        "id": answer.id,
        **(outcome.more or {}),
    }


async def _message(hass: HomeAssistant, reason: str | None) -> str | None:
    if reason is None:
        return None
    texts = await async_get_translations(hass, hass.config.language, "exceptions", [DOMAIN])
    return texts.get(f"component.{DOMAIN}.exceptions.{refusal_key(reason)}.message")
