"""A bundle's manifest names its real period and the policy of every decision, wherever that policy was recorded."""

from collections.abc import Callable
from hashlib import sha256
import hmac
import json
from pathlib import Path
from typing import Any

import pytest

from bitgridai.research import (
    BundleError,
    Opened,
    ResearchRequest,
    Secret,
    container,
    make_bundle,
    open_bundle,
    recognise,
)
from bitgridai.research.manifest import Manifest
from custom_components.bitgridai.engine.canonical import digest
from tests.engine.ledgers import Keeper
from tests.research.households import archived, household

KEY = Secret(bytes(range(32)))
SECOND_DAY = ("2026-06-16", "2026-06-16")
OLD = Path(__file__).parent / "stored" / "version-1.zip"
"""Made of the second day by the version before."""


@pytest.fixture(scope="module")
def house() -> Keeper:
    return household(days=3)


@pytest.fixture(scope="module")
def archive(house: Keeper, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archived(house, tmp_path_factory.mktemp("house") / "archive")


def _bundle(archive: Path, target: Path, scope: str, days: tuple[str | None, str | None] = (None, None)) -> Opened:
    make_bundle(archive, "h", ResearchRequest.of(scope, *days), KEY, target)
    return open_bundle(target)


def _decided(house: Keeper, day: str = "") -> list[dict[str, Any]]:
    records: list[Any] = [record for record in house.records if str(record["time"]).startswith(day)]
    return [record for record in records if "policy_hash" in record]


def _policy_of(manifest: Manifest, seq: int) -> list[str | None]:
    return [
        note.hash
        for note in manifest.policies
        for span in note.in_force
        if span.first_seq is not None and span.last_seq is not None and span.first_seq <= seq <= span.last_seq
    ]


@pytest.mark.parametrize("days", [(None, None), SECOND_DAY, ("2026-06-16", None)])
def test_every_decision_has_its_policy_named_once_with_its_document(
    house: Keeper, archive: Path, tmp_path: Path, days: tuple[str | None, str | None]
) -> None:
    manifest = _bundle(archive, tmp_path / "b.zip", "all", days).manifest
    inside = [record for record in _decided(house) if (days[0] or "") <= record["time"] <= (days[1] or "~") + "~"]
    assert len(inside) > 20
    for record in inside:
        assert _policy_of(manifest, record["seq"]) == [record["policy_hash"]]
    assert [digest(note.document) for note in manifest.policies] == [note.hash for note in manifest.policies]


def test_a_policy_recorded_before_the_period_is_named_too(house: Keeper, archive: Path, tmp_path: Path) -> None:
    events = [record for record in house.records if record.get("event") == "policy"]
    before = [record for record in events if str(record["time"]) < "2026-06-16"]
    (note,) = _bundle(archive, tmp_path / "b.zip", "decisions", SECOND_DAY).manifest.policies
    told: Any = before[-1]["detail"]
    assert (note.hash, note.document) == (told["hash"], told["policy"])
    assert [(span.first, span.last) for span in note.in_force] == [("2026-06-16T12:00:00Z", "2026-06-16T13:50:07Z")]


def test_the_period_is_the_real_one_where_the_days_were_left_open(house: Keeper, archive: Path, tmp_path: Path) -> None:
    manifest = _bundle(archive, tmp_path / "b.zip", "all").manifest
    times = sorted(str(record["time"]) for record in house.records)
    assert manifest.period is not None
    assert (manifest.period.first, manifest.period.last) == (times[0], times[-1])
    assert (manifest.records, manifest.request.document()["from"]) == (len(house.records), None)


def test_measurements_name_their_policies_without_telling_thresholds(
    house: Keeper, archive: Path, tmp_path: Path
) -> None:
    opened = _bundle(archive, tmp_path / "m.zip", "measurements", SECOND_DAY)
    (note,) = opened.manifest.policies
    name = _decided(house, SECOND_DAY[0])[0]["policy_hash"]
    assert name.encode() not in b"".join(opened.files.values())
    assert (note.hash, note.document) == (None, None)
    assert [(span.first, span.last, span.first_seq) for span in note.in_force] == [
        ("2026-06-16T12:00:00Z", "2026-06-16T13:50:00Z", None)
    ]
    own = recognise(opened.manifest, archive, "h", KEY)
    opens = hmac.new(bytes.fromhex(own.commitment_key), json.dumps([name]).encode(), "sha256").hexdigest()
    assert opens == note.commitment


def test_a_policy_that_the_archive_lost_is_still_named(tmp_path: Path) -> None:
    house = household(days=1)
    dropped = next(index for index, record in enumerate(house.records) if record["kind"] == "decision")
    folder = tmp_path / "archive"
    folder.mkdir()
    told = {"seq": house.records[dropped - 1]["seq"], "hash": house.records[dropped - 1]["hash"]}
    (folder / "anchor.json").write_text(json.dumps(told))
    house.records = house.records[dropped:]
    opened = _bundle(archived(house, folder), tmp_path / "b.zip", "decisions")
    assert [note.document is None for note in opened.manifest.policies] == [True, False]
    assert opened.manifest.policies[0].hash == house.records[0]["policy_hash"]
    assert not opened.same


def _forged(opened: Opened, change: Callable[[dict[str, Any]], None], target: Path) -> Path:
    manifest = json.loads(opened.files["manifest.json"])
    change(manifest)
    kept = {name: content for name, content in opened.files.items() if name != "SHA256SUMS"}
    target.write_bytes(container.pack({**kept, "manifest.json": json.dumps(manifest).encode()}))
    return target


def _no_policy(manifest: dict[str, Any]) -> None:
    manifest["policies"] = []


def _one_record_less(manifest: dict[str, Any]) -> None:
    manifest["policies"][0]["in_force"][0]["last_seq"] -= 1


def _other_name(manifest: dict[str, Any]) -> None:
    manifest["policies"][0] |= {"hash": sha256(b"").hexdigest(), "document": None}


def _other_document(manifest: dict[str, Any]) -> None:
    manifest["policies"][0]["document"]["r2"]["soc_hard_min_pct"] = 1


def _twice(manifest: dict[str, Any]) -> None:
    manifest["policies"] *= 2


def _longer(manifest: dict[str, Any]) -> None:
    manifest["period"]["first"] = "2020-01-01T00:00:00Z"


@pytest.mark.parametrize("change", [_no_policy, _one_record_less, _other_name, _other_document, _twice, _longer])
def test_a_manifest_that_names_other_policies_or_days_is_refused(
    archive: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    opened = _bundle(archive, tmp_path / "b.zip", "decisions")
    with pytest.raises(BundleError, match=r"manifest\.json"):
        open_bundle(_forged(opened, change, tmp_path / "forged.zip"))


def _told(manifest: dict[str, Any]) -> None:
    manifest["policies"][0]["hash"] = sha256(b"").hexdigest()


def _later(manifest: dict[str, Any]) -> None:
    manifest["period"]["first"] = "2026-06-15T12:10:00Z"


@pytest.mark.parametrize("change", [_no_policy, _told, _later])
def test_a_bundle_of_measurements_is_held_to_its_manifest_too(
    archive: Path, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    opened = _bundle(archive, tmp_path / "m.zip", "measurements")
    with pytest.raises(BundleError, match=r"manifest\.json"):
        open_bundle(_forged(opened, change, tmp_path / "forged.zip"))


def test_a_bundle_of_the_version_before_still_opens() -> None:
    opened = open_bundle(OLD)
    assert (opened.manifest.version, opened.manifest.period) == (1, None)
    assert (opened.same, opened.reproduced, len(opened.manifest.documents)) == (True, True, 1)
