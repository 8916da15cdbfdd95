"""The one secret: who has it may talk to the agent."""

from hmac import compare_digest
import os
from pathlib import Path
import secrets
from typing import Final, override

_BYTES: Final = 32
_SHORTEST: Final = 32


class TokenError(Exception):
    """The token file cannot be used; the text says what to do."""


class Token:
    """A bearer token. It never shows itself in a log."""

    def __init__(self, value: str) -> None:
        """Hold a token; TokenError where it could be guessed."""
        if len(value) < _SHORTEST or not value.isascii() or not value.isprintable() or " " in value:
            raise TokenError(f"expected a token of at least {_SHORTEST} characters without spaces")
        self._value = value.encode()

    def admits(self, header: bytes | None) -> bool:
        """Whether an ``Authorization`` header carries it; takes the same time for every wrong one."""
        return compare_digest(header or b"", b"Bearer " + self._value)

    def reveal(self) -> str:
        """Return it for whoever has to hand it on."""
        return self._value.decode()

    @override
    def __repr__(self) -> str:
        return "Token(…)"


def keep_token(path: Path) -> Token:
    """Read the token from a file that only its owner may read, or make both.

    Raises TokenError where the file cannot be read or others may read it.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return read_token(path)
    except OSError as err:
        raise TokenError(f"{path}: {err.strerror or err}") from err
    with os.fdopen(handle, "w", encoding="ascii") as file:
        token = Token(secrets.token_urlsafe(_BYTES))
        file.write(token.reveal() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return token


def read_token(path: Path) -> Token:
    """Read the token from its file. Raises TokenError where it cannot be read or others may read it."""
    try:
        is_private = path.stat().st_mode & 0o077 == 0
        content = path.read_text(encoding="ascii").strip()
        token = Token(content)
    except (OSError, UnicodeDecodeError, TokenError) as err:
        raise TokenError(f"{path}: cannot be used ({err}); delete it for a new one") from err
    if not is_private:
        raise TokenError(f"{path}: others may read it; run chmod 600 {path}, or delete it for a new one")
    return token
