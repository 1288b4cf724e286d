"""What the assistant knows: a YAML file a topic in `topics/`, the register of sources, and whom to ask about the rest.

A topic is added by adding its file. Its figures are references to rules/parameters.yml, such as {head_minimum}.
"""

from knowledge import distress, law, sources
from knowledge.answer import Answer, render
from knowledge.bodies import other_body
from knowledge.follow_ups import follow_up
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
    "follow_up",
    "law",
    "other_body",
    "rejection",
    "render",
    "sources",
    "topic",
    "topics",
]
