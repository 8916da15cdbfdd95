"""All mutants of a module, each with a name that stays when lines move."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile
from pathlib import Path
from types import CodeType
from typing import Any, Final, override

from .operators import WORDING, variants

TOLD: Final = frozenset({"fail"})
"""Methods whose arguments are told."""
LONG, AROUND = 300, 30
"""Characters of a change that are too many to read, and those that tell where it is."""
NAMED: Final = frozenset({"__all__", "msg"})
"""Names that hold what is exported or told."""
MODULE: Final = "<module>"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module in which one node is another."""

    module: str
    """Below the engine, with dots: ``rules.r3_safety``."""
    owner: str
    """Qualified name of the outermost function the change is in; ``<module>`` where it is in none."""
    change: str
    """``before -> after``, and which of several alike in this owner."""
    lines: tuple[int, int]
    source_hash: str
    """Of the owner as it is: while it stays, a result stays."""

    @property
    def name(self) -> str:
        """What it is called in results and reasons."""
        return f"{self.module}:{self.owner}: {self.change}"


@dataclass(slots=True)
class Site:
    """A node, and where it hangs."""

    parent: ast.AST
    field: str
    index: int | None
    owner: ast.AST | None
    owner_name: str
    node: ast.AST

    def put(self, node: ast.AST) -> None:
        """Put another node there."""
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


class Source:
    """A module of the engine, and how to compile its mutants."""

    def __init__(self, path: Path, module: str) -> None:
        """Read a module."""
        self.path, self.module = path, module
        self._tree = ast.parse(path.read_text(encoding="utf-8"))
        self._hashes: dict[int, str] = {}
        self._module_hash = _hash(_Frame().visit(ast.parse(path.read_text(encoding="utf-8"))))

    def mutants(self) -> Iterator[tuple[Mutant, Site, ast.AST]]:
        """Yield every mutant with where it is and what it puts there."""
        seen: Counter[tuple[str, str]] = Counter()
        for site in list(_sites(self._tree, self._tree, None, "")):
            for other in variants(site.node):
                if not hasattr(other, "lineno"):
                    ast.copy_location(other, site.node)
                change = _change(_text(site.node), _text(other))
                seen[site.owner_name, change] += 1
                count = seen[site.owner_name, change]
                numbered = change if count == 1 else f"{change} #{count}"
                yield Mutant(self.module, site.owner_name, numbered, _lines(site), self._hash_of(site)), site, other

    def compile(self, site: Site, other: ast.AST) -> CodeType:
        """Compile the module with one node replaced."""
        site.put(other)
        try:
            return compile(ast.fix_missing_locations(self._tree), str(self.path), "exec")
        finally:
            site.put(site.node)

    def _hash_of(self, site: Site) -> str:
        if site.owner is None:
            return self._module_hash
        key = id(site.owner)
        if key not in self._hashes:
            self._hashes[key] = _hash(site.owner)
        return self._hashes[key]


class _Frame(ast.NodeTransformer):
    """A module without what its functions do."""

    @override
    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        node.body = [ast.Pass()]
        return node


def _hash(node: ast.AST) -> str:
    return sha256(ast.dump(node).encode()).hexdigest()[:16]


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.If | ast.While):
        return f"{type(node).__name__.lower()} {ast.unparse(node.test)}"
    return " ".join(ast.unparse(node).split())


def _change(before: str, after: str) -> str:
    """Put both in one line; of long ones only where they differ, and a little around it."""
    if len(before) + len(after) > LONG:
        start = max(0, _alike(before, after) - AROUND)
        end = max(0, _alike(before[start:][::-1], after[start:][::-1]) - AROUND)
        before, after = (text[start : len(text) - end] for text in (before, after))
    return f"{before} -> {after}"


def _alike(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _lines(site: Site) -> tuple[int, int]:
    node = site.node.test if isinstance(site.node, ast.If | ast.While) else site.node
    node = node.target if isinstance(node, ast.comprehension) else node
    first: int = getattr(node, "lineno", 1)
    return first, getattr(node, "end_lineno", None) or first


def _sites(node: ast.AST, parent: ast.AST, owner: ast.AST | None, owner_name: str) -> Iterator[Site]:
    """Walk everything that decides something."""
    for field, index, child in _children(node):
        if _is_told(node, field, child, index):
            continue
        name, outer = owner_name, owner
        if isinstance(child, ast.FunctionDef | ast.ClassDef) and owner is None:
            name = f"{owner_name}.{child.name}" if owner_name else child.name
            outer = child if isinstance(child, ast.FunctionDef) else None
        where = name if outer is not None else MODULE if not name else f"{name} (class)"
        yield Site(node, field, index, outer, where, child)
        yield from _sites(child, node, outer, name)


def _children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    for field, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            yield field, None, value
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield field, index, item


def _is_told(node: ast.AST, field: str, child: ast.AST, index: int | None) -> bool:
    """Whether a part is wording, a type or a decorator: none of them decides."""
    if field in {"annotation", "returns", "decorator_list", "type_params", "bases", "slice_type"}:
        return True
    if isinstance(child, ast.Import | ast.ImportFrom | ast.TypeAlias):
        return True
    if isinstance(node, ast.Raise) or (isinstance(child, ast.keyword) and child.arg in WORDING):
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in TOLD:
        return field == "args"
    if isinstance(child, ast.Assign) and isinstance(child.targets[0], ast.Name) and child.targets[0].id in NAMED:
        return True
    # A type that is only there for the checker.
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "cast" and index == 0:
        return field == "args"
    return isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
