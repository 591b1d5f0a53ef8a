"""Runs LiteLLM's proxy, and ends with the process that started it."""

import importlib.metadata
import os
import sys
import threading
from pathlib import Path

REQUIREMENTS = Path(__file__).with_name("requirements.txt")
UNAVAILABLE = 69


def check():
    """Returns what is missing, in one line; an empty text if all is there."""
    line = REQUIREMENTS.read_text().splitlines()[-1]
    wanted = line.partition("==")[2]
    try:
        found = importlib.metadata.version("litellm")
    except importlib.metadata.PackageNotFoundError:
        found = "no version"
    if found == wanted:
        return ""
    return (
        f"litellm {wanted} is needed, and {found} is installed: "
        f"{sys.executable} -m pip install -r {REQUIREMENTS}"
    )


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


def serve(config, port):
    threading.Thread(target=end_with_parent, daemon=True).start()
    # It would fetch a list of prices, and write a line for each request.
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    os.environ["LITELLM_LOG"] = "ERROR"
    os.environ["LITELLM_MODE"] = "PRODUCTION"
    from litellm import run_server

    run_server(
        ["--config", config, "--host", "127.0.0.1", "--port", port]
        + ["--num_workers", "1", "--telemetry", "False"]
    )


def main():
    missing = check()
    if missing:
        print(missing, file=sys.stderr)
        sys.exit(UNAVAILABLE)
    if sys.argv[1] == "serve":
        serve(sys.argv[2], sys.argv[3])


if __name__ == "__main__":
    main()
