"""Translation keys in code: exceptions, issues, selectors, devices and entities."""

import ast
from collections.abc import Iterator
import re

from scripts.lib.validate.integration import Document, Finding, Integration, at, placeholders
from scripts.lib.validate.source import Call, Source

FILE = "translations/en.json"


def check(integration: Integration) -> Iterator[Finding]:
    """Check the keys that the code names against the texts, both ways."""
    source, texts = integration.source, integration.texts
    for call in source.calls:
        section = _section(call)
        if section is not None:
            yield from _told(source, call, section, texts)
    for section in ("exceptions", "issues", "device"):
        for key in at(texts, section):
            if not source.named(key):
                yield Finding(FILE, f"{section}.{key}", "is named nowhere in the code")
    yield from _selectors(integration)
    for platform, entities in at(texts, "entity").items():
        if not (integration.exists(f"{platform}.py") or integration.exists(f"{platform}/__init__.py")):
            yield Finding(FILE, f"entity.{platform}", "there is no such platform here")
            continue
        for key in entities:
            if not source.named(key, platform):
                yield Finding(FILE, f"entity.{platform}.{key}", f"is named nowhere in {platform}")


def _section(call: Call) -> str | None:
    """Return under which key of the texts a call looks its translation key up."""
    if call.argument("translation_key") is None:
        return None
    if call.name in {"async_create_issue", "create_issue"}:
        return "issues"
    if call.name == "SelectSelectorConfig":
        return "selector"
    if call.name == "DeviceInfo":
        return "device"
    if call.argument("translation_domain") is not None:
        return "exceptions"
    if call.name.endswith("Description"):
        return f"entity.{call.module.partition('/')[0]}"
    return None


def _told(source: Source, call: Call, section: str, texts: Document) -> Iterator[Finding]:
    known = at(texts, *section.split("."))
    for pattern in source.patterns(call.argument("translation_key")):
        matching = [key for key in known if re.fullmatch(pattern, key)]
        where = f"{call.module}.py:{call.line}"
        if not matching:
            key = re.sub(r"\\(.)", r"\1", pattern)
            yield Finding(FILE, f"{section}.{key}", f"has no text; {where} names it")
        given = call.argument("translation_placeholders")
        if not isinstance(given, ast.Dict) or any(key is None for key in given.keys):
            continue
        names = {key.value for key in given.keys if isinstance(key, ast.Constant)}
        for key in matching:
            wanted = _placeholders(known[key])
            if wanted - names:
                missing = ", ".join(sorted(wanted - names))
                yield Finding(FILE, f"{section}.{key}", f"wants {missing}, which {where} does not give")


def _placeholders(told: Document | str) -> set[str]:
    if isinstance(told, dict):
        return set[str]().union(*(_placeholders(child) for child in told.values()))
    return placeholders(told)


def _selectors(integration: Integration) -> Iterator[Finding]:
    used = {
        key
        for name in ("services.yaml", "triggers.yaml", "conditions.yaml")
        for key in _translation_keys(integration.yaml(name))
    }
    known = at(integration.texts, "selector")
    for key in used - known.keys():
        yield Finding(FILE, f"selector.{key}", "has no text; services.yaml, triggers.yaml or conditions.yaml names it")
    for key in known.keys() - used:
        if not integration.source.named(key):
            yield Finding(FILE, f"selector.{key}", "is named nowhere")


def _translation_keys(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, child in node.items():
            if key == "translation_key":
                yield str(child)
            else:
                yield from _translation_keys(child)
    elif isinstance(node, list):
        for child in node:
            yield from _translation_keys(child)
