"""DSPy's MIPROv2: proposed instructions and examples, chosen by Bayesian optimization."""

import json
import logging

import dspy
from dspy.clients.openai_format import to_openai_chat_request

CANDIDATES = 12
MINIBATCH = 35
FULL_EVERY = 5
# Calls for the summary of the data, the bootstrapped examples and the proposals.
BEFORE = 130
# The setting in which equal requests to the student are answered once, as DSPy does by default. It has the number of
# candidates of DSPy's light runs.
CACHED = "cached"
CACHED_CANDIDATES = 6
# Its calls for the summary and the proposals; the bootstrapped examples take one call for each training task.
CACHED_BEFORE = 30


class LM(dspy.BaseLM):
    forward_contract = "typed_lm"

    def __init__(self, job, role):
        super().__init__(model=role, cache=False)
        self.models = job.models
        self.role = role
        self.replies = {} if role == "program" and job.setting == CACHED else None

    def forward(self, request):
        messages = to_openai_chat_request(request)["messages"]
        return dspy.LMResponse.from_text(self.reply(messages), model=self.model)

    def reply(self, messages):
        if self.replies is None:
            return self.models.chat(self.role, messages)
        key = json.dumps(messages)
        if key not in self.replies:
            self.replies[key] = self.models.chat(self.role, messages)
        return self.replies[key]


class Plain(dspy.Adapter):
    """Asks the student as metaTextGrad does: the prompt as system message, then the question."""

    def format(self, signature, demos, inputs):
        return [
            {"role": "system", "content": text(signature.instructions, demos)},
            {"role": "user", "content": inputs["question"]},
        ]

    def parse(self, signature, completion):
        return {"answer": completion}


class Student(dspy.Module):
    def __init__(self, prompt):
        super().__init__()
        self.solve = dspy.Predict(dspy.Signature("question -> answer", prompt))

    def forward(self, question):
        with dspy.context(adapter=Plain()):
            return self.solve(question=question)


def text(instructions, demos):
    """The prompt with its examples."""
    lines = [instructions]
    for demo in demos:
        lines.append(f"<QUESTION>\n{demo['question']}\n</QUESTION>\n<ANSWER>\n{demo['answer']}\n</ANSWER>")
    return "\n\n".join(lines)


def program_text(program):
    return text(program.solve.signature.instructions, program.solve.demos)


class Traced(dspy.MIPROv2):
    """Records the best program after each full evaluation."""

    def __init__(self, job, **settings):
        super().__init__(**settings)
        self.job = job

    def _perform_full_evaluation(self, *arguments, **named):
        result = super()._perform_full_evaluation(*arguments, **named)
        score, program, _ = result
        self.job.accept(program_text(program), score / 100, 0)
        return result


def measure(job):
    logging.getLogger("dspy").setLevel(logging.ERROR)
    dspy.disable_logging()
    task = {line["input"]: line for line in job.train + job.val}

    def metric(example, prediction, trace=None):
        return job.score(task[example.question], prediction.answer)[0]

    def examples(lines):
        return [
            dspy.Example(question=line["input"], answer="Answer: " + line["target"]).with_inputs("question")
            for line in lines
        ]

    student = LM(job, "program")
    dspy.configure(lm=student, adapter=dspy.ChatAdapter())
    size = min(MINIBATCH, len(job.val))
    trial = size + len(job.val) / FULL_EVERY
    cached = job.setting == CACHED
    before = len(job.train) + CACHED_BEFORE if cached else BEFORE
    trials = max(1, int((job.budget - before - len(job.val)) / trial))
    program = Student(job.seed_prompt)
    optimizer = Traced(
        job,
        metric=metric,
        prompt_model=LM(job, "meta"),
        task_model=student,
        auto=None,
        num_candidates=CACHED_CANDIDATES if cached else CANDIDATES,
        num_threads=1,
        seed=job.seed,
    )
    # MIPROv2 validates it later, as part of its own search.
    job.accept(job.seed_prompt, None)
    optimizer.compile(
        program,
        trainset=examples(job.train),
        valset=examples(job.val),
        num_trials=trials,
        minibatch_size=size,
        minibatch_full_eval_steps=FULL_EVERY,
    )
