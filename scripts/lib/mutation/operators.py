"""What one small mistake in a line can look like.

An operator takes a node of the syntax tree and yields what a person might have written there
by mistake. Wording is left alone: docstrings, what an error tells, and the meaning of a
threshold change nothing that is decided.
"""

import ast
from collections.abc import Callable, Iterator
import copy
from typing import Final

COMPARISONS: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
COUNTERPARTS: Final = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "floor": "ceil",
    "ceil": "floor",
}
WORDING: Final = frozenset({"doc", "formula", "title", "unit"})
"""Keyword arguments that are told and decide nothing."""
LEFT_OUT: Final = frozenset({"abs", "reversed", "sorted", "round", "quantize"})
"""Functions of one value without which the value itself would do."""


def variants(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in the place of a node."""
    for kind, operator in OPERATORS:
        if isinstance(node, kind):
            yield from operator(node)


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for index, found in enumerate(node.ops):
        other = copy.copy(node)
        other.ops = [*node.ops[:index], COMPARISONS[type(found)](), *node.ops[index + 1 :]]
        yield other


def _bool_op(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for index in range(len(node.values)):
        rest = [*node.values[:index], *node.values[index + 1 :]]
        yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _unary_op(node: ast.UnaryOp) -> Iterator[ast.AST]:
    yield node.operand


def _bin_op(node: ast.BinOp) -> Iterator[ast.AST]:
    if type(node.op) in ARITHMETIC:
        yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)


def _aug_assign(node: ast.AugAssign) -> Iterator[ast.AST]:
    if type(node.op) in ARITHMETIC:
        yield ast.AugAssign(node.target, ARITHMETIC[type(node.op)](), node.value)
    yield ast.Assign([node.target], node.value)


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
    elif isinstance(value, str):
        yield ast.Constant(f"XX{value}")


def _if_exp(node: ast.IfExp) -> Iterator[ast.AST]:
    yield node.body
    yield node.orelse


def _condition(node: ast.If | ast.While) -> Iterator[ast.AST]:
    """Turn a condition around that no other operator reaches."""
    if not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
        other = copy.copy(node)
        other.test = ast.UnaryOp(ast.Not(), node.test)
        yield other


def _filter(node: ast.comprehension) -> Iterator[ast.AST]:
    """Take everything, whatever a comprehension filters."""
    for index in range(len(node.ifs)):
        other = copy.copy(node)
        other.ifs = [*node.ifs[:index], *node.ifs[index + 1 :]]
        yield other


def _call(node: ast.Call) -> Iterator[ast.AST]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in COUNTERPARTS and node.args:
        yield _called(node, func=ast.Name(COUNTERPARTS[name], ast.Load()))
    if name in {"min", "max"} and len(node.args) > 1:
        yield from node.args
    if name in LEFT_OUT and node.args:
        yield node.args[0]
    for index, keyword in enumerate(node.keywords):
        if keyword.arg is not None and keyword.arg not in WORDING:
            yield _called(node, keywords=[*node.keywords[:index], *node.keywords[index + 1 :]])


def _called(node: ast.Call, **changes: object) -> ast.Call:
    other = copy.copy(node)
    for name, value in changes.items():
        setattr(other, name, value)
    return other


def _assign(node: ast.Assign | ast.AnnAssign) -> Iterator[ast.AST]:
    """Forget what was worked out."""
    if isinstance(node.value, ast.Constant | None):
        return
    other = copy.copy(node)
    other.value = ast.Constant(None)
    yield other


def _return(node: ast.Return) -> Iterator[ast.AST]:
    if node.value is not None and not isinstance(node.value, ast.Constant):
        yield ast.Return(ast.Constant(None))


def _expression(node: ast.Expr) -> Iterator[ast.AST]:
    """Leave out what is done for its effect."""
    if isinstance(node.value, ast.Call):
        yield ast.Pass()


def _raise(node: ast.Raise) -> Iterator[ast.AST]:
    yield ast.Pass()


def _leave(node: ast.Continue | ast.Break) -> Iterator[ast.AST]:
    yield ast.Break() if isinstance(node, ast.Continue) else ast.Continue()


OPERATORS: Final[tuple[tuple[type | tuple[type, ...], Callable[..., Iterator[ast.AST]]], ...]] = (
    (ast.Compare, _compare),
    (ast.BoolOp, _bool_op),
    (ast.UnaryOp, _unary_op),
    (ast.BinOp, _bin_op),
    (ast.AugAssign, _aug_assign),
    (ast.Constant, _constant),
    (ast.IfExp, _if_exp),
    ((ast.If, ast.While), _condition),
    (ast.comprehension, _filter),
    (ast.Call, _call),
    ((ast.Assign, ast.AnnAssign), _assign),
    (ast.Return, _return),
    (ast.Expr, _expression),
    (ast.Raise, _raise),
    ((ast.Continue, ast.Break), _leave),
)
