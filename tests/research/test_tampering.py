"""Whoever sends a bundle is not trusted: what is not exactly a bundle is refused, and nothing is written."""

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
import json
from pathlib import Path
import struct
from typing import Any
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bitgridai.research import BundleError, ResearchRequest, Secret, container, make_bundle, open_bundle
from bitgridai.research.tables import RECORDS
from custom_components.bitgridai.engine.canonical import canonical_bytes
from custom_components.bitgridai.engine.record import record_hash
from tests.research.households import archived, household

type Members = dict[str, bytes]
type Trick = Callable[[zipfile.ZipFile, Members], None]
KEY = Secret(bytes(range(32)))


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house")
    archive = archived(household(days=1), folder / "archive")
    return make_bundle(archive, "h", ResearchRequest.of("all", None, None), KEY, folder / "bundle.zip").path


@pytest.fixture
def members(bundle: Path) -> Members:
    return open_bundle(bundle).files


def _zip(path: Path, members: Members, trick: Trick | None = None) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
        if trick is not None:
            trick(made, members)
    return path


def _info(name: str, mode: int = 0o100644, compress: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr, info.compress_type = mode << 16, compress
    return info


def _named(name: str) -> Trick:
    return lambda made, _: made.writestr(name, b"x")


def _twice(made: zipfile.ZipFile, members: Members) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("manifest.json", members["manifest.json"])


@pytest.mark.parametrize(
    ("trick", "told"),
    [
        (_named("../../etc/cron.d/x"), "a bundle holds only"),
        (_named("/etc/passwd"), "a bundle holds only"),
        (_named("C:\\autoexec.bat"), "a bundle holds only"),
        (_named("records/../manifest.json"), "a bundle holds only"),
        (_named("more.parquet"), "a bundle holds only"),
        (_named("folder/"), "a bundle holds only"),
        (_twice, "twice"),
    ],
)
def test_no_name_but_a_bundles_own_is_opened(tmp_path: Path, members: Members, trick: Trick, told: str) -> None:
    path = _zip(tmp_path / "b.zip", members, trick)
    with pytest.raises(BundleError, match=told):
        open_bundle(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_in_the_place_of_a_file_is_refused(tmp_path: Path, members: Members) -> None:
    rest = {name: content for name, content in members.items() if name != "manifest.json"}
    link = _info("manifest.json", 0o120777)
    path = _zip(tmp_path / "b.zip", rest, lambda made, _: made.writestr(link, b"/etc/passwd"))
    with pytest.raises(BundleError, match="no link"):
        open_bundle(path)


def test_a_bomb_does_not_go_off(tmp_path: Path, members: Members) -> None:
    rest = {name: content for name, content in members.items() if name != "manifest.json"}
    packed = _info("manifest.json", compress=zipfile.ZIP_DEFLATED)
    path = _zip(tmp_path / "b.zip", rest, lambda made, _: made.writestr(packed, bytes(50_000_000)))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(BundleError, match="stored, not compressed"):
        open_bundle(path)


def test_files_that_lie_over_each_other_are_refused(tmp_path: Path) -> None:
    """Every entry of the directory points at the same bytes: small outside, large inside."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as made:
        made.writestr("records.parquet", bytes(100_000))
    content = whole.getvalue()
    start = content.index(b"PK\x01\x02")
    entry, end = content[start : content.index(b"PK\x05\x06")], content[content.index(b"PK\x05\x06") :]
    names = [b"records.parquet", b"measurements.parquet", b"manifest.json", b"SHA256SUMS"]
    entries = b"".join(entry[:28] + struct.pack("<H", len(name)) + entry[30:46] + name for name in names)
    tail = end[:8] + struct.pack("<HHII", len(names), len(names), len(entries), start) + end[20:]
    path = tmp_path / "b.zip"
    path.write_bytes(content[:start] + entries + tail)
    with pytest.raises(BundleError, match="larger than the bundle itself"):
        open_bundle(path)


def test_a_parquet_file_that_unpacks_without_end_is_refused(tmp_path: Path, members: Members) -> None:
    sink = BytesIO()
    row = {"seq": 1, "time": 0, "kind": "event", "body": "x" * 40_000_000}
    pq.write_table(pa.Table.from_pylist([row], schema=RECORDS), sink, compression="zstd", use_dictionary=False)
    assert len(sink.getvalue()) < 50_000
    path = tmp_path / "b.zip"
    path.write_bytes(_rewritten(members, sink.getvalue(), records=1))
    with pytest.raises(BundleError, match="bytes of memory"):
        open_bundle(path)


def _rewritten(members: Members, table: bytes, **changes: Any) -> bytes:
    """Pack other records with sums and a manifest that fit them: somebody who knows what they do."""
    manifest = json.loads(members["manifest.json"])
    rows = pq.read_metadata(BytesIO(table)).num_rows
    note = {"bytes": len(table), "sha256": sha256(table).hexdigest(), "rows": rows}
    manifest["files"]["records.parquet"] = note
    manifest |= changes
    kept = {name: content for name, content in members.items() if name != "SHA256SUMS"}
    return container.pack({**kept, "records.parquet": table, "manifest.json": json.dumps(manifest).encode()})


@pytest.mark.parametrize("name", ["manifest.json", "records.parquet", "measurements.parquet", "SHA256SUMS"])
def test_a_changed_byte_is_found_in_any_file(tmp_path: Path, members: Members, name: str) -> None:
    changed = bytearray(members[name])
    changed[len(changed) // 2] ^= 1
    path = _zip(tmp_path / "b.zip", {**members, name: bytes(changed)})
    with pytest.raises(BundleError, match="SHA"):
        open_bundle(path)


@pytest.mark.parametrize("name", ["manifest.json", "records.parquet", "SHA256SUMS"])
def test_a_file_that_is_missing_is_missed(tmp_path: Path, members: Members, name: str) -> None:
    path = _zip(tmp_path / "b.zip", {key: content for key, content in members.items() if key != name})
    with pytest.raises(BundleError, match=r"lacks|other files"):
        open_bundle(path)


@pytest.mark.parametrize("content", [b"", b"PK", b"not a zip at all", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_bundle_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(BundleError):
        open_bundle(tmp_path / "b.zip")


def test_every_bundle_that_was_cut_off_is_refused(tmp_path: Path, bundle: Path) -> None:
    content = bundle.read_bytes()
    for length in range(0, len(content), len(content) // 40):
        (tmp_path / "b.zip").write_bytes(content[:length])
        with pytest.raises(BundleError):
            open_bundle(tmp_path / "b.zip")


def _records(members: Members) -> list[dict[str, Any]]:
    return [json.loads(body) for body in pq.read_table(BytesIO(members["records.parquet"])).column("body").to_pylist()]


def _table(records: list[dict[str, Any]]) -> bytes:
    rows = [
        {"seq": record["seq"], "time": 0, "kind": record["kind"], "body": canonical_bytes(record).decode()}
        for record in records
    ]
    sink = BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=RECORDS), sink)
    return sink.getvalue()


def test_a_record_that_was_left_out_breaks_the_chain_whatever_the_sums_say(tmp_path: Path, members: Members) -> None:
    records = _records(members)
    path = tmp_path / "b.zip"
    for without in (3, len(records) - 1):
        left = records[:without] + records[without + 1 :]
        path.write_bytes(_rewritten(members, _table(left), records=len(left)))
        with pytest.raises(BundleError, match=r"does not follow|the chain ends"):
            open_bundle(path)


def test_a_decision_that_the_engine_would_not_make_is_told(tmp_path: Path, members: Members) -> None:
    """Everything fits, down to the chain: only the replay can tell."""
    records = _records(members)
    forged = next(index for index, record in enumerate(records) if record["kind"] == "decision" and index > 10)
    load = next(iter(records[forged]["decision"]["loads"]))
    records[forged]["decision"]["loads"][load]["target_w"] = 77_777
    for before, record in zip(records[forged - 1 :], records[forged:], strict=False):
        record["prev_hash"] = before["hash"]
        if "memory" in record:
            record["memory"]["last_hash"] = before["hash"]
        record["hash"] = record_hash(record)
    chain = {**json.loads(members["manifest.json"])["chain"], "last_hash": records[-1]["hash"]}
    path = tmp_path / "b.zip"
    path.write_bytes(_rewritten(members, _table(records), chain=chain))
    opened = open_bundle(path)
    assert (opened.same, opened.reproduced) == (False, False)
    assert opened.replay is not None
    (differing,) = opened.replay.differing
    assert (differing.seq, differing.load, differing.recorded.target_w) == (records[forged]["seq"], load, 77_777)
    assert "target_w" in str(opened.difference)


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 3},
        {"format": "something"},
        {"chain": None},
        {"request": {"scope": "measurements", "from": None, "to": None}},
        {"request": {"scope": "everything", "from": None, "to": None}},
        {"commitments": {"first": "x", "last": "y"}},
        {"records": 3},
        {"files": {}},
        {"loads": [1]},
        {"policies": [{"r1": 5}]},
        {"period": None},
        {"household": None},
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(tmp_path: Path, members: Members, changes: dict[str, Any]) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(_rewritten(members, members["records.parquet"], **changes))
    with pytest.raises(BundleError, match=r"manifest|the chain ends|cannot be replayed"):
        open_bundle(path)


@pytest.mark.parametrize("record", [[], {}, {"kind": "decision"}, None])
def test_records_that_are_none_are_refused_without_a_crash(tmp_path: Path, members: Members, record: Any) -> None:
    rows = [{"seq": 1, "time": 0, "kind": "decision", "body": json.dumps(record)}]
    sink = BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=RECORDS), sink)
    path = tmp_path / "b.zip"
    path.write_bytes(_rewritten(members, sink.getvalue(), records=1))
    with pytest.raises(BundleError):
        open_bundle(path)
