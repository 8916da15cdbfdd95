"""Flows: every step, error and end that the code names has a text, and no text is left over."""

from collections.abc import Iterator
import re

from scripts.lib.validate.integration import Document, Finding, Integration, at
from scripts.lib.validate.source import Call, Source

FILE = "translations/en.json"
FLOWS = {
    "ConfigFlow": "config",
    "OptionsFlow": "options",
    "ConfigSubentryFlow": "config_subentries",
    "RepairsFlow": "issues",
}
_SHOWS = {"async_show_form", "async_show_menu", "async_show_progress", "async_external_step"}
_STEP = "async_step_"


def check(integration: Integration) -> Iterator[Finding]:
    """Check the flows against their texts, both ways."""
    source, texts = integration.source, integration.texts
    yield from _named(source, texts)
    for section, key, flow in sections(texts):
        base = section or key
        steps = {method.removeprefix(_STEP) for owner, method in _steps(source) if base in _kinds(source, owner)}
        # A step may be shown under a name of its own.
        steps |= {pattern for call in source.calls for pattern in _shown(source, call)}
        path = f"{section}.{key}".strip(".")
        for step in at(flow, "step").keys() - steps:
            yield Finding(FILE, f"{path}.step.{step}", f"no flow has {_STEP}{step}")
        for kind in ("error", "abort", "progress"):
            for name in at(flow, kind):
                if not source.named(name):
                    yield Finding(FILE, f"{path}.{kind}.{name}", "is named nowhere in the code")


def sections(texts: Document) -> Iterator[tuple[str, str, Document]]:
    """Walk over the texts of flows as ``(section, key, texts)``."""
    for key in ("config", "options"):
        if key in texts:
            yield "", key, at(texts, key)
    for kind in at(texts, "config_subentries"):
        yield "config_subentries", kind, at(texts, "config_subentries", kind)
    for issue, told in at(texts, "issues").items():
        if "fix_flow" in told:
            yield "issues", f"{issue}.fix_flow", told["fix_flow"]


def _steps(source: Source) -> Iterator[tuple[str, str]]:
    return source.methods(lambda name: name.startswith(_STEP))


def _kinds(source: Source, owner: str | None) -> set[str]:
    """Return which flows a class is part of; all where that cannot be told."""
    kin = source.kin(owner) if owner else set()
    kinds = {section for base, section in FLOWS.items() if any(name.startswith(base) for name in kin)}
    return kinds or set(FLOWS.values())


def _shown(source: Source, call: Call) -> list[str]:
    return source.patterns(call.argument("step_id")) if call.name in _SHOWS else []


def _named(source: Source, texts: Document) -> Iterator[Finding]:
    told: dict[str, list[Document]] = {section: [] for section in FLOWS.values()}
    for section, key, flow in sections(texts):
        told[section or key].append(flow)
    for call in source.calls:
        for kind, pattern in _uses(source, call):
            flows = [flow for section in _kinds(source, call.owner) for flow in told[section]]
            if not any(re.fullmatch(pattern, name) for flow in flows for name in at(flow, kind)):
                where = f"{call.module}.py:{call.line}"
                yield Finding(FILE, f"{kind}.{_plain(pattern)}", f"has no text; {where} names it")


def _uses(source: Source, call: Call) -> Iterator[tuple[str, str]]:
    for pattern in _shown(source, call):
        yield "step", pattern
    if call.name == "async_abort" and call.argument("translation_domain") is None:
        for pattern in source.patterns(call.argument("reason")):
            yield "abort", pattern
    if call.name in {"async_update_and_abort", "async_update_reload_and_abort"}:
        # Without a reason of its own, Home Assistant brings the text.
        for pattern in source.patterns(call.argument("reason")):
            yield "abort", pattern
    if call.name in _SHOWS:
        errors = call.argument("errors")
        for value in getattr(errors, "values", []):
            for pattern in source.patterns(value):
                yield "error", pattern


def _plain(pattern: str) -> str:
    return re.sub(r"\\(.)", r"\1", pattern)
