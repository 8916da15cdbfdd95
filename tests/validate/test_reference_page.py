"""The reference names everything that there is."""

import json
from pathlib import Path
import sys

import pytest

from scripts.lib import reference_page
from scripts.lib.reference_page import TEXTS, page

ENGLISH = json.loads(TEXTS.read_text("utf-8"))


def test_every_action_trigger_condition_and_entity_is_in_it() -> None:
    text = page(ENGLISH)
    for section in ("services", "triggers", "conditions"):
        for name in ENGLISH[section]:
            assert f"### `bitgridai.{name}`" in text
    for entities in ENGLISH["entity"].values():
        for told in entities.values():
            assert f"| {told['name']} |" in text
    for step in ENGLISH["options"]["step"].values():
        for part in step.get("sections", {}).values():
            assert all(f"| {name} |" in text for name in part["data"].values())


def test_a_page_that_is_behind_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reference_page, "PAGE", tmp_path / "reference.md")
    monkeypatch.setattr(sys, "argv", ["reference_page"])
    assert reference_page.main() == 0
    monkeypatch.setattr(sys, "argv", ["reference_page", "--check"])
    assert reference_page.main() == 0
    (tmp_path / "reference.md").write_text("# Reference\n", "utf-8")
    assert reference_page.main() == 1
    assert "scripts/docs writes it anew" in capsys.readouterr().out
