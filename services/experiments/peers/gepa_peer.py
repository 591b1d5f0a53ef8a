"""GEPA: reflective mutation with a pool of programs."""

import gepa
from gepa.core.adapter import EvaluationBatch
from gepa.strategies.proposal_sampling import PxNSampling

PROMPT = "prompt"

CRITIC = "You review the replies of a language model, and say what its instructions lack."

QUESTION = """{input}

This is the reply of the model:
{answer}

This is the verdict on it: {verdict}

Say what is wrong with this reply, and what the instructions of the model should say instead."""


class Greedy:
    """Chooses the program with the highest validation score; the newest of equals."""

    def select_candidate_idx(self, state):
        scores = state.program_full_scores_val_set
        return max(range(len(scores)), key=lambda i: (scores[i], i))


SETTINGS = {
    "default": lambda: {},
    # As its documentation shows: the words of the scorer are the feedback, and no model reviews.
    "verdict": lambda: {},
    "pxn": lambda: {"sampling_strategy": PxNSampling(2, 2)},
    "equal": lambda: {"acceptance_criterion": "improvement_or_equal"},
    "greedy": lambda: {"candidate_selection_strategy": Greedy()},
}


class Adapter:
    """Runs the student, and asks the critic about wrong replies."""

    propose_new_texts = None

    def __init__(self, job, review):
        self.job = job
        self.review = review

    def evaluate(self, batch, candidate, capture_traces=False):
        answers = [self.job.answer(candidate[PROMPT], task) for task in batch]
        scored = [self.job.score(task, answer) for task, answer in zip(batch, answers)]
        traces = [
            {"task": task, "answer": answer, "score": score, "verdict": verdict}
            for task, answer, (score, verdict) in zip(batch, answers, scored)
        ]
        return EvaluationBatch(
            outputs=answers,
            scores=[score for score, _ in scored],
            trajectories=traces if capture_traces else None,
        )

    def make_reflective_dataset(self, candidate, eval_batch, components_to_update):
        records = [
            {
                "Inputs": trace["task"]["input"],
                "Generated Outputs": trace["answer"],
                "Feedback": self.feedback(trace),
            }
            for trace in eval_batch.trajectories
        ]
        return {name: records for name in components_to_update}

    def feedback(self, trace):
        if trace["score"] >= 1 or not self.review:
            return trace["verdict"]
        question = QUESTION.format(
            input=trace["task"]["input"], answer=trace["answer"], verdict=trace["verdict"]
        )
        return self.job.models.chat(
            "backward",
            [{"role": "system", "content": CRITIC}, {"role": "user", "content": question}],
        )


class Accepted:
    """Hears of each program that joins the pool."""

    def __init__(self, job):
        self.job = job

    def on_valset_evaluated(self, event):
        parents = list(event["parent_ids"])
        self.job.accept(
            event["candidate"][PROMPT], event["average_score"], parents[0] if parents else None
        )


class Silent:
    def log(self, message):
        pass


def measure(job):
    name, _, minibatch = job.setting.rpartition("-")

    def reflect(prompt):
        messages = [{"role": "user", "content": prompt}] if isinstance(prompt, str) else prompt
        return job.models.chat("optimizer", messages)

    gepa.optimize(
        seed_candidate={PROMPT: job.seed_prompt},
        trainset=job.train,
        valset=job.val,
        adapter=Adapter(job, name != "verdict"),
        reflection_lm=reflect,
        reflection_minibatch_size=int(minibatch),
        stop_callbacks=lambda state: job.spent(),
        callbacks=[Accepted(job)],
        logger=Silent(),
        seed=job.seed,
        cache_evaluation=False,
        track_best_outputs=False,
        **SETTINGS[name](),
    )
