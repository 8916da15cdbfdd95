"""The owner's Dask cluster: how its scheduler is named, and that it is in the owner's own network.

A Dask scheduler trusts whoever reaches it, and is trusted in return: what it sends is unpickled. So its
address is an option, never part of a request, and nothing outside of the own network is asked.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address
import re
import socket
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

_EXPECTED: Final = "expected the address of a Dask scheduler, such as tcp://192.168.1.20:8786"
_NAME: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9])?\.?")

type Address = IPv4Address | IPv6Address


class StrangeClusterError(Exception):
    """The scheduler is not in the owner's own network, or nobody there knows its name."""


def _scheduler(text: str | None) -> str | None:
    """Check what was entered; nothing at all is no cluster."""
    if text is None or not (text := text.strip()):
        return None
    try:
        host, _ = _parts(text)
    except ValueError as err:
        raise PydanticCustomError("cluster", "{told}", {"told": f"{_EXPECTED}: {err}"}) from err
    literal = _literal(host)
    if literal is not None and not _is_own(literal):
        told = f"{_EXPECTED}: {host} is not in your own network, and nothing outside of it is asked"
        raise PydanticCustomError("cluster", "{told}", {"told": told})
    return text


type Scheduler = Annotated[str | None, AfterValidator(_scheduler)]


def own_address(scheduler: str) -> str:
    """Return a scheduler's address in the own network, as it is now: ``tcp://192.168.1.20:8786``.

    A name is looked up here, and whoever connects gets what was found: another look-up could lead elsewhere.
    Raises StrangeClusterError.
    """
    host, port = _parts(scheduler)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as err:
        raise StrangeClusterError(f"nobody knows where {host} is; check the option cluster ({scheduler})") from err
    for *_, place in found:
        address = ip_address(str(place[0]).partition("%")[0])
        if _is_own(address):
            return f"tcp://[{address}]:{port}" if address.version == 6 else f"tcp://{address}:{port}"  # noqa: PLR2004  # the protocol's own name
    raise StrangeClusterError(
        f"{host} is not in your own network, and nothing outside of it is asked; check the option cluster ({scheduler})"
    )


def _parts(text: str) -> tuple[str, int]:
    """Divide an address into host and port. Raises ValueError, which says what is wrong."""
    told = urlsplit(text)
    if told.scheme == "tls":
        raise ValueError("tls:// needs certificates that the agent has no place for; use tcp:// in your own network")
    if told.scheme != "tcp":
        raise ValueError("it begins with tcp://")
    if told.path or told.query or told.fragment or "@" in told.netloc:
        raise ValueError("nothing but host and port follows tcp://")
    host, port = told.hostname or "", told.port  # raises ValueError beyond 65535
    if not host:
        raise ValueError("no host follows tcp://")
    if _literal(host) is None and not _NAME.fullmatch(host):
        raise ValueError(f"{host} is no name of a machine")
    if not port:
        raise ValueError("a port follows the host, usually :8786")
    return host, port


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _is_own(address: Address) -> bool:
    """Whether an address is one of a network at home: private, shared with a VPN, of the link or of this machine."""
    return not (address.is_global or address.is_multicast or address.is_unspecified)
