"""Finding BitGridAI's entities whatever they are called."""

from collections.abc import Iterable, Mapping
from typing import Any, Self


class Entities:
    """Entity ids by platform and key, for the house or for one of its loads."""

    def __init__(self, ids: Mapping[tuple[str, str], str], prefix: str = "") -> None:
        """Look up in ``ids``, with ``prefix`` before each key."""
        self._ids = ids
        self._prefix = prefix

    @classmethod
    def of_entry(cls, registry: Iterable[Mapping[str, Any]], entry_id: str) -> Self:
        """Pick the enabled entities of a config entry from Home Assistant's entity registry."""
        start = f"{entry_id}_"
        return cls(
            {
                (item["entity_id"].partition(".")[0], item["unique_id"].removeprefix(start)): item["entity_id"]
                for item in registry
                if item["config_entry_id"] == entry_id and item["disabled_by"] is None
            }
        )

    def of_load(self, load_id: str) -> Entities:
        """Return the entities of one load."""
        return Entities(self._ids, f"load_{load_id}_")

    def find(self, platform: str, key: str) -> str | None:
        """Return an entity id; None where this house has no such entity."""
        return self._ids.get((platform, self._prefix + key))

    def __getitem__(self, place: tuple[str, str]) -> str:
        platform, key = place
        return self._ids[platform, self._prefix + key]
