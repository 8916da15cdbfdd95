"""Writes docs/reference.md from the English texts: every field, entity, action, trigger and condition.

``python -m scripts.lib.reference_page`` writes it, ``--check`` says whether it is what it would write.
"""

from collections.abc import Iterator
import json
from pathlib import Path
import sys
from typing import Any

REPOSITORY = Path(__file__).parents[2]
TEXTS = REPOSITORY / "custom_components" / "bitgridai" / "translations" / "en.json"
PAGE = REPOSITORY / "docs" / "reference.md"

type Texts = dict[str, Any]

_HEAD = """# Reference

Every field, setting, entity, action, trigger and condition, in the words that Home Assistant shows. Written by
`scripts/docs` from `translations/en.json`. [How it all fits together](integration.md) is on a page of its own.
"""
_PLATFORMS = {
    "sensor": "Sensors",
    "binary_sensor": "Binary sensors",
    "event": "Events",
    "select": "Choices",
    "button": "Buttons",
    "switch": "Switches",
}


def page(texts: Texts) -> str:
    """Return the whole page."""
    parts = (_set_up, _settings, _entities, _automation, _repairs)
    return "\n".join([_HEAD, *(line for part in parts for line in part(texts))])


def _set_up(texts: Texts) -> Iterator[str]:
    yield "## Installation parameters\n"
    for step in texts["config"]["step"].values():
        yield from _form(step)
    for kind in texts["config_subentries"].values():
        forms = {tuple(step.get("data", ())): step for name, step in kind["step"].items() if step.get("data")}
        for step in forms.values():
            yield from _form(step, f"{kind['entry_type']}: ")


def _settings(texts: Texts) -> Iterator[str]:
    yield "## Configuration parameters\n"
    for step in texts.get("options", {}).get("step", {}).values():
        yield from _form(step)


def _form(step: Texts, prefix: str = "") -> Iterator[str]:
    groups = [
        (step.get("title", ""), step),
        *((part.get("name", ""), part) for part in step.get("sections", {}).values()),
    ]
    for title, part in groups:
        if not part.get("data"):
            continue
        yield f"### {prefix}{title}\n"
        described = part.get("data_description", {})
        yield from _table("Field", [(name, described.get(key, "")) for key, name in part["data"].items()])


def _entities(texts: Texts) -> Iterator[str]:
    yield "## Supported functions\n"
    for platform, title in _PLATFORMS.items():
        yield f"### {title}\n"
        rows = []
        for told in texts["entity"].get(platform, {}).values():
            states = told.get("state", {})
            types = told.get("state_attributes", {}).get("event_type", {}).get("state", {})
            rows.append((told["name"], ", ".join((states or types).values())))
        yield from _table("Entity", rows, "Shows")


def _automation(texts: Texts) -> Iterator[str]:
    for key, title in (("services", "Actions"), ("triggers", "Triggers"), ("conditions", "Conditions")):
        yield f"## {title}\n"
        for name, told in texts[key].items():
            yield f"### `bitgridai.{name}`\n"
            yield f"{told['description']}\n"
            fields = told.get("fields", {})
            if fields:
                yield from _table("Field", [(f"`{field}`", about["description"]) for field, about in fields.items()])


def _repairs(texts: Texts) -> Iterator[str]:
    yield "## Repairs\n"
    for told in texts["issues"].values():
        text = told.get("description") or told["fix_flow"]["step"]["confirm"]["description"]
        yield f"### {told['title']}\n"
        yield f"{text}\n"


def _table(first: str, rows: list[tuple[str, str]], second: str = "What it says") -> Iterator[str]:
    yield f"| {first} | {second} |"
    yield "| --- | --- |"
    for name, about in rows:
        yield f"| {name} | {' '.join(about.split()).replace('|', '/')} |"
    yield ""


def main() -> int:
    """Write the page, or compare it."""
    text = page(json.loads(TEXTS.read_text("utf-8")))
    if "--check" not in sys.argv:
        PAGE.write_text(text, "utf-8")
        return 0
    if PAGE.read_text("utf-8") == text:
        return 0
    print("docs/reference.md is not what the texts say: scripts/docs writes it anew.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
