"""Taking out of a record what names its household, so that the engine still decides the same.

Names stand in known places, and each place has its rule here. Everywhere else numbers pass, and texts
pass only where they are words of the engine's own; any other text is replaced, wherever it stands. A
name that a later version puts where this one does not look therefore does not get out.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
import json
import re
from typing import Any, Final

from ..engine.verify import POLICY_EVENT
from .secret import Secret
from .words import is_harmless

_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_HASH: Final = re.compile(r"[0-9a-f]{64}")
_OVERRIDE_ID: Final = re.compile(r"[0-9a-f]{16}")
"""As the engine makes it from number and moment, so that it tells nothing else."""

_EVENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "start": ("engine", "loads"),
    "end": ("stopped", "left"),
    "on_stop": ("loads",),
    "policy_reloaded": ("source", "policy_hash", "origin"),
    "request_refused": ("request", "reason", "origin", "left_out"),
    "lockout_acknowledged": ("load", "code", "since", "origin"),
    "proposal_rejected": ("load", "target_w", "origin"),
    "rephrased": ("record", "load", "flaw"),
    "research_consent": ("consent",),
    "research_export": (),
}
"""What a bundle tells of each event. Of any other it tells only that there was one."""

type Document = dict[str, Any]


class Disguise:
    """One bundle's pseudonyms. Loads keep their alphabetical order, which decides between equal priorities."""

    def __init__(self, secret: Secret, loads: Iterable[str]) -> None:
        """Disguise these loads with a key that belongs to one bundle."""
        self._secret = secret
        self.loads = {
            load: f"load-{number:03}-{secret.token('load', load)[:8]}" for number, load in enumerate(sorted(loads), 1)
        }
        """Pseudonyms by id."""

    def text(self, text: str) -> str:
        """Return a text that says nothing about the household."""
        return text if is_harmless(text) else f"text-{self._secret.token('text', text)[:12]}"

    def load(self, load: Any) -> Any:
        """Return a load's pseudonym; that of a text for a load that never was."""
        return self.loads.get(load) or self.text(load) if isinstance(load, str) else load

    def number(self, name: str) -> str:
        """Return another name for what is named by 16 digits."""
        return self._secret.token("id", name)[:16]

    def plain(self, value: Any) -> Any:
        """Pass numbers and the engine's words, replace every other text, keys among them."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {key if _KEY.fullmatch(key) else self.text(key): self.plain(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.plain(each) for each in value]
        return value

    def by_load(self, value: Any) -> Document:
        """Disguise what is listed by load."""
        return {self.load(load): self.plain(each) for load, each in (value or {}).items()}

    def all_loads(self, value: Any) -> Any:
        """Disguise a list of loads, or a word in its place."""
        return [self.load(load) for load in value] if isinstance(value, list) else self.plain(value)


class Chain:
    """Disguises records one after the other and chains them anew; their own hashes would give names away."""

    def __init__(self, disguise: Disguise, anchor: str) -> None:
        """Begin after a hash that stands for the record before the first."""
        self._disguise = disguise
        self.last_hash = anchor

    def add(self, record: Document) -> tuple[Document, bytes]:
        """Return a record in disguise, and its canonical form."""
        plain = disguised(self._disguise, record)
        plain["prev_hash"] = self.last_hash
        if "memory" in plain:
            plain["memory"]["last_hash"] = self.last_hash
        self.last_hash = sha256(_canonical(plain)).hexdigest()
        plain["hash"] = self.last_hash
        return plain, _canonical(plain)


def _canonical(document: Document) -> bytes:
    # What was read from a ledger is rounded already.
    return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def disguised(disguise: Disguise, record: Document) -> Document:
    """Return a record without names, still without its place in a chain."""
    kept = {"seq": record["seq"], "time": record["time"], "kind": disguise.text(str(record["kind"]))}
    kept["engine"] = disguise.text(str(record["engine"]))
    if record["kind"] == "event":
        return kept | _event(disguise, record)
    kept["policy_hash"] = hash_text(disguise, record["policy_hash"])
    kept["state"] = _state(disguise, record["state"])
    kept["memory"] = _memory(disguise, record["memory"])
    if record["kind"] == "request":
        return kept | _request(disguise, record)
    kept["trigger"] = disguise.text(record["trigger"])
    kept["decision"] = _decision(disguise, record["decision"])
    kept["explanation"] = disguise.by_load(record["explanation"])
    return kept


def hash_text(disguise: Disguise, value: Any) -> Any:
    """Pass a policy's hash, and nothing else that stands in its place."""
    return value if isinstance(value, str) and _HASH.fullmatch(value) else disguise.plain(value)


def _event(disguise: Disguise, record: Document) -> Document:
    name, detail = record["event"], record["detail"]
    if name == POLICY_EVENT:
        policy = disguise.plain(detail["policy"])
        return {"event": name, "detail": {"hash": hash_text(disguise, detail["hash"]), "policy": policy}}
    if name not in _EVENTS or not isinstance(detail, dict):
        return {"event": "other", "detail": {}}
    return {"event": name, "detail": {key: _told(disguise, key, detail[key]) for key in _EVENTS[name] if key in detail}}


def _told(disguise: Disguise, key: str, value: Any) -> Any:
    if key == "load":
        return disguise.load(value)
    if key in {"loads", "stopped", "left"}:
        return disguise.all_loads(value)
    return hash_text(disguise, value) if key == "policy_hash" else disguise.plain(value)


def _state(disguise: Disguise, state: Document) -> Document:
    others = disguise.plain({key: each for key, each in state.items() if key != "loads"})
    return {**others, "loads": disguise.by_load(state["loads"])}


def _memory(disguise: Disguise, memory: Document) -> Document:
    special = {"loads", "overrides", "last_hash"}
    kept: Document = disguise.plain({key: each for key, each in memory.items() if key not in special})
    kept["loads"] = {disguise.load(load): _load_memory(disguise, each) for load, each in memory["loads"].items()}
    kept["overrides"] = [_override(disguise, each) for each in memory["overrides"]]
    return kept


def _load_memory(disguise: Disguise, load: Document) -> Document:
    kept: Document = disguise.plain({key: each for key, each in load.items() if key != "proposal"})
    proposal = load.get("proposal")
    # Its id is a hash over the load's name, which a list of likely names would find.
    renamed = None if proposal is None else {**disguise.plain(proposal), "id": disguise.number(proposal["id"])}
    return {**kept, "proposal": renamed}


def _override(disguise: Disguise, override: Document) -> Document:
    kept: Document = disguise.plain({key: each for key, each in override.items() if key not in {"id", "load"}})
    return {**kept, "id": _override_id(disguise, override["id"]), "load": disguise.load(override["load"])}


def _override_id(disguise: Disguise, name: Any) -> Any:
    return name if isinstance(name, str) and _OVERRIDE_ID.fullmatch(name) else disguise.plain(name)


def _request(disguise: Disguise, record: Document) -> Document:
    request, answer = record["request"], record["answer"]
    asked: Document = disguise.plain({key: each for key, each in request.items() if key not in {"id", "load"}})
    if "load" in request:
        asked["load"] = disguise.load(request["load"])
    if isinstance(name := request.get("id"), str):
        # An approval names a proposal, anything else a command.
        asked["id"] = disguise.number(name) if request["kind"] == "approve" else _override_id(disguise, name)
    told: Document = disguise.plain({key: each for key, each in answer.items() if key not in {"id", "loads"}})
    told["loads"] = disguise.all_loads(answer["loads"])
    return {"request": asked, "answer": {**told, "id": _override_id(disguise, answer["id"])}}


def _decision(disguise: Disguise, decision: Document) -> Document:
    special = {"loads", "surplus"}
    kept: Document = disguise.plain({key: each for key, each in decision.items() if key not in special})
    surplus: Document = disguise.plain(decision["surplus"])
    if "assumed" in surplus:
        surplus["assumed"] = disguise.all_loads(decision["surplus"]["assumed"])
    return {**kept, "surplus": surplus, "loads": disguise.by_load(decision["loads"])}
