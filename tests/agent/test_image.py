"""The image builds from what is locked, runs without root's rights, and answers."""

import re
import subprocess

import pytest

from tests.agent.running import REPOSITORY


@pytest.mark.image
@pytest.mark.timeout(1800)
def test_the_image_builds_starts_answers_and_stops() -> None:
    ran = subprocess.run(
        [REPOSITORY / "scripts" / "image"], stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert "GET /health: ok" in ran.stderr
    assert re.search(r"GET /v1/handshake: .*'engine_version'", ran.stderr)
    assert "with a wrong token: refused" in ran.stderr
    assert "every module of the agent and its libraries is there" in ran.stderr
    assert "the page: there" in ran.stderr
    assert "it runs as user 8117" in ran.stderr
    assert "SIGTERM: exit 0" in ran.stderr
