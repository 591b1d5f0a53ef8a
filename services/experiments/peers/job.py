"""One run of one peer: its tasks, its models, and the programs that it accepted."""

import json
from pathlib import Path

from models import Http, Models

# Of all requests to the task model, one in so many is new at the least.
MOST_REQUESTS = 10


class Job:
    def __init__(self, study, line):
        self.peer = line["peer"]
        self.setting = line["setting"]
        self.seed = line["seed"]
        self.budget = study["calls"]
        self.seed_prompt = study["seedPrompt"]
        self.train = tasks(study["train"])
        self.val = tasks(study["val"])
        self.models = Models(study["baseUrl"], study["models"])
        self.scorer = Http(study["scorer"])
        self.programs = []
        # A study of distinct calls answers an equal request to the task model from the earlier one.
        self.answers = {} if study["distinct"] else None
        self.requests = 0

    def spent(self):
        """Whether the calls are used up. A peer that only repeats requests would never make the others."""
        return self.models.calls >= self.budget or self.requests >= MOST_REQUESTS * self.budget

    def score(self, task, answer):
        """The score of an answer, and the words of the evaluator."""
        reply = self.scorer.post("", {"task": task["id"], "answer": answer})
        return reply["score"], reply["criticism"]

    def answer(self, prompt, task):
        """The reply of the student to a task, in the form in which metaTextGrad asks it too."""
        self.requests += 1
        messages = [
            {"role": "system", "content": prompt},
            {"role": "user", "content": task["input"]},
        ]
        if self.answers is None:
            return self.models.chat("program", messages)
        key = (prompt, task["input"])
        if key not in self.answers:
            self.answers[key] = self.models.chat("program", messages)
        return self.answers[key]

    def validation(self, prompt):
        scores = [self.score(task, self.answer(prompt, task))[0] for task in self.val]
        return sum(scores) / len(scores)

    def accept(self, prompt, validation, parent=None):
        """Records a program that the peer may return; the parent is its place in the list."""
        self.programs.append(
            {
                "calls": self.models.calls,
                "validation": validation,
                "prompt": prompt,
                "parent": parent,
            }
        )

    def result(self):
        return {
            "peer": self.peer,
            "setting": self.setting,
            "seed": self.seed,
            "calls": self.models.calls,
            "programs": self.programs,
        }


def tasks(file):
    return [json.loads(line) for line in Path(file).read_text().splitlines()]
