"""Keeps the policy in force: whole or not at all, and the last good one where a file is refused."""

from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.storage import Store

from ..const import DOMAIN, LOGGER
from .active import ActivePolicy, from_file, from_options
from .document import SIZE_MAX, PolicyFileError, read_policy_text
from .flaw import Flaw

ISSUE_POLICY_FILE = "policy_file"
FILE_NAME = "policy.yaml"


def policy_path(hass: HomeAssistant) -> Path:
    """Return where the owner's policy file lies, if there is one."""
    return Path(hass.config.path(DOMAIN, FILE_NAME))


def accepted_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, Any]]:
    """Return where the last good content of the file is kept: a restart must not change the policy."""
    return Store(hass, 1, f"{DOMAIN}.{entry_id}.policy")


class PolicyKeeper:
    """Finds the policy of one household."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Look into an entry's options and into the configuration folder."""
        self._hass = hass
        self._entry = entry
        self._path = policy_path(hass)
        self._store = accepted_store(hass, entry.entry_id)
        self._document: dict[str, Any] | None = None

    async def async_start(self) -> ActivePolicy:
        """Return the policy to begin with; DocumentError where the options hold none.

        A file that cannot be used leaves the one accepted before in force, over a restart too.
        """
        try:
            return await self.async_reload()
        except ServiceValidationError as err:
            LOGGER.error("The policy file is not used: %s", err)
            accepted = await self._store.async_load()
            self._document = None if accepted is None else accepted["document"]
            return self.resolve()

    async def async_reload(self) -> ActivePolicy:
        """Read the file anew; ServiceValidationError, and a repair, where it holds no policy."""
        try:
            document = await self._hass.async_add_executor_job(_read, self._path)
        except PolicyFileError as err:
            names = {"path": str(self._path), "line": str(err.flaw.line), **err.flaw.names}
            self._repair(err.flaw.key, names)
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key=err.flaw.key, translation_placeholders=names
            ) from err
        self._document = document
        ir.async_delete_issue(self._hass, DOMAIN, ISSUE_POLICY_FILE)
        if document is None:
            await self._store.async_remove()
        else:
            await self._store.async_save({"document": document})
        return self.resolve()

    @callback
    def resolve(self) -> ActivePolicy:
        """Return the policy as options and the accepted file have it; DocumentError where they hold none."""
        options = self._entry.options
        return from_options(options) if self._document is None else from_file(self._document, options)

    def _repair(self, key: str, names: dict[str, str]) -> None:
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            ISSUE_POLICY_FILE,
            is_fixable=False,
            severity=ir.IssueSeverity.ERROR,
            translation_key=key,
            translation_placeholders=names,
        )


def _read(path: Path) -> dict[str, Any] | None:
    """Return the file's partial policy, None where there is no file. Blocks."""
    try:
        with path.open("rb") as file:
            content = file.read(SIZE_MAX + 1)
    except FileNotFoundError:
        return None
    except OSError as err:
        raise PolicyFileError(Flaw("policy_unreadable", names={"error": err.strerror or str(err)})) from err
    if len(content) > SIZE_MAX:
        raise PolicyFileError(Flaw("policy_unreadable", names={"error": f"> {SIZE_MAX // 1024} KB"}))
    try:
        return read_policy_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError as err:
        line = content[: err.start].count(b"\n") + 1
        raise PolicyFileError(Flaw("policy_unreadable", line, {"error": f"UTF-8, {line}"})) from err
