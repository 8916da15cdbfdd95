"""quality_scale.yaml: every rule of the current scale, and what the code can tell about them."""

from collections.abc import Callable, Iterator, Mapping
import re
import tomllib

from scripts.lib.validate.integration import Finding, Integration

FILE = "quality_scale.yaml"
GUIDE, REFERENCE = "docs/integration.md", "docs/reference.md"
DOCUMENTED: Mapping[str, tuple[str, str]] = {
    "docs-actions": (REFERENCE, "Actions"),
    "docs-conditions": (REFERENCE, "Conditions"),
    "docs-configuration-parameters": (REFERENCE, "Configuration parameters"),
    "docs-data-update": (GUIDE, "Data updates"),
    "docs-examples": (GUIDE, "Examples"),
    "docs-high-level-description": (GUIDE, "What it does"),
    "docs-installation-instructions": (GUIDE, "Installation"),
    "docs-installation-parameters": (REFERENCE, "Installation parameters"),
    "docs-known-limitations": (GUIDE, "Known limitations"),
    "docs-removal-instructions": (GUIDE, "Removal"),
    "docs-supported-devices": (GUIDE, "Supported devices"),
    "docs-supported-functions": (REFERENCE, "Supported functions"),
    "docs-triggers": (REFERENCE, "Triggers"),
    "docs-troubleshooting": (GUIDE, "Troubleshooting"),
    "docs-use-cases": (GUIDE, "Use cases"),
}
"""In which page, under which heading, each rule about documentation is met."""
_COVERAGE_LEAST_PCT = 97
_SECTION_LEAST = 200
"""Characters of a section that says something."""
SCALE: Mapping[str, tuple[str, ...]] = {
    "bronze": (
        "action-setup",
        "appropriate-polling",
        "brands",
        "common-modules",
        "config-flow",
        "config-flow-test-coverage",
        "dependency-transparency",
        "docs-actions",
        "docs-conditions",
        "docs-high-level-description",
        "docs-installation-instructions",
        "docs-removal-instructions",
        "docs-triggers",
        "entity-event-setup",
        "entity-unique-id",
        "has-entity-name",
        "runtime-data",
        "test-before-configure",
        "test-before-setup",
        "unique-config-entry",
    ),
    "silver": (
        "action-exceptions",
        "config-entry-unloading",
        "docs-configuration-parameters",
        "docs-installation-parameters",
        "entity-unavailable",
        "integration-owner",
        "log-when-unavailable",
        "parallel-updates",
        "reauthentication-flow",
        "test-coverage",
    ),
    "gold": (
        "devices",
        "diagnostics",
        "discovery",
        "discovery-update-info",
        "docs-data-update",
        "docs-examples",
        "docs-known-limitations",
        "docs-supported-devices",
        "docs-supported-functions",
        "docs-troubleshooting",
        "docs-use-cases",
        "dynamic-devices",
        "entity-category",
        "entity-device-class",
        "entity-disabled-by-default",
        "entity-translations",
        "exception-translations",
        "icon-translations",
        "reconfiguration-flow",
        "repair-issues",
        "stale-devices",
    ),
    "platinum": ("async-dependency", "inject-websession", "strict-typing"),
}
"""The rules by tier, as of Home Assistant 2026.10."""
STATUSES = {"done", "todo", "exempt"}


def check(integration: Integration) -> Iterator[Finding]:
    """Check the file, then the rules that the code itself can answer for."""
    rules = integration.yaml(FILE).get("rules")
    if not isinstance(rules, dict):
        yield Finding(FILE, "rules", "is missing")
        return
    known = {rule for tier in SCALE.values() for rule in tier}
    for rule in known - rules.keys():
        yield Finding(FILE, rule, "is missing")
    for rule in rules.keys() - known:
        yield Finding(FILE, rule, "is no rule of the scale")
    for rule in known & rules.keys():
        yield from _status(rule, rules[rule])
        if rule in PROOFS:
            yield from _proven(rule, status_of(rules[rule]), list(PROOFS[rule](integration)))


def _status(rule: str, told: object) -> Iterator[Finding]:
    status = status_of(told)
    comment = told.get("comment", "") if isinstance(told, dict) else ""
    if status not in STATUSES:
        yield Finding(FILE, rule, f"{status!r} is none of {', '.join(sorted(STATUSES))}")
    if status == "exempt" and not comment:
        yield Finding(FILE, rule, "is exempt without a comment that says why")


def _proven(rule: str, status: object, problems: list[str]) -> Iterator[Finding]:
    if status == "done":
        for problem in problems:
            yield Finding(FILE, rule, f"is done, but {problem}")
    if status == "exempt" and not problems:
        yield Finding(FILE, rule, "is exempt, but the code has what it asks for")


def status_of(told: object) -> object:
    """Return what a rule is said to be."""
    return told.get("status") if isinstance(told, dict) else told


def platforms(integration: Integration) -> list[str]:
    """Return the platforms that the integration forwards its entry to."""
    init = (integration.folder / "__init__.py").read_text("utf-8")
    return [name.lower() for name in re.findall(r"Platform\.([A-Z_]+)", init)]


def _text(integration: Integration, name: str) -> str:
    path = integration.folder / name
    if path.is_dir():
        return "\n".join(item.read_text("utf-8") for item in sorted(path.rglob("*.py")))
    return path.read_text("utf-8") if path.exists() else ""


def _platform_text(integration: Integration, platform: str) -> str:
    return _text(integration, f"{platform}.py") or _text(integration, platform)


def _parallel_updates(integration: Integration) -> Iterator[str]:
    for platform in platforms(integration):
        if not re.search(r"^PARALLEL_UPDATES\b", _platform_text(integration, platform), re.MULTILINE):
            yield f"{platform} does not say PARALLEL_UPDATES"


def _runtime_data(integration: Integration) -> Iterator[str]:
    if ".runtime_data = " not in _text(integration, "__init__.py"):
        yield "__init__.py sets no runtime_data"
    if re.search(r"hass\.data(?:\[|\.setdefault\()DOMAIN", _text(integration, ".")):
        yield "something is kept in hass.data[DOMAIN]"


def _needs_file(name: str) -> Callable[[Integration], Iterator[str]]:
    def proof(integration: Integration) -> Iterator[str]:
        if not integration.exists(name):
            yield f"there is no {name}"

    return proof


def _needs_method(*names: str) -> Callable[[Integration], Iterator[str]]:
    def proof(integration: Integration) -> Iterator[str]:
        code = _text(integration, ".")
        if not any(re.search(rf"\bdef {name}\b", code) for name in names):
            yield f"there is no {' or '.join(names)}"

    return proof


def _unique_config_entry(integration: Integration) -> Iterator[str]:
    code = _text(integration, ".")
    ways = ("_abort_if_unique_id_configured", "_async_abort_entries_match", '"single_instance_allowed"')
    if not integration.manifest.get("single_config_entry") and not any(way in code for way in ways):
        yield "nothing keeps a second entry of the same from being made"


def _repair_issues(integration: Integration) -> Iterator[str]:
    calls = [call for call in integration.source.calls if call.name == "async_create_issue"]
    if not calls:
        yield "no issue is ever raised"
    if not integration.exists("repairs.py"):
        yield "there is no repairs.py"


def _discovery(integration: Integration) -> Iterator[str]:
    found = {"zeroconf", "ssdp", "dhcp", "usb", "mqtt", "bluetooth", "homekit"} & integration.manifest.keys()
    if not found and "async_step_hassio" not in _text(integration, "."):
        yield "nothing is discovered"


def _strict_typing(integration: Integration) -> Iterator[str]:
    mypy = tomllib.loads((integration.repository / "pyproject.toml").read_text("utf-8")).get("tool", {}).get("mypy", {})
    if not mypy.get("strict") or f"custom_components/{integration.folder.name}" not in mypy.get("files", []):
        yield "pyproject.toml has mypy check the integration less than strictly"


def _test_coverage(integration: Integration) -> Iterator[str]:
    tools = tomllib.loads((integration.repository / "pyproject.toml").read_text("utf-8")).get("tool", {})
    gate = tools.get("coverage", {}).get("report", {}).get("fail_under", 0)
    if gate < _COVERAGE_LEAST_PCT:
        yield f"scripts/coverage lets less than {_COVERAGE_LEAST_PCT} % pass"


def _inject_websession(integration: Integration) -> Iterator[str]:
    code = _text(integration, ".")
    if "async_get_clientsession" not in code:
        yield "nothing uses Home Assistant's own session"
    if re.search(r"\bClientSession\(", code):
        yield "a session of its own is opened"


def _has_entity_name(integration: Integration) -> Iterator[str]:
    if "_attr_has_entity_name = True" not in _text(integration, "entity.py"):
        yield "entity.py does not set _attr_has_entity_name"


def _no_bare_errors(integration: Integration) -> Iterator[str]:
    raised = {"HomeAssistantError", "ServiceValidationError", "ConfigEntryNotReady", "ConfigEntryError", "UpdateFailed"}
    for call in integration.source.calls:
        if call.name in raised and call.argument("translation_key") is None:
            yield f"{call.module}.py:{call.line} raises {call.name} without a translation"


def _documented(page: str, heading: str) -> Callable[[Integration], Iterator[str]]:
    def proof(integration: Integration) -> Iterator[str]:
        path = integration.repository / page
        text = path.read_text("utf-8") if path.exists() else ""
        section = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
        if section is None or len(section[1].strip()) < _SECTION_LEAST:
            yield f"{page} has no section {heading!r} that says it"

    return proof


PROOFS: Mapping[str, Callable[[Integration], Iterator[str]]] = {
    **{rule: _documented(*where) for rule, where in DOCUMENTED.items()},
    "action-setup": _needs_file("services.yaml"),
    "config-entry-unloading": _needs_method("async_unload_entry"),
    "config-flow": _needs_file("config_flow.py"),
    "diagnostics": _needs_file("diagnostics.py"),
    "discovery": _discovery,
    "exception-translations": _no_bare_errors,
    "has-entity-name": _has_entity_name,
    "icon-translations": _needs_file("icons.json"),
    "inject-websession": _inject_websession,
    "parallel-updates": _parallel_updates,
    "reauthentication-flow": _needs_method("async_step_reauth"),
    "reconfiguration-flow": _needs_method("async_step_reconfigure"),
    "repair-issues": _repair_issues,
    "runtime-data": _runtime_data,
    "strict-typing": _strict_typing,
    "test-coverage": _test_coverage,
    "unique-config-entry": _unique_config_entry,
}
"""What can be told from the code; each yields what is missing."""
