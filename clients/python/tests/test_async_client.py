import logging
import socket
import unittest

from metatextgrad import AsyncPromptClient

from .gateways import ScriptedGateway

KEY = "mtg-0123456789abcdef"


class AsyncClientTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        logging.getLogger("metatextgrad").setLevel(logging.CRITICAL)

    async def test_should_serve_and_report(self) -> None:
        with ScriptedGateway() as gateway:
            async with AsyncPromptClient(gateway.url, KEY, wait=60) as client:
                prompt = await client.prompt("dyck", fallback="Mine.", group="a", task="t")
                self.assertEqual("Answer as first.", prompt.text)
                client.report(prompt, input="( [", output="] )")
                client.feedback("dyck", "t", good=True)
                await client.close(60)
            self.assertEqual(
                ["/api/v1/answers", "/api/v1/feedback", "/api/v1/tasks"],
                sorted(one.path for one in gateway.requests if one.method == "POST"),
            )
            self.assertEqual(0, client.lost)

    async def test_should_not_wait_for_a_gateway_that_hangs(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as hung:
            url = f"http://127.0.0.1:{hung.getsockname()[1]}"
            client = AsyncPromptClient(url, KEY, wait=0.05)
            prompt = await client.prompt("dyck", fallback="Mine.")
            self.assertEqual("Mine.", prompt.text)
            await client.close(0)
