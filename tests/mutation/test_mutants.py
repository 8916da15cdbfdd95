"""What counts as a mistake, and what a mutant is called."""

import ast
from pathlib import Path

import pytest

from scripts.lib.mutation.mutants import Source
from scripts.lib.mutation.operators import variants


def mistakes(code: str) -> set[str]:
    """What may stand in the place of an expression or statement."""
    statement = ast.parse(code).body[0]
    node = statement.value if isinstance(statement, ast.Expr) else statement
    found = list(variants(node))
    for item in found:
        ast.fix_missing_locations(item)
    return {ast.unparse(item) for item in found}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a < b", {"a <= b"}),
        ("a <= b < c", {"a < b < c", "a <= b <= c"}),
        ("a is None", {"a is not None"}),
        ("a and b", {"a or b", "a", "b"}),
        ("not a", {"a"}),
        ("-a", {"a"}),
        ("a + b", {"a - b"}),
        ("a // b", {"a / b"}),
        ("True", {"False"}),
        ("7", {"8"}),
        ("0.5", {"1.5"}),
        ("'grid'", {"'XXgrid'"}),
        ("a if b else c", {"a", "c"}),
        ("max(a, b)", {"min(a, b)", "a", "b"}),
        ("any(a)", {"all(a)"}),
        ("round(a)", {"a"}),
        ("f(a, x=b)", {"f(a)"}),
        ("f(low=a, doc=b)", {"f(doc=b)"}),
        ("a = b", {"a = None"}),
        ("a += b", {"a -= b", "a = b"}),
    ],
)
def test_a_mistake_is_what_somebody_might_have_written(code: str, expected: set[str]) -> None:
    assert mistakes(code) == expected


MODULE = '''
"""What it is."""
LIMIT = threshold(5, unit="W", doc="What it means.")

class House:
    """A house."""
    def hot(self, temp_c: float) -> bool:
        """Tell it."""
        if temp_c < 0:
            raise ValueError("below nothing")
        return temp_c > 85
'''


def source(folder: Path, text: str) -> Source:
    file = folder / "house.py"
    file.write_text(text, encoding="utf-8")
    return Source(file, "house")


def test_wording_is_no_mistake(tmp_path: Path) -> None:
    names = {mutant.name for mutant, _, _ in source(tmp_path, MODULE).mutants()}
    assert names == {
        "house:<module>: LIMIT = threshold(5, unit='W', doc='What it means.') -> LIMIT = None",
        "house:<module>: 5 -> 6",
        "house:House.hot: temp_c < 0 -> temp_c <= 0",
        "house:House.hot: 0 -> 1",
        "house:House.hot: raise ValueError('below nothing') -> pass",
        "house:House.hot: return temp_c > 85 -> return None",
        "house:House.hot: temp_c > 85 -> temp_c >= 85",
        "house:House.hot: 85 -> 86",
    }


def test_a_mutant_keeps_its_name_where_lines_move_and_loses_its_result_where_its_function_changes(
    tmp_path: Path,
) -> None:
    def hashes(text: str) -> dict[str, str]:
        return {mutant.name: mutant.source_hash for mutant, _, _ in source(tmp_path, text).mutants()}

    before = hashes(MODULE)
    assert hashes(f"# A remark.\n\n{MODULE}") == before
    after = hashes(MODULE.replace("> 85", "> 95"))
    assert after["house:<module>: 5 -> 6"] == before["house:<module>: 5 -> 6"]
    assert after["house:House.hot: 0 -> 1"] != before["house:House.hot: 0 -> 1"]


def test_a_compiled_mutant_differs_in_one_place_and_the_next_one_does_not_know_of_it(tmp_path: Path) -> None:
    read = source(tmp_path, MODULE.replace("threshold(5", "dict(a=5"))
    answers = []
    for mutant, site, other in read.mutants():
        if mutant.owner == "House.hot" and "> 85" in mutant.change:
            space: dict[str, type] = {}
            exec(read.compile(site, other), space)  # noqa: S102  # what was just compiled
            house = space["House"]()
            answers.append((mutant.change, [house.hot(temp) for temp in (1, 85, 86)]))
    assert answers == [
        ("return temp_c > 85 -> return None", [None, None, None]),
        ("temp_c > 85 -> temp_c >= 85", [False, True, True]),
    ]
