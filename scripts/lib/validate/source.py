"""What Python code names: read from its syntax tree, never imported."""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
import re

_TELLING = 3
"""Characters that the fixed part of an f-string needs, to count as naming something."""


@dataclass(frozen=True)
class Call:
    """A call with what could be told of its arguments."""

    name: str
    """The last part of what is called."""
    module: str
    owner: str | None
    """The class in which it is made."""
    node: ast.Call
    line: int

    def argument(self, name: str, position: int | None = None) -> ast.expr | None:
        """Return a keyword argument, or the one at a position."""
        for keyword in self.node.keywords:
            if keyword.arg == name:
                return keyword.value
        if position is not None and position < len(self.node.args):
            return self.node.args[position]
        return None


@dataclass(frozen=True)
class Module:
    """One Python file."""

    name: str
    """Its path below the integration, without ``.py``."""
    tree: ast.Module

    @property
    def top(self) -> str:
        """The module or package right below the integration."""
        return self.name.partition("/")[0]


@dataclass(frozen=True)
class Source:
    """All Python files of the integration."""

    modules: tuple[Module, ...]

    @cached_property
    def constants(self) -> Mapping[str, str]:
        """Names of module level, and members of enums, that stand for a text."""
        found: dict[str, str] = {}
        for module in self.modules:
            for node in ast.walk(module.tree):
                target, value = _assignment(node)
                if target is not None and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found.setdefault(target, value.value)
        return found

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Every call, with the class it is made in."""
        return tuple(call for module in self.modules for call in _calls(module.tree, module.name, None))

    @cached_property
    def bases(self) -> Mapping[str, tuple[str, ...]]:
        """The names of each class's bases."""
        return {
            node.name: tuple(_last(base) for base in node.bases)
            for module in self.modules
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ClassDef)
        }

    def kin(self, name: str) -> set[str]:
        """Return the bases of a class, and of every class that derives from it."""
        family = self._above(name)
        for other in self.bases:
            above = self._above(other)
            if name in above:
                family |= above
        return family

    def _above(self, name: str) -> set[str]:
        found = {name}
        for base in self.bases.get(name, ()):
            if base not in found:
                found |= self._above(base)
        return found

    def methods(self, wanted: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
        """Walk over methods as ``(class, method)``, those that are assigned too."""
        for module in self.modules:
            for node in ast.walk(module.tree):
                if isinstance(node, ast.ClassDef):
                    for name in filter(wanted, map(_defined, node.body)):
                        yield node.name, name

    def patterns(self, node: ast.expr | None) -> list[str]:
        """Return regular expressions of the texts an expression may become; empty where nothing is known."""
        match node:
            case ast.Constant(value=str(text)):
                return [re.escape(text)]
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in self.constants:
                return [re.escape(self.constants[name])]
            case ast.IfExp(body=one, orelse=other):
                return [*self.patterns(one), *self.patterns(other)]
            case ast.JoinedStr(values=parts):
                pattern = "".join(re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in parts)
                return [pattern] if len(pattern.replace(".+", "")) >= _TELLING else []
        return []

    def text(self, node: ast.expr | None) -> str | None:
        """Return the one text that an expression stands for; None where that cannot be told."""
        match node:
            case ast.Constant(value=str(text)):
                return text
            case ast.Name(id=name) | ast.Attribute(attr=name):
                return self.constants.get(name)
        return None

    def named(self, key: str, top: str | None = None) -> bool:
        """Whether the code (below ``top``) has a text, or a text with gaps, that is ``key``."""
        mentions = [self._mentions[module.name] for module in self.modules if top is None or module.top == top]
        return any(key in texts for texts, _ in mentions) or any(
            pattern.fullmatch(key) for _, patterns in mentions for pattern in patterns
        )

    @cached_property
    def _mentions(self) -> Mapping[str, tuple[frozenset[str], tuple[re.Pattern[str], ...]]]:
        """By module, the texts it has and the patterns of those with gaps."""
        return {module.name: self._mentioned(module) for module in self.modules}

    def _mentioned(self, module: Module) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
        texts: set[str] = set()
        patterns: set[str] = set()
        for node in ast.walk(module.tree):
            match node:
                case ast.Constant(value=str(text)):
                    texts.add(text)
                case ast.Name(id=name) | ast.Attribute(attr=name) if name in self.constants:
                    texts.add(self.constants[name])
                case ast.AnnAssign(target=ast.Name(id=name)):
                    # Forms are made from the fields of dataclasses, by name.
                    texts.add(name)
                case ast.JoinedStr():
                    patterns.update(self.patterns(node))
        return frozenset(texts), tuple(map(re.compile, sorted(patterns)))


def read_source(folder: Path) -> Source:
    """Parse every Python file below a folder."""
    return Source(
        tuple(
            Module(path.relative_to(folder).with_suffix("").as_posix(), _parse(path.read_text("utf-8")))
            for path in sorted(folder.rglob("*.py"))
        )
    )


# Tests look at many copies that differ in one file.
_parse = cache(ast.parse)


def _defined(node: ast.stmt) -> str:
    """Return the name that a statement of a class gives to something; empty where it gives none."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return node.name
    return _assignment(node)[0] or ""


def _assignment(node: ast.AST) -> tuple[str | None, ast.expr | None]:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return name, value
        case ast.AnnAssign(target=ast.Name(id=name), value=value):
            return name, value
    return None, None


def _calls(node: ast.AST, module: str, owner: str | None) -> Iterator[Call]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield Call(_last(child.func), module, owner, child, child.lineno)
        inner = child.name if isinstance(child, ast.ClassDef) else owner
        yield from _calls(child, module, inner)


def _last(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=value):
            return _last(value)
    return ""
