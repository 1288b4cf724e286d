"""Latin words inside Arabic text, kept in their own direction."""

from __future__ import annotations

import re

LATIN = re.compile(r"@?[A-Za-z](?:[\w.:/@-]*[A-Za-z0-9])?", re.ASCII)
ISOLATED = "\u2066\\g<0>\u2069"  # Unicode's LRI and PDI


def isolate_latin(text: str) -> str:
    """The text with each Latin word, address and account name isolated, so that "@name" does not show as "name@"."""
    return LATIN.sub(ISOLATED, text)
