"""Turns the price table of LiteLLM into one that MTG_PRICES names.

    python3 litellm-prices.py TABLE.json 2026-11-01 > prices.yaml

TABLE.json is model_prices_and_context_window_backup.json of the package litellm, or
model_prices_and_context_window.json of its repository. The date is the day of that table. The result has the chat
models of makers who serve them under one price list. Correct it where your contract differs.
"""

import json
import sys
from decimal import Decimal

# Their tokens have several prices, or a call has one of its own.
OTHER = ["audio", "image", "live", "realtime", "search", "tts"]
MAKERS = ["anthropic", "deepseek", "gemini", "mistral", "openai", "xai"]


def dollars(per_token):
    """Dollars for a million tokens, without an exponent."""
    return format((Decimal(str(per_token)) * 1_000_000).normalize(), "f")


def prices(table):
    found = {}
    for key, model in table.items():
        maker = model.get("litellm_provider")
        name = key.removeprefix(f"{maker}/")
        costs = [model.get("input_cost_per_token"), model.get("output_cost_per_token")]
        plain = not any(part in name for part in ["/", ":", *OTHER])
        if maker in MAKERS and model.get("mode") == "chat" and plain and all(costs):
            found.setdefault(maker, {})[name] = [dollars(cost) for cost in costs]
    return found


def main(path, day):
    with open(path, encoding="utf-8") as file:
        found = prices(json.load(file))
    print("# Dollars for a million tokens, from the table of LiteLLM (MIT licence) of this day, by litellm-prices.py.")
    print(f'as-of: "{day}"')
    print("models:")
    for maker in sorted(found):
        print(f"  # {maker}")
        for name, (read, written) in sorted(found[maker].items()):
            print(f"  {json.dumps(name)}: {{input: {read}, output: {written}}}")


if __name__ == "__main__":
    main(*sys.argv[1:])
