"""What the assistant knows: a YAML file a topic in `topics/`, the register of sources, and whom to ask about the rest.

A topic is added by adding its file. Its figures are references to rules/parameters.yml, such as {head_minimum}.
"""

from knowledge import sources
from knowledge.answer import Answer, render
from knowledge.bodies import other_body
from knowledge.loading import KnowledgeError, topic, topics
from knowledge.topic import Topic, Uncertain

__all__ = [
    "Answer",
    "KnowledgeError",
    "Topic",
    "Uncertain",
    "other_body",
    "render",
    "sources",
    "topic",
    "topics",
]
