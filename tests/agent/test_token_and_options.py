"""The secret is kept as one, and options are taken whole or refused with a reason."""

from pathlib import Path
import subprocess
import sys

import pytest

from bitgridai_agent.options import Options, OptionsError
from bitgridai_agent.token import Token, TokenError, keep_token
from tests.agent.running import REPOSITORY


def test_a_new_token_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "token"
    made = keep_token(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert keep_token(path).reveal() == made.reveal()
    assert len(made.reveal()) > 40
    assert keep_token(tmp_path / "other").reveal() != made.reveal()


def test_a_token_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "token"
    keep_token(path)
    path.chmod(0o644)
    with pytest.raises(TokenError, match="chmod 600"):
        keep_token(path)


@pytest.mark.parametrize("content", ["", "short", "x" * 31, "x" * 20 + " " + "x" * 20, "ü" * 40])
def test_a_token_that_could_be_guessed_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "token"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(TokenError, match="delete it for a new one"):
        keep_token(path)


def test_without_options_everything_is_kept(tmp_path: Path) -> None:
    options = Options.read(tmp_path / "options.json")
    assert (options.retention.days, options.retention.max_bytes, options.retention.notice_days) == (None, None, 7)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"keep_days": 3}', "keep_days: Input should be greater than or equal to 30"),
        ('{"keep_megabytes": "much"}', "keep_megabytes"),
        ('{"log_level": "loud"}', "log_level"),
        ('{"keep_day": 30}', "keep_day"),
        ("[]", "options"),
        ("{", "not a readable JSON file"),
    ],
)
def test_options_that_do_not_fit_are_named(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "options.json"
    path.write_text(content)
    with pytest.raises(OptionsError, match=told):
        Options.read(path)


def test_bad_options_end_the_start_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "options.json").write_text('{"notice_days": 0}')
    ran = subprocess.run(
        [sys.executable, "-m", "bitgridai_agent", "--data", tmp_path],
        env={"PYTHONPATH": f"{REPOSITORY / 'addon'}:{REPOSITORY / 'src'}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    assert "notice_days" in ran.stderr


def test_a_short_token_from_the_environment_is_refused() -> None:
    with pytest.raises(TokenError, match="at least 32 characters"):
        Token("secret")
