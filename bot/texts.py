"""What the service itself says to a citizen: the greeting, and answers to what Rasa never gets to see.

Everything else that a citizen reads comes from `knowledge/`, `rules/` and `actions/`.
"""

from typing import NamedTuple

CALL_CENTRE = "19911"
"""The Ministry's call centre: where a person is sent when the assistant cannot answer."""


class QuickReply(NamedTuple):
    """A button as the assistant means it: what the citizen reads, and what Rasa is told when it is pressed."""

    title: str
    payload: str


GREETING = (
    "أهلًا بك. أنا مرشد الضمان: أجيب عن الضمان الاجتماعي المطور، وأعمل لك تقديرًا أوليًا للأهلية والمعاش مع شرحه.\n\n"
    "لست الوزارة ولا أمثّلها، والقرار لها وحدها."
)
PRIVACY = "لخصوصيتك لا تكتب رقم هوية ولا اسمًا ولا رقم آيبان، فلا أحتاج إليها."
OPENING = "بماذا أبدأ معك؟ اختر موضوعًا، أو اكتب سؤالك بكلامك."

MENU = (
    QuickReply("هل أستحق الضمان؟", "/eligibility_estimate"),
    QuickReply("شروط الاستحقاق", "/eligibility_conditions"),
    QuickReply("المبالغ", "/amounts"),
    QuickReply("طريقة التسجيل", "/registration_steps"),
    QuickReply("أسباب الرفض", "/rejection_reasons"),
    QuickReply("كل المواضيع", "/help_menu"),
)

EMPTY = "وصلتني رسالة فارغة. اكتب سؤالك بكلمات قليلة، مثل: هل أستحق الضمان؟"
NO_WORDS = "لم أجد في رسالتك كلمات أو أرقامًا. اكتب سؤالك أو جوابك بالكلمات، أو اختر من القائمة."
UNKNOWN_BUTTON = "هذا الزر لم يعد متاحًا. اكتب سؤالك بكلامك، أو اختر من القائمة."
MASKED = (
    "حجبتُ من رسالتك رقمًا يبدو أنه رقم هوية أو آيبان أو جوال أو بطاقة، ولم أحفظه. "
    "لا ترسل هذه الأرقام هنا، فلا أحتاج إليها."
)
ONLY_MASKED = "لا أحتاج إلى هذا الرقم. اكتب سؤالك عن الضمان، أو اختر من القائمة."
NOT_ANSWERING = (
    f"تعذّر عليّ الجواب الآن بسبب عطل عندنا، ورسالتك محفوظة. أعد المحاولة بعد قليل، أو اتصل بمركز الاتصال {CALL_CENTRE}."
)

UNKNOWN_CONVERSATION = "هذه المحادثة غير موجودة. ابدأ محادثة جديدة."
NOT_FOUND = "هذا العنوان غير موجود."
WRONG_METHOD = "هذا العنوان لا يقبل هذا النوع من الطلبات."
NOT_UNDERSTOOD = "تعذّرت قراءة الطلب. أرسل نص رسالة أو زرًا واحدًا من الأزرار المعروضة."
BODY_TOO_LARGE = "الرسالة أكبر مما يمكن استقباله. أرسلها مختصرة."
TOO_MANY_WAITING = "وصلت منك رسائل كثيرة قبل أن أجيب عنها. انتظر الجواب، ثم أكمل."
BROKEN = f"حدث عطل عندنا. أعد المحاولة بعد قليل، أو اتصل بمركز الاتصال {CALL_CENTRE}."


def too_long(limit: int) -> str:
    """The answer to a message of more than `limit` characters."""
    return (
        f"رسالتك أطول مما أستطيع قراءته دفعة واحدة. اختصرها في {limit:,} حرف على الأكثر، "
        "أو أرسلها على أجزاء، كل سؤال في رسالة."
    )
