"""Where the household's policy comes from: a preset, the options, or a file in the configuration folder."""

from .active import ActivePolicy, PolicyOrigin, from_options, preset_of
from .keeper import PolicyKeeper, accepted_store, policy_path

__all__ = ["ActivePolicy", "PolicyKeeper", "PolicyOrigin", "accepted_store", "from_options", "policy_path", "preset_of"]
