"""``bitgridai simulate`` and ``verify``: a day of the recorded week, proven and tampered with."""

from pathlib import Path
import shutil

import pytest

from .run import REPOSITORY, Ran, bitgridai

HOUSE = REPOSITORY / "config_examples" / "household_real_week.yaml"
TRACE = REPOSITORY / "custom_components" / "bitgridai" / "simulation" / "traces" / "household_fr_week.csv"


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    ledger = tmp_path_factory.mktemp("day") / "day.jsonl"
    return bitgridai("simulate", "--household", HOUSE, "--days", "1", "--json", "--ledger", ledger), ledger


def test_a_simulated_day_reports_what_came_of_it(day: tuple[Ran, Path]) -> None:
    ran, _ = day
    assert (ran.code, ran.err) == (0, "")
    report = ran.json
    assert report["ledger_verified"] is True
    assert report["load_energy_kwh"]["miner"] > 5
    assert report["import_caused_kwh"] < 0.5
    assert sum(report["decisions_by_code"].values()) == report["decisions"] >= 144
    assert report["starts"]["total"] <= 6


def test_the_same_day_from_its_trace_has_the_same_hash(day: tuple[Ran, Path]) -> None:
    again = bitgridai("simulate", "--household", HOUSE, "--trace", TRACE, "--days", "1", "--json")
    assert again.json["last_hash"] == day[0].json["last_hash"]


def test_its_ledger_verifies(day: tuple[Ran, Path]) -> None:
    ran = bitgridai("verify", day[1])
    assert ran.code == 0
    assert ran.json["verified"] is True
    assert ran.json["last_hash"] == day[0].json["last_hash"]


@pytest.mark.parametrize(
    ("find", "put"),
    [
        (b'"chip_temp_c":', b'"chip_temp_C":'),
        (b"R1_SURPLUS_LOW", b"R1_SURPLUS_OKK"),
        (b'"price_max_ct":25', b'"price_max_ct":26'),
    ],
)
def test_a_changed_byte_is_found_and_named(day: tuple[Ran, Path], tmp_path: Path, find: bytes, put: bytes) -> None:
    changed = tmp_path / "changed.jsonl"
    body = day[1].read_bytes()
    assert find in body
    changed.write_bytes(body.replace(find, put, 1))
    ran = bitgridai("verify", changed)
    assert ran.code == 1
    assert ran.json["verified"] is False
    assert ran.json["difference"]


def test_a_cut_last_line_is_found(day: tuple[Ran, Path], tmp_path: Path) -> None:
    cut = tmp_path / "cut.jsonl"
    cut.write_bytes(day[1].read_bytes()[:-1])
    ran = bitgridai("verify", cut)
    assert ran.code == 1
    assert "cut off" in ran.json["difference"]


def test_a_cut_at_a_line_is_found_with_the_last_hash_that_was_kept(day: tuple[Ran, Path], tmp_path: Path) -> None:
    cut = tmp_path / "cut.jsonl"
    cut.write_bytes(b"".join(day[1].read_bytes().splitlines(keepends=True)[:-1]))
    assert bitgridai("verify", cut).code == 0
    ran = bitgridai("verify", cut, "--last-hash", day[0].json["last_hash"])
    assert ran.code == 1
    assert ran.json["difference"].startswith("the ledger, last hash: ")


def test_a_damaged_first_byte_is_a_difference_and_not_another_file(day: tuple[Ran, Path], tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.jsonl"
    damaged.write_bytes(b"[" + day[1].read_bytes()[1:])
    ran = bitgridai("verify", damaged)
    assert ran.code == 1
    assert "line 1" in ran.json["difference"]


def test_what_was_verified_before_the_damage_is_counted(day: tuple[Ran, Path], tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.jsonl"
    lines = day[1].read_bytes().splitlines(keepends=True)
    damaged.write_bytes(b"".join([*lines[:20], lines[20].replace(b",", b", ", 1), *lines[21:]]))
    ran = bitgridai("verify", damaged)
    assert ran.code == 1
    assert (ran.json["records"], ran.json["last_seq"]) == (20, 20)
    assert "line 21" in ran.json["difference"]


def test_a_ledger_is_never_overwritten(day: tuple[Ran, Path]) -> None:
    ran = bitgridai("simulate", "--household", HOUSE, "--days", "1", "--ledger", day[1])
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "File exists" in ran.err


def test_a_policy_file_changes_what_is_done(day: tuple[Ran, Path], tmp_path: Path) -> None:
    policy = tmp_path / "manual.yaml"
    policy.write_text("autonomy: manual\n")
    ran = bitgridai("simulate", "--household", HOUSE, "--days", "1", "--json", "--policy", policy)
    assert ran.json["starts"]["total"] == 0
    assert ran.json["last_hash"] != day[0].json["last_hash"]


def test_a_preset_is_where_the_policy_begins(tmp_path: Path) -> None:
    export_kwh = {}
    for preset in ("careful", "eager"):
        ran = bitgridai("simulate", "--household", HOUSE, "--days", "2", "--json", "--preset", preset)
        assert ran.code == 0
        export_kwh[preset] = ran.json["export_kwh"]
    assert export_kwh["careful"] > export_kwh["eager"]
    policy = tmp_path / "manual.yaml"
    policy.write_text("autonomy: manual\n")
    ran = bitgridai("simulate", "--household", HOUSE, "--days", "1", "--json", "--preset", "eager", "--policy", policy)
    assert ran.json["starts"]["total"] == 0


@pytest.mark.parametrize(
    ("policy", "says"),
    [
        ("r2: [1", "policy.yaml: expected valid YAML"),
        ("r2: {soc_hard_min: 3}", "policy.yaml: policy.r2.soc_hard_min: expected no such key here"),
        ("r1: {price_max_ct: cheap}", "policy.yaml: policy.r1.price_max_ct: expected a number from"),
    ],
)
def test_a_wrong_policy_is_refused_in_one_line(tmp_path: Path, policy: str, says: str) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text(policy)
    ran = bitgridai("simulate", "--household", HOUSE, "--days", "1", "--policy", file)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"bitgridai simulate: {says}")
    assert ran.err.count("\n") == 1


def test_a_trace_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    trace = tmp_path / "trace.csv"
    trace.write_text("utc,load_w,pv_w\n2024-08-12T00:00:00Z,1,2\n2024-08-12T00:30:00Z,x,2\n")
    ran = bitgridai("simulate", "--household", HOUSE, "--trace", trace)
    assert ran.code == 2
    assert "trace.csv" in ran.err
    assert ran.err.count("\n") == 1


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    assert bitgridai("verify", tmp_path / "nothing.db").code == 2
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert bitgridai("verify", empty).err == f"bitgridai verify: {empty}: the file is empty\n"
    picture = tmp_path / "picture.db"
    shutil.copy(REPOSITORY / "LICENSE", picture)
    ran = bitgridai("verify", picture)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert bitgridai("verify", tmp_path).code == 2


def test_the_loop_bench_prints_its_figures() -> None:
    ran = bitgridai("bench", "loop", "--json")
    assert ran.code == 0
    assert ran.json["blocks"] == 144
    assert 0 < ran.json["look_median_ms"] < ran.json["block_tick_median_ms"]
