from __future__ import annotations

import logging
import threading

LOG = logging.getLogger("metatextgrad")


class FailureLog:
    """Logs the first failure after a success, so that an outage is one line. Thread-safe."""

    def __init__(self, activity: str) -> None:
        self._activity = activity
        self._lock = threading.Lock()
        self._failing = False

    def failed(self, reason: object) -> None:
        with self._lock:
            first, self._failing = not self._failing, True
        if first:
            LOG.warning(
                "cannot %s: %s (logged once until it works again)",
                self._activity,
                " ".join(str(reason).split()) or type(reason).__name__,
            )

    def worked(self) -> None:
        with self._lock:
            again, self._failing = self._failing, False
        if again:
            LOG.info("works again: %s", self._activity)

    def after_fork(self) -> None:
        self._lock = threading.Lock()
