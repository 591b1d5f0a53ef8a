"""DSPy's MIPROv2: proposed instructions and examples, chosen by Bayesian optimization."""

import json
import logging

import dspy
from dspy.clients.openai_format import to_openai_chat_request

CANDIDATES = 12
MINIBATCH = 35
FULL_EVERY = 5
# The setting in which equal requests to the student are answered once, as DSPy does by default. It has the number of
# candidates of DSPy's light runs.
CACHED = "cached"
CACHED_CANDIDATES = 6
# The trials are counted after the proposals. Until then DSPy gets a number that it never uses.
LATER = 1


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

    def _optimize_prompt_parameters(self, program, instructions, demos, evaluate, valset, trials, *rest):
        return super()._optimize_prompt_parameters(
            program, instructions, demos, evaluate, valset, self.trials(len(valset)), *rest
        )

    def trials(self, val):
        """How many trials fit into the calls that are left, with their evaluations on all items."""
        size = min(MINIBATCH, val)
        # The answers to the last minibatch of a program count for its evaluation on all items too.
        whole = val - size if self.job.setting == CACHED else val
        left = self.job.budget - self.job.models.calls - val
        trials = 1
        while (trials + 1) * size + -(-(trials + 1) // FULL_EVERY) * whole <= left:
            trials += 1
        return trials

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
    program = Student(job.seed_prompt)
    optimizer = Traced(
        job,
        metric=metric,
        prompt_model=LM(job, "meta"),
        task_model=student,
        auto=None,
        num_candidates=CACHED_CANDIDATES if job.setting == CACHED else CANDIDATES,
        num_threads=1,
        seed=job.seed,
    )
    # MIPROv2 validates it later, as part of its own search.
    job.accept(job.seed_prompt, None)
    optimizer.compile(
        program,
        trainset=examples(job.train),
        valset=examples(job.val),
        num_trials=LATER,
        minibatch_size=min(MINIBATCH, len(job.val)),
        minibatch_full_eval_steps=FULL_EVERY,
    )
