"""How long and how repeatably properties are searched."""

import os

from hypothesis import Phase, settings

settings.register_profile("house", max_examples=150, deadline=None)
settings.register_profile("house_ci", parent=settings.get_profile("house"), derandomize=True)
# A mutant has to be noticed, not understood: nothing is shrunk.
settings.register_profile(
    "house_mutation",
    parent=settings.get_profile("house_ci"),
    phases=[Phase.explicit, Phase.generate],
    report_multiple_bugs=False,
)
settings.load_profile(os.environ.get("BITGRIDAI_SEARCH") or ("house_ci" if os.environ.get("CI") else "house"))
