"""Does the jobs of a file and prints a line of JSON for each."""

import importlib
import importlib.metadata
import json
import os
import sys
from pathlib import Path

from job import Job

PEERS = {"gepa": "gepa_peer", "textgrad": "textgrad_peer", "mipro": "mipro_peer", "capo": "capo_peer"}
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
UNAVAILABLE = 69


def check():
    """Returns what is missing, in one line; an empty text if all is there."""
    for line in REQUIREMENTS.read_text().splitlines():
        name, _, wanted = line.partition("==")
        if not wanted:
            continue
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found = "no version"
        if found != wanted:
            return (
                f"{name} {wanted} is needed, and {found} is installed: "
                f"{sys.executable} -m pip install -r {REQUIREMENTS}"
            )
    return ""


def main():
    missing = check()
    if missing:
        print(missing, file=sys.stderr)
        sys.exit(UNAVAILABLE)
    if sys.argv[1] == "check":
        return
    # The libraries print their progress; standard output has results only.
    results = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    file = Path(sys.argv[2])
    # TextGrad writes a log, and DSPy a cache. The folder of the study is deleted at the end.
    os.environ["TEXTGRAD_LOG_DIR"] = str(file.parent)
    os.environ["DSPY_CACHEDIR"] = str(file.parent / "cache")
    study = json.loads(file.read_text())
    for line in study["jobs"]:
        job = Job(study, line)
        importlib.import_module(PEERS[line["peer"]]).measure(job)
        print(json.dumps(job.result()), file=results, flush=True)


if __name__ == "__main__":
    main()
