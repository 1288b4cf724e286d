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
    text = answer.text
    if answer.sources:
        text += "\n\nالمصدر: " + "؛ ".join(answer.sources)
    return Reply(text, topic_buttons(topic, answer.follow_ups, more=more))


def topic_buttons(topic: knowledge.Topic, follow_ups: tuple[str, ...], *, more: bool) -> tuple[Button, ...]:
    """The rest of the answer, and the topics that people ask about next."""
    buttons = [intent_button(knowledge.topic(name).title, name) for name in follow_ups]
    if topic.more and not more:
        buttons.insert(0, Button("المزيد", f'/{topic.name}{{"value": "{MORE}"}}'))
    return tuple(buttons)
