"""After the interview: the estimate, its calculation, its sources, changes of the case, and suppositions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

import rules
from actions import reading, summary
from actions.answers import ActionAnswer
from actions.case import Case
from actions.corrections import correct
from actions.facts import Implausible
from actions.follow_up import follow_up
from actions.message import Message, latest_message
from actions.questions import questions
from actions.replies import Reply, Status, intent_button, utter
from actions.what_if import suppose

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

AFTER = (
    intent_button("تفاصيل الحساب", "estimate_details"),
    intent_button("المصادر", "estimate_sources"),
    intent_button("من جديد", "start_over"),
)
NO_ESTIMATE = Reply("لم نعمل تقديرًا بعد. هل نبدأ؟", (intent_button("ابدأ التقدير", "eligibility_estimate"),))
NOT_READ = "لم أفهم ما الذي يتغير. اكتبه مثل «ولو صار راتب زوجتي 2000؟» أو «الراتب 3200»."


def estimate_reply(case: Case, today: date) -> Reply:
    """The verdict, its sum, the conditions that fail or are not known, what is uncertain, and what to do next."""
    estimate = case.estimate(today)
    explanation = rules.explain(estimate)
    shown = ("fail",) if estimate.failed else ("unknown",)  # once one fails, what was not asked decides nothing
    open_checks = [
        line for check, line in zip(estimate.checks, explanation.checks, strict=True) if check.outcome in shown
    ]
    parts = [explanation.verdict]
    for heading, lines in (
        ("الحساب", explanation.lines),
        ("شروط لم تتحقق" if estimate.failed else "شروط لم تُعرف", open_checks),
        ("ما ليس مؤكدًا", explanation.uncertainties),
        ("ماذا تفعل الآن", explanation.next_steps),
    ):
        if lines:
            parts.append(f"{heading}:\n{summary.listed(lines)}")
    return Reply("\n\n".join([*parts, explanation.preliminary]), AFTER, household=case.as_household())


class AfterEstimate(ABC):
    """What is common to the actions that speak of an estimate already made."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        case = Case.from_slot(tracker.get_slot("case"))
        if not tracker.get_slot("estimate_ready"):
            utter(dispatcher, [NO_ESTIMATE], "clarification")
            return []
        try:
            replies, status = self.replies(case, latest_message(tracker))
        except reading.Range:
            replies, status = [Reply(NOT_READ)], "clarification"
        except Implausible as error:
            replies, status = [Reply(str(error))], "clarification"
        if status == "clarification" and follow_up(tracker, latest_message(tracker)):
            answered: list[dict[str, Any]] = ActionAnswer().run(dispatcher, tracker, domain)
            return answered
        utter(dispatcher, replies, status)
        return [SlotSet("case", case.to_slot())]

    @abstractmethod
    def replies(self, case: Case, message: Message) -> tuple[list[Reply], Status]:
        """What is said; `case` may be changed."""


class ActionEstimateDetails(AfterEstimate, Action):
    """«تفاصيل الحساب»: every line of the sum, every check with its reason, every uncertainty."""

    def name(self) -> str:
        return "action_estimate_details"

    def replies(self, case: Case, message: Message) -> tuple[list[Reply], Status]:
        return [Reply(rules.explain(case.estimate(date.today())).text(), AFTER[1:])], "estimate"


class ActionEstimateSources(AfterEstimate, Action):
    """«المصادر»: what the estimate rests on."""

    def name(self) -> str:
        return "action_estimate_sources"

    def replies(self, case: Case, message: Message) -> tuple[list[Reply], Status]:
        sources = rules.explain(case.estimate(date.today())).sources
        return [Reply("يستند التقدير إلى:\n" + "\n".join(f"• {source}" for source in sources))], "estimate"


class ActionWhatIf(AfterEstimate, Action):
    """«ولو صار راتب زوجتي 2000؟»: the case is computed again beside the estimate, which stays."""

    def name(self) -> str:
        return "action_what_if"

    def replies(self, case: Case, message: Message) -> tuple[list[Reply], Status]:
        supposed = suppose(case, message.text)
        if supposed is None:
            return [Reply(NOT_READ)], "clarification"
        today = date.today()
        changed = rules.compare(case.estimate(today), supposed.estimate(today))
        return [Reply(f"لو حصل ذلك:\n{changed}\n\nتقديرك الأول محفوظ كما هو.", AFTER)], "estimate"


class ActionChangeCase(AfterEstimate, Action):
    """«لا غلطت، الراتب 3200» after the estimate: the case is changed, and computed again."""

    def name(self) -> str:
        return "action_change_case"

    def replies(self, case: Case, message: Message) -> tuple[list[Reply], Status]:
        today = date.today()
        before, lines = case.estimate(today), summary.lines(case)
        if message.question in questions() and message.value is not None:
            reading.take_value(case, message.question or "", message.value)  # an old button of the interview
        elif not correct(case, message.text):
            return [Reply(NOT_READ)], "clarification"
        after = case.estimate(today)
        changed = [line for name, line in summary.lines(case).items() if lines.get(name) != line]
        compared = f"عدّلت:\n{summary.listed(changed)}\n\n{rules.compare(before, after)}"
        return [Reply(compared), estimate_reply(case, today)], "estimate"
