"""Whether a document has the shape a TypedDict promises: its keys, no other ones, and their types."""

import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict


def misfits(value: Any, hint: Any, path: str = "picture") -> list[str]:
    """Return every place that is not as promised."""
    if is_typeddict(hint):
        return _fields(value, get_type_hints(hint), path)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return [] if value in arguments else [f"{path}: {value!r} is none of {arguments}"]
    if origin is list:
        return [bad for index, item in enumerate(value) for bad in misfits(item, arguments[0], f"{path}[{index}]")]
    if origin is dict:
        return [bad for key, item in value.items() for bad in misfits(item, arguments[1], f"{path}.{key}")]
    if origin in {Union, types.UnionType}:
        return [] if any(not misfits(value, argument, path) for argument in arguments) else [f"{path}: {value!r}"]
    return [] if _is(value, hint) else [f"{path}: {value!r} is no {hint.__name__}"]


def _fields(value: Any, hints: dict[str, Any], path: str) -> list[str]:
    if not isinstance(value, dict) or value.keys() != hints.keys():
        return [f"{path}: {value!r} instead of {sorted(hints)}"]
    return [bad for name, hint in hints.items() for bad in misfits(value[name], hint, f"{path}.{name}")]


def _is(value: Any, hint: type) -> bool:
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, hint) and (hint is bool or not isinstance(value, bool))
