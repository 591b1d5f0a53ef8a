from __future__ import annotations

import atexit
import datetime
import os
import threading
import time
import uuid
import weakref
from multiprocessing import util
from pathlib import Path
from typing import Any, Dict, Optional, Union

from ._failures import FailureLog
from ._http import GatewayHttp
from ._prompt import Prompt
from ._sender import Sender
from ._tables import Tables

_KINDS = ("tasks", "answers", "feedback")
_MAX_KEY = 200


class PromptClient:
    """The client of an application: it has the prompts of projects, and reports what the
    application did with them.

    An outage of the gateway reaches no request. `prompt` reads memory, and waits at most `wait`
    seconds for the first table of a project. `report` and `feedback` return at once; threads of
    the client send. Records that the gateway does not accept yet wait: 10,000 or 16 MiB of each
    kind. Further ones are lost, and `lost` counts them. The logger `metatextgrad` has the first failure
    of an outage.

    Thread-safe, and usable after a fork. One instance is enough for a process.
    """

    def __init__(
        self,
        url: str,
        key: str,
        *,
        folder: Union[str, "os.PathLike[str]", None] = None,
        wait: float = 2.0,
    ) -> None:
        """Connects to nothing yet.

        `url` is the gateway without a path, `key` a gateway key with the scopes `read` and
        `feed`. `folder` keeps the last table of each project, so that a restart without a
        gateway continues with it. Raises ValueError if the url or the key is not valid.
        """
        self._http = GatewayHttp(url, key)
        self._tables = Tables(self._http, Path(folder) if folder is not None else None)
        failures = FailureLog("send to the gateway")
        # A kind that the gateway cannot write yet must not delay the others.
        self._senders = {kind: Sender(self._http, kind, failures) for kind in _KINDS}
        self._wait = min(wait, threading.TIMEOUT_MAX)
        _OPEN.add(self)
        atexit.register(self.close)
        _close_at_end(self)
        util.register_after_fork(self, _close_at_end)

    def prompt(
        self,
        project: str,
        *,
        fallback: str,
        group: Optional[str] = None,
        task: Optional[str] = None,
        label: Optional[str] = None,
    ) -> Prompt:
        """Chooses the prompt of a task.

        `group` is the user, who keeps a version while the table is unchanged. Without one, or
        with a blank one, the task decides. `task` is an id of yours; without one the client makes
        one. `label` names the version instead; an unknown one gets the champion. `fallback` is
        the text that answers if there never was a table.
        """
        return self._choose(self._wait, project, fallback, group, task, label)

    def report(
        self, prompt: Prompt, *, input: str, output: str, target: Optional[str] = None
    ) -> None:
        """Reports a task and its answer. Never blocks.

        `target` is the right answer if you know it. What a label or a fallback answered becomes
        a task only, because no chance drew its version.
        """
        task: Dict[str, Any] = {"project": prompt.project, "id": prompt.task, "input": input}
        user = {} if prompt.group is None else {"group": prompt.group}
        task.update(user)
        if target is not None:
            task["target"] = target
        self._senders["tasks"].send(task)
        if prompt.probability is None:
            return
        answer = {
            "project": prompt.project,
            "task": prompt.task,
            **user,
            "version": prompt.version,
            "serial": prompt.serial,
            "probability": prompt.probability,
            "output": output,
            "served": datetime.datetime.now(datetime.timezone.utc).isoformat(),
        }
        self._senders["answers"].send(answer)

    def feedback(
        self,
        project: str,
        task: str,
        *,
        score: Optional[float] = None,
        good: Optional[bool] = None,
        target: Optional[str] = None,
        comment: Optional[str] = None,
        idempotency_key: Optional[str] = None,
    ) -> None:
        """Reports how good the answer to a task was. Never blocks.

        Give a `score` from 0 to 1, or `good`, or the right answer as `target`. Requests with
        the same `idempotency_key` count once, also those of another process. Raises ValueError
        if an argument is not valid.
        """
        if score is None and good is None and target is None:
            raise ValueError("feedback needs a score, good or a target")
        if good is not None and not isinstance(good, bool):
            raise ValueError(f"good must be True or False, not {good!r}")
        if score is not None and good is not None:
            raise ValueError("feedback has both a score and good")
        if score is not None and not 0 <= score <= 1:
            raise ValueError(f"score must be in [0, 1], not {score}")
        _check_key(idempotency_key)
        given = {
            "score": score,
            "flag": None if good is None else "good" if good else "bad",
            "comment": comment,
            "target": target,
        }
        fields: Dict[str, Any] = {"project": project, "task": task}
        fields.update({name: value for name, value in given.items() if value is not None})
        self._senders["feedback"].send(fields, idempotency_key)

    @property
    def lost(self) -> int:
        """How many records of this client were lost since its start."""
        return sum(sender.lost for sender in self._senders.values())

    def close(self, timeout: float = 5.0) -> None:
        """Sends what waits, at most for these seconds. `prompt` works on with the last table."""
        atexit.unregister(self.close)
        self._end.cancel()
        self._tables.close()
        end = time.monotonic() + min(timeout, threading.TIMEOUT_MAX)
        for sender in self._senders.values():
            sender.hurry()
        for sender in self._senders.values():
            sender.close(end - time.monotonic())

    def __enter__(self) -> PromptClient:
        return self

    def __exit__(self, *unused: object) -> None:
        self.close()

    def _choose(
        self,
        wait: float,
        project: str,
        fallback: str,
        group: Optional[str],
        task: Optional[str],
        label: Optional[str],
    ) -> Prompt:
        name = task if task is not None else str(uuid.uuid4())
        if group is not None and not group.strip():
            group = None  # One user without a name would stand for all of them.
        table = self._tables.table(project, wait)
        if table is None:
            return Prompt(project, name, group, label, fallback, None, None, None, None, None)
        if label is not None:
            chosen, probability = table.labelled(label), None
        else:
            chosen = table.choose(group if group is not None else name)
            probability = chosen.share
        return Prompt(
            project,
            name,
            group,
            label,
            chosen.text,
            chosen.program,
            chosen.version,
            table.serial,
            chosen.role,
            probability,
        )

    def _has_tried(self, project: str) -> bool:
        return self._tables.has_tried(project)

    def _after_fork(self) -> None:
        self._http.after_fork()
        self._tables.after_fork()
        for sender in self._senders.values():
            sender.after_fork()


def _close_at_end(client: PromptClient) -> None:
    """Children of multiprocessing end without atexit, and run these instead."""
    client._end = util.Finalize(client, client.close, exitpriority=0)


def _check_key(key: Optional[str]) -> None:
    if key is None:
        return
    if not 0 < len(key) <= _MAX_KEY or not key.isascii() or not key.isprintable() or key.isspace():
        raise ValueError(f"idempotency_key must have 1 to {_MAX_KEY} printable ASCII characters")


_OPEN: "weakref.WeakSet[PromptClient]" = weakref.WeakSet()


def _after_fork() -> None:
    for client in list(_OPEN):
        client._after_fork()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
