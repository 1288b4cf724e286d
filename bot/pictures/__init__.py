"""The estimate as a picture for a phone and as a page to print.

    draw(estimate, household, today)        a PNG, 1080 pixels wide
    document(estimate, household, today)    a PDF, one page of A4
    check()                                 what is wrong with fonts or Arabic letters on this machine, or None

The order of the modules is the order of the work: `people` and `content` (what is said), `letters` (Arabic text),
`sheet` (where it stands), `waterfall` and `estimate` (the picture), `page` (the document).
"""

from bot.pictures.estimate import draw
from bot.pictures.letters import Shaping, check, shaping
from bot.pictures.page import document

__all__ = ["Shaping", "check", "document", "draw", "shaping"]
