"""Loads an exported prompt as DSPy does, and prints what its model gets for a task."""

import json
import sys

import dspy
from dspy.utils import DummyLM

program = dspy.Predict("task -> answer")
program.load(sys.argv[1])
model = DummyLM([{"answer": "forty-two"}])
dspy.configure(lm=model)
answer = program(task=sys.argv[2]).answer
print(
    json.dumps(
        {
            "instructions": program.signature.instructions,
            "answer": answer,
            "messages": model.history[-1]["messages"],
        }
    )
)
