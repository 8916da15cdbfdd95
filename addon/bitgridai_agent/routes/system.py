"""That the agent is there, and who it is."""

import shutil

from fastapi import APIRouter

from bitgridai.archive.schema import VERSION as ARCHIVE_VERSION
from bitgridai.engine.version import ENGINE_VERSION

from .. import API_VERSION, MIN_CLIENT, VERSION
from ..models import Handshake, Health
from ..state import Agent

router = APIRouter()


@router.get("/health")
def health() -> Health:
    """Say that the agent is there. Needs no token."""
    return Health(status="ok")


@router.get("/v1/handshake")
def handshake(agent: Agent) -> Handshake:
    """Say who answers, and what it understands."""
    return Handshake(
        name="BitGridAI Agent",
        version=VERSION,
        api_version=API_VERSION,
        min_client=MIN_CLIENT,
        engine_version=ENGINE_VERSION,
        archive_version=ARCHIVE_VERSION,
        boot_id=agent.boot_id,
        free_bytes=shutil.disk_usage(agent.data).free,
        cluster=agent.options.cluster is not None,
    )
