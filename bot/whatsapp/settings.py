"""What has to be set before WhatsApp is switched on."""


def check_settings(token: str, phone_id: str, app_secret: str, verify_token: str) -> list[str]:
    """A line for each thing that is missing or wrong; none where everything is set, or nothing: then it is off."""
    given = {
        "MURSHID_WHATSAPP_TOKEN": (token, "the access token of a system user of the Meta business"),
        "MURSHID_WHATSAPP_PHONE_ID": (phone_id, "the phone number ID (not the number) from WhatsApp > API Setup"),
        "MURSHID_WHATSAPP_APP_SECRET": (app_secret, "the app secret: without it webhooks could be forged"),
        "MURSHID_WHATSAPP_VERIFY_TOKEN": (verify_token, "a word of your own, the same as in Meta's webhook settings"),
    }
    if not any(value for value, _ in given.values()):
        return []
    lines = [f"WhatsApp: set {name}, {what} (docs/whatsapp.md)" for name, (value, what) in given.items() if not value]
    if phone_id and not (phone_id.isascii() and phone_id.isdigit()):
        lines.append("WhatsApp: MURSHID_WHATSAPP_PHONE_ID has to be digits only: the ID, not the number itself")
    return lines
