"""Prints rows of reasoning-gym's letter_counting, a line of JSON each: input and target.

  python3 letters.py FOLDER COUNT     FOLDER has the package, without its dependencies
"""

import json
import sys
import types
from pathlib import Path

SEED = 1


def package(name, folder):
    """A package whose __init__ does not run, since it imports all tasks and their dependencies."""
    module = types.ModuleType(name)
    module.__path__ = [str(folder)]
    sys.modules[name] = module


def main():
    folder = Path(sys.argv[1]) / "reasoning_gym"
    sys.path.insert(0, sys.argv[1])
    package("reasoning_gym", folder)
    package("reasoning_gym.algorithmic", folder / "algorithmic")
    from reasoning_gym.algorithmic.letter_counting import (
        LetterCountingConfig,
        LetterCountingDataset,
    )

    seen = set()
    tasks = LetterCountingDataset(LetterCountingConfig(seed=SEED, size=10 * int(sys.argv[2])))
    for task in tasks:
        if task["question"] in seen:
            continue
        seen.add(task["question"])
        print(json.dumps({"input": task["question"], "target": task["answer"]}))
        if len(seen) == int(sys.argv[2]):
            return


if __name__ == "__main__":
    main()
