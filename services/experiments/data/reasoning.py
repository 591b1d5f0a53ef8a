"""Prints rows of a task of reasoning-gym, a line of JSON each: input and target.

  python3 reasoning.py NAME FOLDER COUNT     FOLDER has the package, without its dependencies
"""

import importlib
import json
import sys
import types
from pathlib import Path

SEED = 1
TASKS = {
    "letters": ("algorithmic", "letter_counting", "LetterCounting"),
    "syllogisms": ("logic", "syllogisms", "Syllogism"),
}


def package(name, folder):
    """A package whose __init__ does not run, since it imports all tasks and their dependencies."""
    module = types.ModuleType(name)
    module.__path__ = [str(folder)]
    sys.modules[name] = module


def main():
    group, module, name = TASKS[sys.argv[1]]
    count = int(sys.argv[3])
    folder = Path(sys.argv[2]) / "reasoning_gym"
    sys.path.insert(0, sys.argv[2])
    package("reasoning_gym", folder)
    package(f"reasoning_gym.{group}", folder / group)
    task = importlib.import_module(f"reasoning_gym.{group}.{module}")
    config = getattr(task, name + "Config")(seed=SEED, size=10 * count)

    seen = set()
    for row in getattr(task, name + "Dataset")(config):
        if row["question"] in seen:
            continue
        seen.add(row["question"])
        print(json.dumps({"input": row["question"], "target": row["answer"]}))
        if len(seen) == count:
            return


if __name__ == "__main__":
    main()
