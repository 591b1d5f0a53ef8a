"""CAPO of promptolution: an evolution of instructions and labelled examples, with racing and a price for length."""

import logging
import random

import numpy as np
import pandas as pd
from promptolution.llms.base_llm import BaseLLM
from promptolution.optimizers.capo import CAPO
from promptolution.predictors.base_predictor import BasePredictor
from promptolution.tasks.base_task import BaseTask
from promptolution.utils.callbacks import BaseCallback
from promptolution.utils.prompt_creation import create_prompt_variation

MARKER = "Answer: "
# The paper races ten prompts on blocks of thirty. Smaller numbers leave several steps to a few hundred calls.
POPULATION = 5
BLOCK = 10
MOST_STEPS = 1_000


class Spent(Exception):
    """The budget is spent. CAPO then keeps the prompts of its last whole step."""


class LLM(BaseLLM):
    def __init__(self, job, role):
        super().__init__()
        self.job = job
        self.role = role

    def _get_response(self, prompts, system_prompts):
        return [self.reply(system, prompt) for system, prompt in zip(system_prompts, prompts)]

    def reply(self, system, prompt):
        if self.job.spent():
            raise Spent()
        messages = [{"role": "system", "content": system}, {"role": "user", "content": prompt}]
        return self.job.models.chat(self.role, messages)


class Reply(str):
    """The answer in a reply. The scorer reads the whole."""

    def __new__(cls, whole):
        reply = super().__new__(cls, whole.split(MARKER)[-1].strip())
        reply.whole = whole
        return reply


class Predictor(BasePredictor):
    """Asks the student as metaTextGrad does: the prompt as system message, then the question."""

    begin_marker = MARKER
    end_marker = ""

    def __init__(self, job, llm):
        super().__init__(llm)
        self.job = job
        self.task = {line["input"]: line for line in job.train + job.val}

    def predict(self, prompts, xs, system_prompts=None):
        replies = [self.reply(prompt, x) for prompt, x in zip(prompts, xs)]
        return [Reply(reply) for reply in replies], [f"{x}\n{reply}" for x, reply in zip(xs, replies)]

    def reply(self, prompt, x):
        if self.job.spent():
            raise Spent()
        return self.job.answer(prompt, self.task[x])

    def _extract_preds(self, preds):
        return [Reply(pred) for pred in preds]


class Task(BaseTask):
    def __init__(self, job, predictor):
        super().__init__(
            frame(job.val),
            x_column="input",
            y_column="target",
            task_description=job.seed_prompt,
            n_subsamples=min(BLOCK, len(job.val)),
            eval_strategy="sequential_block",
            seed=job.seed,
        )
        self.job = job
        self.predictor = predictor

    def _evaluate(self, xs, ys, preds):
        scores = [self.job.score(self.predictor.task[x], pred.whole)[0] for x, pred in zip(xs, preds)]
        return np.asarray(scores, dtype=float)


class Accepted(BaseCallback):
    """Records the best prompt of each step."""

    def __init__(self, job):
        super().__init__()
        self.job = job

    def on_step_end(self, optimizer):
        self.job.accept(optimizer.prompts[0].construct_prompt(), optimizer.scores[0], 0)
        return not self.job.spent()


def frame(tasks):
    return pd.DataFrame({"input": [task["input"] for task in tasks], "target": [task["target"] for task in tasks]})


def measure(job):
    logging.disable(logging.WARNING)
    # CAPO draws from these two.
    random.seed(job.seed)
    np.random.seed(job.seed)
    job.accept(job.seed_prompt, None)
    meta = LLM(job, "meta")
    predictor = Predictor(job, LLM(job, "program"))
    task = Task(job, predictor)
    variations = create_prompt_variation([job.seed_prompt] * (POPULATION - 1), meta)
    optimizer = CAPO(
        predictor,
        task,
        meta,
        initial_prompts=[job.seed_prompt, *variations],
        max_n_blocks_eval=max(1, len(job.val) // BLOCK),
        df_few_shots=frame(job.train),
        callbacks=[Accepted(job)],
    )
    optimizer.optimize(MOST_STEPS)
