"""The number that decides which version answers, as docs/connect.md defines it."""

from __future__ import annotations

import hashlib


def place(project: str, serial: int, unit: str) -> float:
    """Returns a number in [0, 1). Below the share of the second version, that one answers."""
    digest = hashlib.sha256()
    for part in ("assignment", project, str(serial), unit):
        # Half of a surrogate pair is no character: it counts as `?`, as in every other client.
        encoded = part.encode("utf-8", "replace")
        digest.update(b"%d:%b" % (len(encoded), encoded))
    return (int.from_bytes(digest.digest()[:8], "big") >> 11) / 2.0**53
