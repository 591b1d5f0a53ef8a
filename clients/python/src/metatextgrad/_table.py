"""The serving table of a project, as docs/connect.md defines it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Dict, Mapping, Optional, Tuple

from ._assignment import place


@dataclass(frozen=True)
class Served:
    """One version. `role` and `share` are None for one that only a label names."""

    version: str
    role: Optional[str]
    share: Optional[float]
    text: Optional[str]
    program: Optional[Mapping[str, Any]]


@dataclass(frozen=True)
class ServingTable:
    project: str
    serial: int
    versions: Tuple[Served, ...]
    labels: Mapping[str, Served]
    json: bytes

    @staticmethod
    def read(data: bytes) -> ServingTable:
        """Reads a table. Unknown fields are ignored. Raises ValueError with the reason."""
        try:
            table = json.loads(data)
        except (ValueError, RecursionError) as e:
            raise ValueError("the table is not JSON") from e
        fields = _object("the table", table)
        serial = fields.get("serial")
        if not isinstance(serial, int) or isinstance(serial, bool):
            raise ValueError("the table has no whole number `serial`")
        rows = fields.get("versions")
        if not isinstance(rows, list) or not rows:
            raise ValueError("the table has no `versions`")
        versions = tuple(_served(row, shared=True) for row in rows)
        rest = fields.get("labelled") or []
        if not isinstance(rest, list):
            raise ValueError("`labelled` is not a list")
        labelled = {one.version: one for one in map(_served, rest)}
        labels: Dict[str, Served] = {}
        for label, version in _object("`labels`", fields.get("labels") or {}).items():
            if isinstance(version, str) and version in labelled:
                labels[label] = labelled[version]
        return ServingTable(_text(fields, "project"), serial, versions, labels, data)

    def choose(self, unit: str) -> Served:
        """Returns the version of a unit."""
        second = self.versions[1:2]
        if second and place(self.project, self.serial, unit) < (second[0].share or 0):
            return second[0]
        return self.versions[0]

    def labelled(self, label: str) -> Served:
        """Returns the version of a label, and the champion if there is no such label."""
        return self.labels.get(label, self.versions[0])


def _served(row: Any, shared: bool = False) -> Served:
    fields = _object("a version", row)
    text = fields.get("text")
    program = fields.get("program")
    if text is not None and not isinstance(text, str):
        raise ValueError("the field `text` is not a text")
    if program is not None:
        _object("`program`", program)
    role: Optional[str] = None
    share: Optional[float] = None
    if shared:
        role = _text(fields, "role")
        number = fields.get("share")
        if not isinstance(number, (int, float)) or not 0 <= number <= 1:
            raise ValueError("a version has no `share` from 0 to 1")
        share = float(number)
    return Served(_text(fields, "version"), role, share, text, program)


def _object(what: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{what} is not a JSON object")
    return value


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(f"the field `{name}` is not a text")
    return value
