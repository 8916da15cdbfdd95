"""Reading ``policy.yaml``: the document, and the line of every key for whoever has to mend it."""

from dataclasses import dataclass, field
from typing import Any, override

import yaml
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, Node as YamlNode, SequenceNode

from ..engine.document import below
from ..engine.errors import DocumentError
from ..engine.policy import Policy, policy_with
from .flaw import ROOT, Flaw, flaw_of

SIZE_MAX = 64 * 1024
"""Bytes. Every threshold there is fits into a tenth of it."""


class PolicyFileError(Exception):
    """The file holds no policy."""

    def __init__(self, flaw: Flaw) -> None:
        """Say what is wrong, and where."""
        super().__init__(f"line {flaw.line}: {flaw.key} {flaw.names}")
        self.flaw = flaw


@dataclass(slots=True)
class _Read:
    lines: dict[str, int] = field(default_factory=dict)
    """Line by place, as the engine names places."""


class _Loader(yaml.SafeLoader):
    """Plain YAML: what refers to another place of the file has no use in a policy."""

    @override
    def compose_node(self, parent: Any, index: Any) -> YamlNode | None:
        if self.check_event(AliasEvent):
            # PyYAML has no types for its own parser.
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="aliases are not supported", problem_mark=mark)
        return super().compose_node(parent, index)


def read_policy_text(text: str) -> dict[str, Any]:
    """Return the valid partial policy that a text holds; PolicyFileError where it holds none."""
    read = _Read()
    document = _parse(text, read)
    try:
        policy_with(Policy(), _mapping(document))
    except DocumentError as err:
        raise PolicyFileError(flaw_of(err, read.lines)) from err
    return document or {}


def _mapping(document: Any) -> dict[str, Any]:
    if document is None:
        return {}
    if not isinstance(document, dict):
        raise DocumentError(ROOT, "an object")
    return document


def _parse(text: str, read: _Read) -> Any:
    try:
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
            if root is None:
                return None
            _locate(root, ROOT, read)
            return loader.construct_document(root)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as err:
        mark = err.problem_mark or err.context_mark
        raise PolicyFileError(_syntax(1 if mark is None else mark.line + 1, err.problem or err.context)) from err
    except yaml.reader.ReaderError as err:
        raise PolicyFileError(_syntax(text.count("\n", 0, err.position) + 1, err.reason)) from err
    except (RecursionError, ValueError) as err:
        raise PolicyFileError(_syntax(1, str(err))) from err


def _syntax(line: int, problem: str | None) -> Flaw:
    return Flaw("policy_syntax", line, {"error": problem or "?"})


def _locate(node: YamlNode, path: str, read: _Read) -> None:
    """Note the line of every key below; PolicyFileError where one is there twice."""
    if isinstance(node, SequenceNode):
        for index, item in enumerate(node.value):
            _locate(item, f"{path}[{index}]", read)
    if not isinstance(node, MappingNode):
        return
    for key, value in node.value:
        place = below(path, str(key.value))
        line = key.start_mark.line + 1
        if place in read.lines:
            name = place.removeprefix(f"{ROOT}.")
            raise PolicyFileError(Flaw("policy_duplicate_key", line, {"key": name, "first": str(read.lines[place])}))
        read.lines[place] = line
        _locate(value, place, read)
