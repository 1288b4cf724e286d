"""What the WhatsApp Cloud API allows, as Meta documents it.

Lengths are in UTF-16 units: the strictest reading of "characters".
"""

TEXT_BODY = 4096
"""https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/text-messages"""

BUTTONS_BODY = 1024
REPLY_BUTTONS = 3
BUTTON_TITLE = 20
BUTTON_ID = 256
"""https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages"""

LIST_BODY = 4096
LIST_LABEL = 20
LIST_SECTIONS = 10
LIST_ROWS = 10
"""In all sections together."""
SECTION_TITLE = 24
ROW_TITLE = 24
ROW_DESCRIPTION = 72
ROW_ID = 200
"""https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages"""

HEADER_TEXT = 60
FOOTER = 60
"""Of interactive messages (the two pages above)."""

CAPTION = 1024
"""https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/image-messages"""

IMAGE_BYTES = 5 * 1024 * 1024
DOCUMENT_BYTES = 100 * 1024 * 1024
"""https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media"""

CALLBACK_DATA = 512
"""`biz_opaque_callback_data`: https://developers.facebook.com/documentation/business-messaging/whatsapp/reference"""

PAIR_SECONDS = 6.0
"""One message every 6 s from one number to one person (error 131056):
https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput#pair-rate-limits"""

WINDOW_SECONDS = 24 * 60 * 60.0
"""The customer service window after a person's last message (error 131047):
https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages#customer-service-windows"""

WEBHOOK_BYTES = 3 * 1024 * 1024
"""A webhook's body has at most 3 MB:
https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview"""


def length(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def head(text: str, units: int) -> str:
    """As much of a text as has at most so many UTF-16 units."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * max(units, 0)].decode("utf-16-le", "ignore")
