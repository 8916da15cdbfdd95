"""Household files: the only place that knows YAML."""

from pathlib import Path

import yaml

from .document import household_from_document
from .errors import HouseholdError
from .household import Household

_BUNDLED = Path(__file__).resolve().parent / "households"


def load_household(file: Path) -> Household:
    """Read a household file.

    Files it names are relative to where the file really lies, so a link to it works too.
    Raises HouseholdError; its path starts with the file's name.
    """
    try:
        with file.open(encoding="utf-8") as stream:
            document = yaml.safe_load(stream)
    except OSError as err:
        raise HouseholdError(str(file), f"a readable file ({err.strerror or err})") from None
    except UnicodeDecodeError:
        raise HouseholdError(file.name, "text in UTF-8") from None
    except yaml.MarkedYAMLError as err:
        mark = err.problem_mark
        place = f"{file.name}:{mark.line + 1}" if mark else file.name
        raise HouseholdError(place, f"valid YAML ({err.problem})") from None
    except yaml.YAMLError, ValueError, RecursionError:
        raise HouseholdError(file.name, "valid YAML") from None
    try:
        return household_from_document(document, file.resolve().parent)
    except HouseholdError as err:
        raise HouseholdError(f"{file.name}: {err.path}" if err.path else file.name, err.expected) from None


def bundled_households() -> dict[str, Path]:
    """The households that come with BitGridAI: name and file."""
    return {file.stem: file for file in sorted(_BUNDLED.glob("*.yaml"))}
