"""The last table of each project, read again in the background."""

from __future__ import annotations

import os
import random
import re
import tempfile
import threading
import time
from pathlib import Path
from typing import Dict, Optional
from urllib.parse import quote

from ._failures import FailureLog
from ._http import GatewayHttp, problem
from ._table import ServingTable

DEFAULT_AGE = 5.0
# A proxy may state more than the gateway does, and a rollback has to arrive.
LONGEST_AGE = 60.0
LONGEST_PAUSE = 30.0
_AGE = re.compile(r"\bmax-age=(\d+)\b")


class _Entry:
    """What is known of one project. Only the thread of the tables writes it."""

    def __init__(self, project: str, file: Optional[Path]) -> None:
        self.project = project
        self.file = file
        self.table: Optional[ServingTable] = None
        self.stored: Optional[ServingTable] = None
        self.tag: Optional[str] = None
        self.due = 0.0
        self.pause = 1.0
        self.tried = threading.Event()
        self.failures = FailureLog(f"read the prompts of {project}")
        self.files = FailureLog(f"use the file {file}")


class Tables:
    def __init__(self, http: GatewayHttp, folder: Optional[Path]) -> None:
        self._http = http
        self._folder = folder
        self._entries: Dict[str, _Entry] = {}
        self._changed = threading.Condition()
        self._thread: Optional[threading.Thread] = None
        self._closed = False

    def table(self, project: str, wait: float) -> Optional[ServingTable]:
        """Returns the last table. Waits only for the first request of a project."""
        entry = self._entries.get(project)
        if entry is None or self._thread is None:
            entry = self._add(project)
        if not entry.tried.wait(wait):
            entry.tried.set()  # The next requests would wait as long.
        return entry.table

    def has_tried(self, project: str) -> bool:
        entry = self._entries.get(project)
        return entry is not None and entry.tried.is_set()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            for entry in self._entries.values():
                entry.tried.set()
            self._changed.notify_all()

    def after_fork(self) -> None:
        """Threads do not survive a fork: the next call starts a new one."""
        self._changed = threading.Condition()
        self._thread = None
        for entry in self._entries.values():
            entry.failures.after_fork()
            entry.files.after_fork()
            tried, entry.tried = entry.tried, threading.Event()
            if tried.is_set():
                entry.tried.set()
        if self._entries and not self._closed:
            self._start()

    def _add(self, project: str) -> _Entry:
        with self._changed:
            entry = self._entries.get(project)
            if entry is None:
                file = self._folder and self._folder / f"{quote(project, safe='')}.json"
                entry = _Entry(project, file)
                _load(entry)
                self._entries[project] = entry
            if self._closed:
                entry.tried.set()
            elif self._thread is None:
                self._start()
            self._changed.notify_all()
            return entry

    def _start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="metatextgrad tables", daemon=True)
        try:
            self._thread.start()
        except RuntimeError as e:  # No more threads now, or the interpreter is shutting down.
            self._thread = None
            for entry in self._entries.values():
                entry.failures.failed(e)
                entry.tried.set()

    def _run(self) -> None:
        while True:
            with self._changed:
                if self._closed:
                    break
                entry = min(self._entries.values(), key=lambda one: one.due)
                pause = entry.due - time.monotonic()
                if pause > 0:
                    self._changed.wait(pause)
                    continue
            self._refresh(entry)
        self._http.close()

    def _refresh(self, entry: _Entry) -> None:
        try:
            age = self._fetch(entry)
            entry.failures.worked()
            entry.pause = 1.0
            entry.due = time.monotonic() + age
        except Exception as e:  # No answer of a server may end this thread.
            entry.failures.failed(e)
            entry.due = time.monotonic() + entry.pause * random.uniform(0.5, 1)
            entry.pause = min(entry.pause * 2, LONGEST_PAUSE)
        finally:
            entry.tried.set()

    def _fetch(self, entry: _Entry) -> float:
        """Reads the table if it has changed, and returns for how many seconds it is fresh."""
        headers = {"If-None-Match": entry.tag} if entry.tag else {}
        path = f"/api/v1/prompts/{quote(entry.project, safe='')}"
        reply = self._http.request("GET", path, headers)
        if reply.status == 200:
            if _accept(entry, reply.body):
                entry.tag = reply.header("etag")
        elif reply.status != 304:
            raise ValueError(problem(reply))
        _store(entry)
        return freshness(reply.header("cache-control"))


def freshness(cache_control: Optional[str]) -> float:
    """Returns for how many seconds an answer counts as new: one to sixty."""
    found = _AGE.search(cache_control or "")
    return min(max(1.0, float(found.group(1))), LONGEST_AGE) if found else DEFAULT_AGE


def _accept(entry: _Entry, data: bytes) -> bool:
    """A table with a lower serial comes from a gateway that is behind, and changes nothing."""
    table = ServingTable.read(data)
    if table.project != entry.project:
        raise ValueError(f"the table is of project `{table.project}`")
    if entry.table is not None and table.serial < entry.table.serial:
        return False
    entry.table = table
    return True


def _load(entry: _Entry) -> None:
    if entry.file is None:
        return
    try:
        _accept(entry, entry.file.read_bytes())
        entry.stored = entry.table
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as e:
        entry.files.failed(e)


def _store(entry: _Entry) -> None:
    """Replaces the whole file or nothing, so that several processes can share it.

    If that fails, the next answer of the gateway tries again. A file with a newer table stays:
    the process that wrote it is ahead of this one.
    """
    table = entry.table
    if entry.file is None or table is None or table is entry.stored:
        return
    try:
        if _is_ahead(entry.file, table):
            entry.stored = table
            return
        entry.file.parent.mkdir(parents=True, exist_ok=True)
        handle, whole = tempfile.mkstemp(".new", entry.file.name + ".", entry.file.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(table.json)
                out.flush()
                os.fsync(out.fileno())
            os.replace(whole, entry.file)
        except BaseException:
            os.unlink(whole)
            raise
        entry.stored = table
        entry.files.worked()
    except OSError as e:
        entry.files.failed(e)


def _is_ahead(file: Path, table: ServingTable) -> bool:
    try:
        kept = ServingTable.read(file.read_bytes())
    except (FileNotFoundError, ValueError):
        return False  # No file, or a damaged one, which is replaced.
    return kept.project == table.project and kept.serial > table.serial
