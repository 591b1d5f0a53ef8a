"""An application that sorts Debian packages: it answers with the served prompt, and learns the right section later.

It needs a Kafka client and JSON. Each answer is a line of the log, so a second start continues behind the last one. It
sends the right answers of the last seconds again, since a killed process may have kept them.
"""

import argparse
import collections
import datetime
import hashlib
import json
import os
import sys
import time
import urllib.request
from pathlib import Path

from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaException, Producer, TopicPartition

from packages import packages

BROKERS = os.environ.get("BROKERS", "localhost:9092")
# Without its own lines: each failed connection would be one.
KAFKA = {"bootstrap.servers": BROKERS, "log_level": 0}
PREFIX = os.environ.get("MTG_PREFIX", "mtg.")
MODELS = os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:18400/v1")
STEP = 50
# Seconds between two lines while nothing serves.
WAIT = 30


class NoAnswer(Exception):
    """The model server is away, or refuses a request."""


class Prompts:
    """The newest serving table of a project."""

    def __init__(self, project):
        topic = PREFIX + "prompts-json"
        self.project = project
        self.table = None
        self.consumer = Consumer({**KAFKA, "group.id": "debian-stream"})
        try:
            partitions = self.consumer.list_topics(topic, timeout=10).topics[topic].partitions
        except KafkaException as error:
            sys.exit(f"no broker answers at {BROKERS}: {error.args[0].str()}; start the system, or set BROKERS")
        if not partitions:
            sys.exit(f"the broker at {BROKERS} has no topic {topic}: start the system, or set BROKERS or MTG_PREFIX")
        self.consumer.assign([TopicPartition(topic, number, OFFSET_BEGINNING) for number in partitions])

    def wait(self):
        """Waits for the first table: the project adapts from then on."""
        while self.read(WAIT) is None:
            print(f"waits for a prompt: mtg projects apply, then mtg adapt start {self.project}", file=sys.stderr)
        return self.table

    def read(self, seconds=0.0):
        while True:
            record = self.consumer.poll(seconds)
            if record is None:
                return self.table
            if record.error():
                continue
            table = json.loads(record.value())
            if table["project"] == self.project and (self.table is None or table["serial"] >= self.table["serial"]):
                self.table = table
                seconds = 0


def chosen(table, unit):
    digest = hashlib.sha256()
    for part in ("assignment", table["project"], str(table["serial"]), unit):
        digest.update(b"%d:%b" % (len(part.encode()), part.encode()))
    place = (int.from_bytes(digest.digest()[:8], "big") >> 11) / 2**53
    second = table["versions"][1:]
    return second[0] if second and place < second[0]["share"] else table["versions"][0]


def answer(prompt, text, temperature):
    body = {
        "model": "small",
        "temperature": temperature,
        "max_tokens": 100,
        "messages": [{"role": "system", "content": prompt}, {"role": "user", "content": text}],
    }
    headers = {"Content-Type": "application/json", "Authorization": "Bearer " + os.environ.get("OPENAI_API_KEY", "x")}
    request = urllib.request.Request(MODELS + "/chat/completions", json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=600) as response:
            return json.load(response)["choices"][0]["message"]["content"]
    except OSError as error:
        raise NoAnswer(f"no answer of the model `small` at {MODELS}: {error}") from error


def is_right(output, section):
    return output.strip().splitlines()[-1:] == ["Answer: " + section]


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat()


class Stream:
    def __init__(self, arguments):
        self.project = arguments.project
        self.truth_after = arguments.truth_after
        self.producer = Producer({**KAFKA, "partitioner": "murmur2_random"})
        self.late = collections.deque()

    def send(self, topic, record):
        self.producer.produce(PREFIX + topic, json.dumps({"project": self.project, **record}))
        self.producer.poll(0)

    def truths(self, at):
        """Sends the right answers that are known at this time: a second record of the same task."""
        while self.late and self.late[0][0] <= at:
            self.send("tasks", self.late.popleft()[1])

    def truth_of(self, row, after):
        """Keeps the right answer of a task until so many seconds have passed."""
        name, text, section = row
        self.late.append((time.monotonic() + after, {"id": "debian-" + name, "input": text, "target": section}))

    def serve(self, table, row, temperature):
        name, text, section = row
        task = {"id": "debian-" + name, "input": text}
        self.send("tasks", task)
        version = chosen(table, task["id"])
        output = answer(version["text"], text, temperature)
        record = {"task": task["id"], "version": version["version"], "serial": table["serial"]}
        self.send("answers", {**record, "probability": version["share"], "output": output, "served": now()})
        self.truth_of(row, self.truth_after)
        return {**record, "served": now(), "right": is_right(output, section), "temperature": temperature}

    def close(self):
        """Sends what is known later at once, and waits for Kafka."""
        self.truths(float("inf"))
        self.producer.flush(60)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--project", default="debian")
    parser.add_argument("--tasks", type=int, default=1_200, help="all tasks of the story (%(default)s)")
    parser.add_argument("--truth-after", type=float, default=30, help="seconds until the right answer (%(default)s)")
    parser.add_argument("--pause", type=float, default=0, help="seconds between two tasks (%(default)s)")
    parser.add_argument("--swap-at", type=int, default=1_000, help="the task from which the model samples (%(default)s)")
    parser.add_argument("--swap-temperature", type=float, default=1.0, help="its temperature then (%(default)s)")
    parser.add_argument("--log", type=Path, default=Path("debian-stream.jsonl"), help="a line for each answer")
    return parser.parse_args()


def play(options, rows, done, stream, prompts):
    right = collections.deque(maxlen=100)
    with options.log.open("a") as log:
        for place, row in enumerate(rows[done:], done):
            stream.truths(time.monotonic())
            temperature = options.swap_temperature if place >= options.swap_at else 0
            line = stream.serve(prompts.read(), row, temperature)
            print(json.dumps({"place": place, **line}), file=log, flush=True)
            right.append(line["right"])
            if (place + 1) % STEP == 0:
                score = sum(right) / len(right)
                version = line["version"][:8]
                counted = f"{place + 1} of {len(rows)} tasks, {score:.2f} right of the last {len(right)}"
                print(f"{counted}, version {version}", flush=True)
            time.sleep(options.pause)


def kept(answered, seconds):
    """Returns how many of the last tasks may still have waited for their right answers when the log ended."""
    if not answered:
        return 0
    times = [datetime.datetime.fromisoformat(line["served"]) for line in answered]
    return sum((times[-1] - time).total_seconds() <= seconds for time in times)


def main():
    options = arguments()
    answered = [json.loads(line) for line in options.log.read_text().splitlines()] if options.log.exists() else []
    done = len(answered)
    try:
        rows = packages()[: options.tasks]
    except FileNotFoundError:
        sys.exit("apt-cache is needed, which lists the packages: run this on Debian or Ubuntu")
    if not rows:
        sys.exit("the package index of this machine is empty: apt-get update")
    prompts = Prompts(options.project)
    prompts.wait()
    stream = Stream(options)
    for row in rows[done - kept(answered, options.truth_after) : done]:
        stream.truth_of(row, 0)
    try:
        play(options, rows, done, stream, prompts)
    except NoAnswer as problem:
        sys.exit(f"{problem}; start again to continue")
    except KeyboardInterrupt:
        print("stopped: start again to continue", file=sys.stderr)
    finally:
        stream.close()


if __name__ == "__main__":
    main()
