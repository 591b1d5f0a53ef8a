"""Closes brackets. Reads questions and writes answers, one JSON object a line each."""

import json
import os
import sys

from openai import OpenAI

PROMPT = "Complete the rest of the sequence, making sure that the brackets are closed properly."

client = OpenAI(base_url=os.environ["MODELS"] + "/v1")

for line in sys.stdin:
    question = json.loads(line)
    response = client.chat.completions.with_raw_response.create(
        model="gpt-4o-mini",
        user=question["user"],
        messages=[
            {"role": "system", "content": PROMPT},
            {"role": "user", "content": question["text"]},
        ],
    )
    answer = response.parse().choices[0].message.content
    task = response.headers.get("x-mtg-task-id")
    print(json.dumps({**question, "answer": answer, "task": task}), flush=True)
