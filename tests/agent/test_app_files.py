"""The app's files are what the Supervisor takes: its own rules, written down as tests."""

import json
from pathlib import Path
import re
import struct
import tomllib
from typing import Any

import pytest
import yaml

from bitgridai_agent import VERSION
from bitgridai_agent.ingress import SUPERVISOR
from bitgridai_agent.local import PORT
from bitgridai_agent.options import Options
from tests.agent.running import REPOSITORY

ADDON = REPOSITORY / "addon"
CONFIG: dict[str, Any] = yaml.safe_load((ADDON / "config.yaml").read_text("utf-8"))
DOCKERFILE = (ADDON / "Dockerfile").read_text("utf-8")
APPARMOR = (ADDON / "apparmor.txt").read_text("utf-8")
LANGUAGES = ("en", "de")

ELEMENT = re.compile(
    r"^(?:bool|email|url|port|device(?:\(subsystem=[a-z]+\))?|(?:str|password)(?:\(\d*,\d*\))?"
    r"|int(?:\((?P<least>-?\d*),(?P<most>-?\d*)\))?|float(?:\(-?\d*\.?\d*,-?\d*\.?\d*\))?|match\(.*\)"
    r"|list\((?P<list>.+)\))(?P<optional>\??)$"
)
MAP_TYPES = {
    *("addons", "all_addon_configs", "addon_config", "all_app_configs", "app_config", "apps", "backup", "config"),
    *("data", "homeassistant_config", "media", "share", "ssl"),
}
KEYS = {
    *("apparmor", "arch", "backup", "backup_post", "backup_pre", "boot", "description", "discovery", "homeassistant"),
    *("image", "ingress", "ingress_port", "init", "map", "name", "options", "panel_admin", "panel_icon"),
    *("panel_title", "ports", "schema", "slug", "startup", "url", "version"),
}
"""What this app says of itself. A key beyond these may cost it its rating: then a person decides."""
WEAKENING = {
    *("advanced", "codenotary", "devices", "docker_api", "full_access", "hassio_api", "hassio_role", "host_dbus"),
    *("host_ipc", "host_network", "host_pid", "host_uts", "kernel_modules", "privileged", "stdin", "udev", "usb"),
}


def _translation(language: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ADDON / "translations" / f"{language}.yaml").read_text("utf-8"))
    return document


def test_the_required_keys_are_there_and_no_other_that_nobody_thought_about() -> None:
    assert {"name", "version", "slug", "description", "arch"} <= CONFIG.keys()
    assert CONFIG.keys() == KEYS
    assert re.fullmatch(r"[-_.A-Za-z0-9]+", CONFIG["slug"])
    assert isinstance(CONFIG["version"], str), "a number would lose its zeros"


def test_it_names_the_architectures_that_still_run() -> None:
    assert set(CONFIG["arch"]) == {"aarch64", "amd64"}
    assert not (ADDON / "build.yaml").exists(), "the Dockerfile brings its own base"


def test_choices_are_the_supervisors() -> None:
    assert CONFIG["startup"] in {"initialize", "system", "services", "application", "once"}
    assert CONFIG["boot"] in {"auto", "manual", "manual_only"}
    assert CONFIG["backup"] == "hot", "the commands around it are run in a hot backup only"
    assert re.fullmatch(r"([a-z0-9][a-z0-9.\-]*(:\d+)?/)*[a-z0-9{][a-z0-9.\-_{}]*", CONFIG["image"])
    for entry in CONFIG["map"]:
        assert (entry["type"] if isinstance(entry, dict) else entry.partition(":")[0]) in MAP_TYPES


def test_the_repository_has_one_config_file_for_the_supervisor_to_find() -> None:
    def walk(folder: Path) -> list[Path]:
        found = [folder / f"config.{suffix}" for suffix in ("yaml", "yml", "json")]
        for child in folder.iterdir():
            if child.is_dir() and not child.is_symlink() and child.name not in SKIPPED:
                found += walk(child)
        return [path for path in found if path.is_file()]

    assert walk(REPOSITORY) == [ADDON / "config.yaml"]


SKIPPED = {".git", ".venv", "node_modules", ".demo", ".mypy_cache", ".ruff_cache", ".hypothesis", ".mutation"}


def test_the_repository_says_whose_it_is() -> None:
    repository = yaml.safe_load((REPOSITORY / "repository.yaml").read_text("utf-8"))
    assert repository.keys() == {"name", "url", "maintainer"}
    assert repository["url"].startswith("https://")


def test_all_versions_are_the_same() -> None:
    manifest = json.loads((REPOSITORY / "custom_components" / "bitgridai" / "manifest.json").read_text("utf-8"))
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    (default,) = re.findall(r"^ARG BUILD_VERSION=(.+)$", DOCKERFILE, re.MULTILINE)
    assert {CONFIG["version"], manifest["version"], project["version"], default} == {VERSION}
    assert f"## {VERSION}" in (ADDON / "CHANGELOG.md").read_text("utf-8")
    for page in (ADDON / "DOCS.md", REPOSITORY / "docs" / "agent.md"):
        assert f"/bitgridai@v{VERSION}'" in page.read_text("utf-8"), "a worker has to have the agent's version"


def test_options_and_schema_are_the_agents() -> None:
    fields = Options.model_json_schema()["properties"]
    assert CONFIG["schema"].keys() == fields.keys()
    for name, told in CONFIG["schema"].items():
        element = ELEMENT.fullmatch(told)
        assert element is not None, f"{name}: the Supervisor does not know {told}"
        shapes = [shape for shape in fields[name].get("anyOf", [fields[name]]) if shape.get("type") != "null"]
        if element["list"]:
            assert element["list"].split("|") == shapes[0]["enum"]
        if element["least"]:
            assert (int(element["least"]), int(element["most"])) == (shapes[0]["minimum"], shapes[0]["maximum"])
        assert (name not in CONFIG["options"]) == bool(element["optional"]), f"{name} is required without a default"
    for name, value in CONFIG["options"].items():
        assert value == fields[name]["default"], f"{name} is another one without the app"
    Options.model_validate(CONFIG["options"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_and_port_is_explained(language: str) -> None:
    told = _translation(language)
    assert told.keys() == {"configuration", "network"}
    assert told["configuration"].keys() == CONFIG["schema"].keys()
    for texts in told["configuration"].values():
        assert texts.keys() == {"name", "description"}
        assert all(texts.values())
    assert told["network"].keys() == CONFIG["ports"].keys()
    assert all(told["network"].values())


def test_both_languages_say_something_of_their_own() -> None:
    english, german = (json.dumps(_translation(language)) for language in LANGUAGES)
    assert english != german
    assert {path.stem for path in (ADDON / "translations").iterdir()} == set(LANGUAGES)


def _rating(config: dict[str, Any]) -> int:
    """Rate as the Supervisor does: from 5, one for a profile, two for ingress or no open port, less for any power."""
    rating = 5
    if not config.get("apparmor", True):
        rating -= 1
    elif (ADDON / "apparmor.txt").exists():
        rating += 1
    if config.get("ingress") or not any(config.get("ports", {}).values()):
        rating += 2
    elif config.get("auth_api"):
        rating += 1
    strong = {"BPF", "CHECKPOINT_RESTORE", "DAC_READ_SEARCH", "NET_ADMIN", "NET_RAW", "PERFMON"}
    strong |= {"SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO"}
    if strong & set(config.get("privileged", [])) or config.get("kernel_modules"):
        rating -= 1
    rating -= {"manager": 1, "admin": 2}.get(config.get("hassio_role", "default"), 0)
    rating -= bool(config.get("host_network"))
    rating -= 2 * bool(config.get("host_pid"))
    if config.get("docker_api") or config.get("full_access"):
        rating = 1
    return max(min(8, rating), 1)


def test_its_security_rating_is_the_best() -> None:
    assert _rating(CONFIG) == 8
    assert not WEAKENING & CONFIG.keys()


@pytest.mark.parametrize(
    "weaker", [{"host_network": True}, {"ingress": False, "ports": {"1/tcp": 1}}, {"apparmor": False}]
)
def test_the_rating_sees_what_weakens(weaker: dict[str, Any]) -> None:
    assert _rating({**CONFIG, **weaker}) < 8


def test_the_apparmor_profile_is_named_as_the_app_and_writes_the_data_folder_only() -> None:
    (profile,) = re.findall(r"^profile (\S+) flags=\(attach_disconnected,mediate_deleted\) \{$", APPARMOR, re.MULTILINE)
    assert profile == CONFIG["slug"]
    rules = [line.strip() for line in APPARMOR.splitlines() if line.strip().endswith(",")]
    assert "file," not in rules
    assert not {rule for rule in rules if rule.startswith("capability sys_")}
    written = {rule.split()[0] for rule in rules if re.match(r"(owner )?/\S* \w*w\w*,", rule)}
    assert {re.match(r"/\w+", path)[0] for path in written} == {"/data", "/tmp", "/dev"}  # type: ignore[index]  # noqa: S108
    executed = " ".join(rule for rule in rules if rule.endswith("ix,"))
    for program in _programs():
        assert program in executed, f"{program} is not allowed to run"


def _programs() -> list[str]:
    """Name what the start script runs."""
    script = (ADDON / "run").read_text("utf-8")
    named = {
        word for word in ("find", "chown", "setpriv", "id") if re.search(rf"(^|[ (]){word} ", script, re.MULTILINE)
    }
    assert named == {"find", "chown", "setpriv", "id"}
    return sorted(named)


def test_ports_and_commands_are_those_of_the_agent() -> None:
    assert CONFIG["ports"] == {f"{PORT}/tcp": None}, "closed to the network unless its owner opens it"
    script = (ADDON / "run").read_text("utf-8")
    assert f"--page-port {CONFIG['ingress_port']}" in script
    assert str(SUPERVISOR) == "172.30.32.2"
    for hook in (CONFIG["backup_pre"], CONFIG["backup_post"]):
        python, _, module, moment = hook.split()
        assert python == "/opt/agent/bin/python"
        assert (ADDON / f"{module.replace('.', '/')}.py").exists()
        assert moment in {"begin", "end"}
    assert CONFIG["discovery"] == ["bitgridai"]


def test_the_image_builds_from_the_root_with_what_is_locked() -> None:
    assert re.search(r"^ARG BUILD_FROM=\S+$", DOCKERFILE, re.MULTILINE), "the base has a default"
    assert "alpine" not in DOCKERFILE
    assert "--require-hashes" in DOCKERFILE
    assert "--only-binary :all:" in DOCKERFILE
    assert "<<" not in DOCKERFILE
    assert all(len(line.split()) == 2 for line in DOCKERFILE.splitlines() if line.startswith("ARG"))
    assert "HEALTHCHECK" in DOCKERFILE
    kept = [line[1:] for line in (REPOSITORY / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")]
    for source in re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.MULTILINE):
        assert (REPOSITORY / source).exists()
        assert source in kept


def test_the_image_holds_what_the_agent_needs_and_no_more() -> None:
    text = (ADDON / "requirements.txt").read_text("utf-8")
    names = set(re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE))
    groups = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    assert {re.split(r"[=<>\[]", wanted)[0].lower() for wanted in groups["agent"]} <= names
    assert not names & {"homeassistant", "aiohttp", "pytest", "duckdb", "pandas", "polars", "ruff", "mypy"}
    for block in re.split(r"\n(?=\S)", text.strip())[1:]:
        assert "--hash=sha256:" in block, f"{block.splitlines()[0]} is not pinned to its bytes"


@pytest.mark.parametrize(("name", "size"), [("icon.png", (128, 128)), ("logo.png", (254, 100))])
def test_the_pictures_are_there_in_the_supervisors_sizes(name: str, size: tuple[int, int]) -> None:
    head = (ADDON / name).read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert struct.unpack(">II", head[16:24]) == size
    assert (ADDON / name).with_suffix(".svg").exists(), "it can be drawn again"


@pytest.mark.parametrize("name", ["DOCS.md", "README.md", "CHANGELOG.md"])
def test_what_the_supervisor_shows_is_there(name: str) -> None:
    assert len((ADDON / name).read_text("utf-8")) > 100
