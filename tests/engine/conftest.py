"""How long and how repeatably properties are searched."""

import os

from hypothesis import settings

settings.register_profile("house", max_examples=150, deadline=None)
settings.register_profile("house_ci", parent=settings.get_profile("house"), derandomize=True)
settings.load_profile("house_ci" if os.environ.get("CI") else "house")
