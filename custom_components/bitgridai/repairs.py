"""Repairs that can be made from the dialogue that tells of them."""

import sqlite3
from typing import Any, override

from homeassistant.components.repairs import FlowType, RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import SOURCE_RECONFIGURE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .const import CONF_INVERTED, DOMAIN
from .coordinator import BitGridConfigEntry
from .engine.document import Json
from .engine.requests import AnswerStatus, RequestKind

type IssueData = dict[str, str | int | float | None] | None


async def async_create_fix_flow(hass: HomeAssistant, issue_id: str, data: IssueData) -> RepairsFlow:
    """Return the flow that makes one repair."""
    entry = hass.config_entries.async_get_entry(str((data or {}).get("entry_id")))
    flow = FLOWS.get(str((data or {}).get("key")))
    if entry is None or flow is None or data is None:
        message = f"There is no fix for {issue_id}"
        raise ValueError(message)
    return flow(entry, data)


class _Fix(RepairsFlow):
    """Asks once, then makes the repair."""

    def __init__(self, entry: BitGridConfigEntry, data: dict[str, Any]) -> None:
        """Repair something of a household."""
        self._entry = entry
        self._subentry_id: str | None = data.get("subentry_id")

    async def async_step_init(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Begin."""
        return await self.async_step_confirm()

    async def async_step_confirm(self, user_input: dict[str, str] | None = None) -> RepairsFlowResult:
        """Say what will be done; do it when it is confirmed."""
        errors: dict[str, str] = {}
        if user_input is not None:
            problem = await self._repair()
            if problem is None:
                return await self._done()
            errors["base"] = problem
        issue = ir.async_get(self.hass).async_get_issue(DOMAIN, self.issue_id)
        return self.async_show_form(
            step_id="confirm",
            errors=errors,
            description_placeholders=None if issue is None else issue.translation_placeholders,
        )

    async def _repair(self) -> str | None:
        """Make the repair; the error's key where it cannot be made."""
        raise NotImplementedError

    async def _done(self) -> RepairsFlowResult:
        return self.async_create_entry(data={})


class InvertSign(_Fix):
    """Counts a sensor the other way from now on."""

    @override
    async def _repair(self) -> str | None:
        subentry = self._entry.subentries.get(self._subentry_id or "")
        if subentry is None:
            return "not_there"
        data = {**subentry.data, CONF_INVERTED: not subentry.data.get(CONF_INVERTED)}
        self.hass.config_entries.async_update_subentry(self._entry, subentry, data=data)
        return None


class ChooseAnother(_Fix):
    """Leads to the form in which the silent sensor was chosen."""

    @override
    async def _repair(self) -> str | None:
        return None if self._subentry_id in self._entry.subentries else "not_there"

    @override
    async def _done(self) -> RepairsFlowResult:
        subentry = self._entry.subentries[self._subentry_id or ""]
        form = await self.hass.config_entries.subentries.async_init(
            (self._entry.entry_id, subentry.subentry_type),
            context={"source": SOURCE_RECONFIGURE, "subentry_id": subentry.subentry_id},
        )
        return self.async_create_entry(data={}, next_flow=(FlowType.CONFIG_SUBENTRIES_FLOW, form["flow_id"]))


class WriteAgain(_Fix):
    """Tries to write the ledger now, instead of at the next retry."""

    @override
    async def _repair(self) -> str | None:
        try:
            await self.hass.async_add_executor_job(self._entry.runtime_data.ledger.flush)
        except sqlite3.Error:
            return "still_not_writable"
        self._entry.runtime_data.controller.ledger_failed(broken=False)
        await self._entry.runtime_data.async_refresh()
        return None


class Release(_Fix):
    """Releases a forgotten emergency stop."""

    @override
    async def _repair(self) -> str | None:
        request: dict[str, Json] = {"kind": RequestKind.RELEASE_EMERGENCY_STOP.value, "origin": "user"}
        answer = self._entry.runtime_data.async_request(request)
        return "still_set" if answer.status is AnswerStatus.REFUSED else None


FLOWS: dict[str, type[_Fix]] = {
    "emergency_stop_forgotten": Release,
    "ledger_not_writable": WriteAgain,
    "no_reading": ChooseAnother,
    "sign_inverted": InvertSign,
}
