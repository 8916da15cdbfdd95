"""A backup that is made while the agent runs holds every record, and the agent goes on after it."""

import os
from pathlib import Path
import shutil
import subprocess
import sys

import pytest

from bitgridai.archive import ArchiveBusyError, prove
from bitgridai.archive.archive import bodies_in
from bitgridai.archive.retention import Retention
from bitgridai_agent.vault import Vault
from tests.agent.running import LEDGER, REPOSITORY, TOKEN, Running, free_port, running
from tests.archive.chains import chain


def _told(module: str, *arguments: str, token: str = TOKEN) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(REPOSITORY / "addon"), str(REPOSITORY / "src")])
    return subprocess.run(
        [sys.executable, "-m", f"bitgridai_agent.{module}", *arguments],
        env={"PYTHONPATH": path, **({"BITGRIDAI_AGENT_TOKEN": token} if token else {})},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _backup(agent: Running, moment: str) -> subprocess.CompletedProcess[str]:
    return _told("backup", moment, "--data", str(agent.data), "--port", str(agent.http.base_url.port))


def test_a_copy_made_between_begin_and_end_is_whole(tmp_path: Path) -> None:
    records = chain(15)
    with running(tmp_path / "agent") as agent:
        assert agent.send(records[:50]).status_code == 200
        assert _backup(agent, "begin").returncode == 0
        late = agent.send(records[50:])
        assert (late.status_code, late.json()["code"]) == (503, "archive_busy")
        assert "backup" in late.json()["detail"]
        copy = shutil.copytree(agent.data, tmp_path / "copy")
        assert agent.tip() == 50, "who asks is answered meanwhile"
        assert _backup(agent, "end").returncode == 0
        assert agent.send(records[50:]).status_code == 200
        assert agent.stop() == 0
    assert (copy / "archive" / LEDGER / "journal.jsonl").read_bytes() == b"", "nothing waits outside of the files"
    assert list(bodies_in(copy / "archive" / LEDGER)) == records[:50]
    assert prove(copy / "archive" / LEDGER).whole
    with running(copy) as restored:
        assert restored.tip() == 50
        assert restored.send(records[50:]).status_code == 200


def test_nothing_is_joined_or_deleted_while_files_are_copied(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    vault.append(LEDGER, chain(5))
    vault.stand_still(60)
    before = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    vault.tend(Retention(days=None, max_bytes=1, notice_days=1))
    for write in (vault.append, vault.fill, vault.append_telemetry):
        with pytest.raises(ArchiveBusyError, match="send again"):
            write(LEDGER, chain(5))
    with pytest.raises(ArchiveBusyError, match="send again"):
        vault.seal(LEDGER)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == before
    vault.go_on()
    assert vault.append(LEDGER, chain(6)).seq == 24
    vault.close()


def test_a_backup_that_nobody_ends_is_over_by_itself(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    vault.append(LEDGER, chain(1))
    vault.stand_still(0)
    assert vault.append(LEDGER, chain(2)).seq == 8
    vault.close()


def test_a_backup_of_an_agent_that_does_not_answer_fails_with_a_reason(tmp_path: Path) -> None:
    ran = _told("backup", "begin", "--data", str(tmp_path), "--port", str(free_port()))
    assert ran.returncode == 1
    assert "does not answer" in ran.stderr
    without = _told("backup", "begin", "--data", str(tmp_path), token="")
    assert without.returncode == 1
    assert "token" in without.stderr
    assert not list(tmp_path.iterdir()), "asking makes no token"


def test_a_backup_with_a_wrong_token_is_refused(tmp_path: Path) -> None:
    with running(tmp_path) as agent:
        port = str(agent.http.base_url.port)
        ran = _told("backup", "begin", "--data", str(tmp_path), "--port", port, token="x" * 40)
        assert ran.returncode == 1
        assert "401" in ran.stderr


def test_a_health_check_says_by_its_exit_code_whether_the_agent_answers(tmp_path: Path) -> None:
    with running(tmp_path) as agent:
        assert _told("health", str(agent.http.base_url.port)).returncode == 0
    ran = _told("health", str(free_port()))
    assert ran.returncode == 1
    assert "does not answer" in ran.stderr
