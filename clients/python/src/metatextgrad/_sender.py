"""Sends records of one kind in the background, and again until the gateway has accepted them."""

from __future__ import annotations

import json
import random
import threading
import time
import uuid
from collections import deque
from dataclasses import dataclass
from typing import Any, Deque, List, Mapping, Optional

from ._failures import FailureLog
from ._http import GatewayHttp, Reply, problem

MAX_RECORDS = 10_000
MAX_BYTES = 16 << 20
THREADS = 2
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0

# All other refusals stay what they are when the request is repeated.
_TEMPORARY = (408, 429, 502, 503, 504)


@dataclass(frozen=True)
class _Record:
    body: bytes
    key: str


class Sender:
    def __init__(self, http: GatewayHttp, kind: str, failures: FailureLog) -> None:
        self._http = http
        self._route = f"/api/v1/{kind}"
        self._failures = failures
        self._lost = 0
        self._reset()

    def _reset(self) -> None:
        self._changed = threading.Condition()
        self._waiting: Deque[_Record] = deque()
        self._bytes = 0
        self._records = 0
        self._threads: List[threading.Thread] = []
        self._closing = False
        self._hurried = threading.Event()
        self._stopped = threading.Event()

    @property
    def lost(self) -> int:
        return self._lost

    def send(self, fields: Mapping[str, Any], key: Optional[str] = None) -> None:
        """Returns at once. A record beyond the limits is lost, and counted."""
        text = json.dumps(fields, separators=(",", ":"), allow_nan=False, ensure_ascii=False)
        # Half of a surrogate pair, as a cut text may end with, is no character: the gateway refuses it.
        body = text.encode("utf-8", "replace")
        with self._changed:
            refused = self._refused(len(body))
            if refused is None:
                self._records += 1
                self._bytes += len(body)
                self._waiting.append(_Record(body, key or str(uuid.uuid4())))
                self._start()
                self._changed.notify()
            else:
                self._lost += 1
        if refused is not None:
            self._failures.failed(refused)

    def hurry(self) -> None:
        """Takes no more records, and ends the pauses of those that wait."""
        with self._changed:
            self._closing = True
            self._hurried.set()
            self._changed.notify_all()

    def close(self, timeout: float) -> None:
        """Sends what waits, at most for these seconds. What is left is lost, and counted."""
        end = time.monotonic() + timeout
        self.hurry()
        with self._changed:
            while self._records > 0 and self._threads and time.monotonic() < end:
                self._changed.wait(end - time.monotonic())
            left, self._records = self._records, 0
            self._waiting.clear()
            self._lost += left
        self._stopped.set()
        if left:
            self._failures.failed(f"the client was closed while {left} records waited")

    def after_fork(self) -> None:
        """The parent sends what waits. Threads do not survive: the next record starts new ones."""
        closing = self._closing
        self._reset()
        self._closing = closing
        self._failures.after_fork()

    def _refused(self, size: int) -> Optional[str]:
        if self._closing:
            return "the client is closed"
        if self._records >= MAX_RECORDS or self._bytes + size > MAX_BYTES:
            return f"more than {MAX_RECORDS} records of a kind or 16 MiB wait for the gateway"
        return None

    def _start(self) -> None:
        if len(self._threads) >= min(THREADS, self._records):
            return
        thread = threading.Thread(target=self._run, name="metatextgrad sender", daemon=True)
        try:
            thread.start()
            self._threads.append(thread)
        except RuntimeError:
            pass  # The interpreter is shutting down: close() counts the record.

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._waiting and not self._closing:
                    self._changed.wait()
                if not self._waiting:
                    break
                record = self._waiting.popleft()
            delivered = self._deliver(record)
            with self._changed:
                if self._stopped.is_set():
                    break  # close() has counted it.
                self._records -= 1
                self._bytes -= len(record.body)
                self._lost += 0 if delivered else 1
                self._changed.notify_all()
        self._http.close()

    def _deliver(self, record: _Record) -> bool:
        pause = FIRST_PAUSE
        while not self._stopped.is_set():
            headers = {"Content-Type": "application/json", "Idempotency-Key": record.key}
            wait = pause * _spread()
            try:
                reply = self._http.request("POST", self._route, headers, record.body)
                if 200 <= reply.status < 300:
                    self._failures.worked()
                    return True
                self._failures.failed(problem(reply))
                if reply.status not in _TEMPORARY:
                    return False
                wait = _retry_after(reply, wait)
            except Exception as e:  # No answer of a server may end this thread.
                self._failures.failed(e)
            self._pause(wait)
            pause = min(pause * 2, LONGEST_PAUSE)
        return False

    def _pause(self, seconds: float) -> None:
        """Closing ends a pause, and shortens the next ones: what waits has little time left."""
        if self._hurried.is_set():
            self._stopped.wait(min(seconds, FIRST_PAUSE))
        else:
            self._hurried.wait(seconds)


def _retry_after(reply: Reply, otherwise: float) -> float:
    """Returns the pause that the gateway wants, and a bit more: `Retry-After: 0` is no pause."""
    value = (reply.header("retry-after") or "").strip()
    if not value.isdecimal():
        return otherwise
    return min(float(value), LONGEST_PAUSE) + FIRST_PAUSE * _spread()


def _spread() -> float:
    """Not all processes come back at once."""
    return random.uniform(0.5, 1)
