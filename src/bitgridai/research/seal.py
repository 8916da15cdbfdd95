"""Encrypting a bundle to a public key, in the age format (https://age-encryption.org/v1)."""

from pathlib import Path
from typing import Final

import pyrage
from pyrage import x25519

from .errors import RecipientError

_MAGIC: Final = b"age-encryption.org/v1"


def is_sealed(content: bytes) -> bool:
    """Whether bytes are encrypted."""
    return content.startswith(_MAGIC)


def seal(content: bytes, recipient: str) -> bytes:
    """Encrypt to a public key (``age1…``); RecipientError where it is none.

    The same content gives other bytes each time: what stays is the hash of the content.
    """
    try:
        key = x25519.Recipient.from_str(recipient.strip())
    except Exception as err:
        raise RecipientError(
            "expected a public key that begins with age1, as `bitgridai research keygen` prints"
        ) from err
    sealed: bytes = pyrage.encrypt(content, [key])
    return sealed


def unseal(content: bytes, key_file: Path) -> bytes:
    """Decrypt with the keys in a file; RecipientError where none of them fits."""
    try:
        lines = key_file.read_text(encoding="ascii").splitlines()
        keys = [x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except Exception as err:
        raise RecipientError(f"{key_file}: holds no key that begins with AGE-SECRET-KEY-1") from err
    try:
        opened: bytes = pyrage.decrypt(content, keys)
    except pyrage.DecryptError as err:
        raise RecipientError(f"the bundle was not encrypted to the key in {key_file}, or it is damaged") from err
    return opened


def new_key() -> tuple[str, str]:
    """Return a new private key and the public one that belongs to it."""
    key = x25519.Identity.generate()
    return str(key), str(key.to_public())
