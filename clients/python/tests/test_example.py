import json
import os
import subprocess
import sys
import unittest
from pathlib import Path

from .gateways import ScriptedGateway

PROGRAM = Path(__file__).parents[3] / "examples" / "apps" / "python" / "feedback.py"
ANSWERS = [{"task": "t", "rating": True}, {"task": None, "rating": True}]


@unittest.skipUnless(PROGRAM.exists(), f"{PROGRAM} is not there")
class ExampleTest(unittest.TestCase):
    def run_example(self, gateway: ScriptedGateway) -> "subprocess.CompletedProcess[str]":
        settings = {"GATEWAY": gateway.url, "GATEWAY_KEY": "mtg-0123456789abcdef"}
        return subprocess.run(
            [sys.executable, "-B", str(PROGRAM)],
            input="".join(json.dumps(one) + "\n" for one in ANSWERS),
            env={**os.environ, **settings, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def test_should_report_ratings_of_tasks(self) -> None:
        with ScriptedGateway() as gateway:
            self.assertEqual(0, self.run_example(gateway).returncode)
            self.assertEqual(
                [{"project": "dyck", "task": "t", "flag": "good"}],
                [post.json() for post in gateway.posts("feedback")],
            )

    def test_should_fail_if_ratings_are_lost(self) -> None:
        with ScriptedGateway() as gateway:
            gateway.answer = lambda request: (403, {}, b"no")
            ended = self.run_example(gateway)
            self.assertEqual(1, ended.returncode)
            self.assertIn("1 ratings were lost", ended.stderr)
