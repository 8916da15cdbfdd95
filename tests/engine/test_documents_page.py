"""The page about documents says what the code does."""

from dataclasses import fields
from enum import StrEnum
import json
from pathlib import Path
import re
from typing import Any

import pytest

from custom_components.bitgridai.engine import ENGINE_VERSION, Memory, Policy, decide_document
from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.load import load_from_node
from custom_components.bitgridai.engine.memory import memory_document
from custom_components.bitgridai.engine.signals import HOUSE_SIGNALS
from custom_components.bitgridai.engine.state import state_from_node
from custom_components.bitgridai.engine.surplus import ShareReason, SurplusSource
from custom_components.bitgridai.engine.threshold import Spec
from custom_components.bitgridai.engine.vocabulary import ControllerHealth, Trigger, Verdict
from tests.engine.houses import command, memory

PAGE = (Path(__file__).parents[2] / "docs" / "documents.md").read_text(encoding="utf-8")
EXAMPLE: Any = json.loads(PAGE.split("```json\n")[1].split("```")[0])
GOLDEN = "1ac7e7dbcddbb77fac0c50d53ec567b7527709d5aeb7a3f4e34c122a9d7487aa"
"""Hash of the example's record by engine 1.2.0.

Ledgers hold such hashes: what changes this one makes every older ledger differ, and has to
raise the engine's version.
"""


def thresholds(section: Any = Policy, prefix: str = "") -> list[tuple[str, Spec, Any]]:
    found = []
    for item in fields(section):
        path = f"{prefix}{item.name}"
        if "section" in item.metadata:
            found += thresholds(item.metadata["section"], f"{path}.")
        else:
            found.append((path, item.metadata["spec"], item.default))
    return found


def shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or isinstance(value, StrEnum):
        return value or "null"
    return f"{value:.10g}"


def allowed(spec: Spec) -> str:
    if spec.kind is bool:
        return "true, false"
    if issubclass(spec.kind, StrEnum):
        return ", ".join(member.value for member in spec.kind)
    return f"{shown(spec.low)} to {shown(spec.high)}" + (", null" if spec.nullable else "")


def test_the_example_decides_what_the_page_says() -> None:
    answer: Any = decide_document(EXAMPLE)
    loads = answer["decision"]["loads"]
    assert [(name, made["action"], made["target_w"]) for name, made in loads.items()] == [
        ("miner", "RAISE", 1500),
        ("boiler", "START", 1600),
    ]
    assert "the miner goes up to 1500 W and the boiler takes 1600 W" in PAGE


def test_the_example_has_the_same_hash_on_every_machine() -> None:
    record: Any = decide_document(EXAMPLE)["record"]
    assert (ENGINE_VERSION, record["hash"]) == ("1.2.0", GOLDEN)


@pytest.mark.parametrize(("path", "spec", "default"), thresholds(), ids=[path for path, _, _ in thresholds()])
def test_every_threshold_is_listed_with_unit_default_range_and_meaning(path: str, spec: Spec, default: Any) -> None:
    assert f"| `{path}` | {spec.unit or '–'} | {shown(default)} | {allowed(spec)} | {spec.doc} |" in PAGE


def test_no_threshold_is_listed_that_is_none() -> None:
    table = PAGE.split("## `policy`")[1]
    assert set(re.findall(r"^\| `([a-z0-9_.]+)`", table, re.MULTILINE)) == {path for path, _, _ in thresholds()}


def keys_of(document: Any) -> set[str]:
    """All keys of a document and of what is in it, but for the names of loads."""
    if isinstance(document, list):
        return {key for item in document for key in keys_of(item)}
    if not isinstance(document, dict):
        return set()
    return {key for key in document if key not in {"miner", "boiler"}} | keys_of(list(document.values()))


def accepted(read: Any, document: Any) -> set[str]:
    """The keys that a reader lists when it meets one it does not know."""
    with pytest.raises(ValueError, match="no such key here, but one of") as error:
        read(Node("x", {**document, "zzzzzzzz": 1}))
    return set(str(error.value).split("but one of ")[1].split(", "))


def test_every_key_that_goes_in_is_listed() -> None:
    keys = accepted(state_from_node, EXAMPLE["state"]) | accepted(
        load_from_node_named, EXAMPLE["state"]["loads"]["miner"]
    )
    full = memory([command("limit", power_w=5)], lockout={"code": "R3_OVERTEMP", "since": "2026-06-15T12:00:00Z"})
    keys |= set(HOUSE_SIGNALS) | keys_of(memory_document(Memory())) | keys_of(memory_document(full))
    keys |= {"pv_forecast", "price_forecast", "controller_health", "value", "age_s", "coverage", "quality"}
    assert keys <= named()


def load_from_node_named(node: Node) -> object:
    return load_from_node("x", node)


def test_every_key_that_comes_out_is_listed() -> None:
    answer: Any = decide_document(EXAMPLE)
    decision, record = answer["decision"], answer["record"]
    figures = {
        key
        for load in decision["loads"].values()
        for vote in load["votes"]
        for key in (*vote["values"], *vote["thresholds"])
    }
    assert keys_of({**decision, "loads": list(decision["loads"].values())}) - figures - {"rule"} <= named()
    assert set(record) <= named()


def named() -> set[str]:
    """Every word the page sets in code type."""
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL))
    return {word for span in spans for word in re.findall(r"\w+", span)}


@pytest.mark.parametrize("words", [Trigger, Verdict, ShareReason, SurplusSource, ControllerHealth])
def test_every_word_of_a_choice_is_listed(words: type[StrEnum]) -> None:
    assert {word.value for word in words} <= named()
