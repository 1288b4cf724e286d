"""What Telegram shows of the bot in Arabic: its commands, and what it says of itself before a chat begins."""

from bot.texts import CALL_CENTRE

NAME_OF_DELETION = "احذف بياناتي"
NAME_OF_EXPORT = "نسخة من بياناتي"

COMMANDS = {
    "start": "ابدأ المحادثة",
    "help": "ماذا يستطيع مرشد الضمان؟",
    "export": NAME_OF_EXPORT,
    "delete": NAME_OF_DELETION,
}
"""The menu of commands, in its order."""

SAID_BY_COMMANDS = {"delete": NAME_OF_DELETION, "export": NAME_OF_EXPORT}
"""Commands that are another way to type a sentence."""

ASK = "ask"
"""A command for groups, "/ask@name question": in privacy mode Telegram does not deliver messages with our name only."""

SHORT_DESCRIPTION = "مرشد الضمان: مساعد آلي غير رسمي عن الضمان الاجتماعي المطور. لا يمثّل الوزارة، والقرار لها."
"""On the bot's page, and where its link is shared."""

DESCRIPTION = (
    "أجيب عن أسئلة الضمان الاجتماعي المطور، وأعمل لك تقديرًا أوليًا للأهلية والمعاش مع شرحه.\n\n"
    "لست الوزارة ولا أمثّلها، والقرار لها وحدها.\n"
    "لا تكتب رقم هوية ولا آيبان ولا جوال، فلا أحتاج إليها.\n"
    f"مركز الاتصال: {CALL_CENTRE}"
)
"""In an empty chat, above the button that starts it."""

CHOOSE = "اختر:"
"""The text of buttons that come without one: Telegram wants one."""
SHORTENED = "…\n\nاختصرتُ هذا الجواب لطوله. اسأل عمّا يهمك منه لأفصّله."
