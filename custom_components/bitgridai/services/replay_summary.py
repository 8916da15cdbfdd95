"""What a replay came to, in a sentence or two in the language of the house."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import HomeAssistant

from ..agent import Job
from ..inquiry.errors import async_in_words, invalid


async def async_summary(hass: HomeAssistant, job: Job, result: Mapping[str, Any] | None) -> str:
    """Say how a job is, or what it came to. The words lie beside those of all other answers."""
    key, placeholders = _told(job, result)
    return await async_in_words(hass, invalid(key, **placeholders), hass.config.language)


def _told(job: Job, result: Mapping[str, Any] | None) -> tuple[str, dict[str, object]]:
    if result is not None:
        try:
            return {"verify": _verified, "what_if": _supposed, "sweep": _swept}[job.kind](result)
        except KeyError, TypeError, IndexError:
            return "replay_done", {"job": job.id}  # an agent that is ahead of this version
    if job.state == "failed":
        return "replay_failed", {"error": job.error}
    if job.ended:
        return "replay_stopped", {"job": job.id}
    return "replay_goes_on", {"job": job.id, "progress": f"{job.progress:.0%}"}


def _verified(result: Mapping[str, Any]) -> tuple[str, dict[str, object]]:
    counts: dict[str, object] = {
        "decisions": result["decisions"],
        "first": result["span"]["first_day"],
        "last": result["span"]["last_day"],
        "engine": result["replayed_by"],
    }
    if result["same"]:
        return "replay_same", counts
    return "replay_differs", counts | {
        "differing": result["differing_decisions"],
        "undecided": result["undecided_records"],
        "broken": result["broken_links"] + len(result["span"]["missing"]),
    }


def _supposed(result: Mapping[str, Any]) -> tuple[str, dict[str, object]]:
    recorded, changed = result["figures"]["recorded"], result["figures"]["changed"]
    return "replay_what_if", {
        "days": _days(result),
        "changed_gain": f"{changed['gain_eur']:.2f}",
        "changed_starts": changed["starts"],
        "recorded_gain": f"{recorded['gain_eur']:.2f}",
        "recorded_starts": recorded["starts"],
    }


def _swept(result: Mapping[str, Any]) -> tuple[str, dict[str, object]]:
    best, recorded = result["ranking"][0], result["recorded_policy"]
    return "replay_sweep", {
        "days": _days(result),
        "policies": len(result["ranking"]),
        "changes": ", ".join(f"{place} = {value}" for place, value in best["changes"].items()),
        "best_gain": f"{best['gain_eur']:.2f}",
        "best_starts": best["starts"],
        "recorded_gain": f"{recorded['gain_eur']:.2f}",
        "recorded_starts": recorded["starts"],
    }


def _days(result: Mapping[str, Any]) -> str:
    known = result["recorded"]
    return f"{known['known_blocks'] * known['block_s'] / 86_400:.1f}"
