"""icons.json: its shape, and that it dresses nothing that is not there."""

from collections.abc import Iterator
import re

import probatio as vol

from scripts.lib.validate.integration import Finding, Integration, at

FILE = "icons.json"
_MDI = vol.All(str, vol.Match(re.compile(r"^mdi:[a-z0-9-]+$"), msg="is no icon: mdi: and its name"))
_ENTITY = {
    vol.Optional("default"): _MDI,
    vol.Optional("state"): {str: _MDI},
    vol.Optional("range"): {str: _MDI},
    vol.Optional("state_attributes"): {str: {vol.Required("default"): _MDI, vol.Optional("state"): {str: _MDI}}},
}
SCHEMA = vol.Schema(
    {
        vol.Optional("entity"): {str: {str: _ENTITY}},
        vol.Optional("services"): {
            str: {vol.Required("service"): _MDI, vol.Optional("sections"): {str: _MDI}},
        },
        vol.Optional("triggers"): {str: {vol.Required("trigger"): _MDI}},
        vol.Optional("conditions"): {str: {vol.Required("condition"): _MDI}},
    }
)


def check(integration: Integration) -> Iterator[Finding]:
    """Check the icons; actions, triggers and conditions are compared with their description elsewhere."""
    icons = integration.icons
    try:
        SCHEMA(icons)
    except vol.MultipleInvalid as err:
        for error in err.errors:
            yield Finding(FILE, ".".join(map(str, error.path)), str(error.msg))
    for platform, entities in at(icons, "entity").items():
        told = at(integration.texts, "entity", platform)
        for key, dress in entities.items():
            path = f"entity.{platform}.{key}"
            if key not in told:
                yield Finding(FILE, path, "is no entity that has a text")
                continue
            states = told[key].get("state")
            for state in dress.get("state", {}) if states else ():
                if state not in states:
                    yield Finding(FILE, f"{path}.state.{state}", "is no state that has a text")
            if dress.get("default") in dress.get("state", {}).values():
                yield Finding(FILE, f"{path}.default", "is also the icon of a state, which then need not be named")
