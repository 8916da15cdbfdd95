"""How packages that not everybody needs come along."""

from typing import Final

_WHERE: Final = "git+https://github.com/BitGridAI/bitgridai"
"""No package index has BitGridAI, so a name alone would fetch nothing, or somebody else's."""


def install(*extras: str) -> str:
    """Return the command that installs BitGridAI with these extras of its."""
    return f"pip install 'bitgridai[{','.join(extras)}] @ {_WHERE}'"
