"""Answers to questions: from what is known of a topic, or which body to ask, or what to try when not understood."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

import knowledge
from actions.follow_up import follow_up
from actions.message import Message, fallbacks_in_a_row, latest_message, likeliest
from actions.replies import Reply, intent_button, utter
from actions.topics import MORE, answer_reply, topic_reply
from arabic import normalise
from knowledge import distress, law, rejections
from knowledge.rejections import rejection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

Events = list[dict[str, Any]]
REJECTION, LAW = "rejection_my_case", "law_article"


class ActionAnswer(Action):
    """Answers a question about a topic; a short one in the light of the answer before."""

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        message = latest_message(tracker)
        if in_distress(message):
            return ActionDistress().run(dispatcher, tracker, domain)
        name = follow_up(tracker, message) or message.intent
        if name in OWN_ACTIONS:
            events: Events = OWN_ACTIONS[name]().run(dispatcher, tracker, domain)
            return events
        topic = knowledge.topic(name)
        utter(dispatcher, [topic_reply(topic, date.today(), more=message.value == MORE)], "answered")
        return [SlotSet("topic", topic.name)]


class ActionMore(Action):
    """«المزيد», «وش بعدها؟»: the rest of the answer before, or of the estimate."""

    def name(self) -> str:
        return "action_more"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        name = tracker.get_slot("topic")
        if name not in knowledge.topics():
            utter(dispatcher, [Reply(response="utter_help_menu")], "clarification")
            return []
        topic = knowledge.topic(name)
        utter(dispatcher, [topic_reply(topic, date.today(), more=bool(topic.more))], "answered")
        return []


class ActionRejection(Action):
    """Explains the reason for which the citizen was refused: what it means, what to correct, which proof to attach."""

    def name(self) -> str:
        return "action_rejection"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        message = latest_message(tracker)
        reason = None if message.button else rejection(normalise(message.text), refused=True)
        if reason is None:
            reply = topic_reply(knowledge.topic(REJECTION), date.today(), more=message.value == MORE)
        else:
            reply = answer_reply(rejections.render(reason, date.today()))
        utter(dispatcher, [reply], "answered")
        return [SlotSet("topic", REJECTION)]


class ActionLawArticle(Action):
    """Reads an article of the Law in plain words; which articles there are where none is named."""

    def name(self) -> str:
        return "action_law_article"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        message = latest_message(tracker)
        bare = tracker.get_slot("topic") == LAW  # «والعاشرة؟» after an article
        found = () if message.button else law.answer(normalise(message.text), date.today(), bare=bare)
        replies = [answer_reply(one) for one in found] or [
            topic_reply(knowledge.topic(LAW), date.today(), more=message.value == MORE)
        ]
        utter(dispatcher, replies, "answered")
        return [SlotSet("topic", LAW)]


class ActionDistress(Action):
    """Hunger, danger, despair: a humane word and the help that fits, before anything else."""

    def name(self) -> str:
        return "action_distress"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        kind = distress.shown(normalise(latest_message(tracker).text), understood=True)
        utter(dispatcher, [Reply(distress.render(kind, date.today()).text)] if kind else [], "handoff")
        return []


OWN_ACTIONS: Mapping[str, type[Action]] = {REJECTION: ActionRejection, LAW: ActionLawArticle}


def in_distress(message: Message) -> bool:
    """Whether the words of a message show distress, however it was understood."""
    return not message.button and distress.shown(normalise(message.text)) is not None


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
        message = latest_message(tracker)
        if in_distress(message):
            return ActionDistress().run(dispatcher, tracker, domain)
        body = knowledge.other_body(normalise(message.text))
        if body is None and follow_up(tracker, message):
            return ActionAnswer().run(dispatcher, tracker, domain)
        if body is None and fallbacks_in_a_row(tracker) > 1:
            return ActionFallback().run(dispatcher, tracker, domain)
        topics = () if body else likeliest(tracker, set(knowledge.topics()), 2)
        buttons = [intent_button(knowledge.topic(name).title, name) for name in topics]
        text = body or "هذا خارج ما أعرفه. أجيب فقط عن الضمان الاجتماعي المطور."
        utter(dispatcher, [Reply(text, (*buttons, intent_button("ماذا تستطيع؟", "help_menu")))], "out_of_scope")
        return []


class ActionFallback(Action):
    """Not understood: first the two likeliest topics, then the menu, then a person."""

    def name(self) -> str:
        return "action_fallback"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        if in_distress(latest_message(tracker)):
            return ActionDistress().run(dispatcher, tracker, domain)
        if follow_up(tracker, latest_message(tracker)):
            return ActionAnswer().run(dispatcher, tracker, domain)
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
