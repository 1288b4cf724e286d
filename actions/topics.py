"""What is known of a topic, for a reply: its text with the sources, and the topics that people ask about next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import knowledge
from actions.replies import Button, intent_button
from arabic import normalise
from knowledge import law, rejections

if TYPE_CHECKING:
    from datetime import date

REJECTION, LAW, CONTACT = "rejection_my_case", "law_article", "contact"
MORE = "more"  # the value of the button that asks for the rest of a topic


@dataclass(frozen=True)
class Known:
    """An answer from knowledge: its text, its unit's id, and buttons that lead on."""

    text: str
    unit: str
    buttons: tuple[Button, ...] = ()


def about(name: str, asked: str, today: date, *, more: bool = False, before: str | None = None) -> Known:
    """What is known of a topic for a question in these words, or the rest of it. `before` is the topic answered before.

    A stated reason for a refusal and an article of the Law have answers of their own.
    """
    folded = normalise(asked)
    if name == REJECTION and asked and (reason := knowledge.rejection(folded, refused=True)):
        return known(rejections.render(reason, today), name)
    if name == LAW and asked and (found := law.answer(folded, today, bare=before == LAW)):
        first, *others = (known(one, name) for one in found)
        return replace(first, text="\n\n".join(one.text for one in (first, *others)))
    topic = knowledge.topic(name)
    rest = () if more or not topic.more else (Button("المزيد", f'/{topic.name}{{"value": "{MORE}"}}'),)
    return known(knowledge.render(topic, today, "more" if more and topic.more else "short"), name, rest)


def known(answer: knowledge.Answer, name: str, before: tuple[Button, ...] = ()) -> Known:
    """An answer with its sources, and the topics that people ask about next as buttons."""
    text = answer.text
    if answer.sources:
        text += "\n\nالمصدر: " + "؛ ".join(answer.sources)
    next_topics = tuple(intent_button(knowledge.topic(one).title, one) for one in answer.follow_ups)
    return Known(text, name, (*before, *next_topics))
