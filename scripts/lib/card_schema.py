"""Write the card's TypeScript types from the integration's own: one schema, two languages.

Usage: card_schema.py [--check]. With ``--check`` nothing is written, and the exit code is 1
where the file is not what would be.
"""

from pathlib import Path
import sys
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from custom_components.bitgridai.websocket_api import schema

TARGET = Path(__file__).parents[2] / "card/src/schema.ts"
_HEAD = "// Written by scripts/card from custom_components/bitgridai/websocket_api/schema.py. Change it there.\n"
_PLAIN = {int: "number", float: "number", str: "string", bool: "boolean", types.NoneType: "null"}


def typescript(hint: Any) -> str:
    """Return a Python type as TypeScript writes it; TypeError for one that the schema should not use."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if is_typeddict(hint):
        return str(hint.__name__)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(_literal(item) for item in arguments)
    if origin is list:
        (item,) = (typescript(argument) for argument in arguments)
        return f"({item})[]" if " " in item else f"{item}[]"
    if origin is dict:
        return f"Record<string, {typescript(arguments[1])}>"
    if origin in {Union, types.UnionType}:
        return " | ".join(typescript(argument) for argument in arguments)
    raise TypeError(f"{hint} has no place in the schema")


def _literal(item: object) -> str:
    if isinstance(item, bool):
        return "true" if item else "false"
    return f'"{item}"'


def interface(shape: Any) -> str:
    """Return one shape as a TypeScript interface."""
    fields = "".join(f"  {name}: {typescript(hint)};\n" for name, hint in get_type_hints(shape).items())
    summary = (shape.__doc__ or "").strip().splitlines()[0]
    return f"/** {summary} */\nexport interface {shape.__name__} {{\n{fields}}}\n"


def text() -> str:
    """Return the whole file."""
    number = f"export const SCHEMA = {schema.SCHEMA};\n"
    return "\n".join([_HEAD + "\n" + number, *(interface(shape) for shape in schema.EXPORTED)])


def main() -> int:
    """Write the file, or compare it."""
    wanted = text()
    if "--check" in sys.argv[1:]:
        found = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
        if found != wanted:
            print(f"{TARGET} is not what schema.py says; scripts/card writes it anew")
            return 1
        return 0
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
