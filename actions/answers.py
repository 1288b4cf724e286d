"""Answers to questions: from what is known of a topic, or which body to ask, or what to try when not understood."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from rasa_sdk import Action

import knowledge
from actions.message import fallbacks_in_a_row, latest_message, likeliest
from actions.replies import Reply, intent_button, utter
from actions.topics import MORE, topic_reply
from arabic import normalise

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

Events = list[dict[str, Any]]


class ActionAnswer(Action):
    """Answers a question about a topic."""

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        message = latest_message(tracker)
        topic = knowledge.topic(message.intent)
        utter(dispatcher, [topic_reply(topic, date.today(), more=message.value == MORE)], "answered")
        return []


class ActionHandoff(Action):
    """Names the people who can help."""

    def name(self) -> str:
        return "action_handoff"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        utter(dispatcher, [topic_reply(knowledge.topic("contact"), date.today())], "handoff")
        return []


class ActionOutOfScope(Action):
    """Says that a question belongs elsewhere, and where where that is known."""

    def name(self) -> str:
        return "action_out_of_scope"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        text = knowledge.other_body(normalise(latest_message(tracker).text)) or (
            "هذا خارج ما أعرفه. أجيب فقط عن الضمان الاجتماعي المطور."
        )
        utter(dispatcher, [Reply(text, (intent_button("ماذا تستطيع؟", "help_menu"),))], "out_of_scope")
        return []


class ActionFallback(Action):
    """Not understood: first the two likeliest topics, then the menu, then a person."""

    def name(self) -> str:
        return "action_fallback"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        times = fallbacks_in_a_row(tracker)
        topics = likeliest(tracker, set(knowledge.topics()), 2)
        if times == 1 and topics:
            buttons = [intent_button(knowledge.topic(name).title, name) for name in topics]
            buttons.append(intent_button("شيء آخر", "help_menu"))
            which = "أحد هذين" if len(topics) > 1 else "هذا"
            replies = [Reply(f"لم أفهم سؤالك تمامًا. هل تقصد {which}؟", tuple(buttons))]
        elif times <= 2:
            replies = [Reply(response="utter_help_menu")]
        else:
            contact = topic_reply(knowledge.topic("contact"), date.today())
            replies = [Reply("أعتذر، لم أفهمك. يمكنك أن تسأل موظفًا:"), contact]
        utter(dispatcher, replies, "fallback")
        return []
