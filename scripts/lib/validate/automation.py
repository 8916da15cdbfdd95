"""Actions, triggers and conditions: their description, texts, icons and code name the same things."""

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.lib.validate.integration import Document, Finding, Integration, at

_DECLARES = {"reading", "stopping", "writing"}
"""Calls in ``services/`` whose first argument is the name of an action."""


@dataclass(frozen=True)
class Kind:
    """One kind of building block for automations."""

    file: str
    section: str
    """Under which key texts and icons are."""


KINDS = (
    Kind("services.yaml", "services"),
    Kind("triggers.yaml", "triggers"),
    Kind("conditions.yaml", "conditions"),
)


def check(integration: Integration) -> Iterator[Finding]:
    """Check each kind, both ways."""
    for kind in KINDS:
        described = {key: item for key, item in integration.yaml(kind.file).items() if not key.startswith(".")}
        yield from _texts(integration, kind, described)
        icons = at(integration.icons, kind.section)
        for name in described.keys() - icons.keys():
            yield Finding("icons.json", f"{kind.section}.{name}", f"is missing; {kind.file} describes it")
        for name in icons.keys() - described.keys():
            yield Finding("icons.json", f"{kind.section}.{name}", f"is not in {kind.file}")
        for name in described:
            if not integration.source.named(name):
                yield Finding(kind.file, name, "is named nowhere in the code")
        for name in _registered(integration, kind) - described.keys():
            yield Finding(kind.file, name, "is missing; the code registers it")


def _registered(integration: Integration, kind: Kind) -> set[str]:
    if kind.section != "services":
        return set()
    source = integration.source
    constants = {text for name, text in source.constants.items() if name.startswith("SERVICE_")}
    calls = (call for call in source.calls if call.module.startswith(f"{kind.section}/") and call.name in _DECLARES)
    named = (source.text(call.argument("name", 0)) for call in calls)
    return constants | {name for name in named if name is not None}


def _texts(integration: Integration, kind: Kind, described: Document) -> Iterator[Finding]:
    told = at(integration.texts, kind.section)
    file = "translations/en.json"
    for name in described.keys() - told.keys():
        yield Finding(file, f"{kind.section}.{name}", f"is missing; {kind.file} describes it")
    for name in told.keys() - described.keys():
        yield Finding(file, f"{kind.section}.{name}", f"is not in {kind.file}")
    for name in described.keys() & told.keys():
        fields = _fields(described[name] or {})
        words = at(told, name, "fields")
        for field in fields - words.keys():
            yield Finding(file, f"{kind.section}.{name}.fields.{field}", f"is missing; {kind.file} has it")
        for field in words.keys() - fields:
            yield Finding(file, f"{kind.section}.{name}.fields.{field}", f"is not in {kind.file}")
        if kind.section == "services":
            for field in words:
                if "description" not in words[field]:
                    yield Finding(file, f"{kind.section}.{name}.fields.{field}.description", "is missing")


def _fields(described: Document) -> set[str]:
    """Return the fields, those inside of sections too."""
    found: set[str] = set()
    for name, field in (described.get("fields") or {}).items():
        found |= set(field["fields"]) if isinstance(field, dict) and "fields" in field else {name}
    return found
