"""Write what the agent's page knows beforehand: the interface's shapes, and every threshold in words.

Usage: page_schema.py [--check]. With ``--check`` nothing is written, and the exit code is 1 where a
file is not what would be.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
import json
from pathlib import Path
import re
import sys
from typing import Any

from bitgridai.engine.policy import Policy
from bitgridai.engine.presets import PRESETS
from bitgridai.engine.threshold import Spec
from bitgridai_agent.app import create_app
from bitgridai_agent.options import Options
from bitgridai_agent.state import AgentState
from bitgridai_agent.token import Token

_ROOT = Path(__file__).parents[2]
_TRANSLATIONS = _ROOT / "custom_components/bitgridai/translations"
_LANGUAGES = ("en", "de")
_PLAIN = {"integer": "number", "number": "number", "string": "string", "boolean": "boolean", "null": "null"}
_NOT_SHOWN = {"version"}
_RANGE = re.compile(r" \([^()]*\d[^()]*\)\.$")


def typescript(schema: Mapping[str, Any]) -> str:
    """Return a JSON schema as TypeScript writes it; TypeError for one that the page could not use."""
    match schema:
        case {"$ref": str(place)}:
            return place.rpartition("/")[2]
        case {"const": constant}:
            return json.dumps(constant)
        case {"enum": list(members)}:
            return " | ".join(map(json.dumps, members))
        case {"anyOf": list(members)} | {"oneOf": list(members)}:
            return " | ".join(typescript(member) for member in members)
        case {"type": "array", "items": items}:
            item = typescript(items)
            return f"({item})[]" if " " in item else f"{item}[]"
        case {"type": "object", "additionalProperties": dict(values)}:
            return f"Record<string, {typescript(values)}>"
        case {"type": "object"}:
            return "Record<string, unknown>"
        case {"type": str(kind)}:
            return _PLAIN[kind]
        case _ if not set(schema) - {"title", "description", "default", "input_type"}:
            return "unknown"
    raise TypeError(f"{schema} has no place in the page")


def shapes() -> str:
    """Return every shape of the agent's published schema as an interface."""
    nowhere = Path("nowhere")
    app = create_app(AgentState.at(nowhere, Options()), Token("x" * 40))
    head = "// Written by scripts/page from the agent's published schema. Change addon/bitgridai_agent/models.py.\n"
    return "\n".join([head, *(_interface(*item) for item in sorted(app.openapi()["components"]["schemas"].items()))])


def _interface(name: str, schema: Mapping[str, Any]) -> str:
    summary = str(schema.get("description", "")).strip().partition("\n")[0]
    head = f"/** {summary} */\n" if summary else ""
    if "properties" not in schema:
        return f"{head}export type {name} = {typescript(schema)};\n"
    rows = "".join(f"  {field}: {typescript(about)};\n" for field, about in schema["properties"].items())
    return f"{head}export interface {name} {{\n{rows}}}\n"


def catalogue() -> str:
    """Return every threshold with range, unit and words, and what the presets change."""
    texts = {language: json.loads((_TRANSLATIONS / f"{language}.json").read_text("utf-8")) for language in _LANGUAGES}
    thresholds = list(_thresholds(Policy(), (), texts))
    sections = [{"path": "", "name": dict.fromkeys(_LANGUAGES, "")}, *_sections(Policy(), (), texts)]
    presets = {preset.value: dict(_flat(changes)) for preset, changes in PRESETS.items()}
    return "\n".join(
        [
            "// Written by scripts/page from the engine's policy and the integration's words. Change those.\n",
            'import type { Section, Threshold } from "./model/threshold";\n',
            "export const SECTIONS: Section[] = [",
            *_lines(sections),
            "];\n",
            "export const THRESHOLDS: Threshold[] = [",
            *_lines(thresholds),
            "];\n",
            "export const PRESETS: Record<string, Record<string, number | boolean | string | null>> =",
            f"  {json.dumps(presets)};\n",
        ]
    )


def _lines(items: list[dict[str, Any]]) -> Iterator[str]:
    yield from (f"  {json.dumps(item, ensure_ascii=False)}," for item in items)


def _sections(section: Any, path: tuple[str, ...], texts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for item in fields(section):
        if "section" in item.metadata:
            below = (*path, item.name)
            yield {"path": ".".join(below), "name": _words(texts, "_".join(below), "name")}
            yield from _sections(getattr(section, item.name), below, texts)


def _thresholds(section: Any, path: tuple[str, ...], texts: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for item in fields(section):
        value = getattr(section, item.name)
        if "section" in item.metadata:
            yield from _thresholds(value, (*path, item.name), texts)
        elif item.name not in _NOT_SHOWN:
            yield _threshold(item.name, value, item.metadata["spec"], path, texts)


def _threshold(name: str, value: Any, spec: Spec, path: tuple[str, ...], texts: Mapping[str, Any]) -> dict[str, Any]:
    words = _words(texts, "_".join(path), "data", name) if path else _autonomy(texts)
    told = {"path": ".".join((*path, name)), "kind": _kind(spec), "default": value, "name": words}
    if path:
        told["about"] = _abouts(texts, "_".join(path), name)
    told |= {key: getattr(spec, key) for key in ("unit", "low", "high") if getattr(spec, key) not in {None, ""}}
    if spec.nullable:
        told["nullable"] = True
    if issubclass(spec.kind, StrEnum):
        told["options"] = _options(spec.kind, texts)
    return told


def _kind(spec: Spec) -> str:
    if issubclass(spec.kind, StrEnum):
        return "choice"
    return {bool: "switch", int: "count"}.get(spec.kind, "number")


def _words(texts: Mapping[str, Any], section: str, *place: str) -> dict[str, str]:
    found = {}
    for language in _LANGUAGES:
        text = texts[language]["options"]["step"]["thresholds"]["sections"][section]
        for key in place:
            text = text[key]
        found[language] = text
    return found


def _abouts(texts: Mapping[str, Any], section: str, name: str) -> dict[str, str]:
    """Return what a threshold means. Its range is left out: the page writes it from the figures."""
    told = _words(texts, section, "data_description", name)
    return {language: _RANGE.sub(".", about) for language, about in told.items()}


def _autonomy(texts: Mapping[str, Any]) -> dict[str, str]:
    return {language: texts[language]["entity"]["select"]["autonomy"]["name"] for language in _LANGUAGES}


def _options(kind: type[StrEnum], texts: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for member in kind:
        for language in _LANGUAGES:
            named = texts[language]["selector"].get(kind.__name__.lower(), {}).get("options", {})
            states = texts[language]["entity"]["select"].get(kind.__name__.lower(), {}).get("state", {})
            found.setdefault(member.value, {})[language] = named.get(member.value) or states[member.value]
    return found


def _flat(document: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in document.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


WRITTEN = {_ROOT / "card/page/schema.ts": shapes, _ROOT / "card/page/catalogue.ts": catalogue}


def main() -> int:
    """Write the files, or compare them."""
    code = 0
    for path, text in WRITTEN.items():
        if "--check" not in sys.argv[1:]:
            path.write_text(text(), encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text():
            print(f"{path} is not what it is written from; scripts/page writes it anew")
            code = 1
    return code


if __name__ == "__main__":
    sys.exit(main())
