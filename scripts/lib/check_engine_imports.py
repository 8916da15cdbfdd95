"""Check that the engine imports the standard library and itself, and nothing else.

import-linter forbids the packages it is told about; this check refuses every
package it has not been told about. Usage: check_engine_imports.py [FOLDER]
"""

import ast
from collections.abc import Iterator
from pathlib import Path
import sys

ENGINE = Path(__file__).parents[2] / "custom_components/bitgridai/engine"


def imported_modules(tree: ast.AST) -> Iterator[tuple[int, int, str]]:
    """Yield line, number of leading dots and dotted name of each import."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, 0, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.level, node.module or ""


def is_allowed(dots: int, name: str, depth: int) -> bool:
    """Say whether a module `depth` folders below the engine may import this."""
    if dots:
        return dots <= depth + 1
    return name.partition(".")[0] in sys.stdlib_module_names


def foreign_imports(engine: Path) -> Iterator[str]:
    """Yield `file:line: import` for everything that is not the engine's to import."""
    for file in sorted(engine.rglob("*.py")):
        depth = len(file.relative_to(engine).parts) - 1
        for line, dots, name in imported_modules(ast.parse(file.read_bytes(), str(file))):
            if not is_allowed(dots, name, depth):
                yield f"{file}:{line}: imports {'.' * dots}{name}"


def main() -> int:
    """Print what is foreign; the exit code is 1 when anything is, or when there is no engine."""
    engine = Path(sys.argv[1]) if len(sys.argv) > 1 else ENGINE
    if not any(engine.rglob("*.py")):
        print(f"{engine}: no Python files to check")
        return 1
    foreign = list(foreign_imports(engine))
    print("\n".join(foreign) or f"engine: {len(list(engine.rglob('*.py')))} files, all pure")
    return 1 if foreign else 0


if __name__ == "__main__":
    sys.exit(main())
