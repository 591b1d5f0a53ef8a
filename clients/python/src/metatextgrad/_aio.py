from __future__ import annotations

import asyncio
import os
from typing import Optional, Union

from ._client import PromptClient
from ._prompt import Prompt


class AsyncPromptClient:
    """`PromptClient` for asyncio, with the same rules. No method blocks the event loop.

    `report` and `feedback` need no `await`: they only put a record into a queue.
    """

    def __init__(
        self,
        url: str,
        key: str,
        *,
        folder: Union[str, "os.PathLike[str]", None] = None,
        wait: float = 2.0,
    ) -> None:
        """See `PromptClient`."""
        self._client = PromptClient(url, key, folder=folder, wait=wait)

    async def prompt(
        self,
        project: str,
        *,
        fallback: str,
        group: Optional[str] = None,
        task: Optional[str] = None,
        label: Optional[str] = None,
    ) -> Prompt:
        """See `PromptClient.prompt`."""

        def choose() -> Prompt:
            return self._client.prompt(
                project, fallback=fallback, group=group, task=task, label=label
            )

        # Only the first prompt of a project waits.
        if self._client._has_tried(project):
            return choose()
        return await asyncio.to_thread(choose)

    def report(
        self, prompt: Prompt, *, input: str, output: str, target: Optional[str] = None
    ) -> None:
        """See `PromptClient.report`."""
        self._client.report(prompt, input=input, output=output, target=target)

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
        """See `PromptClient.feedback`."""
        self._client.feedback(
            project,
            task,
            score=score,
            good=good,
            target=target,
            comment=comment,
            idempotency_key=idempotency_key,
        )

    @property
    def lost(self) -> int:
        """See `PromptClient.lost`."""
        return self._client.lost

    async def close(self, timeout: float = 5.0) -> None:
        """See `PromptClient.close`."""
        await asyncio.to_thread(self._client.close, timeout)

    async def __aenter__(self) -> AsyncPromptClient:
        return self

    async def __aexit__(self, *unused: object) -> None:
        await self.close()
