"""The integration as it lies on disk, and what a check has to say about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
import json
from pathlib import Path
import re
from typing import Any, override

import yaml

from scripts.lib.validate.source import Source, read_source

type Document = dict[str, Any]

_PLACEHOLDER = re.compile(r"{(\w+)}")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with the file and the key it is about."""

    file: str
    key: str
    message: str

    @override
    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.message}" if self.key else f"{self.file}: {self.message}"


@dataclass
class Integration:
    """A custom integration in its repository."""

    folder: Path
    repository: Path
    findings: list[Finding] = field(default_factory=list)
    """What reading the files themselves found."""

    def exists(self, name: str) -> bool:
        """Whether the integration has a file."""
        return (self.folder / name).exists()

    def json(self, name: str) -> Document:
        """Read a document of the integration; empty where it cannot be read."""
        return self._read(self.folder / name, json.loads)

    def yaml(self, name: str) -> Document:
        """Read a document of the integration; empty where it is not there or cannot be read."""
        return self._read(self.folder / name, yaml.safe_load) if self.exists(name) else {}

    def outside(self, name: str) -> Document:
        """Read a JSON or YAML document of the repository."""
        return self._read(self.repository / name, json.loads if name.endswith(".json") else yaml.safe_load)

    def _read(self, path: Path, parse: Any) -> Document:
        name = path.relative_to(self.repository).as_posix()
        try:
            document = parse(path.read_text("utf-8"))
        except (OSError, ValueError, yaml.YAMLError) as err:
            self._note(Finding(name, "", f"cannot be read: {err}"))
            return {}
        if not isinstance(document, dict):
            self._note(Finding(name, "", "is not a mapping"))
            return {}
        return document

    def _note(self, finding: Finding) -> None:
        if finding not in self.findings:
            self.findings.append(finding)

    @cached_property
    def manifest(self) -> Document:
        """The manifest."""
        return self.json("manifest.json")

    @cached_property
    def texts(self) -> Document:
        """The English texts."""
        return self.json("translations/en.json")

    @cached_property
    def icons(self) -> Document:
        """The icons."""
        return self.json("icons.json")

    @cached_property
    def source(self) -> Source:
        """What the Python code names."""
        return read_source(self.folder)


def at(node: Document, *path: str) -> Document:
    """Return the mapping below a path; empty where there is none."""
    for key in path:
        found = node.get(key)
        node = found if isinstance(found, dict) else {}
    return node


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Walk over everything that is no mapping, with its path."""
    if isinstance(node, dict):
        for key, child in node.items():
            yield from leaves(child, f"{path}.{key}" if path else str(key))
    else:
        yield path, node


def placeholders(text: Any) -> set[str]:
    """Return the names in braces of a text."""
    return set(_PLACEHOLDER.findall(text)) if isinstance(text, str) else set()
