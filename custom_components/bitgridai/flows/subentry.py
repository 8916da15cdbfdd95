"""What the flows of all parts of the household share."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigSubentryFlow


def named_entities(data: Mapping[str, Any]) -> set[str]:
    """Return the entities that stored or entered data name."""
    return {value for key, value in data.items() if key.endswith("_entity") and value}


class PartFlow(ConfigSubentryFlow):
    """Adds or changes a part of the household."""

    def _taken(self) -> set[str]:
        """Return the entities that all of the household but the changed part uses."""
        entry = self._get_entry()
        changed = None if self.source == "user" else self._reconfigure_subentry_id
        others = [item.data for key, item in entry.subentries.items() if key != changed]
        return set[str]().union(*(named_entities(data) for data in (entry.data, *others)))
