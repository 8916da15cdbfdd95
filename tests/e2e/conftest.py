"""What the end-to-end tests need instead of Home Assistant's test fixtures: real sockets and real processes."""

import pytest
import pytest_socket


@pytest.fixture(autouse=True)
def configure_event_loop() -> None:
    """No event loop of the test's own: Playwright's would get in its way."""


@pytest.fixture(autouse=True)
def enable_event_loop_debug() -> None:
    """No event loop here."""


@pytest.fixture(autouse=True)
def verify_cleanup() -> None:
    """The demo runs in processes; the tests check that none is left."""


@pytest.fixture(autouse=True, scope="module")
def real_sockets_in_fixtures() -> None:
    """Home Assistant's plugin takes sockets away before each test, its fixtures included."""
    pytest_socket.enable_socket()


@pytest.fixture(autouse=True)
def real_sockets(socket_enabled: None) -> None:
    """Talk to what the demo serves on loopback."""
