"""Against a real gateway. ClientSuitesTest of services/gateway starts one and sets its address."""

import logging
import os
import unittest

from metatextgrad import AsyncPromptClient, PromptClient

from .gateways import wait_until

URL = os.environ.get("MTG_TEST_GATEWAY", "")
KEY = os.environ.get("MTG_TEST_KEY", "")


@unittest.skipUnless(URL, "MTG_TEST_GATEWAY has no address of a gateway")
class GatewayTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        logging.getLogger("metatextgrad").setLevel(logging.CRITICAL)

    def client(self, key: str = KEY) -> PromptClient:
        client = PromptClient(URL, key, wait=60)
        self.addCleanup(client.close, 0)
        return client

    def test_should_choose_as_the_gateway_states(self) -> None:
        client = self.client()
        first = client.prompt("dyck", fallback="Mine.", group="a")
        second = client.prompt("dyck", fallback="Mine.", group="e")
        labelled = client.prompt("dyck", fallback="Mine.", label="eu")
        self.assertEqual(("v1", "First.", 0.75), (first.version, first.text, first.probability))
        self.assertEqual(("v2", "Second.", 0.25), (second.version, second.text, second.probability))
        self.assertEqual(("v2", None), (labelled.version, labelled.probability))
        self.assertEqual({"nodes", "output"}, set(first.program or {}))

    async def test_should_choose_with_asyncio(self) -> None:
        async with AsyncPromptClient(URL, KEY, wait=60) as client:
            prompt = await client.prompt("dyck", fallback="Mine.", group="a")
            self.assertEqual("First.", prompt.text)

    def test_should_see_that_the_table_is_unchanged(self) -> None:
        client = self.client()
        client.prompt("dyck", fallback="Mine.")
        entry = client._tables._entries["dyck"]
        read = entry.table
        self.assertIsNotNone(entry.tag)
        self.assertEqual(5, client._tables._fetch(entry))
        self.assertIs(read, entry.table)

    def test_should_take_the_fallback_where_the_gateway_refuses(self) -> None:
        for key, project in (("mtg-unknown", "dyck"), (KEY, "other")):
            with self.subTest(project):
                prompt = self.client(key).prompt(project, fallback="Mine.")
                self.assertEqual("Mine.", prompt.text)

    def test_should_deliver_a_task_its_answer_and_feedback(self) -> None:
        client = self.client()
        prompt = client.prompt("dyck", fallback="Mine.", group="a", task="python-1")
        client.report(prompt, input="( [", output="] )")
        client.feedback("dyck", prompt.task, good=True)
        client.close(60)
        self.assertEqual(0, client.lost)

    def test_should_lose_what_the_gateway_refuses(self) -> None:
        client = self.client()
        client.feedback("other", "t", good=True)
        wait_until(lambda: client.lost == 1)
