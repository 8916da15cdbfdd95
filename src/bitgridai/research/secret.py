"""The household's own key, from which every pseudonym follows. It never leaves the house."""

from hashlib import sha256
import hmac
import json
import os
from pathlib import Path
import secrets
from typing import Final, override

from .errors import ResearchError

_BYTES: Final = 32


class Secret:
    """32 random bytes. It never shows itself in a log."""

    def __init__(self, value: bytes) -> None:
        """Hold a key; ResearchError where it could be guessed."""
        if len(value) != _BYTES:
            raise ResearchError(f"expected a key of {_BYTES} bytes")
        self._value = value

    def derive(self, *about: object) -> Secret:
        """Return a key of its own for something; nobody without this one can compute it."""
        return Secret(hmac.new(self._value, json.dumps(about).encode(), sha256).digest())

    def token(self, *about: object) -> str:
        """Return 64 hexadecimal digits for something."""
        return hmac.new(self._value, json.dumps(about).encode(), sha256).hexdigest()

    def reveal(self) -> str:
        """Return it for the file that keeps it."""
        return self._value.hex()

    @override
    def __repr__(self) -> str:
        return "Secret(…)"


def keep_secret(path: Path) -> Secret:
    """Read the key from a file that only its owner may read, or make both.

    Raises ResearchError where the file cannot be used. A lost key breaks no bundle: it only ends the
    household's own ability to recognise the ones made with it.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    except OSError as err:
        raise ResearchError(f"{path}: {err.strerror or err}; choose a folder that can be written") from err
    secret = Secret(secrets.token_bytes(_BYTES))
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret.reveal() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return secret


def _read(path: Path) -> Secret:
    try:
        is_private = path.stat().st_mode & 0o077 == 0
        secret = Secret(bytes.fromhex(path.read_text(encoding="ascii")))
    except (OSError, ValueError, ResearchError) as err:
        raise ResearchError(f"{path}: cannot be used ({err}); restore it, or delete it for a new one") from err
    if not is_private:
        raise ResearchError(f"{path}: others may read it; run chmod 600 {path}")
    return secret
