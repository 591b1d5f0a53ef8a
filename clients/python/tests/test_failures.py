import unittest
from unittest import mock

from metatextgrad._failures import QUIET, FailureLog


class FailureLogTest(unittest.TestCase):
    def test_should_log_one_failure_a_minute(self) -> None:
        now = [100.0]
        log = FailureLog("send")
        with mock.patch("time.monotonic", lambda: now[0]):
            with self.assertLogs("metatextgrad", "INFO") as logged:
                for _ in range(3):
                    log.failed("HTTP 400")
                    log.worked()
                now[0] += QUIET
                log.failed("HTTP 403")
                log.failed("HTTP 403")
        self.assertEqual(
            [
                "cannot send: HTTP 400 (logged once until it works again)",
                "works again: send",
                "cannot send: HTTP 403 (logged once until it works again)",
            ],
            [line.getMessage() for line in logged.records],
        )

    def test_should_log_an_outage_that_begins_in_the_quiet_minute(self) -> None:
        now = [100.0]
        log = FailureLog("send")
        with mock.patch("time.monotonic", lambda: now[0]):
            with self.assertLogs("metatextgrad", "INFO") as logged:
                log.failed("first")
                log.worked()
                log.failed("second")
                now[0] += QUIET
                log.failed("second again")
        self.assertEqual(3, len(logged.records))
        self.assertIn("second again", logged.records[-1].getMessage())
