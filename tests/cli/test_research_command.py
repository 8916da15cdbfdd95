"""``bitgridai research``: a bundle leaves one machine and is opened on another."""

from pathlib import Path

import pytest

from tests.research.households import NAMES, archived, household

from .run import bitgridai


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archived(household(days=1), tmp_path_factory.mktemp("house") / "archive")


def test_a_bundle_is_made_encrypted_and_opened_by_whom_it_is_for(archive: Path, tmp_path: Path) -> None:
    bundle, key, secret = tmp_path / "bundle.zip.age", tmp_path / "key", tmp_path / "secret"
    public = bitgridai("research", "keygen", key)
    assert key.stat().st_mode & 0o777 == 0o600
    made = bitgridai("research", "make", archive, bundle, "--secret", secret, "--recipient", public.out.strip())
    assert (made.code, made.json["encrypted"]) == (0, True)
    closed = bitgridai("research", "open", bundle)
    assert (closed.code, len(closed.err.splitlines())) == (2, 1)
    assert "--key FILE" in closed.err
    opened = bitgridai("research", "open", bundle, "--key", key, "--json", "--into", tmp_path / "files")
    assert opened.code == 0
    told = opened.json
    assert (told["whole"], told["same"], told["reproduced"]) == (True, True, True)
    assert (told["records"], told["inner_sha256"]) == (made.json["records"], made.json["inner_sha256"])
    assert {path.name for path in (tmp_path / "files").iterdir()} == {
        "manifest.json",
        "records.parquet",
        "measurements.parquet",
        "SHA256SUMS",
    }
    spoken = bitgridai("research", "open", bundle, "--key", key)
    assert "24 decisions" in spoken.out
    (first, last), names = told["period"].values(), [note["hash"] for note in told["policies"]]
    assert f"from {first} to {last}" in spoken.out
    assert [line.split()[1].rstrip(",") for line in spoken.out.splitlines() if line.startswith("policy ")] == names
    assert "the same, byte for byte" in spoken.out


def test_measurements_have_nothing_to_replay(archive: Path, tmp_path: Path) -> None:
    bundle, secret = tmp_path / "bundle.zip", tmp_path / "secret"
    bitgridai("research", "make", archive, bundle, "--secret", secret, "--scope", "measurements")
    opened = bitgridai("research", "open", bundle)
    assert (opened.code, "nothing to replay" in opened.out) == (0, True)


def test_the_household_knows_its_own_bundle(archive: Path, tmp_path: Path) -> None:
    bundle, secret = tmp_path / "bundle.zip", tmp_path / "secret"
    bitgridai("research", "make", archive, bundle, "--secret", secret)
    own = bitgridai("research", "own", bundle, archive, "--secret", secret)
    assert (own.code, sorted(own.json["loads"].values())) == (0, sorted(NAMES[:3]))
    stranger = bitgridai("research", "own", bundle, archive, "--secret", tmp_path / "other")
    assert (stranger.code, "expected the key" in stranger.err) == (2, True)
    assert not (tmp_path / "other").exists()


def test_what_cannot_be_done_is_said_in_one_line(archive: Path, tmp_path: Path) -> None:
    secret, bundle = tmp_path / "secret", tmp_path / "b.zip"
    refused = household(days=1)
    refused.consent(given=False)
    silent = archived(refused, tmp_path / "refused")
    bundle.write_bytes(b"mine")
    for arguments, told in (
        (("make", tmp_path, tmp_path / "c.zip", "--secret", secret), "not an archive"),
        (("make", archive, bundle, "--secret", secret), "exists already"),
        (("make", silent, tmp_path / "c.zip", "--secret", secret), "consent to research use was taken back"),
        (("make", archive, tmp_path / "c.zip", "--secret", secret, "--from", "soon"), "expected a day"),
        (("open", bundle), "no whole zip file"),
        (("open", tmp_path / "nothing.zip"), "No such file"),
        (("keygen", bundle), "choose another name"),
    ):
        ran = bitgridai("research", *arguments)
        assert (ran.code, len(ran.err.splitlines())) == (2, 1), arguments
        assert told in ran.err
    assert bundle.read_bytes() == b"mine"
    assert not (tmp_path / "c.zip").exists()
