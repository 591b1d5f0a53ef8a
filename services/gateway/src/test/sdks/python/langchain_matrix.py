"""Compares what LangChain gets from a model server, and from it through the gateway."""

from __future__ import annotations

import asyncio
import json
import os
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel

CASES = json.loads(Path(__file__).parents[1].joinpath("cases.json").read_text("utf-8"))
DIRECT, GATEWAY = os.environ["MTG_DIRECT"], os.environ["MTG_GATEWAY"]
# LangChain keeps connections for the next client, so all calls need one loop.
LOOP = asyncio.new_event_loop()
SETTINGS = [
    {},
    {"temperature": 0.2, "top_p": 0.9, "seed": 42, "stop": ["END"], "logit_bias": {50256: -100}},
    {"presence_penalty": 0.1, "frequency_penalty": -0.5, "max_tokens": 16},
    {"logprobs": True, "top_logprobs": 2, "service_tier": "flex", "reasoning_effort": "low"},
    {"model_kwargs": {"user": "user-7"}, "metadata": {"order": "17"}, "store": False},
    {"extra_body": {"not_of_openai": {"a": [1, 2.5]}}},
    {"n": 2, "stream_usage": True},
]


@tool
def lookup(word: str) -> str:
    """Looks a word up."""
    return word


class Echo(BaseModel):
    """The model server answers with the request."""

    model: str


def chat(of: str, system: str, settings: dict[str, Any]) -> tuple[ChatOpenAI, list[Any]]:
    url, model = (DIRECT, CASES["model"]) if of == "direct" else (f"{GATEWAY}/p/dyck/v1", "any")
    llm = ChatOpenAI(base_url=url, api_key="sk-own", model=model, max_retries=0, **settings)
    return llm, [SystemMessage(system), HumanMessage("( [")]


def plain(message: Any) -> Any:
    return message.model_dump() if hasattr(message, "model_dump") else message


def without_ids(value: Any) -> Any:
    """LangChain numbers its own runs at random; chunks have them as ids."""
    if isinstance(value, dict):
        return {k: without_ids(v) for k, v in value.items() if not str(v).startswith("lc_run")}
    return [without_ids(one) for one in value] if isinstance(value, list) else value


def seen(of: str, system: str, settings: dict[str, Any]) -> list[Any]:
    llm, messages = chat(of, system, settings)
    later = [AIMessage("", tool_calls=[{"name": "lookup", "args": {"word": "a"}, "id": "call_1"}])]
    all_of_it = [
        plain(llm.invoke(messages)),
        plain(llm.invoke(messages + later + [ToolMessage("a letter", tool_call_id="call_1")])),
        [plain(chunk) for chunk in llm.stream(messages)],
        plain(llm.bind_tools([lookup], tool_choice="lookup").invoke(messages)),
        plain(llm.bind(response_format={"type": "json_object"}).invoke(messages)),
        [plain(one) for one in llm.batch([messages, messages])],
        plain(LOOP.run_until_complete(llm.ainvoke(messages))),
    ]
    raw = llm.with_structured_output(Echo, include_raw=True).invoke(messages)
    return without_ids(all_of_it + [plain(raw["raw"])])


def failed(of: str, system: str, status: int) -> list[Any]:
    llm, messages = chat(of, system, {})
    try:
        llm.invoke([messages[0], HumanMessage(f"error {status}")])
    except Exception as e:  # Its own types are subclasses of those of OpenAI.
        return [type(e).__name__, str(e)]
    return ["no error"]


def main() -> None:
    count = 0
    for settings in SETTINGS:
        expected = seen("direct", "Served", settings)
        found = seen("gateway", "Mine.", settings)
        for one, other in zip(expected, found):
            assert one == other, f"{settings}:\n{one}\n{other}"
            count += 1
    for status in CASES["errors"]:
        expected = failed("direct", "Served", status)
        assert expected == failed("gateway", "Mine.", status), expected
        assert expected != ["no error"]
        count += 1
    for url in (DIRECT, f"{GATEWAY}/p/dyck/v1"):
        embeddings = OpenAIEmbeddings(
            base_url=url, api_key="sk-own", model="embedding", check_embedding_ctx_length=False
        )
        found = embeddings.embed_documents(["( [", "{ <"])
        assert found == [[0.5, -0.25, 0.125]] * 2, found
        count += 1
    print(f"{count} answers are equal")


if __name__ == "__main__":
    main()
