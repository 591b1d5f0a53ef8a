"""Reports what users think of answers. Reads answers with a `rating`: true or false."""

import json
import os
import sys

from metatextgrad import PromptClient

with PromptClient(os.environ["GATEWAY"], os.environ["GATEWAY_KEY"]) as client:
    for line in sys.stdin:
        answer = json.loads(line)
        if answer["task"] is not None:
            client.feedback("dyck", answer["task"], good=answer["rating"])
    client.close(60)
    if client.lost:
        sys.exit(f"{client.lost} ratings were lost: send them again more slowly, or see the log")
