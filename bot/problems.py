"""Every error of the web is a sentence in Arabic with a name for programs, and never a trace of our code."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from bot import texts
from bot.conversation import BadToken
from bot.handling import NotYet
from bot.http_rules import SECURITY_HEADERS
from bot.inbox import TooManyWaiting, UnknownConversation
from bot.limits import TooFast


class Problem(BaseModel):
    """Why a request was not answered. | سبب تعذّر الطلب."""

    error: str = Field(description="A name for programs. | اسم للبرامج.")
    message: str = Field(description="A sentence for the citizen. | جملة للمستفيد.")


def _problem(status: int, error: str, message: str) -> JSONResponse:
    return JSONResponse(Problem(error=error, message=message).model_dump(), status_code=status)


def answer_errors(app: FastAPI) -> None:
    """Has the application answer its errors so."""

    @app.exception_handler(UnknownConversation)
    async def unknown_conversation(_request: Request, _error: Exception) -> JSONResponse:
        return _problem(404, "unknown_conversation", texts.UNKNOWN_CONVERSATION)

    @app.exception_handler(TooManyWaiting)
    async def too_many_waiting(_request: Request, _error: Exception) -> JSONResponse:
        return _problem(429, "too_many_waiting", texts.TOO_MANY_WAITING)

    @app.exception_handler(BadToken)
    async def bad_token(_request: Request, _error: Exception) -> JSONResponse:
        return _problem(401, "bad_token", texts.BAD_TOKEN)

    @app.exception_handler(TooFast)
    async def too_fast(_request: Request, error: Exception) -> JSONResponse:
        answer = _problem(429, "too_fast", texts.TOO_FAST)
        answer.headers["Retry-After"] = str(error.seconds if isinstance(error, TooFast) else 60)
        return answer

    @app.exception_handler(NotYet)
    async def not_yet(_request: Request, _error: Exception) -> JSONResponse:
        answer = _problem(503, "not_yet", texts.NOT_ANSWERING)
        answer.headers["Retry-After"] = "2"
        return answer

    @app.exception_handler(RequestValidationError)
    async def not_understood(_request: Request, error: Exception) -> JSONResponse:
        broken_json = isinstance(error, RequestValidationError) and any(
            each["type"] == "json_invalid" for each in error.errors()
        )
        return _problem(400 if broken_json else 422, "not_understood", texts.NOT_UNDERSTOOD)

    @app.exception_handler(HTTPException)
    async def refused(_request: Request, error: Exception) -> JSONResponse:
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == 404:
            return _problem(404, "not_found", texts.NOT_FOUND)
        if status == 400:  # JSON that Python's reader gives up on, such as endless brackets
            return _problem(400, "not_understood", texts.NOT_UNDERSTOOD)
        if status == 405:
            return _problem(405, "wrong_method", texts.WRONG_METHOD)
        return _problem(status, "refused", texts.NOT_UNDERSTOOD)

    @app.exception_handler(Exception)
    async def broken(_request: Request, _error: Exception) -> JSONResponse:
        answer = _problem(500, "broken", texts.BROKEN)
        # This answer is made outside of all middleware, and the server ends the connection after it.
        answer.headers.update({**SECURITY_HEADERS, "Connection": "close"})
        return answer
