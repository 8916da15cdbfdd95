import pytest

from tests.integration.owner import Owner


@pytest.fixture
async def dark(owner: Owner) -> Owner:
    """A house without surplus that is under control."""
    owner.surplus_w = -300
    owner.report()
    await owner.connect()
    await owner.live(30)
    return owner
