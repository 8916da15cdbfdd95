"""translations/*.json: their shape, and that every language says the same things."""

from collections.abc import Iterator
import re
import string
from typing import Any

import probatio as vol

from scripts.lib.validate.integration import Finding, Integration, leaves, placeholders

KEY = re.compile(r"(?!.+[_-]{2})(?![_-])[a-z0-9-_]+(?<![_-])")

_TEXTS = {str: str}
_STEP = {
    vol.Optional("title"): str,
    vol.Optional("description"): str,
    vol.Optional("data"): _TEXTS,
    vol.Optional("data_description"): _TEXTS,
    vol.Optional("menu_options"): _TEXTS,
    vol.Optional("menu_option_descriptions"): _TEXTS,
    vol.Optional("submit"): str,
    vol.Optional("sections"): {
        str: {
            vol.Optional("name"): str,
            vol.Optional("description"): str,
            vol.Optional("data"): _TEXTS,
            vol.Optional("data_description"): _TEXTS,
        }
    },
}
_FLOW = {
    vol.Optional("flow_title"): str,
    vol.Required("step"): {str: _STEP},
    vol.Optional("error"): _TEXTS,
    vol.Optional("abort"): _TEXTS,
    vol.Optional("progress"): _TEXTS,
    vol.Optional("create_entry"): _TEXTS,
}
_SUBENTRY = {
    **_FLOW,
    vol.Required("entry_type"): str,
    vol.Required("initiate_flow"): {vol.Required("user"): str, str: str},
}
_ISSUE = vol.Any(
    {vol.Required("title"): str, vol.Required("description"): str},
    {vol.Required("title"): str, vol.Required("fix_flow"): _FLOW},
)
_ENTITY = {
    vol.Optional("name"): str,
    vol.Optional("state"): _TEXTS,
    vol.Optional("state_attributes"): {str: {vol.Optional("name"): str, vol.Optional("state"): _TEXTS}},
    vol.Optional("unit_of_measurement"): str,
}
_AUTOMATION = {
    vol.Required("name"): str,
    vol.Required("description"): str,
    vol.Optional("fields"): {
        str: {vol.Required("name"): str, vol.Optional("description"): str, vol.Optional("example"): str}
    },
    vol.Optional("sections"): {str: {vol.Required("name"): str, vol.Optional("description"): str}},
}
SCHEMA = vol.Schema(
    {
        vol.Optional("title"): str,
        vol.Optional("common"): _TEXTS,
        vol.Optional("config"): _FLOW,
        vol.Optional("options"): _FLOW,
        vol.Optional("config_subentries"): {str: _SUBENTRY},
        vol.Optional("selector"): {
            str: vol.Any({vol.In(["options", "choices", "unit_of_measurement", "fields"]): dict})
        },
        vol.Optional("device_automation"): {
            vol.In(["action_type", "condition_type", "trigger_type", "trigger_subtype", "extra_fields"]): _TEXTS
        },
        vol.Optional("system_health"): {"info": _TEXTS},
        vol.Optional("preview_features"): {str: _TEXTS},
        vol.Optional("issues"): {str: _ISSUE},
        vol.Optional("device"): {str: {vol.Optional("name"): str}},
        vol.Optional("entity"): {str: {str: _ENTITY}},
        vol.Optional("exceptions"): {str: {vol.Required("message"): str}},
        vol.Optional("services"): {str: _AUTOMATION},
        vol.Optional("triggers"): {str: _AUTOMATION},
        vol.Optional("conditions"): {str: _AUTOMATION},
        vol.Optional("conversation"): {"agent": {"done": str}},
    }
)


def check(integration: Integration) -> Iterator[Finding]:
    """Check the texts of every language."""
    folder = integration.folder / "translations"
    languages = sorted(path.stem for path in folder.glob("*.json"))
    if "en" not in languages:
        yield Finding("translations/en.json", "", "is missing")
        return
    english = dict(leaves(integration.texts))
    for language in languages:
        file = f"translations/{language}.json"
        document = integration.json(file)
        try:
            SCHEMA(document)
        except vol.MultipleInvalid as err:
            for error in err.errors:
                yield Finding(file, ".".join(map(str, error.path)), str(error.msg))
        yield from _described(file, document)
        for path, text in leaves(document):
            yield from _text(file, path, text)
        if language != "en":
            yield from _parity(file, english, dict(leaves(document)))


def _parity(file: str, english: dict[str, Any], other: dict[str, Any]) -> Iterator[Finding]:
    for path in english.keys() - other.keys():
        yield Finding(file, path, "is missing; English has it")
    for path in other.keys() - english.keys():
        yield Finding(file, path, "is not in the English texts")
    for path in english.keys() & other.keys():
        wanted, found = placeholders(english[path]), placeholders(other[path])
        if wanted != found:
            yield Finding(file, path, f"names {_names(found)} in braces, English names {_names(wanted)}")


def _names(found: set[str]) -> str:
    return ", ".join(sorted(found)) or "nothing"


def _described(file: str, document: dict[str, Any], path: str = "") -> Iterator[Finding]:
    """A description of a field that is not there is never shown."""
    for key, child in document.items():
        if not isinstance(child, dict):
            continue
        here = f"{path}.{key}" if path else key
        if key == "data_description":
            for name in child.keys() - document.get("data", {}).keys():
                yield Finding(file, f"{here}.{name}", "describes a field that has no name")
        yield from _described(file, child, here)


_NEVER = (
    (re.compile(r"^\s|\s$|^$"), "is empty or has spaces at an end"),
    (re.compile(r"\[%"), "has a reference; a custom integration's texts are written out"),
    (re.compile(r"<[a-z/!][^<>]*>", re.IGNORECASE), "has HTML in it"),
    (
        re.compile(r"\b(?:https?|ftp|mqtts?)://|\bwww\.", re.IGNORECASE),
        "has an address in it; pass it as a placeholder",
    ),
    (re.compile(r"'{\w+}'"), "has a placeholder in single quotes, which Home Assistant would not fill"),
)


def _text(file: str, path: str, text: Any) -> Iterator[Finding]:
    if not KEY.fullmatch(path.rpartition(".")[2]):
        yield Finding(file, path, "is no valid key: small letters, digits, single hyphens and underscores")
    if not isinstance(text, str):
        return  # The schema said so.
    for pattern, problem in _NEVER:
        if pattern.search(text):
            yield Finding(file, path, problem)
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError as err:
        yield Finding(file, path, f"has braces that do not fit: {err}")
    else:
        if not all(name.isidentifier() for name in names):
            yield Finding(file, path, "has a placeholder that is no name")
