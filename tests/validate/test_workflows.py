"""What GitHub is told to run is there, may do no more than it must, and releases what the app's configuration names."""

from collections.abc import Iterator
from pathlib import Path
import re
import subprocess
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
FOLDER = REPOSITORY / ".github" / "workflows"
APP = yaml.safe_load((REPOSITORY / "addon" / "config.yaml").read_text("utf-8"))
WORKFLOWS = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml"))}
TRUSTED = ("actions/", "hacs/action@", "./.github/workflows/")


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, workflow in WORKFLOWS.items():
        for job_name, job in workflow["jobs"].items():
            for place, step in enumerate(job.get("steps", [job])):
                yield f"{name}:{job_name}:{place}", step


SCRIPTS = {place: step["run"] for place, step in steps() if "run" in step}


def run_step(place: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """As GitHub runs it: bash that ends at the first failure."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", SCRIPTS[place]],
        cwd=folder, env={"PATH": "/usr/bin:/bin", **env}, text=True, capture_output=True, check=False,
    )  # fmt: skip


def test_every_workflow_is_there() -> None:
    assert set(WORKFLOWS) == {"check.yaml", "image.yaml", "release.yaml"}


def test_a_workflow_may_only_read_where_nothing_else_is_said() -> None:
    told = {name: workflow.get("permissions") for name, workflow in WORKFLOWS.items()}
    assert told.pop("image.yaml") is None, "it takes what its caller gives"
    assert all(permissions == {"contents": "read"} for permissions in told.values())


def test_only_a_release_may_write_to_the_repository_or_publish_an_image() -> None:
    writing = {
        (f"{name}:{job_name}", what)
        for name, workflow in WORKFLOWS.items()
        for job_name, job in workflow["jobs"].items()
        for what, allowed in job.get("permissions", {}).items()
        if allowed == "write"
    }
    assert writing == {("release.yaml:release", "contents"), ("release.yaml:image", "packages")}


def test_no_stranger_s_action_gets_a_token() -> None:
    used = {step["uses"] for _, step in steps() if "uses" in step}
    assert used
    assert all(each.startswith(TRUSTED) for each in used)
    assert all(each.startswith("./") or re.search(r"@[0-9a-f]{40}$", each) for each in used), "a tag can be moved"
    for place, step in steps():
        if step.get("uses", "").startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False, place


def test_every_job_has_an_end() -> None:
    for name, workflow in WORKFLOWS.items():
        for job_name, job in workflow["jobs"].items():
            assert "uses" in job or job["timeout-minutes"] <= 90, f"{name}:{job_name}"


@pytest.mark.parametrize("place", SCRIPTS)
def test_a_step_is_sound_shell_and_calls_what_is_there(place: str) -> None:
    checked = subprocess.run(
        [REPOSITORY / ".venv/bin/shellcheck", "--shell=bash", "--norc", "-"],
        input=SCRIPTS[place], text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
    for script in re.findall(r"(?:^|\s)((?:scripts/|\.ci/)[\w/.]+)", SCRIPTS[place]):
        assert (REPOSITORY / script).stat().st_mode & 0o100, script


def test_nothing_that_somebody_else_may_write_becomes_shell() -> None:
    for place, script in SCRIPTS.items():
        assert "${{" not in script, place


def test_the_image_is_built_for_every_machine_that_the_app_names_and_under_its_name() -> None:
    image = WORKFLOWS["image.yaml"]
    assert image["env"]["IMAGE"] == APP["image"]
    kinds = image["jobs"]["build"]["strategy"]["matrix"]["include"]
    assert sorted(kind["arch"] for kind in kinds) == sorted(APP["arch"])
    together = SCRIPTS["image.yaml:together:1"]
    assert all(f'"$IMAGE:$version-{arch}"' in together for arch in APP["arch"])


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "addon").mkdir()
    (tmp_path / "addon/config.yaml").write_text((REPOSITORY / "addon/config.yaml").read_text("utf-8"), "utf-8")
    told = (
        "# Changelog",
        "## [Unreleased]",
        "- later",
        f"## [{APP['version']}] - 2026-12-01",
        "- now",
        "## [0.0.9]",
        "- then",
    )
    (tmp_path / "CHANGELOG.md").write_text("\n\n".join(told) + "\n", "utf-8")
    return tmp_path


def test_a_tag_of_another_version_releases_nothing(checkout: Path) -> None:
    ran = run_step("release.yaml:version:1", checkout, GITHUB_REF_NAME="v99.0.0")
    assert ran.returncode == 1
    assert ran.stdout == f"The tag is v99.0.0, but addon/config.yaml says {APP['version']}.\n"
    assert run_step("release.yaml:version:1", checkout, GITHUB_REF_NAME=f"v{APP['version']}").returncode == 0


def test_a_version_that_the_changelog_does_not_know_is_not_released(checkout: Path) -> None:
    (checkout / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n", "utf-8")
    ran = run_step("release.yaml:version:1", checkout, GITHUB_REF_NAME=f"v{APP['version']}")
    assert ran.returncode == 1
    assert "CHANGELOG.md tells nothing of" in ran.stdout


def test_a_release_tells_its_own_changes_alone(checkout: Path) -> None:
    binary = checkout / "bin"
    binary.mkdir()
    (binary / "gh").write_text('#!/bin/sh\necho "$@" >"$OUT"\n', "utf-8")
    (binary / "gh").chmod(0o755)
    out = checkout / "asked"
    tag = f"v{APP['version']}"
    ran = run_step(
        "release.yaml:release:1", checkout,
        GITHUB_REF_NAME=tag, RUNNER_TEMP=str(checkout), OUT=str(out), PATH=f"{binary}:/usr/bin:/bin",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert (checkout / "notes.md").read_text("utf-8").split() == ["-", "now"]
    assert out.read_text("utf-8").startswith(f"release create {tag} --verify-tag")
