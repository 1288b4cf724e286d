"""What holds for every request and every answer: a limit on bodies, and headers that keep a browser safe."""

import json
from collections.abc import Mapping, Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot import texts

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY.format(ancestors="'none'"),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser would not say where a form comes from
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
EMBEDDED_PAGES = ("/", "/index.html", "/plain")
"""What our own demo page, and the pages of the allowed sites, may hold in a frame."""
LOADED_BY_OTHERS = ("/widget.js", "/icon.svg")
"""What a page of another site loads."""
NEVER_KEPT = ("/api/", "/health", "/plain", "/channels/")
"""Paths whose answers no cache keeps."""


class SecurityHeaders:
    """Adds the headers to every answer. `origins` are the sites besides ours whose pages may hold the chat."""

    def __init__(self, app: ASGIApp, origins: Sequence[str] = ()) -> None:
        self._app = app
        ancestors = " ".join(["'self'", *origins])
        embedded = {**SECURITY_HEADERS, "Content-Security-Policy": CONTENT_SECURITY_POLICY.format(ancestors=ancestors)}
        del embedded["X-Frame-Options"]  # it knows no list of sites; frame-ancestors is what browsers go by
        self._embedded = embedded
        self._for_others = {**SECURITY_HEADERS, "Cross-Origin-Resource-Policy": "cross-origin"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        path = scope["path"]
        fixed = SECURITY_HEADERS
        if path in EMBEDDED_PAGES:
            fixed = self._embedded
        elif path in LOADED_BY_OTHERS:
            fixed = self._for_others

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(fixed)
                # The page may be kept, but is asked for again: a new version shows at once.
                headers["Cache-Control"] = "no-store" if path.startswith(NEVER_KEPT) else "no-cache"
            await send(message)

        await self._app(scope, receive, send_with_headers)


class OriginCheck:
    """Answers 403 where a browser says that a page of a site that is not allowed wants to write."""

    def __init__(self, app: ASGIApp, origins: Sequence[str] = ()) -> None:
        self._app = app
        self._origins = {each.lower().rstrip("/") for each in origins}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        origin = headers.get("origin", "").lower()
        own = origin.partition("://")[2] == headers.get("host", "").lower()
        if origin and not own and origin not in self._origins:
            return await _refuse(send, 403, "bad_origin", texts.BAD_ORIGIN)
        await self._app(scope, receive, send)


class BodyLimit:
    """Answers 413 to a body of more than `limit` bytes, without reading on; some paths have `limits` of their own."""

    def __init__(self, app: ASGIApp, limit: int, limits: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._limit = limit
        self._limits = limits or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        limit = self._limits.get(scope["path"], self._limit)
        stated = Headers(scope=scope).get("content-length", "")
        if stated.isascii() and stated.isdigit() and int(stated) > limit:
            return await _refuse(send, 413, "body_too_large", texts.BODY_TOO_LARGE)
        # Bodies are small here, so one without a stated length is read whole before anyone sees it.
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            if len(body) > limit:
                return await _refuse(send, 413, "body_too_large", texts.BODY_TOO_LARGE)
            if not message.get("more_body", False):
                break
        handed_over = False

        async def receive_whole() -> Message:
            nonlocal handed_over
            if handed_over:
                return await receive()
            handed_over = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self._app(scope, receive_whole, send)


async def _refuse(send: Send, status: int, error: str, message: str) -> None:
    body = json.dumps({"error": error, "message": message}, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
