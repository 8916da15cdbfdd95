"""What is kept from run to run, and why some survivors are no gap."""

from dataclasses import asdict, dataclass
from hashlib import sha256
import json
from pathlib import Path
import tomllib

from .mutants import Mutant
from .trial import Verdict


@dataclass(frozen=True, slots=True)
class Result:
    """A mutant's fate, and what it depends on."""

    result: str
    by: str
    source: str
    """Hash of the function as it was."""
    tests: str
    """Hash of the file of the test that noticed; of all tests where none did."""
    kind: str
    """``call`` or ``import``: how the mutant was put in place."""


class Results:
    """Results on disk, one line each, so that a run can be ended at any time and continued."""

    def __init__(self, file: Path, tests: Path) -> None:
        """Read what is there."""
        self._file = file
        self._tests = {str(path.relative_to(tests.parent)): _hash(path) for path in sorted(tests.rglob("*.py"))}
        self.all_tests = sha256(json.dumps(self._tests).encode()).hexdigest()[:16]
        self._known: dict[str, Result] = {}
        if file.exists():
            for line in file.read_text(encoding="utf-8").splitlines():
                name, fields = json.loads(line)
                self._known[name] = Result(**fields)

    def last(self, mutant: Mutant) -> Result | None:
        """Return what became of a mutant of the function as it is, whatever tests there were."""
        known = self._known.get(mutant.name)
        return None if known is None or known.source != mutant.source_hash else known

    def settled(self, mutant: Mutant) -> bool:
        """Whether trying again would say the same: the test that noticed is as it was, or all tests are."""
        known = self.last(mutant)
        return known is not None and known.tests == self._tests_hash(known.by)

    def keep(self, mutant: Mutant, verdict: Verdict, kind: str) -> None:
        """Write a result."""
        result = Result(verdict.result, verdict.by, mutant.source_hash, self._tests_hash(verdict.by), kind)
        self._known[mutant.name] = result
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps([mutant.name, asdict(result)]) + "\n")

    def _tests_hash(self, by: str) -> str:
        """A test that noticed once will again while its file stays; whatever else may not."""
        return self._tests.get(by.split("::", maxsplit=1)[0], self.all_tests)


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:16]


def read_reasons(file: Path) -> dict[str, str]:
    """Return the reason by mutant for those that change nothing anybody could notice."""
    reasons: dict[str, str] = {}
    for entry in tomllib.loads(file.read_text(encoding="utf-8"))["survivor"]:
        for change in entry["changes"]:
            reasons[f"{entry['where']}: {change}"] = entry["reason"]
    return reasons
