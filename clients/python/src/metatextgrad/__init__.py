"""Client of a metaTextGrad gateway: prompts out; tasks, answers and feedback in."""

from ._aio import AsyncPromptClient
from ._client import PromptClient
from ._prompt import Prompt

__all__ = ["AsyncPromptClient", "Prompt", "PromptClient"]
__version__ = "0.1.0"
