"""The compose file starts the image that is built here, confined, and reachable from its own machine only."""

import json
import re
from typing import Any

import yaml

from bitgridai_agent import VERSION
from bitgridai_agent.local import PORT
from tests.agent.running import REPOSITORY

FOLDER = REPOSITORY / "config_examples" / "compose"
COMPOSE: dict[str, Any] = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
AGENT: dict[str, Any] = COMPOSE["services"]["agent"]
DOCKERFILE = (REPOSITORY / "addon" / "Dockerfile").read_text("utf-8")


def test_it_is_the_apps_image_at_this_version_and_can_be_built_here() -> None:
    app = yaml.safe_load((REPOSITORY / "addon" / "config.yaml").read_text("utf-8"))
    assert AGENT["image"] == f"{app['image']}:{VERSION}"
    context = (FOLDER / AGENT["build"]["context"]).resolve()
    assert context == REPOSITORY
    assert (context / AGENT["build"]["dockerfile"]).is_file()


def test_nothing_but_home_assistant_is_open_to_the_network() -> None:
    for name, service in COMPOSE["services"].items():
        assert ("network_mode" in service) == (name == "homeassistant")
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:"), f"{name} is open to the network"
    assert AGENT["ports"] == [f"127.0.0.1:{PORT}:{PORT}"]


def test_the_agent_has_no_right_that_it_does_not_need() -> None:
    uid = re.search(r"useradd --system --uid (\d+) --gid (\d+)", DOCKERFILE)
    assert uid is not None
    assert AGENT["user"] == f"{uid[1]}:{uid[2]}"
    assert AGENT["cap_drop"] == ["ALL"]
    assert AGENT["read_only"] is True
    assert "no-new-privileges:true" in AGENT["security_opt"]
    assert "privileged" not in json.dumps(AGENT).replace("no-new-privileges", "")


def test_its_health_is_asked_as_the_image_asks_it() -> None:
    (command,) = re.findall(r"^HEALTHCHECK (.*) CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    health = AGENT["healthcheck"]
    assert health["test"] == ["CMD", *json.loads(command[1])]
    told = {name: health[name.replace("-", "_")] for name in ("interval", "timeout", "start-period", "retries")}
    assert command[0] == " ".join(f"--{name}={value}" for name, value in told.items())


def test_its_token_is_the_owners_or_made_by_itself() -> None:
    source = (REPOSITORY / "addon" / "bitgridai_agent" / "__main__.py").read_text("utf-8")
    ((name, value),) = AGENT["environment"].items()
    assert name in source
    assert value == f"${{{name}:-}}", "empty by itself: no token of an example is ever in use"


def test_mosquitto_starts_only_when_it_is_asked_for() -> None:
    assert COMPOSE["services"]["mosquitto"]["profiles"] == ["mqtt"]
    assert {name for name, service in COMPOSE["services"].items() if "profiles" not in service} == {
        "homeassistant",
        "agent",
    }


def test_every_named_volume_is_declared() -> None:
    used = {
        volume.partition(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service.get("volumes", [])
        if not volume.startswith((".", "/"))
    }
    assert used == COMPOSE["volumes"].keys()
