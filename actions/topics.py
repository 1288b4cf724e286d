"""What is known of a topic, as a message to the citizen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import knowledge
from actions.replies import Button, Reply, intent_button

if TYPE_CHECKING:
    from datetime import date

MORE = "more"  # the value of the button that asks for the rest of a topic


def topic_reply(topic: knowledge.Topic, day: date, *, more: bool = False) -> Reply:
    """The short answer of a topic with its sources, or the rest of it."""
    answer = knowledge.render(topic, day, "more" if more else "short")
    rest = () if more or not topic.more else (Button("المزيد", f'/{topic.name}{{"value": "{MORE}"}}'),)
    return answer_reply(answer, rest)


def answer_reply(answer: knowledge.Answer, before: tuple[Button, ...] = ()) -> Reply:
    """An answer with its sources, and the topics that people ask about next as buttons."""
    text = answer.text
    if answer.sources:
        text += "\n\nالمصدر: " + "؛ ".join(answer.sources)
    topics = tuple(intent_button(knowledge.topic(name).title, name) for name in answer.follow_ups)
    return Reply(text, (*before, *topics))
