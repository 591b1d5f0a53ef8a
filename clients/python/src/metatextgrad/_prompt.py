from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional


@dataclass(frozen=True)
class Prompt:
    """The prompt of one task.

    `text` is None if the program has several model calls; `program` has all of them then.
    `version`, `serial` and `role` are None if `text` is the application's own fallback, because
    the client never had a table. `probability` is the chance with which this version was drawn:
    None for a fallback and for a label, where no chance decided.
    """

    project: str
    task: str
    group: Optional[str]
    label: Optional[str]
    text: Optional[str]
    program: Optional[Mapping[str, Any]]
    version: Optional[str]
    serial: Optional[int]
    role: Optional[str]
    probability: Optional[float]
