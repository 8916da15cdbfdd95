"""Turning what can go wrong into answers, in one place."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from bitgridai.archive import ArchiveBusyError, ArchiveError, ChainError
from bitgridai.research import NoConsentError, NothingToExportError, RecipientError, ResearchError

from .exports import ExportBusyError, UnknownExportError
from .jobs import JobError, UnknownJobError
from .vault import UnknownLedgerError

_MANY: Final = 5
"""Mistakes in one request that are named."""


def _answer(status: int, code: str, detail: str, **more: object) -> JSONResponse:
    return JSONResponse({"code": code, "detail": detail, **more}, status)


def _chain(_: Request, err: Exception) -> JSONResponse:
    broken = cast("ChainError", err)  # it is registered for this class
    return _answer(409, "chain_broken", str(err), seq=broken.seq, hash=broken.last_hash)


def _busy(_: Request, err: Exception) -> JSONResponse:
    return _answer(503, "archive_busy", str(err))


def _refused(_: Request, err: Exception) -> JSONResponse:
    return _answer(409, "archive_refused", str(err))


def _unknown(_: Request, err: Exception) -> JSONResponse:
    return _answer(404, "unknown_ledger", f"no ledger {err} has sent anything; GET v1/ledgers names those that have")


def _unknown_export(_: Request, err: Exception) -> JSONResponse:
    return _answer(404, "unknown_export", f"there is no bundle {err}; GET v1/exports names those that there are")


_RESEARCH: Final[tuple[tuple[type[ResearchError], int, str], ...]] = (
    (NoConsentError, 403, "no_consent"),
    (NothingToExportError, 409, "nothing_to_export"),
    (RecipientError, 422, "bad_recipient"),
    (ExportBusyError, 409, "export_busy"),
    (ResearchError, 409, "export_refused"),
)


def _research(_: Request, err: Exception) -> JSONResponse:
    status, code = next((status, code) for kind, status, code in _RESEARCH if isinstance(err, kind))
    return _answer(status, code, str(err))


def _unknown_job(_: Request, err: Exception) -> JSONResponse:
    return _answer(404, "unknown_job", f"there is no job {err} (any more); GET v1/jobs names those that are kept")


def _job(_: Request, err: Exception) -> JSONResponse:
    refused = cast("JobError", err)  # it is registered for this class
    return _answer(409, refused.code, str(err))


def _disk(_: Request, err: Exception) -> JSONResponse:
    failed = cast("OSError", err)  # it is registered for this class
    return _answer(507, "cannot_write", f"the agent's folder cannot be written: {failed.strerror or failed}")


def _invalid(_: Request, err: Exception) -> JSONResponse:
    found = cast("RequestValidationError", err).errors()  # it is registered for this class
    return _answer(422, "invalid_request", "; ".join(_told(each) for each in found[:_MANY]))


def _told(found: dict[str, Any]) -> str:
    """Name one place and what is expected there."""
    place = ".".join(str(step) for step in found["loc"][1:] if not str(step).startswith("function-"))
    return f"{place or found['loc'][0]}: {found['msg']}"


def _http(request: Request, err: Exception) -> JSONResponse:
    told = cast("HTTPException", err)  # it is registered for this class
    answer = _answer(told.status_code, HTTPStatus(told.status_code).name.lower(), str(told.detail))
    answer.headers.update(told.headers or {})
    if told.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        answer.headers["allow"] = ", ".join(sorted(_methods(request)))
    return answer


def _methods(request: Request) -> Iterator[str]:
    """Iterate over every method of a path: each of its routes knows only its own."""
    for path, methods in request.app.openapi()["paths"].items():
        if compile_path(path)[0].match(request.url.path):
            yield from (method.upper() for method in methods)


def install(app: FastAPI) -> None:
    """Let an app answer with them."""
    for kind, handler in (
        (ChainError, _chain),
        (ArchiveBusyError, _busy),
        (ArchiveError, _refused),
        (UnknownLedgerError, _unknown),
        (UnknownExportError, _unknown_export),
        (ResearchError, _research),
        (UnknownJobError, _unknown_job),
        (JobError, _job),
        (OSError, _disk),
        (RequestValidationError, _invalid),
        (HTTPException, _http),
    ):
        app.add_exception_handler(kind, handler)
