"""The validators find what is broken, and say in which file and under which key."""

from collections.abc import Callable, Iterable
import json
from pathlib import Path
import shutil
from typing import Any

import pytest
import yaml

from scripts.lib.validate import automation, flows, icons, keys, manifest, packaging, quality, texts
from scripts.lib.validate.__main__ import validate
from scripts.lib.validate.integration import Finding, Integration

REPOSITORY = Path(__file__).parents[2]
INTEGRATION = REPOSITORY / "custom_components" / "bitgridai"
EN, DE = "translations/en.json", "translations/de.json"

type Document = dict[str, Any]
type Break = Callable[[Document], object]
type Check = Callable[[Integration], Iterable[Finding]]


@pytest.fixture
def copy(tmp_path: Path) -> Integration:
    """A copy of the integration that a test may break."""
    folder = tmp_path / "custom_components" / "bitgridai"
    shutil.copytree(INTEGRATION, folder, ignore=shutil.ignore_patterns("__pycache__", "traces", "frontend"))
    for name in ("hacs.json", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, tmp_path / name)
    shutil.copytree(REPOSITORY / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("images", "adr"))
    return Integration(folder, tmp_path)


def rewrite(copy: Integration, name: str, change: Break) -> None:
    """Change a JSON or YAML document of the copy."""
    path = copy.folder / name
    document = (
        json.loads(path.read_text("utf-8")) if path.suffix == ".json" else yaml.safe_load(path.read_text("utf-8"))
    )
    change(document)
    text = json.dumps(document, ensure_ascii=False) if path.suffix == ".json" else yaml.safe_dump(document)
    path.write_text(text, "utf-8")


def told(findings: Iterable[Finding]) -> list[str]:
    """Return findings as they are printed."""
    return sorted(map(str, findings))


def found_by(check: Check, copy: Integration, beginning: str) -> bool:
    """Whether a check says something that begins so, and nothing about anything else."""
    found = told(check(copy))
    return bool(found) and all(item.startswith(beginning) for item in found)


def test_this_integration_is_sound() -> None:
    assert told(validate(INTEGRATION)) == []


def _zeroconf_first(manifest: Document) -> None:
    head = {key: manifest.pop(key) for key in ("domain", "name")}
    rest = dict(manifest)
    manifest.clear()
    manifest.update({**head, "zeroconf": [], **rest})


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (lambda m: m.pop("version"), "manifest.json: version: is missing"),
        (lambda m: m.update(zzz=1), "manifest.json: zzz: is not a key of a manifest"),
        (
            _zeroconf_first,
            "manifest.json: zeroconf: stands in the wrong place: first domain and name, then the others by alphabet",
        ),
        (lambda m: m.update(codeowners=["me"]), "manifest.json: codeowners: 'me' does not begin with @"),
        (
            lambda m: m.update(config_flow=False),
            "manifest.json: config_flow: does not fit whether there is a config_flow.py",
        ),
        (lambda m: m.update(documentation="http://x"), "manifest.json: documentation: is no https address"),
        (lambda m: m.update(domain="other"), "manifest.json: domain: is not the folder's name, 'bitgridai'"),
        (lambda m: m.update(version="9.9.9"), "manifest.json: version: is 9.9.9, but pyproject.toml says 0.1.0"),
    ],
)
def test_a_manifest_that_home_assistant_would_not_take(copy: Integration, change: Break, finding: str) -> None:
    rewrite(copy, "manifest.json", change)
    assert told(manifest.check(copy)) == [finding]


def test_a_dependency_that_home_assistant_does_not_have(copy: Integration) -> None:
    def depend(document: Document) -> None:
        document["dependencies"] = ["recorder", "no_such_thing"]
        head = {key: document.pop(key) for key in ("domain", "name")}
        rest = dict(sorted(document.items()))
        document.clear()
        document.update(head | rest)

    rewrite(copy, "manifest.json", depend)
    assert told(manifest.check(copy)) == [
        "manifest.json: dependencies: Home Assistant has no integration 'no_such_thing'"
    ]


@pytest.mark.parametrize("key", ["iot_class", "integration_type"])
def test_a_class_that_does_not_exist(copy: Integration, key: str) -> None:
    rewrite(copy, "manifest.json", lambda document: document.update({key: "magic"}))
    (finding,) = told(manifest.check(copy))
    assert finding.startswith(f"manifest.json: {key}: 'magic' is none of ")


def _drop(*path: str) -> Break:
    def change(document: Document) -> None:
        for key in path[:-1]:
            document = document[key]
        del document[path[-1]]

    return change


def _put(value: object, *path: str) -> Break:
    def change(document: Document) -> None:
        for key in path[:-1]:
            document = document.setdefault(key, {})
        document[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("file", "change", "finding"),
    [
        (
            DE,
            _drop("entity", "sensor", "surplus", "name"),
            f"{DE}: entity.sensor.surplus.name: is missing; English has it",
        ),
        (DE, _put("x", "common", "extra"), f"{DE}: common.extra: is not in the English texts"),
        (
            DE,
            _put("Ohne Angabe.", "exceptions", "ledger_unavailable", "message"),
            f"{DE}: exceptions.ledger_unavailable.message: names nothing in braces, English names error, path",
        ),
        (
            EN,
            _put("[%key:common::x%]", "title"),
            f"{EN}: title: has a reference; a custom integration's texts are written out",
        ),
        (EN, _put(" BitGridAI", "title"), f"{EN}: title: is empty or has spaces at an end"),
        (EN, _put("<b>BitGridAI</b>", "title"), f"{EN}: title: has HTML in it"),
        (EN, _put("See www.example.org", "title"), f"{EN}: title: has an address in it; pass it as a placeholder"),
        (EN, _put("{open", "title"), f"{EN}: title: has braces that do not fit: expected '}}' before end of string"),
    ],
)
def test_texts_that_would_be_shown_wrong(copy: Integration, file: str, change: Break, finding: str) -> None:
    rewrite(copy, file, change)
    assert told(texts.check(copy)) == [finding]


def test_texts_in_the_wrong_shape(copy: Integration) -> None:
    for file in (EN, DE):
        rewrite(copy, file, _put({"label": "x"}, "exceptions", "odd"))
    assert f"{EN}: exceptions.odd.label: not a valid option" in told(texts.check(copy))
    assert f"{EN}: exceptions.odd.message: required key not provided" in told(texts.check(copy))


def test_a_quoted_placeholder_and_a_description_of_nothing(copy: Integration) -> None:
    for file in (EN, DE):
        rewrite(copy, file, _put("'{x}'", "common", "quoted"))
        rewrite(copy, file, _put("Text", "config", "step", "user", "data_description", "ghost"))
    found = told(texts.check(copy))
    assert f"{EN}: common.quoted: has a placeholder in single quotes, which Home Assistant would not fill" in found
    assert f"{EN}: config.step.user.data_description.ghost: describes a field that has no name" in found


def test_a_document_that_cannot_be_read_is_named(copy: Integration) -> None:
    (copy.folder / "icons.json").write_text("{", "utf-8")
    assert any(
        item.startswith("custom_components/bitgridai/icons.json: cannot be read")
        for item in told(validate(copy.folder, copy.repository))
    )


class TestFlows:
    def test_a_step_without_a_text(self, copy: Integration) -> None:
        rewrite(copy, EN, _drop("config", "step", "sensors"))
        assert found_by(flows.check, copy, f"{EN}: step.sensors: has no text; config_flow")

    def test_a_text_without_a_step(self, copy: Integration) -> None:
        rewrite(copy, EN, _put({"title": "x"}, "config", "step", "ghost"))
        assert told(flows.check(copy)) == [f"{EN}: config.step.ghost: no flow has async_step_ghost"]

    def test_an_error_that_nobody_names(self, copy: Integration) -> None:
        rewrite(copy, EN, _put("x", "config_subentries", "load", "error", "ghostly_error"))
        assert told(flows.check(copy)) == [
            f"{EN}: config_subentries.load.error.ghostly_error: is named nowhere in the code"
        ]

    def test_an_end_without_a_text(self, copy: Integration) -> None:
        with (copy.folder / "config_flow.py").open("a", encoding="utf-8") as file:
            file.write("\n\nasync def ghost(self: ConfigFlow) -> None:\n    self.async_abort(reason='ghost_end')\n")
        assert found_by(flows.check, copy, f"{EN}: abort.ghost_end: has no text; config_flow.py:")


class TestKeys:
    def test_an_exception_without_a_text(self, copy: Integration) -> None:
        rewrite(copy, EN, _drop("exceptions", "ledger_unavailable"))
        assert found_by(keys.check, copy, f"{EN}: exceptions.ledger_unavailable: has no text; ")

    def test_a_placeholder_that_is_never_filled(self, copy: Integration) -> None:
        rewrite(copy, EN, _put("{error} {ghost}", "exceptions", "ledger_unavailable", "message"))
        assert found_by(keys.check, copy, f"{EN}: exceptions.ledger_unavailable: wants ghost, which ")

    def test_texts_of_things_that_are_not_there(self, copy: Integration) -> None:
        for path in (("exceptions", "ghostly"), ("device", "ghostly"), ("entity", "sensor", "ghostly")):
            rewrite(copy, EN, _put({"message" if path[0] == "exceptions" else "name": "x"}, *path))
        rewrite(copy, EN, _put({"name": "x"}, "entity", "vacuum", "ghostly"))
        rewrite(copy, EN, _put({"options": {"a": "b"}}, "selector", "ghostly"))
        assert told(keys.check(copy)) == [
            f"{EN}: device.ghostly: is named nowhere in the code",
            f"{EN}: entity.sensor.ghostly: is named nowhere in sensor",
            f"{EN}: entity.vacuum: there is no such platform here",
            f"{EN}: exceptions.ghostly: is named nowhere in the code",
            f"{EN}: selector.ghostly: is named nowhere",
        ]

    def test_an_entity_and_a_selector_without_a_text(self, copy: Integration) -> None:
        rewrite(copy, EN, _drop("entity", "sensor", "surplus"))
        rewrite(copy, EN, _drop("selector", "override"))
        found = told(keys.check(copy))
        assert len(found) == 2
        assert found[0].startswith(f"{EN}: entity.sensor.surplus: has no text; sensor/controller.py:")
        assert found[1].startswith(f"{EN}: selector.override: has no text; ")


class TestActions:
    def test_an_action_without_texts_icon_and_code(self, copy: Integration) -> None:
        rewrite(copy, "services.yaml", _put({"fields": {}}, "ghost_action"))
        assert told(automation.check(copy)) == [
            "icons.json: services.ghost_action: is missing; services.yaml describes it",
            "services.yaml: ghost_action: is named nowhere in the code",
            f"{EN}: services.ghost_action: is missing; services.yaml describes it",
        ]

    def test_an_action_that_is_not_described(self, copy: Integration) -> None:
        rewrite(copy, "services.yaml", _drop("set_override"))
        assert told(automation.check(copy)) == [
            "icons.json: services.set_override: is not in services.yaml",
            "services.yaml: set_override: is missing; the code registers it",
            f"{EN}: services.set_override: is not in services.yaml",
        ]

    def test_fields_and_their_texts(self, copy: Integration) -> None:
        rewrite(copy, EN, _drop("services", "set_override", "fields", "level"))
        rewrite(copy, EN, _put({"name": "x", "description": "y"}, "services", "clear_override", "fields", "ghost"))
        assert told(automation.check(copy)) == [
            f"{EN}: services.clear_override.fields.ghost: is not in services.yaml",
            f"{EN}: services.set_override.fields.level: is missing; services.yaml has it",
        ]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (
            _put("smile", "entity", "sensor", "surplus", "default"),
            "icons.json: entity.sensor.surplus.default: is no icon: mdi: and its name",
        ),
        (
            _put({"default": "mdi:ghost"}, "entity", "sensor", "ghost"),
            "icons.json: entity.sensor.ghost: is no entity that has a text",
        ),
        (
            _put("mdi:ghost", "entity", "sensor", "health", "state", "ghost"),
            "icons.json: entity.sensor.health.state.ghost: is no state that has a text",
        ),
    ],
)
def test_icons_that_are_none_or_dress_nothing(copy: Integration, change: Break, finding: str) -> None:
    rewrite(copy, "icons.json", change)
    assert told(icons.check(copy)) == [finding]


class TestPackaging:
    def test_what_hacs_would_not_take(self, copy: Integration) -> None:
        (copy.repository / "hacs.json").write_text('{"ghost": 1, "zip_release": true, "homeassistant": "2999.1.0"}')
        found = told(packaging.check(copy))
        assert [item.partition(" (")[0].split(" is newer")[0] for item in found] == [
            "hacs.json: filename: is missing, and zip_release needs it",
            "hacs.json: ghost: is not a key that HACS knows",
            "hacs.json: homeassistant: 2999.1.0",
            "hacs.json: name: is missing",
        ]

    def test_pictures_of_the_wrong_size_or_kind(self, copy: Integration) -> None:
        brand = copy.folder / "brand"
        shutil.copy(brand / "icon.png", brand / "icon@2x.png")
        (brand / "logo.png").write_text("no picture")
        (brand / "notes.txt").write_text("no picture")
        assert told(packaging.check(copy)) == [
            "brand/icon@2x.png: is 256 x 256 pixels, not 512 x 512",
            "brand/logo.png: is no PNG",
            "brand/notes.txt: is not a picture of a brand",
        ]

    def test_a_missing_icon(self, copy: Integration) -> None:
        (copy.folder / "brand" / "icon.png").unlink()
        assert told(packaging.check(copy)) == ["brand/icon.png: is missing"]

    def test_an_app_repository_without_an_address(self, copy: Integration) -> None:
        (copy.repository / "repository.yaml").write_text("name: BitGridAI\nmaintainer: BitGridAI\n")
        assert told(packaging.check(copy)) == ["repository.yaml: url: is missing"]


class TestQualityScale:
    @pytest.mark.parametrize(
        ("change", "finding"),
        [
            (_drop("rules", "brands"), "brands: is missing"),
            (_put("done", "rules", "ghost"), "ghost: is no rule of the scale"),
            (_put("perhaps", "rules", "brands"), "brands: 'perhaps' is none of done, exempt, todo"),
            (_put({"status": "exempt"}, "rules", "brands"), "brands: is exempt without a comment that says why"),
            (
                _put("done", "rules", "reauthentication-flow"),
                "reauthentication-flow: is done, but there is no async_step_reauth",
            ),
            (
                _put({"status": "exempt", "comment": "x"}, "rules", "config-flow"),
                "config-flow: is exempt, but the code has what it asks for",
            ),
        ],
    )
    def test_a_scale_that_is_not_the_scale(self, copy: Integration, change: Break, finding: str) -> None:
        rewrite(copy, "quality_scale.yaml", change)
        assert told(quality.check(copy)) == [f"quality_scale.yaml: {finding}"]

    def test_documentation_that_is_not_written(self, copy: Integration) -> None:
        guide = copy.repository / "docs" / "integration.md"
        guide.write_text(guide.read_text("utf-8").replace("## Removal", "## Farewell"), "utf-8")
        (finding,) = told(quality.check(copy))
        assert finding.endswith("is done, but docs/integration.md has no section 'Removal' that says it")

    def test_rules_that_the_code_contradicts(self, copy: Integration) -> None:
        path = copy.folder / "button.py"
        path.write_text(path.read_text("utf-8").replace("PARALLEL_UPDATES = 0", ""), "utf-8")
        path = copy.folder / "services" / "approve.py"
        path.write_text(path.read_text("utf-8") + "\n\ndef fail():\n    raise ServiceValidationError('x')\n", "utf-8")
        found = told(quality.check(copy))
        assert len(found) == 2
        assert found[0].startswith("quality_scale.yaml: exception-translations: is done, but services/approve.py:")
        assert found[1] == "quality_scale.yaml: parallel-updates: is done, but button does not say PARALLEL_UPDATES"
