"""The published schema is true: what it allows is answered as it says, what it forbids is refused."""

from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hypothesis import HealthCheck, settings
import pytest
import schemathesis
from schemathesis import Case

from bitgridai_agent.app import create_app
from bitgridai_agent.guard import Limits
from bitgridai_agent.options import Options
from bitgridai_agent.state import AgentState
from bitgridai_agent.token import Token
from tests.agent.running import TOKEN
from tests.archive.chains import some_records

_ADMITTED = {"authorization": f"Bearer {TOKEN}"}


def _app() -> object:
    folder = Path(mkdtemp(prefix="bitgridai-schema-"))
    state = AgentState.at(folder, Options())
    state.vault.append("house", some_records())
    limits = Limits(requests_per_minute=100_000)
    return create_app(state, Token(TOKEN), limits)


@schemathesis.serializer("application/x-ndjson")
def _as_lines(_: object, value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")


schema = schemathesis.openapi.from_asgi("/openapi.json", _app(), headers=_ADMITTED)


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.filterwarnings("ignore")
def test_every_answer_is_one_that_the_schema_promises(case: Case[Any]) -> None:
    case.call_and_validate(headers=_ADMITTED)
