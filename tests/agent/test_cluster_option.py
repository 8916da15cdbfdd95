"""Where a cluster is comes from its owner, is in the owner's network, and costs nothing while nobody asks for it."""

from pathlib import Path
import re
import subprocess
import sys

from pydantic import ValidationError
import pytest
import yaml

from bitgridai_agent.cluster import StrangeClusterError, own_address
from bitgridai_agent.options import Options
from tests.agent.running import REPOSITORY

_PATH = f"{REPOSITORY / 'addon'}:{REPOSITORY / 'src'}"
_HEAVY = ("dask", "distributed", "numba", "tornado")


@pytest.mark.parametrize(
    "address",
    [
        "tcp://192.168.1.20:8786",
        "tcp://10.0.0.9:1",
        "tcp://127.0.0.1:8786",
        "tcp://100.64.0.9:8786",
        "tcp://[fd00::1]:8786",
        "tcp://[::1]:8786",
        "tcp://big-machine.local:8786",
    ],
)
def test_an_address_of_the_own_network_is_taken_as_it_is(address: str) -> None:
    assert Options.model_validate({"cluster": address}).cluster == address
    schema = yaml.safe_load((REPOSITORY / "addon" / "config.yaml").read_text("utf-8"))["schema"]["cluster"]
    pattern = re.fullmatch(r"match\((.+)\)\?", schema)
    assert pattern is not None
    assert re.match(pattern[1], address), "the Supervisor lets it through"
    assert re.match(pattern[1], ""), "and nothing at all"


@pytest.mark.parametrize("nothing", ["", " ", None])
def test_an_empty_field_is_no_cluster(nothing: str | None) -> None:
    assert Options.model_validate({"cluster": nothing}).cluster is None


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("192.168.1.20:8786", "it begins with tcp://"),
        ("http://192.168.1.20:8786", "it begins with tcp://"),
        ("tls://192.168.1.20:8786", "use tcp:// in your own network"),
        ("tcp://192.168.1.20", "a port follows the host, usually :8786"),
        ("tcp://192.168.1.20:0", "a port follows the host"),
        ("tcp://192.168.1.20:99999", "Port out of range"),
        ("tcp://:8786", "no host follows tcp://"),
        ("tcp://two words:8786", "no name of a machine"),
        ("tcp://me@192.168.1.20:8786", "nothing but host and port"),
        ("tcp://192.168.1.20:8786/status", "nothing but host and port"),
        ("tcp://8.8.8.8:8786", "8.8.8.8 is not in your own network"),
        ("tcp://[2001:4860:4860::8888]:8786", "is not in your own network"),
        ("tcp://[::ffff:8.8.8.8]:8786", "is not in your own network"),
        ("tcp://0.0.0.0:8786", "is not in your own network"),
        ("tcp://224.0.0.1:8786", "is not in your own network"),
    ],
)
def test_what_is_no_address_of_the_own_network_says_what_is_expected(address: str, told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Options.model_validate({"cluster": address})
    (error,) = refused.value.errors()
    assert told in error["msg"]
    assert "such as tcp://192.168.1.20:8786" in error["msg"]


def test_an_address_that_does_not_fit_ends_the_start_with_one_line(tmp_path: Path) -> None:
    (tmp_path / "options.json").write_text('{"cluster": "tcp://8.8.8.8:8786"}')
    command = [sys.executable, "-m", "bitgridai_agent", "--data", str(tmp_path)]
    ran = subprocess.run(command, env={"PYTHONPATH": _PATH}, capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    assert "cluster: expected the address of a Dask scheduler" in ran.stderr


def test_a_name_is_looked_up_once_and_only_an_own_address_is_called() -> None:
    assert own_address("tcp://localhost:8786") in {"tcp://127.0.0.1:8786", "tcp://[::1]:8786"}
    assert own_address("tcp://[fd00::1]:8786") == "tcp://[fd00::1]:8786"
    with pytest.raises(StrangeClusterError, match="is not in your own network"):
        own_address("tcp://8.8.8.8:8786")


def test_an_agent_that_nobody_asks_has_not_loaded_any_of_it() -> None:
    told = f"import sys, bitgridai_agent.__main__; print([name for name in {_HEAVY} if name in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", told], env={"PYTHONPATH": _PATH}, capture_output=True, text=True, timeout=60, check=True
    )
    assert ran.stdout.strip() == "[]"
