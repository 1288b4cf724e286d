"""A message taken apart: its tokens, numbers and clauses, read by everything that looks for facts in it."""

from collections.abc import Collection

from arabic.number_spans import find_numbers
from arabic.one_number import Span
from arabic.phrases import word_set
from arabic.tokens import SENTENCE_ENDS, tokenise

ASKING = word_set(
    "هل كم وش ايش متي كيف ليش لماذا وشو اش شلون وين اين ماذا ماهي ماهو شنو كيفيه ليه وكم وهل وكيف ومتي وشلون اشلون يعني"
)
OWNING = word_set(
    "عندي عندنا معي معنا لي لنا لدي لدينا املك نملك عنده عندها عندهم معه معها لها له وعندي "
    "وعندنا ومعي ولي ولدي وعندها وعنده وعندهم يوجد فيه في يجيني ياتيني يجينا استلم نستلم اخذ "
    "احصل اتقاضي اقبض يوصلني يدخلني يدخل لديه لديها ولديها ولديه واستلم واخذ ويجيني مستفيد "
    "مستفيده مسجل مسجله"
)
_DENIALS = word_set("ما لا ليس مو مب مش موب لم مهوب وما ليست ومو ولا")
DENIED_OWNING = word_set(
    "ماعندي ماعندنا مامعي مالي مالنا بدون بلا مافي مافيه معنديش ماعندها ماعنده ولا ومالي "
    "وماعندي وبدون ماعندهم ماملك مااملك محد مالها ماله لايوجد مالهم"
)
EXCEPT = frozenset(["الا", "غير", "سوي", "ماعدا", "والا"])
BUT = frozenset(["لكن", "ولكن", "لاكن", "بس", "وبس"])
_CLOSE = 4  # words between "ما عندي" and what it denies


class Message:
    """The tokens of a text with its numbers and clauses; `claimed` holds numbers whose meaning is already known."""

    def __init__(self, text: str) -> None:
        self.tokens = tokenise(text)
        self.words = [token.text for token in self.tokens]
        self.numbers = find_numbers(self.tokens)
        self.starting = {span.start: span for span in self.numbers}
        self.ending = {span.end: span for span in self.numbers}
        self.inside = {place: span for span in self.numbers for place in range(span.start, span.end)}
        self.claimed: set[int] = set()
        self.clauses: list[int] = []
        self.asking: list[bool] = []
        self._part()

    def _part(self) -> None:
        clause = 0
        asking = [False]
        for index, word in enumerate(self.words):
            question_word = word in ASKING and not (word == "كم" and self.word(index - 1) == "ب")
            if question_word and index and not asking[-1]:
                clause += 1
                asking.append(False)
            self.clauses.append(clause)
            if question_word:
                asking[-1] = True
            if word in SENTENCE_ENDS or word == ",":
                if word == "?" and not any(w in OWNING for w in self.words[max(0, index - 12) : index]):
                    asking[-1] = True
                clause += 1
                asking.append(False)
        self.asking = asking

    def word(self, index: int) -> str:
        """The word at a place, or nothing beyond the ends."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def phrase(self, index: int, length: int) -> str:
        """Some words from a place on, with single spaces."""
        return " ".join(self.words[max(0, index) : index + length])

    def asks(self, index: int) -> bool:
        """Whether the place stands in a question."""
        return bool(self.words) and self.asking[self.clauses[index]]

    def same_clause(self, left: int, right: int) -> bool:
        """Whether two places stand in one clause."""
        return self.clauses[left] == self.clauses[right]

    def claim(self, span: Span) -> None:
        """Mark a number as understood, so that nothing else takes it."""
        self.claimed.add(span.start)

    def free(self, span: Span | None) -> bool:
        """Whether a number is there and still without a meaning."""
        return span is not None and span.start not in self.claimed

    def number_after(self, index: int, within: int, stop: Collection[str] = ()) -> Span | None:
        """The first free number that begins at most `within` words from a place, in the same sentence."""
        for place in range(index, min(index + within + 1, len(self.words))):
            span = self.starting.get(place)
            if span is not None:
                if span.start not in self.claimed and not span.denied:
                    return span
                continue
            if place not in self.inside and (self.words[place] in SENTENCE_ENDS or self.words[place] in stop):
                return None
        return None

    def number_before(self, index: int, skip: Collection[str] = ()) -> Span | None:
        """The free number that ends just before a place, looking past a few linking words."""
        place = index
        while place > 0 and index - place < 3 and place not in self.ending and self.words[place - 1] in skip:
            place -= 1
        span = self.ending.get(place)
        return span if self.free(span) else None

    def possessed(self, index: int, within: int = 3) -> bool:
        """Whether "عندي", "استلم" or the like stands shortly before a place, not denied."""
        for place in range(index - 1, max(-1, index - 1 - within), -1):
            if not self.same_clause(place, index):
                return False
            if self.words[place] in OWNING:
                return True
        return False

    def denied(self, index: int, within: int = _CLOSE) -> bool:
        """Whether the noun at a place is denied: "ما عندي ...", "بدون ...", "ولا ..."."""
        place = index - 1
        steps = 0
        while place >= 0 and steps <= within and self.same_clause(place, index):
            word = self.words[place]
            if word in EXCEPT or word in BUT or place in self.inside:
                return False
            if word in DENIED_OWNING:
                return True
            if word in OWNING and self.word(place - 1) not in OWNING:
                begins_anew = word.startswith("و")  # "لا وعندي ...": the denial answers what was asked
                return not begins_anew and self.word(place - 1) in _DENIALS
            if word in ("مو", "مب", "مش", "ليس") and place == index - 1:
                return True
            place -= 1
            steps += 1
        return False
