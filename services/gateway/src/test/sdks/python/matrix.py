"""Compares what the official client gets from a model server, and from it through the gateway."""

from __future__ import annotations

import asyncio
import inspect
import json
import os
import sys
from pathlib import Path
from typing import Any, Callable

from openai import APIStatusError, AsyncOpenAI, OpenAI

CASES = json.loads(Path(__file__).parents[1].joinpath("cases.json").read_text("utf-8"))
DIRECT, GATEWAY = os.environ["MTG_DIRECT"], os.environ["MTG_GATEWAY"]
# Parameters of the client itself, not of the request.
OWN = {"self", "messages", "model", "extra_headers", "extra_query", "extra_body", "timeout"}


def client(url: str) -> OpenAI:
    return OpenAI(base_url=url, api_key="sk-own", max_retries=0)


direct, passing, served = client(DIRECT), client(f"{GATEWAY}/v1"), client(f"{GATEWAY}/p/dyck/v1")


def request(fields: dict[str, Any], system: str) -> dict[str, Any]:
    one = json.loads(json.dumps({"messages": CASES["messages"], **fields}))
    one["messages"][0]["content"] = system
    return one


def seen(call: Callable[[], Any]) -> Any:
    """All that an application sees of an answer or an error."""
    try:
        answer = call()
    except APIStatusError as e:
        retry = e.response.headers.get("retry-after")
        return [type(e).__name__, e.status_code, e.body, e.code, e.param, e.request_id, retry]
    if hasattr(answer, "parse"):
        return [answer.http_response.headers["x-request-id"], dump(answer.parse())]
    return dump(answer)


def dump(answer: Any) -> Any:
    if hasattr(answer, "to_dict"):
        return answer.to_dict()
    return [chunk.to_dict() for chunk in answer]


def check(name: str, expected: Any, found: Any) -> None:
    if expected != found:
        raise AssertionError(f"{name}:\n{expected}\n{found}")
    check.count += 1


check.count = 0


def chat() -> None:
    model = CASES["model"]
    for case in CASES["chat"]:
        name, fields = case["name"], case["fields"]

        def complete(of: OpenAI, model: str, system: str) -> Any:
            body = request(fields, system)
            return seen(lambda: of.chat.completions.with_raw_response.create(model=model, **body))

        check(name, complete(direct, model, "Mine."), complete(passing, model, "Mine."))
        # The model server must get the prompt and the model of the project, and nothing else.
        expected = complete(direct, model, "Served")
        check(f"{name}, served", expected, complete(served, "any", "Mine."))
        check(f"{name}, by model", expected, complete(passing, "mtg/dyck", "Mine."))


def streams_with_helpers() -> None:
    def events(of: OpenAI, model: str, system: str) -> Any:
        with of.chat.completions.stream(model=model, **request({}, system)) as stream:
            return [event.to_dict() for event in stream]

    check("stream()", events(direct, CASES["model"], "Served"), events(served, "any", "Mine."))


def others() -> None:
    for case in CASES["embeddings"]:

        def embed(of: OpenAI) -> Any:
            return seen(lambda: of.embeddings.create(model="embedding", **case["fields"]))

        for of in (passing, served):
            check(f"embeddings, {case['name']}", embed(direct), embed(of))
    for of in (passing, served):
        check("models", seen(direct.models.list), seen(of.models.list))
        named = lambda one: seen(lambda: one.models.retrieve("gpt/4 o"))
        check("a model", named(direct), named(of))
        response = lambda one: seen(lambda: one.responses.create(model="m", input="( ["))
        check("responses", response(direct), response(of))
        file = lambda one: seen(lambda: one.files.create(file=b"a" * 70_000, purpose="evals"))
        check("files", file(direct), file(of))


def errors() -> None:
    for status in CASES["errors"]:
        fields = {
            "messages": [
                {"role": "system", "content": "Mine."},
                {"role": "user", "content": f"error {status}"},
            ]
        }
        for stream in (False, True):

            def fail(of: OpenAI, model: str, system: str) -> Any:
                body = request({**fields, "stream": stream}, system)
                return seen(lambda: of.chat.completions.create(model=model, **body))

            expected = fail(direct, CASES["model"], "Served")
            assert expected[1] == status, expected
            check(f"error {status}", expected, fail(served, "any", "Mine."))
            check(f"error {status}, passing", expected, fail(passing, CASES["model"], "Served"))
    unknown = client(f"{GATEWAY}/p/dyck@eu/v1")
    found = seen(lambda: unknown.chat.completions.create(model="any", **request({}, "Mine.")))
    assert isinstance(found, list) and found[0] == "NotFoundError", found
    assert found[3] == "unknown_label", found


async def asynchronous() -> None:
    async def complete(url: str, model: str, system: str) -> Any:
        async with AsyncOpenAI(base_url=url, api_key="sk-own", max_retries=0) as of:
            body = request({}, system)
            whole = await of.chat.completions.create(model=model, **body)
            stream = await of.chat.completions.create(model=model, stream=True, **body)
            return [whole.to_dict(), [chunk.to_dict() async for chunk in stream]]

    expected = await complete(DIRECT, CASES["model"], "Served")
    check("asyncio", expected, await complete(f"{GATEWAY}/p/dyck/v1", "any", "Mine."))


def every_parameter() -> None:
    for create, kind in ((direct.chat.completions.create, "chat"), (direct.embeddings.create, "embeddings")):
        known = set(inspect.signature(create).parameters) - OWN
        used = {field for case in CASES[kind] for field in case["fields"]}
        assert known <= used, f"no case of {kind} has {sorted(known - used)}"


def main() -> None:
    every_parameter()
    chat()
    streams_with_helpers()
    others()
    errors()
    asyncio.run(asynchronous())
    print(f"{check.count} answers are equal")


if __name__ == "__main__":
    sys.exit(main())
