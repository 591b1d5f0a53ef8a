import logging
import math
import multiprocessing
import os
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

from metatextgrad import PromptClient
from metatextgrad import _sender as sender
from metatextgrad._tables import freshness

from .gateways import Answer, Request, ScriptedGateway, table, wait_until

KEY = "mtg-0123456789abcdef"
# A user of each version under the table of the tests.
OF_FIRST = "a"
OF_SECOND = "e"


class ClientTest(unittest.TestCase):
    def setUp(self) -> None:
        self.gateway = ScriptedGateway()
        self.addCleanup(self.gateway.close)
        logging.getLogger("metatextgrad").setLevel(logging.CRITICAL)

    def client(self, **settings: object) -> PromptClient:
        client = PromptClient(self.gateway.url, KEY, wait=60, **settings)  # type: ignore[arg-type]
        self.addCleanup(client.close, 0)
        return client

    def text(self, client: PromptClient, **choice: str) -> object:
        return client.prompt("dyck", fallback="Mine.", **choice).text

    def test_should_choose_by_user_by_task_and_by_label(self) -> None:
        client = self.client()
        prompt = client.prompt("dyck", fallback="Mine.", group=OF_FIRST, task="t")
        self.assertEqual("Answer as first.", prompt.text)
        self.assertEqual(("first", 4, "champion"), (prompt.version, prompt.serial, prompt.role))
        self.assertEqual((0.75, "t", "a"), (prompt.probability, prompt.task, prompt.group))
        self.assertEqual("Answer as second.", self.text(client, group=OF_SECOND))
        self.assertEqual("Answer as second.", self.text(client, task=OF_SECOND))
        self.assertEqual("Answer as second.", self.text(client, group=OF_FIRST, label="eu"))
        self.assertEqual("Answer as first.", self.text(client, group=OF_SECOND, label="us"))
        self.assertEqual(["/api/v1/prompts/dyck"], [one.path for one in self.gateway.requests])
        self.assertEqual(f"Bearer {KEY}", self.gateway.requests[0].headers["authorization"])

    def test_should_let_the_task_decide_without_a_name_of_the_user(self) -> None:
        client = self.client()
        prompt = client.prompt("dyck", fallback="Mine.", group=" ", task=OF_SECOND)
        self.assertEqual(("Answer as second.", None), (prompt.text, prompt.group))

    def test_should_read_changes_in_the_background_and_nothing_else(self) -> None:
        client = self.client()
        self.text(client)
        wait_until(lambda: len(self.gateway.requests) > 1)
        self.assertIn("if-none-match", self.gateway.requests[1].headers)
        self.gateway.table = table(serial=5)
        wait_until(lambda: client.prompt("dyck", fallback="").serial == 5)

    def test_should_ignore_a_gateway_that_is_behind(self) -> None:
        client = self.client()
        self.text(client)
        self.gateway.table = table(serial=3)
        seen = len(self.gateway.requests)
        wait_until(lambda: len(self.gateway.requests) > seen + 1)
        self.assertEqual(4, client.prompt("dyck", fallback="").serial)

    def test_should_take_the_fallback_without_a_table(self) -> None:
        self.gateway.table = None
        client = self.client()
        prompt = client.prompt("dyck", fallback="Mine.")
        self.assertEqual(("Mine.", None, None), (prompt.text, prompt.version, prompt.probability))
        self.gateway.table = table()
        wait_until(lambda: self.text(client, label="eu") == "Answer as second.")

    def test_should_survive_a_gateway_that_is_gone_or_damaged(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            client = self.client(folder=folder)
            self.assertEqual("Answer as second.", self.text(client, label="eu"))
            seen = len(self.gateway.requests)
            self.gateway.answer = lambda request: (200, {}, b"<html>")
            wait_until(lambda: len(self.gateway.requests) > seen + 1)
            self.gateway.close()
            self.assertEqual("Answer as second.", self.text(client, label="eu"))
            self.assertEqual(table(), Path(folder, "dyck.json").read_bytes())

            restarted = self.client(folder=folder)
            self.assertEqual("Answer as second.", self.text(restarted, label="eu"))
            Path(folder, "dyck.json").write_text("{")
            self.assertEqual("Mine.", self.text(self.client(folder=folder)))
            damaged = table().replace(b'"labelled": [', b'"labelled": 5, "": [')
            Path(folder, "dyck.json").write_bytes(damaged)
            self.assertEqual("Mine.", self.text(self.client(folder=folder)))

    def test_should_store_a_table_as_soon_as_it_can(self) -> None:
        with tempfile.TemporaryDirectory() as parent:
            folder = Path(parent, "prompts")
            folder.write_text("a file in place of the folder")
            client = self.client(folder=folder)
            self.assertEqual("Answer as second.", self.text(client, label="eu"))
            folder.unlink()
            wait_until(Path(folder, "dyck.json").exists)
            self.assertEqual(table(), Path(folder, "dyck.json").read_bytes())

    def test_should_not_replace_the_file_of_a_process_that_is_ahead(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "dyck.json")
            self.gateway.table = None
            client = self.client(folder=folder)
            self.assertEqual("Mine.", self.text(client))
            file.write_bytes(table(serial=5))

            self.gateway.table = table(serial=4)
            wait_until(lambda: client.prompt("dyck", fallback="").serial == 4)
            seen = len(self.gateway.requests)
            wait_until(lambda: len(self.gateway.requests) > seen + 1)
            self.assertEqual(table(serial=5), file.read_bytes())

            self.gateway.table = table(serial=6)
            wait_until(lambda: file.read_bytes() == table(serial=6))
            self.assertEqual(["dyck.json"], os.listdir(folder))

    def test_should_read_again_within_a_minute(self) -> None:
        stated = ("private, max-age=7", "max-age=0", "max-age=86400", "max-age=" + "9" * 30, "no-store")
        self.assertEqual([7, 1, 60, 60, 5], [freshness(one) for one in stated])

    def test_should_read_when_the_system_has_threads_again(self) -> None:
        client = self.client()
        none = mock.Mock(side_effect=RuntimeError("can't start new thread"))
        with mock.patch("threading.Thread.start", none):
            self.assertEqual("Mine.", self.text(client))
        wait_until(lambda: self.text(client, label="eu") == "Answer as second.")

    def test_should_not_wait_for_a_gateway_that_hangs(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as hung:
            url = f"http://127.0.0.1:{hung.getsockname()[1]}"
            client = PromptClient(url, KEY, wait=0.05)
            self.addCleanup(client.close, 0)
            self.assertEqual("Mine.", self.text(client))
            self.assertTrue(client._has_tried("dyck"), "the next prompt would wait too")

    def test_should_report_a_task_and_its_answer(self) -> None:
        client = self.client()
        prompt = client.prompt("dyck", fallback="", group=OF_FIRST, task="t")
        client.report(prompt, input="( [", output="] )", target="] )")
        client.feedback("dyck", "t", score=0.5, comment="too long", idempotency_key="once")
        client.feedback("dyck", "t", good=False, target="] )")
        client.close(60)

        task = {"project": "dyck", "id": "t", "input": "( [", "group": "a", "target": "] )"}
        self.assertEqual([task], [one.json() for one in self.gateway.posts("tasks")])
        answer = self.gateway.posts("answers")[0].json()
        self.assertRegex(answer.pop("served"), r"^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$")
        chosen = {"version": "first", "serial": 4, "probability": 0.75, "output": "] )"}
        self.assertEqual({"project": "dyck", "task": "t", "group": "a", **chosen}, answer)
        given = {one.headers["idempotency-key"]: one.json() for one in self.gateway.posts("feedback")}
        named = {"project": "dyck", "task": "t", "score": 0.5, "comment": "too long"}
        self.assertEqual(named, given.pop("once"))
        flagged = {"project": "dyck", "task": "t", "flag": "bad", "target": "] )"}
        self.assertEqual([flagged], list(given.values()))
        self.assertEqual(0, client.lost)

    def test_should_send_half_of_a_surrogate_pair_as_a_question_mark(self) -> None:
        client = self.client()
        prompt = client.prompt("dyck", fallback="", task="t")
        client.report(prompt, input="( [", output="cut \ud83d")
        client.close(60)
        self.assertEqual("cut ?", self.gateway.posts("answers")[0].json()["output"])

    def test_should_report_no_answer_that_no_chance_drew(self) -> None:
        client = self.client()
        client.report(client.prompt("dyck", fallback="", label="eu"), input="a", output="b")
        client.close(60)
        self.assertEqual(1, len(self.gateway.posts("tasks")))
        self.assertEqual([], self.gateway.posts("answers"))

    def test_should_send_again_with_the_same_key(self) -> None:
        def away(request: Request) -> Answer:
            if len(self.gateway.posts("feedback")) < 3:
                return 503, {"Retry-After": "0"}, b""
            return 202, {}, b"{}"

        self.gateway.answer = away
        client = self.client()
        client.feedback("dyck", "t", good=True)
        client.close(60)
        posts = self.gateway.posts("feedback")
        self.assertEqual(3, len(posts))
        self.assertEqual(1, len({one.headers["idempotency-key"] for one in posts}))
        self.assertEqual(0, client.lost)

    def test_should_send_feedback_while_no_answer_is_accepted(self) -> None:
        def without_answers(request: Request) -> Answer:
            away = request.path == "/api/v1/answers"
            return (503, {}, b"") if away else self.gateway.healthy(request)

        self.gateway.answer = without_answers
        client = self.client()
        prompt = client.prompt("dyck", fallback="Mine.")
        for _ in range(5):
            client.report(prompt, input="( [", output="] )")
        wait_until(lambda: len(self.gateway.posts("answers")) > 1)
        client.feedback("dyck", "t", good=True)
        wait_until(lambda: len(self.gateway.posts("feedback")) == 1)

    def test_should_send_what_waits_when_it_closes(self) -> None:
        def back_after_two(request: Request) -> Answer:
            if len(self.gateway.posts("feedback")) < 3:
                return 503, {"Retry-After": "3600"}, b""
            return 202, {}, b"{}"

        self.gateway.answer = back_after_two
        client = self.client()
        client.feedback("dyck", "t", good=True)
        wait_until(lambda: len(self.gateway.posts("feedback")) == 1)
        client.close(sender.LONGEST_PAUSE - 5)
        self.assertEqual(3, len(self.gateway.posts("feedback")))
        self.assertEqual(0, client.lost)

    def test_should_hurry_all_kinds_when_it_closes(self) -> None:
        def only_feedback_and_late(request: Request) -> Answer:
            if request.path == "/api/v1/tasks" or len(self.gateway.posts("feedback")) < 2:
                return 503, {"Retry-After": "3600"}, b""
            return 202, {}, b"{}"

        client = self.client()
        prompt = client.prompt("dyck", fallback="", label="eu")
        self.gateway.answer = only_feedback_and_late
        client.report(prompt, input="( [", output="] )")
        client.feedback("dyck", "t", good=True)
        wait_until(lambda: bool(self.gateway.posts("feedback") and self.gateway.posts("tasks")))
        client.close(3)
        self.assertEqual(2, len(self.gateway.posts("feedback")))
        self.assertEqual(1, client.lost)

    def test_should_wait_without_a_limit(self) -> None:
        with PromptClient(self.gateway.url, KEY, wait=math.inf) as client:
            self.assertEqual("Answer as second.", self.text(client, label="eu"))
            client.feedback("dyck", "t", good=True)
            client.close(math.inf)
            self.assertEqual(0, client.lost)

    def test_should_count_what_is_refused_and_what_is_too_much(self) -> None:
        self.gateway.answer = lambda request: (400, {}, b'{"detail": "no"}')
        client = self.client()
        client.feedback("dyck", "t", good=True)
        wait_until(lambda: client.lost == 1)

        self.gateway.close()
        with mock.patch.object(sender, "MAX_RECORDS", 3):
            for _ in range(5):
                client.feedback("dyck", "t", good=True)
        self.assertEqual(3, client.lost)
        client.close(0)
        self.assertEqual(6, client.lost)
        client.feedback("dyck", "t", good=True)
        self.assertEqual(7, client.lost)

    def test_should_send_what_waits_at_the_end_of_the_process(self) -> None:
        script = (
            "from metatextgrad import PromptClient\n"
            f"client = PromptClient({self.gateway.url!r}, {KEY!r})\n"
            "client.feedback('dyck', 't', good=True)\n"
        )
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-B", "-c", script], check=True, env=environment)
        self.assertEqual(1, len(self.gateway.posts("feedback")))

    @unittest.skipUnless(hasattr(os, "fork"), "the system has no fork")
    def test_should_send_what_waits_at_the_end_of_a_child(self) -> None:
        def slow(request: Request) -> Answer:
            time.sleep(0.3)
            return self.gateway.healthy(request)

        self.gateway.answer = slow
        client = self.client()
        fork = multiprocessing.get_context("fork")
        child = fork.Process(target=client.feedback, args=("dyck", "t"), kwargs={"good": True})
        child.start()
        child.join(60)
        self.assertEqual(0, child.exitcode)
        self.assertEqual(1, len(self.gateway.posts("feedback")))

    @unittest.skipUnless(hasattr(os, "fork"), "the system has no fork")
    def test_should_work_in_a_forked_process(self) -> None:
        client = self.client()
        self.text(client)
        client.feedback("dyck", "parent", good=True)
        child = os.fork()
        if child == 0:
            right = self.text(client, label="eu") == "Answer as second."
            client.feedback("dyck", "child", good=True)
            client.close(60)
            os._exit(0 if right and client.lost == 0 else 1)
        self.assertEqual(0, os.waitpid(child, 0)[1])
        client.close(60)
        tasks = sorted(one.json()["task"] for one in self.gateway.posts("feedback"))
        self.assertEqual(["child", "parent"], tasks)

    def test_should_log_an_outage_once(self) -> None:
        logging.getLogger("metatextgrad").setLevel(logging.INFO)
        self.gateway.table = None
        with self.assertLogs("metatextgrad") as logged:
            client = self.client()
            self.text(client)
            seen = len(self.gateway.requests)
            wait_until(lambda: len(self.gateway.requests) > seen)
            self.gateway.table = table()
            wait_until(lambda: len(logged.output) > 1)
        reason = "HTTP 404: {\"detail\":\"project `dyck` serves nothing yet\"}"
        self.assertEqual(
            [
                "WARNING:metatextgrad:cannot read the prompts of dyck: "
                f"{reason} (logged once until it works again)",
                "INFO:metatextgrad:works again: read the prompts of dyck",
            ],
            logged.output,
        )

    def test_should_refuse_wrong_arguments(self) -> None:
        for url, key in (("localhost:8080", KEY), ("ftp://a", KEY), ("http://a", "a\nb")):
            with self.subTest(url=url), self.assertRaises(ValueError):
                PromptClient(url, key)
        client = self.client()
        for wrong in ({}, {"score": 2.0}, {"score": 1.0, "good": True}, {"comment": "c"}, {"good": "bad"}):
            with self.subTest(wrong), self.assertRaises(ValueError):
                client.feedback("dyck", "t", **wrong)  # type: ignore[arg-type, unused-ignore]
        with self.assertRaises(ValueError):
            client.feedback("dyck", "t", good=True, idempotency_key="ä")
