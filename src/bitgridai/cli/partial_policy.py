"""A partial policy from a file, or from the command line place by place."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from .failure import CommandError


def read_partial(file: Path) -> dict[str, Any]:
    """Read YAML or JSON; CommandError where it is no mapping."""
    try:
        document = yaml.safe_load(file.read_text(encoding="utf-8"))
    except OSError as err:
        raise CommandError(f"{file}: expected a readable file ({err.strerror or err})") from err
    except (yaml.YAMLError, ValueError) as err:
        raise CommandError(f"{file.name}: expected valid YAML or JSON") from err
    if document is None:
        return {}
    if not isinstance(document, dict) or not all(isinstance(key, str) for key in document):
        raise CommandError(f"{file.name}: expected thresholds by section, such as r2: {{soc_soft_min_pct: 60}}")
    return document


def with_settings(document: dict[str, Any], settings: Sequence[str]) -> dict[str, Any]:
    """Lay ``place=value`` over a document; CommandError where it is none."""
    for setting in settings:
        place, equals, text = setting.partition("=")
        keys = place.strip().split(".")
        if not equals or not all(keys):
            raise CommandError(f"--set {setting}: expected PLACE=VALUE, such as r2.soc_soft_min_pct=60")
        section = document
        for key in keys[:-1]:
            inner = section.setdefault(key, {})
            if not isinstance(inner, dict):
                raise CommandError(f"--set {setting}: {key} is not a section")
            section = inner
        try:
            section[keys[-1]] = yaml.safe_load(text)
        except yaml.YAMLError as err:
            raise CommandError(f"--set {setting}: expected a number, a word or null") from err
    return document
