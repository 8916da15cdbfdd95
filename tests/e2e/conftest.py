"""What the end-to-end tests need instead of Home Assistant's test fixtures: real sockets and real processes."""

import pytest


@pytest.fixture(autouse=True)
def configure_event_loop() -> None:
    """No event loop of the test's own: Playwright's would get in its way."""


@pytest.fixture(autouse=True)
def enable_event_loop_debug() -> None:
    """No event loop here."""


@pytest.fixture(autouse=True)
def verify_cleanup() -> None:
    """The demo runs in processes; the tests check that none is left."""


@pytest.fixture(autouse=True)
def real_sockets(socket_enabled: None) -> None:
    """Talk to what the demo serves on loopback."""
