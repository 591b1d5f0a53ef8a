"""Sends an exported prompt with OpenAI's client, and prints the answer to a task."""

import json
import sys

from openai import OpenAI

with open(sys.argv[1], encoding="utf-8") as file:
    body = json.load(file)
for message in body["messages"]:
    if message["role"] == "user":
        message["content"] = message["content"].replace("{{task}}", sys.argv[2])
reply = OpenAI().chat.completions.create(model="gpt-4o-mini", **body)
print(json.dumps(reply.choices[0].message.content))
