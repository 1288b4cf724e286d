"""Why WhatsApp did not send a message, and whether it may later. Reasons are our own words: Meta's may hold numbers."""

from collections.abc import Mapping

from pywa.errors import WhatsAppError

from bot.channel import InDoubt, NotSent, Refused, RetryLater
from bot.whatsapp.limits import PAIR_SECONDS

PAIR_RATE = 131056

_TOO_FAST: Mapping[int, str] = {
    4: "the app makes too many calls",
    80007: "the WhatsApp Business Account is over its rate",
    130429: "too many messages a second from this number",
    131048: "Meta limits this number because messages were blocked or flagged as spam",
    PAIR_RATE: "too many messages to one person",
    131064: "the account is over its messaging limit",
}
_AWAY: Mapping[int, str] = {
    1: "Meta's service has an unknown problem",
    2: "Meta's service is down or overloaded",
    131000: "Meta's service has an unknown problem",
    131016: "Meta's service is temporarily unavailable",
    131057: "the account is in maintenance mode",
}
_MENDABLE: Mapping[int, str] = {
    0: "the access token is not valid: set MURSHID_WHATSAPP_TOKEN anew",
    3: "the app lacks a permission: whatsapp_business_messaging",
    10: "the token lacks a permission: whatsapp_business_messaging",
    33: "no such phone number ID: check MURSHID_WHATSAPP_PHONE_ID",
    190: "the access token has expired or was withdrawn: set MURSHID_WHATSAPP_TOKEN anew",
    368: "Meta has restricted the WhatsApp Business Account: see Business Support Home",
    131005: "the token may not use this number: assign the WhatsApp account to the system user",
    131030: "the test number may only write to persons on its list: add this one, or use a real number",
    131031: "Meta has locked the WhatsApp Business Account: see Business Support Home",
    131037: "the display name is not approved yet",
    131042: "the payment method of the WhatsApp Business Account fails",
    131045: "the phone number is not registered with the Cloud API",
    133010: "the phone number is not registered with the Cloud API",
}
_FINAL: Mapping[int, str] = {
    100: "a parameter is invalid",
    130472: "Meta keeps this person's messages back for an experiment",
    130497: "the account may not write to this country",
    131008: "a parameter is missing",
    131009: "a parameter's value is invalid",
    131021: "the person's number is our own",
    131026: "the person cannot get it: not on WhatsApp, an old version, or blocked",
    131047: "more than 24 hours since the person's last message",
    131049: "Meta keeps messages to this person back",
    131051: "this kind of message is not supported",
    131052: "the file could not be fetched",
    131053: "the file could not be taken",
    131062: "a person without a phone number cannot get this kind of message",
    135000: "a parameter is invalid (generic error)",
}
"""https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes"""

_PERMISSIONS = range(200, 300)
_SUBCODE_NO_OBJECT = 33
"""Of code 100: the object of the path does not exist, or the token may not see it."""
_UNANSWERED = (502, 504)
"""A gateway had no answer from what is behind it, which may have taken the message."""
_LATER_STATUSES = (401, 403, 404, 408, 429)
"""From something before the Graph API: a proxy, or a wrong MURSHID_WHATSAPP_API."""


def reason(code: int) -> str:
    """A line for operators about a code of Meta's."""
    for known in (_TOO_FAST, _AWAY, _MENDABLE, _FINAL):
        if code in known:
            return f"{known[code]} (WhatsApp error {code})"
    if code in _PERMISSIONS:
        return f"the token lacks a permission (WhatsApp error {code})"
    return f"WhatsApp error {code}"


def not_sent(error: WhatsAppError) -> NotSent:
    """What an answer that is an error means for the message."""
    status = error.status_code or 0
    if error.type is None and error.code == status:  # not an error of the Graph API's own: pywa fills in the status
        return _by_status(status, _seconds(error))
    code = 33 if error.code == 100 and error.subcode == _SUBCODE_NO_OBJECT else error.code
    if code == PAIR_RATE:
        return RetryLater(reason(code), max(PAIR_SECONDS, _seconds(error) or 0.0))
    later = code in _TOO_FAST or code in _AWAY or code in _MENDABLE or code in _PERMISSIONS
    if later or (code not in _FINAL and (error.is_transient or status == 429 or status >= 500)):
        return RetryLater(reason(code), _seconds(error))
    return Refused(reason(code))


def _by_status(status: int, seconds: float | None) -> NotSent:
    said = f"HTTP {status} without an error of the Graph API"
    if status in _UNANSWERED:
        return InDoubt(said)
    if status >= 500 or status in _LATER_STATUSES:
        return RetryLater(f"{said}: is MURSHID_WHATSAPP_API right?" if status == 404 else said, seconds)
    return Refused(said)


def _seconds(error: WhatsAppError) -> float | None:
    """What the answer says about when to try again, where it gives a number of seconds."""
    stated = error.raw_response.headers.get("retry-after", "") if error.raw_response is not None else ""
    return float(stated) if stated.isascii() and stated.isdigit() else None
