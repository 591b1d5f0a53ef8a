import socket
import threading
import unittest
from typing import Callable
from unittest import mock

from metatextgrad import _http
from metatextgrad._http import GatewayHttp, Reply, Unreachable
from metatextgrad._sender import FIRST_PAUSE, LONGEST_PAUSE, _retry_after

from .gateways import ScriptedGateway

KEY = "mtg-0123456789abcdef"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"


class HttpTest(unittest.TestCase):
    def raw(self, answer: Callable[[socket.socket], None]) -> GatewayHttp:
        """Starts a server that answers one request by hand."""
        listening = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listening.close)

        def serve() -> None:
            accepted, _ = listening.accept()
            with accepted:
                accepted.recv(1 << 16)
                answer(accepted)

        threading.Thread(target=serve, daemon=True).start()
        return GatewayHttp(f"http://127.0.0.1:{listening.getsockname()[1]}", KEY)

    def test_should_keep_its_connection(self) -> None:
        with ScriptedGateway() as gateway:
            http = GatewayHttp(gateway.url, KEY)
            http.request("GET", "/api/v1/prompts/dyck", {})
            connection = http._own.connection
            tag = http.request("GET", "/api/v1/prompts/dyck", {}).header("etag")
            headers = {"If-None-Match": tag or ""}
            self.assertEqual(304, http.request("GET", "/api/v1/prompts/dyck", headers).status)
            http.request("POST", "/api/v1/feedback", {}, b"{}")
            self.assertIs(connection, http._own.connection)
            http.close()

    def test_should_wait_for_no_answer_that_never_ends(self) -> None:
        done = threading.Event()
        self.addCleanup(done.set)

        def drip(to: socket.socket) -> None:
            to.sendall(HEAD)
            while not done.wait(0.02):
                to.sendall(b"a")

        http = self.raw(drip)
        with mock.patch.object(_http, "TIMEOUT", 0.2), self.assertRaises(Unreachable):
            http.request("GET", "/", {})

    def test_should_notice_an_answer_that_breaks_off(self) -> None:
        http = self.raw(lambda to: to.sendall(HEAD + b"{}"))
        with self.assertRaises(Unreachable):
            http.request("GET", "/", {})


class RetryAfterTest(unittest.TestCase):
    def test_should_pause_a_bit_longer_than_the_gateway_wants(self) -> None:
        for value, least in (("0", 0), ("5", 5), ("999999", LONGEST_PAUSE)):
            with self.subTest(value):
                pause = _retry_after(Reply(503, {"retry-after": value}, b""), 7)
                self.assertGreaterEqual(pause, least + FIRST_PAUSE / 2)
                self.assertLessEqual(pause, least + FIRST_PAUSE)

    def test_should_keep_its_own_pause_otherwise(self) -> None:
        for headers in ({}, {"retry-after": "Sun, 29 Nov 2026 05:00:00 GMT"}):
            self.assertEqual(7, _retry_after(Reply(503, headers, b""), 7))
