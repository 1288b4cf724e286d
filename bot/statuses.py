"""The named outcome of a turn; statistics count these and nothing else."""

from enum import StrEnum


class Status(StrEnum):
    """How a turn ended. Rasa names it in `custom.status`; the service names its own answers."""

    ANSWERED = "answered"
    CLARIFICATION = "clarification"
    INTERVIEW = "interview"
    ESTIMATE = "estimate"
    FALLBACK = "fallback"
    OUT_OF_SCOPE = "out_of_scope"
    HANDOFF = "handoff"
    ERROR = "error"
