"""pytest on a Home Assistant that its test plugin was not made for: ``python -m scripts.lib.other_core ARGUMENTS``.

Home Assistant has to be imported first: from 2026.11 on it puts its own HTTP client in another's place. And what the
plugin looks for where an older version had it is put back there, for the tests alone.
"""

from importlib import import_module
import sys

from homeassistant.const import __version__
import pytest

MOVED = (("homeassistant.components.logger", "_clear_logger_overwrites", "homeassistant.components.logger.helpers"),)
"""Module in which the plugin looks for a name, the name, and the module that has it now."""


def main() -> int:
    """Run pytest."""
    for module, name, now in MOVED:
        expected = import_module(module)
        if not hasattr(expected, name):
            setattr(expected, name, getattr(import_module(now), name))
    print("Home Assistant", __version__)
    # What was imported before pytest began is not rewritten by it, and need not be.
    return int(pytest.main(["-W", "ignore::pytest.PytestAssertRewriteWarning", *sys.argv[1:]]))


if __name__ == "__main__":
    sys.exit(main())
