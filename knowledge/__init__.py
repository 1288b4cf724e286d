"""What the assistant knows: topics (`topics/`), the questions below them (`units/`), the register of sources, and whom
to ask about the rest.

A topic is added by adding its file, a question by adding it to its topic's file in `units/`. Figures are references to
rules/parameters.yml, such as {head_minimum}.
"""

from knowledge import distress, law, sources
from knowledge.answer import Answer, render
from knowledge.bodies import other_body
from knowledge.loading import KnowledgeError, topic, topics
from knowledge.rejections import Rejection, rejection
from knowledge.topic import Topic, Uncertain

__all__ = [
    "Answer",
    "KnowledgeError",
    "Rejection",
    "Topic",
    "Uncertain",
    "distress",
    "law",
    "other_body",
    "rejection",
    "render",
    "sources",
    "topic",
    "topics",
]
