"""Loads an exported prompt as LangChain does, and prints the messages of a task."""

import json
import sys

from langchain_core.load import loads
from langchain_core.prompts import ChatPromptTemplate

with open(sys.argv[1], encoding="utf-8") as file:
    prompt = loads(file.read(), allowed_objects="core")
assert isinstance(prompt, ChatPromptTemplate), prompt
messages = prompt.invoke({"task": sys.argv[2]}).messages
print(json.dumps([{"role": one.type, "content": one.content} for one in messages]))
