"""Telegram by the Bot API: reading its updates, laying messages out, sending them."""
