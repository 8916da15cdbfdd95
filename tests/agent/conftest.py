"""What the agent's tests need instead of Home Assistant's fixtures: real sockets and real processes."""

import pytest
import pytest_socket


@pytest.fixture(autouse=True)
def verify_cleanup() -> None:
    """The agent runs in a process of its own."""


@pytest.fixture(autouse=True, scope="module")
def real_sockets_in_fixtures() -> None:
    """Home Assistant's plugin takes sockets away before each test, its fixtures included."""
    pytest_socket.enable_socket()


@pytest.fixture(autouse=True)
def real_sockets(socket_enabled: None) -> None:
    """Talk to the agent on loopback."""
