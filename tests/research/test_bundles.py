"""A bundle holds what a researcher needs to verify and replay, and nothing that names the household."""

import hmac
import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings, strategies as st
import polars as pl
import pyarrow.parquet as pq
import pytest

from bitgridai.research import (
    NoConsentError,
    NothingToExportError,
    Opened,
    RecipientError,
    ResearchError,
    ResearchRequest,
    Secret,
    keep_secret,
    make_bundle,
    open_bundle,
    recognise,
)
from bitgridai.research.disguise import Disguise
from bitgridai.research.seal import new_key
from tests.engine.houses import NOON
from tests.research.households import DAY_S, NAMES, Household, archived, household, secrets_of

ALL = ResearchRequest.of("all", None, None)
KEY = Secret(bytes(range(32)))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archived(household(), tmp_path_factory.mktemp("house") / "archive")


def _opened(archive: Path, target: Path, request: ResearchRequest = ALL, secret: Secret = KEY) -> Opened:
    make_bundle(archive, "01JHOUSE", request, secret, target)
    return open_bundle(target)


def _bodies(opened: Opened, folder: Path) -> list[dict[str, Any]]:
    path = folder / "records.parquet"
    path.write_bytes(opened.files["records.parquet"])
    return [json.loads(body) for body in pq.read_table(path).column("body").to_pylist()]


def test_every_record_is_reproduced_byte_for_byte_without_its_names(archive: Path, tmp_path: Path) -> None:
    opened = _opened(archive, tmp_path / "bundle.zip")
    assert opened.difference is None
    assert (opened.same, opened.reproduced) == (True, True)
    assert opened.replay is not None
    assert opened.replay.decisions == 48
    assert opened.manifest.records == len(household().records)


def test_no_name_no_hash_and_no_id_made_from_a_name_leaves(archive: Path, tmp_path: Path) -> None:
    opened = _opened(archive, tmp_path / "bundle.zip")
    bodies = json.dumps(_bodies(opened, tmp_path), ensure_ascii=False)
    told = [bodies, *(content.decode("latin-1") for content in opened.files.values())]
    hidden = secrets_of(household()) | {"01JHOUSE"}
    assert len(hidden) > 100
    assert [name for name in hidden for text in told if name in text] == []
    assert "text-" in bodies, "what a person wrote is replaced, not left out where the engine looks at it"


def test_a_name_where_nobody_expects_one_is_replaced_too() -> None:
    disguise = Disguise(KEY, {"rod"})
    told = disguise.plain({"Villa Kunterbunt": [{"note": "call Zoë"}], "rod": "stop", "when": "2026-05-01T00:00:00Z"})
    assert "Zoë" not in json.dumps(told, ensure_ascii=False)
    assert not [key for key in told if "Villa" in key]
    assert (told["rod"], told["when"]) == ("stop", "2026-05-01T00:00:00Z")


@given(st.sets(st.text(min_size=1, max_size=20), min_size=2, max_size=50))
@settings(max_examples=50)
def test_loads_keep_the_order_that_decides_between_equal_priorities(loads: set[str]) -> None:
    disguise = Disguise(KEY, loads)
    assert [disguise.load(load) for load in sorted(loads)] == sorted(disguise.loads.values())
    assert len(set(disguise.loads.values())) == len(loads)


def test_the_same_request_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    one = make_bundle(archive, "01JHOUSE", ALL, KEY, tmp_path / "one.zip")
    two = make_bundle(archive, "01JHOUSE", ALL, KEY, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    assert (one.sha256, one.inner_sha256) == (two.sha256, one.sha256)
    assert (tmp_path / "one.zip").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["one.zip", "two.zip"]


def test_two_bundles_of_one_household_share_no_pseudonym(archive: Path, tmp_path: Path) -> None:
    whole = _opened(archive, tmp_path / "all.zip").manifest
    first = _opened(archive, tmp_path / "day.zip", ResearchRequest.of("all", "2026-06-15", "2026-06-15")).manifest
    other = _opened(archive, tmp_path / "key.zip", secret=Secret(bytes(32))).manifest
    for one, two in ((whole, first), (whole, other)):
        assert one.household != two.household
        assert not set(one.loads) & set(two.loads)
        assert one.commitments != two.commitments
        assert one.chain is not None
        assert two.chain is not None
        assert one.chain.anchor != two.chain.anchor


def test_the_household_alone_recognises_its_bundle_and_opens_its_commitments(tmp_path: Path) -> None:
    house = household(days=1)
    folder = archived(house, tmp_path / "archive")
    manifest = _opened(folder, tmp_path / "bundle.zip").manifest
    house.live(NOON + 6 * DAY_S)
    archived(house, folder)
    own = recognise(manifest, folder, "01JHOUSE", KEY)
    assert own.loads == dict(zip(manifest.loads, sorted(NAMES[:3]), strict=True))
    assert own.first_hash == house.records[0]["hash"]
    key = bytes.fromhex(own.commitment_key)
    for told, ledger in ((manifest.commitments.first, own.first_hash), (manifest.commitments.last, own.last_hash)):
        assert hmac.new(key, json.dumps([ledger]).encode(), "sha256").hexdigest() == told
    for ledger, secret in (("01JHOUSE", Secret(bytes(32))), ("01JOTHER", KEY)):
        with pytest.raises(ResearchError, match="did not make the bundle"):
            recognise(manifest, folder, ledger, secret)


def test_a_period_is_whole_days_and_brings_the_policy_that_was_in_force(archive: Path, tmp_path: Path) -> None:
    opened = _opened(archive, tmp_path / "day.zip", ResearchRequest.of("decisions", "2026-06-16", "2026-06-16"))
    times = {record["time"][:10] for record in _bodies(opened, tmp_path)}
    assert times == {"2026-06-16"}
    assert opened.reproduced
    assert len(opened.manifest.policies) == 1
    assert opened.replay is not None
    assert opened.replay.decisions == 24


def test_measurements_are_coarse_and_hold_no_decision(archive: Path, tmp_path: Path) -> None:
    opened = _opened(archive, tmp_path / "m.zip", ResearchRequest.of("measurements", None, None))
    assert (opened.replay, opened.same, opened.manifest.documents) == (None, True, [])
    assert opened.files.keys() == {"manifest.json", "measurements.parquet", "SHA256SUMS"}
    path = tmp_path / "measurements.parquet"
    path.write_bytes(opened.files["measurements.parquet"])
    table = pl.read_parquet(path)
    assert table.height == 24
    assert set(table["grid_power_w"].drop_nulls() % 10) == {0.0}
    assert -1200 in table["grid_power_w"].to_list(), "1200.123456 W, coarsened"
    assert table["grid_power_w"].null_count() == 2, "a lost meter is not known, not 0"
    assert set(table["loads"][0].struct.field("load")) == set(opened.manifest.loads)


def test_without_consent_there_is_no_bundle(tmp_path: Path) -> None:
    never = Household()
    never.live(NOON)
    back = household(days=1)
    back.consent(given=False)
    for number, (house, told) in enumerate(((never, "holds no consent"), (back, "taken back"))):
        folder = archived(house, tmp_path / str(number))
        with pytest.raises(NoConsentError, match=told):
            make_bundle(folder, "h", ALL, KEY, tmp_path / "bundle.zip")
    assert not (tmp_path / "bundle.zip").exists()


def test_consent_counts_from_wherever_it_stands(tmp_path: Path) -> None:
    house = household(days=1)
    house.consent(given=False)
    house.consent(given=True)
    house.live(NOON + 6 * DAY_S)
    assert _opened(archived(house, tmp_path / "a"), tmp_path / "bundle.zip").reproduced


def test_a_period_without_records_is_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(NothingToExportError, match="no records of this period"):
        make_bundle(archive, "h", ResearchRequest.of("all", "2020-01-01", "2020-12-31"), KEY, tmp_path / "b.zip")
    with pytest.raises(ResearchError, match="before it begins"):
        ResearchRequest.of("all", "2026-01-02", "2026-01-01")
    with pytest.raises(ResearchError, match="expected a day"):
        ResearchRequest.of("all", "yesterday", None)
    assert not list(tmp_path.iterdir())


def test_an_encrypted_bundle_opens_with_its_key_only(archive: Path, tmp_path: Path) -> None:
    (private, public), (stranger, _) = new_key(), new_key()
    plain = make_bundle(archive, "h", ALL, KEY, tmp_path / "plain.zip")
    sealed = make_bundle(archive, "h", ALL, KEY, tmp_path / "sealed.age", public)
    assert (sealed.encrypted, sealed.inner_sha256) == (True, plain.sha256)
    assert sealed.sha256 != plain.sha256
    (tmp_path / "key").write_text(f"# mine\n{private}\n")
    (tmp_path / "stranger").write_text(stranger)
    assert open_bundle(tmp_path / "sealed.age", tmp_path / "key").inner_sha256 == plain.sha256
    for key, told in ((None, "--key FILE"), (tmp_path / "stranger", "not encrypted to"), (tmp_path / "no", "no key")):
        with pytest.raises(RecipientError, match=told):
            open_bundle(tmp_path / "sealed.age", key)
    with pytest.raises(RecipientError, match="begins with age1"):
        make_bundle(archive, "h", ALL, KEY, tmp_path / "other.age", "ssh-rsa AAAA")
    assert not (tmp_path / "other.age").exists()


def test_the_key_of_the_pseudonyms_is_kept_for_its_owner_only(tmp_path: Path) -> None:
    made = keep_secret(tmp_path / "key")
    assert keep_secret(tmp_path / "key").reveal() == made.reveal()
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert made.reveal() not in repr(made)
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(ResearchError, match="chmod 600"):
        keep_secret(tmp_path / "key")
    (tmp_path / "key").write_text("short")
    with pytest.raises(ResearchError, match="delete it for a new one"):
        keep_secret(tmp_path / "key")


def test_the_names_of_the_household_are_really_in_its_ledger() -> None:
    told = json.dumps(household().records, ensure_ascii=False)
    assert all(name in told for name in NAMES)
