"""Prints rows of bfcl-eval, a line of JSON each: a request beside one function, and the right call.

  python3 functions.py FOLDER COUNT     FOLDER has the package, without its dependencies

Taken are requests with one right value for each argument, and requests that the function does not
serve, in turn. An argument that may be left out is left out; a request that states it is not taken.
"""

import hashlib
import json
import sys
from pathlib import Path

LONGEST = 900
NONE = '{"call": "none"}'


def load(folder, name):
    text = (folder / f"BFCL_v4_{name}.json").read_text()
    return [json.loads(line) for line in text.splitlines()]


def served(folder, name):
    """The requests of a file with their calls."""
    answers = {one["id"]: one["ground_truth"] for one in load(folder / "possible_answer", name)}
    for row in load(folder, name):
        calls = answers[row["id"]]
        if len(calls) != 1:
            continue
        function, values = next(iter(calls[0].items()))
        if any(len(right) != 1 and "" not in right for right in values.values()):
            continue
        arguments = {key: right[0] for key, right in values.items() if "" not in right}
        if any(isinstance(value, dict) for value in arguments.values()):
            continue
        request = row["question"][0][0]["content"].lower()
        optional = [value for right in values.values() if "" in right for value in right if value != ""]
        if any(str(value).lower() in request for value in optional):
            continue
        yield row, json.dumps({"call": function, "arguments": arguments})


def shown(row):
    """The request with its function, each in one line; None if that is long or not one message."""
    messages = row["question"][0]
    if len(row["question"]) != 1 or len(messages) != 1 or len(row["function"]) != 1:
        return None
    text = f"Function: {json.dumps(row['function'][0])}\nRequest: {messages[0]['content'].strip()}"
    return text if len(text) <= LONGEST and text.isascii() else None


def main():
    folder = Path(sys.argv[1]) / "bfcl_eval" / "data"
    count = int(sys.argv[2])
    right = [*served(folder, "simple_python"), *served(folder, "live_simple")]
    irrelevant = [(row, NONE) for row in load(folder, "irrelevance")]
    kinds = []
    for kind in (right, irrelevant):
        rows = [(shown(row), target) for row, target in kind if shown(row)]
        kinds.append(sorted(rows, key=lambda row: hashlib.sha256(row[0].encode()).hexdigest()))
    # More requests are served than not: the numbers of both kinds differ.
    share = len(kinds[1]) / (len(kinds[0]) + len(kinds[1]))
    taken = [0, 0]
    for place in range(count):
        kind = 1 if (place + 1) * share >= taken[1] + 1 else 0
        text, target = kinds[kind][taken[kind]]
        taken[kind] += 1
        print(json.dumps({"input": text, "target": target}))


if __name__ == "__main__":
    main()
