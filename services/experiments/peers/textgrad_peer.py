"""TextGrad: textual gradient descent with validation, as in its evaluation of prompts."""

import logging
import random

import textgrad as tg
from textgrad.autograd.string_based_ops import StringBasedFunction
from textgrad.engine import EngineLM

BATCH = 3
PURPOSE = "The runtime of string-based function that checks if the prediction is correct."
ROLE = (
    "structured system prompt to a somewhat capable language model that specifies the behavior "
    "and strategies for the QA task"
)


class Engine(EngineLM):
    system_prompt = "You are a helpful, creative, and smart assistant."

    def __init__(self, job, role):
        self.job = job
        self.role = role
        self.model_string = role

    def generate(self, content, system_prompt=None, **parameters):
        system = system_prompt or self.system_prompt
        return self.job.models.chat(
            self.role,
            [{"role": "system", "content": system}, {"role": "user", "content": content}],
        )

    def __call__(self, content, **parameters):
        return self.generate(content, **parameters)


def loss(job, model, task):
    question = tg.Variable(
        task["input"], requires_grad=False, role_description="query to the language model"
    )
    truth = tg.Variable(
        task["target"], requires_grad=False, role_description="correct answer for the query"
    )

    def right(prediction, ground_truth_answer):
        return str(int(job.score(task, prediction.value)[0]))

    check = StringBasedFunction(right, function_purpose=PURPOSE)
    return check(inputs={"prediction": model(question), "ground_truth_answer": truth})


def batches(job):
    draw = random.Random(job.seed)
    while True:
        order = job.train[:]
        draw.shuffle(order)
        for start in range(0, len(order) - BATCH + 1, BATCH):
            yield order[start : start + BATCH]


def measure(job):
    tg.logger.setLevel(logging.WARNING)
    tg.set_backward_engine(Engine(job, "backward"), override=True)
    prompt = tg.Variable(job.seed_prompt, requires_grad=True, role_description=ROLE)
    model = tg.BlackboxLLM(Engine(job, "program"), prompt)
    optimizer = tg.TextualGradientDescent(engine=Engine(job, "optimizer"), parameters=[prompt])
    best = job.validation(prompt.value)
    job.accept(prompt.value, best)
    place = 0
    for batch in batches(job):
        if job.spent():
            return
        before = prompt.value
        optimizer.zero_grad()
        tg.sum([loss(job, model, task) for task in batch]).backward()
        try:
            optimizer.step()
        except IndexError:
            # The reply has no tags; the text stays.
            continue
        score = job.validation(prompt.value)
        if score < best:
            prompt.set_value(before)
            continue
        best = score
        job.accept(prompt.value, best, place)
        place = len(job.programs) - 1
