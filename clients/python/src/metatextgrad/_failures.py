from __future__ import annotations

import logging
import threading
import time

LOG = logging.getLogger("metatextgrad")
QUIET = 60.0


class FailureLog:
    """Logs the first failure after a success, so that an outage is one line. Thread-safe.

    It logs one failure a minute at most: the gateway may refuse some records and accept others.
    """

    def __init__(self, activity: str) -> None:
        self._activity = activity
        self._lock = threading.Lock()
        self._logged = False
        self._quiet_until = 0.0

    def failed(self, reason: object) -> None:
        with self._lock:
            now = time.monotonic()
            first = not self._logged and now >= self._quiet_until
            if first:
                self._logged, self._quiet_until = True, now + QUIET
        if first:
            LOG.warning(
                "cannot %s: %s (logged once until it works again)",
                self._activity,
                " ".join(str(reason).split()) or type(reason).__name__,
            )

    def worked(self) -> None:
        with self._lock:
            again, self._logged = self._logged, False
        if again:
            LOG.info("works again: %s", self._activity)

    def after_fork(self) -> None:
        self._lock = threading.Lock()
