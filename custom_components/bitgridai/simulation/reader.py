"""From documents (what a YAML or JSON reader returns) to checked dataclasses.

The fields of a dataclass are the keys of its section: their types say how a value is read,
their defaults what may be left out. So a new field needs no line here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, Field, fields
from difflib import get_close_matches
from enum import EnumType, StrEnum
from typing import Any, ClassVar, Protocol

from .checks import MAX
from .errors import DocumentError

_LONGEST = 200
"""Characters of a text: names and file names, not stories."""

type Reader[T] = Callable[[object, str], T]
"""Turns the value found at a path into what belongs there, or raises DocumentError."""


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def number(value: object, path: str) -> float:
    """Read a finite number."""
    # Whole numbers can be too large for a float; nothing in a house is.
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= MAX:
        raise DocumentError(path, "a number")
    return float(value)


def integer(value: object, path: str) -> int:
    """Read a whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise DocumentError(path, "a whole number")
    return value


def boolean(value: object, path: str) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise DocumentError(path, "true or false")
    return value


def text(value: object, path: str) -> str:
    """Read a text of one line."""
    if not isinstance(value, str) or not value.strip() or "\n" in value or len(value) > _LONGEST:
        raise DocumentError(path, f"a text of one line, up to {_LONGEST} characters")
    return value


def choice[E: StrEnum](kind: type[E]) -> Reader[E]:
    """Make a reader for one of an enumeration's values."""

    def read(value: object, path: str) -> E:
        for member in kind:
            if value == member.value:
                return member
        raise DocumentError(path, f"one of {', '.join(kind)}" + _nearest(value, kind))

    return read


def items[T](value: object, path: str, read: Reader[T]) -> tuple[T, ...]:
    """Read a list."""
    if not isinstance(value, list | tuple):
        raise DocumentError(path, "a list")
    return tuple(read(item, f"{path}[{index}]") for index, item in enumerate(value))


def section(value: object, path: str, known: frozenset[str]) -> Mapping[str, object]:
    """Read a mapping that has no other than the known keys."""
    if not isinstance(value, dict):
        raise DocumentError(path, f"a section with {', '.join(sorted(known))}")
    for key in value:
        if key not in known:
            hint = _nearest(key, known) or f"; there are {', '.join(sorted(known))}"
            raise DocumentError(join(path, str(key)), f"no such key{hint}")
    return value


def build[T: _Dataclass](cls: type[T], value: object, path: str, **readers: Reader[Any]) -> T:
    """Make a dataclass from a section; ``readers`` serve the fields of other than simple types."""
    known = {field.name: field for field in fields(cls)}
    found = section(value, path, frozenset(known))
    arguments: dict[str, Any] = {}
    for name, field in known.items():
        if name in found:
            read = readers.get(name) or _reader_for(field.type)
            arguments[name] = read(found[name], join(path, name))
        elif field.default is MISSING:
            raise DocumentError(join(path, name), f"a value: {name} is needed")
    with within(path):
        return cls(**arguments)


@contextmanager
def within(path: str) -> Iterator[None]:
    """Let an error name the whole path where the one who raised it knew only the end."""
    try:
        yield
    except DocumentError as err:
        raise type(err)(join(path, err.path), err.expected) from None


def join(path: str, name: str) -> str:
    """The path of a key inside a section."""
    return f"{path}.{name}" if path and name else path or name


def _reader_for(kind: object) -> Reader[Any]:
    simple: dict[object, Reader[Any]] = {float: number, int: integer, bool: boolean, str: text}
    return choice(kind) if isinstance(kind, EnumType) else simple[kind]


def _nearest(value: object, known: Iterable[str]) -> str:
    near = get_close_matches(str(value), [str(each) for each in known], n=1)
    return f"; did you mean {near[0]}?" if near else ""
