"""One turn of the interview: what a message means at this point, what it changes, what is said and asked next."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import knowledge
from actions import reading, summary
from actions.case import Case
from actions.corrections import CORRECTION, correct, corrected, named_question, says_number
from actions.facts import Implausible
from actions.message import Message
from actions.questions import ask, next_question, questions, why
from actions.replies import Button, Reply, Status, answer_button, intent_button
from actions.topics import MORE, topic_reply
from arabic import normalise, read_answer
from knowledge import distress

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

# Points of the interview at which it asks something else than a question of questions.yml.
GO_ON, CONFIRM, CHANGE = "go_on", "confirm", "change"
TALK: dict[str, str] = {
    "greet": "أهلًا بك.",
    "thanks": "العفو.",
    "bot_challenge": "أنا برنامج آلي، ولست موظفًا ولا أمثّل الوزارة.",
}
SURE = 0.5  # below this confidence a topic inside the interview is taken for an answer that was not understood
QUESTION_WORDS = frozenset(
    (
        "وش",
        "ايش",
        "شنو",
        "شو",
        "كيف",
        "متي",
        "هل",
        "كم",
        "ليش",
        "لماذا",
        "ليه",
        "وين",
        "اين",
        "مين",
        "يعني",
        "معني",
        "ماذا",
        "وشو",
        "ماهو",
        "ماهي",
        "شلون",
        "علامه",
    )
)
# Whatever the intent, only these words end the interview unless the message can be read as an answer.
STOP = re.compile(r"^(خلاص )?(وقف|اوقف|توقف|قف|الغ|الغي|الغاء|انهي|انهاء|كنسل|ستوب|stop)( .*)?$")


@dataclass
class Turn:
    """What is said in a turn, and its status."""

    replies: list[Reply] = field(default_factory=list)
    status: Status = "interview"

    def say(self, text: str, *buttons: Button) -> None:
        """Add a message."""
        self.replies.append(Reply(text, buttons))


def begin(case: Case, message: Message, today: date) -> Turn:
    """The first turn: takes what the message says already, and asks the first question that is left."""
    turn = Turn()
    turn.say(
        "سأسألك أسئلة قصيرة ثم أعطيك تقديرًا أوليًا مع حسابه. لا أحتاج اسمًا ولا رقم هوية. "
        "اكتب «وقف» متى شئت، و«لا أعرف» إذا لم تعرف."
    )
    try:
        if not message.button:
            reading.take_text(case, None, message.text)
    except Implausible as error:
        turn.say(str(error))
    heard(case, turn, {})
    move_on(case, turn, today)
    return turn


def step(case: Case, message: Message, today: date) -> Turn:
    """A later turn."""
    turn = Turn()
    if kind := in_distress(message):
        turn.status = "handoff"
        turn.say(distress.render(kind, today).text)
        repeat(case, turn, today)
    elif message.question is not None:
        press(case, message, turn, today)
    elif not (control(case, message, turn, today) or digress(case, message, turn, today)):
        read(case, message, turn, today)
    return turn


def press(case: Case, message: Message, turn: Turn, today: date) -> None:
    """A button was pressed, perhaps one of an earlier question."""
    question, value = message.question or "", message.value or ""
    if question == CHANGE:
        change(case, turn, value, today)
    elif question == CONFIRM:
        close(case) if value == "yes" else offer_changes(case, turn)
    elif question == GO_ON:
        close(case) if value == "no" else move_on(case, turn, today)
    elif question not in questions():
        turn.say("هذا الزر قديم. اكتب جوابك من فضلك.")
        repeat(case, turn, today)
    else:
        before = summary.lines(case)
        earlier = question != case.question
        reading.take_value(case, question, value)
        if earlier:
            heard(case, turn, before)
        after_answer(case, turn, question, today)


def control(case: Case, message: Message, turn: Turn, today: date) -> bool:
    """Words about the interview itself: stop, start over, why, don't know, a person."""
    intent = message.intent
    if not message.button and (message.confidence < SURE or says_number(message.text)):
        intent = ""  # numbers are answers, whatever stands around them
    if intent in ("stop_cancel", "goodbye") and not (message.button or STOP.match(normalise(message.text))):
        about_it = named_question(normalise(message.text)) == case.question  # «بيت وقف» is a home
        intent = "" if about_it or can_be_read(case, message.text) else intent
    if intent in ("stop_cancel", "goodbye"):
        if case.question == GO_ON:
            close(case)
        else:
            case.outcome = "stopped"
    elif intent == "start_over":
        case.__dict__.update(Case().__dict__)
        turn.say("نبدأ من جديد.")
        move_on(case, turn, today)
    elif intent == "ask_why" and case.question in questions():
        turn.status = "answered"
        turn.say(why(case, case.question or "", today))
        repeat(case, turn, today)
    elif intent in ("dont_know", "skip") or read_answer(message.text) == "dont_know":
        unknown(case, turn, today)
    elif intent == "human_handoff":
        turn.status = "handoff"
        turn.replies.append(topic_reply(knowledge.topic("contact"), today))
        repeat(case, turn, today)
    else:
        return False
    return True


def in_distress(message: Message) -> distress.Distress | None:
    """The distress that a message shows by its words, or is understood to show."""
    if message.button:
        return None
    understood = message.intent == "distress" and message.confidence >= SURE and not says_number(message.text)
    return distress.shown(normalise(message.text), understood=understood)


def can_be_read(case: Case, text: str) -> bool:
    """Whether a message answers the question asked: «كفاية» also says that nothing else comes in."""
    if case.question not in questions():
        return False
    try:
        return bool(reading.take_text(copy.deepcopy(case), case.question, text))
    except (Implausible, reading.Range):
        return True


def digress(case: Case, message: Message, turn: Turn, today: date) -> bool:
    """A question in the middle, or a courtesy: answered, and the interview goes on where it was."""
    if message.intent in TALK and message.confidence >= SURE:
        turn.say(TALK[message.intent])
        repeat(case, turn, today)
        return True
    if not (message.button or is_question(message.text)) or message.confidence < SURE:
        return False
    if message.intent == "what_if":
        turn.say("نجرب ذلك بعد النتيجة: اسألني حينها «ولو...» وأعيد الحساب.")
    elif message.intent == "out_of_scope":
        turn.status = "out_of_scope"
        turn.say(knowledge.other_body(normalise(message.text)) or "هذا خارج ما أعرفه عن الضمان الاجتماعي.")
    elif message.intent == "help_menu":
        turn.say("أنا الآن أجمع ما يلزم للتقدير. أجب بكلامك أو بالأزرار، ويمكنك أن تكتب «وقف» أو «من جديد».")
    elif message.intent != "eligibility_estimate" and message.intent in knowledge.topics():
        turn.status = "answered"
        turn.replies.append(topic_reply(knowledge.topic(message.intent), today, more=message.value == MORE))
    else:
        return False
    repeat(case, turn, today)
    return True


def is_question(text: str) -> bool:
    """Whether a message asks something: a question mark, or a question word in MSA or Saudi speech."""
    return "؟" in text or "?" in text or not QUESTION_WORDS.isdisjoint(normalise(text).split())


def read(case: Case, message: Message, turn: Turn, today: date) -> None:
    """An answer, a correction, or something that cannot be read."""
    asked = case.question if case.question in questions() else None
    before, household = summary.lines(case), case.as_household()
    spoken = bool(CORRECTION.search(normalise(message.text)))
    try:
        taken = correct(case, message.text) if spoken or message.intent == "correction" else []
        correcting = spoken or bool(taken) or case.as_household() != household
        if not correcting:
            taken = reading.take_text(case, asked, message.text)
    except (Implausible, reading.Range) as error:
        turn.status = "clarification"
        turn.say(str(error))
        repeat(case, turn, today)
        return
    if taken or case.as_household() != household:
        heard(case, turn, before, "عدّلت" if correcting else "سجّلت")
        still_open = asked is not None and not correcting and asked not in taken and next_question(case, today) == asked
        if still_open and summary.lines(case) == before:
            misunderstood(case, message, turn, today)
        else:
            after_answer(case, turn, asked if asked in taken else (taken or [case.previous or ""])[0], today)
    elif correcting:
        correct_by_asking(case, message, turn, today)
    else:
        answer_choice(case, message, turn, today)


def correct_by_asking(case: Case, message: Message, turn: Turn, today: date) -> None:
    """A correction that names no new value: ask for it."""
    name = named_question(corrected(message.text))
    if case.question == CONFIRM and name is None:
        offer_changes(case, turn)
    elif name or case.previous in questions():
        change(case, turn, name or case.previous or "", today)
    else:
        repeat(case, turn, today)


def answer_choice(case: Case, message: Message, turn: Turn, today: date) -> None:
    """A yes or a no to something that is no question of questions.yml; else the message is not understood."""
    answer = read_answer(message.text)
    yes, no = answer == "yes" or message.intent in ("affirm", "more"), answer == "no" or message.intent == "deny"
    if case.question == CONFIRM and (yes or no):
        close(case) if yes and answer != "no" else offer_changes(case, turn)
    elif case.question == GO_ON and (yes or no):
        close(case) if no and answer != "yes" else move_on(case, turn, today)
    elif case.question == CHANGE and (name := named_question(corrected(message.text))):
        change(case, turn, name, today)
    elif case.question == CHANGE and (yes or no):
        sum_up(case, turn)
    else:
        misunderstood(case, message, turn, today)


def heard(case: Case, turn: Turn, before: Mapping[str, str], word: str = "سجّلت") -> None:
    """Say what was understood: the lines that the message changed."""
    changed = [line for name, line in summary.lines(case).items() if before.get(name) != line]
    if changed:
        turn.say(f"{word}:\n{summary.listed(changed)}")


def after_answer(case: Case, turn: Turn, question: str, today: date) -> None:
    """After something was taken in: forget the misunderstandings, and go on."""
    case.previous = question
    case.misunderstood = 0
    move_on(case, turn, today)


def move_on(case: Case, turn: Turn, today: date) -> None:
    """Say a decisive failure at once; else ask the next question; else sum up."""
    failure = next(
        (
            check
            for check in case.estimate(today).checks
            if check.outcome == "fail" and check.rule not in case.said_failures
        ),
        None,
    )
    if failure is not None and next_question(case, today) is not None:
        case.said_failures.append(failure.rule)
        say_failure(case, turn, failure.rule, failure.reason)
        return
    name = next_question(case, today)
    if name is None:
        sum_up(case, turn)
    else:
        case.question = name
        turn.replies.append(ask(case, name, today))


def say_failure(case: Case, turn: Turn, rule: str, reason: str) -> None:
    """A condition that fails already decides: say so, and leave the choice to the citizen."""
    case.question = GO_ON
    buttons = [answer_button("أكمل الأسئلة", GO_ON, "yes"), answer_button("يكفي، أرني النتيجة", GO_ON, "no")]
    if rule == "income_below_minimum" and "old_system" not in case.answered:
        buttons.append(answer_button("انتقلت من النظام القديم", CHANGE, "old_system"))
    turn.say(f"{reason}\nهذا وحده يمنع الاستحقاق على الأرجح. هل نكمل بقية الأسئلة، أم يكفي هذا؟", *buttons)


def sum_up(case: Case, turn: Turn) -> None:
    """Before the estimate: everything that was understood, to be confirmed or changed."""
    case.question = CONFIRM
    text = f"هذا ما فهمته منك:\n{summary.listed(summary.lines(case).values())}\nهل هو صحيح؟"
    turn.say(text, answer_button("صحيح، احسب", CONFIRM, "yes"), answer_button("أعدّل شيئًا", CONFIRM, "no"))


def offer_changes(case: Case, turn: Turn) -> None:
    """Let the citizen choose what to change."""
    case.question = CHANGE
    names = [name for name in summary.LINES if name in case.answered]
    buttons = [answer_button(questions()[name].title, CHANGE, name) for name in names]
    turn.say("ماذا تريد أن تعدّل؟ اختر، أو اكتب الصحيح بكلامك مثل «الراتب 3200».", *buttons)


def change(case: Case, turn: Turn, name: str, today: date) -> None:
    """Ask a question again."""
    if name not in questions():
        repeat(case, turn, today)
        return
    case.reopen(name)
    case.question = name
    turn.replies.append(ask(case, name, today))


def unknown(case: Case, turn: Turn, today: date) -> None:
    """The citizen does not know, or would rather not say."""
    if case.question in questions():
        question = case.question or ""
        reading.take_unknown(case, question)
        turn.say("لا بأس، أحسبه غير معروف وأبيّن أثره في النتيجة.")
        after_answer(case, turn, question, today)
    else:
        repeat(case, turn, today)


def misunderstood(case: Case, message: Message, turn: Turn, today: date) -> None:
    """Ask again; the second time in a row with an example, and with a way past the question."""
    if message.intent == "eligibility_estimate" and message.confidence >= SURE:
        repeat(case, turn, today)  # "هل استحق؟" is what we are finding out
        return
    turn.status = "clarification"
    case.misunderstood += 1
    if case.misunderstood < 2 or case.question not in questions():
        turn.say("لم أفهم جوابك.")
        repeat(case, turn, today)
        return
    question = case.question or ""
    turn.say(f"لم أفهم جوابك بعد. أمثلة على الجواب: {questions()[question].example}")
    again = ask(case, question, today)
    turn.replies.append(Reply(again.text, (*again.buttons, intent_button("تخطَّ السؤال", "skip"))))


def repeat(case: Case, turn: Turn, today: date) -> None:
    """Say again what was asked last, so that the interview goes on where it was."""
    if case.question == CONFIRM:
        sum_up(case, turn)
    elif case.question == CHANGE:
        offer_changes(case, turn)
    elif case.question == GO_ON:
        turn.say(
            "هل نكمل بقية الأسئلة؟",
            answer_button("أكمل الأسئلة", GO_ON, "yes"),
            answer_button("يكفي، أرني النتيجة", GO_ON, "no"),
        )
    elif case.question in questions():
        turn.replies.append(ask(case, case.question or "", today))
    else:
        move_on(case, turn, today)


def close(case: Case) -> None:
    """The interview is over and the estimate is wanted."""
    case.outcome = "estimate"
    case.question = None
