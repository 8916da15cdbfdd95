"""The policy as a form: one section for each of the engine's, every threshold with its own range."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, override

from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import probatio as vol

from ..engine.policy import Policy, policy_with
from ..engine.threshold import Spec

AUTONOMY = "autonomy"
_OPEN = frozenset({"r2"})
"""Sections that are shown at once; the others unfold."""


class _RangeSelector(NumberSelector):
    """Shows its range; what lies outside is refused by the engine, in the owner's language."""

    @override
    def __call__(self, data: Any) -> float:
        return float(data)


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section of the policy with its own thresholds."""

    path: tuple[str, ...]
    """Its place in the policy."""
    specs: Mapping[str, Spec]

    @property
    def name(self) -> str:
        """Name it in the form, which knows no sections within sections."""
        return "_".join(self.path)

    def of(self, policy: Any) -> Any:
        """Return this section of a policy."""
        for name in self.path:
            policy = getattr(policy, name)
        return policy

    def schema(self) -> vol.Schema:
        """Return the fields; what may be off can be left empty."""
        return vol.Schema(
            {
                (vol.Optional if spec.nullable else vol.Required)(name): _selector(spec)
                for name, spec in self.specs.items()
            }
        )


def _sections(kind: type, path: tuple[str, ...] = ()) -> Iterator[FormSection]:
    items = {item.name: item.metadata for item in fields(kind)}
    specs = {name: about["spec"] for name, about in items.items() if "spec" in about}
    if path and specs:
        yield FormSection(path, specs)
    for name, about in items.items():
        if "section" in about:
            yield from _sections(about["section"], (*path, name))


SECTIONS = tuple(_sections(Policy))


def _selector(spec: Spec) -> BooleanSelector | SelectSelector | NumberSelector:
    if spec.kind is bool:
        return BooleanSelector()
    if issubclass(spec.kind, StrEnum):
        return choice_selector(spec.kind)
    config = NumberSelectorConfig(
        # Every number of a policy has both ends.
        min=spec.low or 0,
        max=spec.high or 0,
        mode=NumberSelectorMode.BOX,
        step=1 if spec.kind is int else "any",
    )
    if spec.unit:
        config["unit_of_measurement"] = spec.unit
    return _RangeSelector(config)


def choice_selector(kind: type[StrEnum]) -> SelectSelector:
    """Return a choice between the members of an enumeration, in words."""
    options = [member.value for member in kind]
    mode = SelectSelectorMode.DROPDOWN
    return SelectSelector(SelectSelectorConfig(options=options, translation_key=kind.__name__.lower(), mode=mode))


def policy_schema() -> vol.Schema:
    """Return the whole form."""
    autonomy = next(item.metadata["spec"] for item in fields(Policy) if item.name == AUTONOMY)
    folded = {
        vol.Required(part.name): section(part.schema(), {"collapsed": part.name not in _OPEN}) for part in SECTIONS
    }
    return vol.Schema({vol.Required(AUTONOMY): _selector(autonomy), **folded})


def shown(policy: Policy) -> dict[str, Any]:
    """Return what the form shows of a policy."""
    return {
        AUTONOMY: policy.autonomy.value,
        **{part.name: {name: getattr(part.of(policy), name) for name in part.specs} for part in SECTIONS},
    }


def changes(base: Policy, entered: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entered form changes of a policy; DocumentError where it is none."""
    document: dict[str, Any] = {AUTONOMY: entered[AUTONOMY]}
    for part in SECTIONS:
        place = document
        for name in part.path:
            place = place.setdefault(name, {})
        place.update({name: entered[part.name].get(name) for name in part.specs})
    policy = policy_with(base, document)
    return _differences(base, policy)


def _differences(base: Any, changed: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in fields(base):
        before, after = getattr(base, item.name), getattr(changed, item.name)
        if "section" in item.metadata:
            if below := _differences(before, after):
                found[item.name] = below
        elif before != after:
            found[item.name] = after.value if isinstance(after, StrEnum) else after
    return found
