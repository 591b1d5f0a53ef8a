"""A server that answers what a test states, and records what it gets."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

Answer = Tuple[int, Mapping[str, str], bytes]


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Dict[str, Any]:
        value = json.loads(self.body)
        assert isinstance(value, dict)
        return value


def table(serial: int = 4, share: float = 0.25, project: str = "dyck") -> bytes:
    def version(name: str, role: str, part: float) -> Dict[str, Any]:
        text = f"Answer as {name}."
        return {"version": name, "role": role, "share": part, "text": text, "program": {}}

    versions = [version("first", "champion", 1 - share), version("second", "challenger", share)]
    labels = {"production": "first", "eu": "second"}
    record = {"project": project, "serial": serial, "versions": versions, "labels": labels}
    return json.dumps({**record, "labelled": versions}).encode()


class ScriptedGateway:
    """`answer` may be replaced at any time. A POST is accepted unless the test states otherwise."""

    def __init__(self, port: int = 0) -> None:
        self.requests: List[Request] = []
        self.answer: Callable[[Request], Answer] = self.healthy
        self.table: Optional[bytes] = table()
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                size = int(self.headers.get("Content-Length", 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = Request(self.command, self.path, headers, self.rfile.read(size))
                gateway.requests.append(request)
                status, fields, body = gateway.answer(request)
                self.send_response(status)
                for name, value in {**fields, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            do_GET = _answer
            do_POST = _answer

            def log_message(self, *unused: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    def healthy(self, request: Request) -> Answer:
        if request.method == "POST":
            return 202, {}, b'{"task":"t"}'
        if self.table is None:
            return 404, {}, b'{"detail":"project `dyck` serves nothing yet"}'
        tag = f'"{hash(self.table)}"'
        headers = {"ETag": tag, "Cache-Control": "private, max-age=1"}
        if request.headers.get("if-none-match") == tag:
            return 304, headers, b""
        return 200, headers, self.table

    def posts(self, route: str) -> List[Request]:
        return [one for one in list(self.requests) if one.path == f"/api/v1/{route}"]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> ScriptedGateway:
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()


def wait_until(condition: Callable[[], bool], what: str = "the condition") -> None:
    end = time.monotonic() + 60
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"{what} is not true after a minute")
        time.sleep(0.01)
