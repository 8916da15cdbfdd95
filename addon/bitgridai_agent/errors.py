"""Turning what can go wrong into answers, in one place."""

from typing import cast

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from bitgridai.archive import ArchiveBusyError, ArchiveError, ChainError

from .vault import UnknownLedgerError


def _answer(status: int, detail: str, **more: object) -> JSONResponse:
    return JSONResponse({"detail": detail, **more}, status)


def _chain(_: Request, err: Exception) -> JSONResponse:
    broken = cast("ChainError", err)  # it is registered for this class
    return _answer(409, str(err), seq=broken.seq, hash=broken.last_hash)


def _busy(_: Request, err: Exception) -> JSONResponse:
    return _answer(503, str(err))


def _refused(_: Request, err: Exception) -> JSONResponse:
    return _answer(409, str(err))


def _unknown(_: Request, err: Exception) -> JSONResponse:
    return _answer(404, f"no ledger {err} has sent anything")


def _disk(_: Request, err: Exception) -> JSONResponse:
    failed = cast("OSError", err)  # it is registered for this class
    return _answer(507, f"the archive cannot be written: {failed.strerror or failed}")


def install(app: FastAPI) -> None:
    """Let an app answer with them."""
    for kind, handler in (
        (ChainError, _chain),
        (ArchiveBusyError, _busy),
        (ArchiveError, _refused),
        (UnknownLedgerError, _unknown),
        (OSError, _disk),
    ):
        app.add_exception_handler(kind, handler)
