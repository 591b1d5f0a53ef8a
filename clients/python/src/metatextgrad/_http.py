"""Requests to the gateway, on connections that stay open. Each thread has its own."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import List, Mapping, Optional
from urllib.parse import urlsplit

# Of a whole request, the body of the answer included.
TIMEOUT = 10.0
MAX_REPLY = 16 << 20
_PIECE = 1 << 16


class Unreachable(Exception):
    """The gateway gave no whole answer."""


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def header(self, name: str) -> Optional[str]:
        return self.headers.get(name.lower())


class GatewayHttp:
    def __init__(self, url: str, key: str) -> None:
        """Raises ValueError if the address or the key is not valid."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"the url must be http://HOST or https://HOST, not `{url}`")
        if not key or not key.isascii() or not key.isprintable() or " " in key:
            raise ValueError("the key must be a gateway key: mtg-...")
        # Without a port, http.client would read the end of an IPv6 address as one.
        self._host = parts.hostname
        self._port = parts.port or (443 if parts.scheme == "https" else 80)
        self._path = parts.path.rstrip("/")
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._headers = {"Authorization": f"Bearer {key}"}
        self._own = threading.local()

    def request(
        self, method: str, path: str, headers: Mapping[str, str], body: Optional[bytes] = None
    ) -> Reply:
        """Sends one request and reads the whole answer. Redirects are not followed, because
        they would take the key to another server. Raises Unreachable."""
        connection: Optional[http.client.HTTPConnection] = getattr(self._own, "connection", None)
        if connection is not None:
            try:
                return self._send(connection, method, path, headers, body)
            except socket.timeout as e:
                raise Unreachable("no answer in time") from e
            except (OSError, http.client.HTTPException):
                pass  # Servers close connections that were idle: a new one decides.
        try:
            return self._send(self._connection(), method, path, headers, body)
        except (OSError, http.client.HTTPException) as e:
            raise Unreachable(str(e) or type(e).__name__) from e

    def close(self) -> None:
        """Closes the connection of this thread."""
        connection = getattr(self._own, "connection", None)
        self._own.connection = None
        if connection is not None:
            connection.close()

    def after_fork(self) -> None:
        self._own = threading.local()

    def _connection(self) -> http.client.HTTPConnection:
        if self._tls is None:
            return http.client.HTTPConnection(self._host, self._port, timeout=TIMEOUT)
        return http.client.HTTPSConnection(
            self._host, self._port, timeout=TIMEOUT, context=self._tls
        )

    def _send(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: Optional[bytes],
    ) -> Reply:
        self._own.connection = connection
        end = time.monotonic() + TIMEOUT
        try:
            connection.request(method, self._path + path, body, {**self._headers, **headers})
            answer = connection.getresponse()
            data = _read(answer, end)
            fields = {name.lower(): value for name, value in answer.getheaders()}
            return Reply(answer.status, fields, data)
        except BaseException:
            self.close()
            raise


def _read(answer: http.client.HTTPResponse, end: float) -> bytes:
    """Reads the whole body. The timeout of a socket would begin anew with each piece."""
    pieces: List[bytes] = []
    size = 0
    while True:
        piece = answer.read1(_PIECE)
        if not piece:
            break
        pieces.append(piece)
        size += len(piece)
        if size > MAX_REPLY:
            raise http.client.HTTPException("the answer has more than 16 MiB")
        if time.monotonic() > end:
            raise socket.timeout("no whole answer in time")
    data = b"".join(pieces)
    if answer.length:
        raise http.client.IncompleteRead(data, answer.length)
    answer.close()  # Of the connection, which stays open, only this answer.
    return data


def problem(reply: Reply) -> str:
    """States in one line why the gateway refused a request."""
    detail = " ".join(reply.body[:500].decode("utf-8", "replace").split())
    return f"HTTP {reply.status}: {detail}" if detail else f"HTTP {reply.status}"
