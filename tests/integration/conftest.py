import pytest

# Home Assistant's test folder has a package of the same name; whoever is imported first is found.
import custom_components.bitgridai  # noqa: F401


@pytest.fixture(autouse=True)
def _custom_integrations(enable_custom_integrations: None) -> None:
    """Let Home Assistant find BitGridAI in this repository."""
