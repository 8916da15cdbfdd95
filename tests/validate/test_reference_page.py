"""The reference names everything that there is."""

import json

from scripts.lib.reference_page import PAGE, TEXTS, page

ENGLISH = json.loads(TEXTS.read_text("utf-8"))


def test_the_page_is_what_the_texts_say() -> None:
    assert PAGE.read_text("utf-8") == page(ENGLISH), "scripts/docs writes it anew"


def test_every_action_trigger_condition_and_entity_is_in_it() -> None:
    text = PAGE.read_text("utf-8")
    for section in ("services", "triggers", "conditions"):
        for name in ENGLISH[section]:
            assert f"### `bitgridai.{name}`" in text
    for entities in ENGLISH["entity"].values():
        for told in entities.values():
            assert f"| {told['name']} |" in text
    for preset in ENGLISH["options"]["step"].values():
        for part in preset.get("sections", {}).values():
            assert all(f"| {name} |" in text for name in part["data"].values())
