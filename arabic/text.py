"""A message taken apart, once: tokens, numbers, clauses, and for each phrase of the lexicon its concept, person
and polarity.

Everything that looks for facts looks here; nothing else decides what is denied, asked or supposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from arabic.lexicon import Lexicon, Sense, lexicon
from arabic.number_spans import find_numbers
from arabic.number_words import CURRENCY, NUMBER_WORDS
from arabic.one_number import Span
from arabic.phrases import word_set
from arabic.tokens import SENTENCE_ENDS, Token, tokenise

_FUSED = ("ما", "لا", "مو", "مب", "ولا", "وما", "مهب", "بدون", "مش")  # written together with the next word
_NO_LONGER = {
    "ماعاد": "عاد",
    "معاد": "عاد",
    "معد": "عاد",
    "ماعادت": "عادت",
    "ماعدت": "عدت",
    "معدت": "عدت",
    "ماعدنا": "عدنا",
}
_REACH = 4  # words between a denial and what it denies
_BREAKS = frozenset([*SENTENCE_ENDS, ",", ":", "(", ")", "-", "…"])


@lru_cache(maxsize=4096)
def _prefixes(families: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(family + "." for family in families)


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase of the lexicon in tokens[start:end].

    `denied` says that the words around it deny it, `except_` that it is what a denial leaves ("ما عندي الا سيارة").
    """

    start: int
    end: int
    sense: Sense
    clause: int
    denied: bool = False
    except_: bool = False

    @property
    def concept(self) -> str:
        """The name of what it means."""
        return self.sense.concept

    def is_a(self, *families: str) -> bool:
        """Whether its concept is one of these, or below one of these ("kin" has "kin.mother.one" below it)."""
        return (self.sense.concept + ".").startswith(_prefixes(families))


@dataclass(slots=True)
class Clause:
    """tokens[start:end] that say one thing."""

    number: int
    start: int
    end: int
    asks: bool = False
    supposes: bool = False


class Text:
    """One message as everything reads it."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.tokens = _parted(tokenise(typed))
        self.words = [token.text for token in self.tokens]
        self.numbers = find_numbers(self.tokens)
        self.starting = {span.start: span for span in self.numbers}
        self.ending = {span.end: span for span in self.numbers}
        self.inside = {place: span for span in self.numbers for place in range(span.start, span.end)}
        self.claimed: set[int] = set()
        found = list(_found(self.words))
        self.clauses = _clauses(self.words, self.tokens, found, self.inside)
        self.clause_of = [clause.number for clause in self.clauses for _ in range(clause.start, clause.end)]
        self.marks = _with_polarity(self, found)
        self.by_families: dict[tuple[str, ...], list[Mark]] = {}
        self.marks_at: dict[int, list[Mark]] = {}
        for mark in self.marks:
            self.marks_at.setdefault(mark.start, []).append(mark)

    # looking

    def word(self, index: int) -> str:
        """The word at a place, or nothing beyond the ends."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def of(self, *families: str) -> list[Mark]:
        """The marks of some families of concepts, in order."""
        found = self.by_families.get(families)
        if found is None:
            found = self.by_families[families] = [mark for mark in self.marks if mark.is_a(*families)]
        return found

    def has(self, *families: str) -> bool:
        """Whether a mark of these families stands anywhere."""
        return bool(self.of(*families))

    def near(self, mark: Mark, families: tuple[str, ...], before: int = 0, after: int = 0) -> Mark | None:
        """The nearest mark of some families that begins within so many tokens of a mark, in the same clause."""
        close = [
            other
            for other in self.marks
            if other.clause == mark.clause
            and other.is_a(*families)
            and other is not mark
            and (0 <= other.start - mark.end < after or 0 <= mark.start - other.end < before)
        ]
        return min(close, key=lambda other: min(abs(other.start - mark.end), abs(mark.start - other.end)), default=None)

    def asks(self, index: int) -> bool:
        """Whether a place stands in a question."""
        return self.clauses[self.clause_of[index]].asks

    def same_clause(self, left: int, right: int) -> bool:
        """Whether two places stand in one clause."""
        return self.clause_of[left] == self.clause_of[right]

    # numbers

    def claim(self, span: Span) -> None:
        """Mark a number as understood, so that nothing else takes it."""
        self.claimed.add(span.start)

    def free(self, span: Span | None) -> bool:
        """Whether a number is there and still without a meaning."""
        return span is not None and span.start not in self.claimed

    def free_numbers(self) -> list[Span]:
        """The numbers that nothing has taken."""
        return [span for span in self.numbers if span.start not in self.claimed]

    def number_after(self, index: int, within: int) -> Span | None:
        """The first free number that begins at most `within` tokens from a place, in the same clause."""
        for place in range(index, min(index + within + 1, len(self.words))):
            if not self.same_clause(min(index, len(self.words) - 1), place):
                return None
            span = self.starting.get(place)
            if span is not None:
                return span if self.free(span) and not span.denied else None
        return None

    def number_before(self, index: int, within: int = 1) -> Span | None:
        """The free number that ends at most `within` tokens before a place, in the same clause."""
        for place in range(index, max(-1, index - within - 1), -1):
            span = self.ending.get(place)
            if span is not None:
                return span if self.free(span) and self.same_clause(span.start, index) else None
        return None


def _parted(tokens: list[Token]) -> list[Token]:
    """Denials written together with the next word, parted: "ماعندي", "مااشتغل", "لاسياره"."""
    parted: list[Token] = []
    for place, token in enumerate(tokens):
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        earlier = parted[-1].text.removeprefix("و") if parted else ""
        if token.text == "مره" and earlier in _HAVING and (following[1:] in NUMBER_WORDS or _is_kin(following)):
            parted.append(replace(token, text="حرمه"))  # "عندي مره وست عيال": a wife, and not "once"
            continue
        if token.text == "ميت" and (following in CURRENCY or following == "الف"):
            parted.append(replace(token, text="ميه"))  # "ميت ريال": a hundred, and nobody dead
            continue
        pieces = _pieces(token.text) if token.kind == "word" else ()
        if pieces:
            parted += [
                Token(pieces[0], "word", token.glued),
                *(Token(piece, "word", False) for piece in pieces[1:]),
            ]
        else:
            parted.append(token)
    return parted


_HAVING = ("عندي", "معي", "معاي", "لي")


def _is_kin(word: str) -> bool:
    """Whether a word is a person with "and" before it."""
    entries = lexicon().phrases.get(word.removeprefix("و"), ()) if word.startswith("و") else ()
    return any(sense.concept.startswith("kin.") for rest, senses in entries if not rest for sense in senses)


@lru_cache(maxsize=8192)
def _pieces(word: str) -> tuple[str, ...]:
    words = lexicon()
    if word.removeprefix("و") in _NO_LONGER:
        joined = "و" if word.startswith("و") else ""
        return (joined + "ما", _NO_LONGER[word.removeprefix("و")])
    if words.knows(word) or word in _words_of_formulas():
        return ()
    if word.endswith("ش") and word.startswith("م"):  # Egyptian and Yemeni "معنديش", "ماشتغلتش"
        for inner in (word[1:-1], word[2:-1]):
            if len(inner) > 2 and words.knows(inner):
                return ("ما", inner)
    if word.endswith("ش") and len(word) > 4 and words.knows(word[:-1]):  # "ما سافرتش"
        return (word[:-1],)
    for prefix in sorted(_FUSED, key=len, reverse=True):
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) > 2 and words.knows(rest):
            return (prefix, rest)
        if word.startswith(prefix) and len(rest) > 2 and rest.startswith("ا") and words.knows(rest[1:]):
            return (prefix, rest[1:])
        if word.startswith(prefix) and len(rest) > 1 and words.knows("ا" + rest):
            return (prefix, "ا" + rest)
    return ()


@lru_cache(maxsize=1)
def _words_of_formulas() -> frozenset[str]:
    """The words of set phrases, which are no denials written together: "لا مواخذه"."""
    return frozenset(word for phrase in lexicon().samples["formula"] for word in phrase.split())


# Concepts that only the reading of persons looks for (people/words.py): their longer phrases must not hide what
# others look for in
# the same words ("ما يجينا" is somebody who lives elsewhere, or what does not come in).
_OF_PERSONS = tuple(
    f"person.{name}"
    for name in (
        "elsewhere",
        "left",
        "leaves",
        "works_elsewhere",
        "joins",
        "homes",
        "same_home",
        "whole",
        "study_away",
        "prison",
    )
)


@lru_cache(maxsize=1)
def _phrases() -> Lexicon:
    """The lexicon without those phrases."""
    known = lexicon()
    kept = {
        first: [
            (rest, senses)
            for rest, senses in entries
            if not rest or not all(sense.concept.startswith(_OF_PERSONS) for sense in senses)
        ]
        for first, entries in known.phrases.items()
    }
    return Lexicon({first: entries for first, entries in kept.items() if entries}, known.samples)


def _found(words: list[str]) -> Iterator[Mark]:
    """The longest phrases of the lexicon, from left to right, without overlaps."""
    known = _phrases()
    index = 0
    while index < len(words):
        length, senses = known.at(words, index)
        for sense in senses:
            yield Mark(index, index + length, sense, 0)
        index += max(length, 1)


# Where a clause begins: after a mark of punctuation, before "but", before a question word, and before "and" with a
# word that begins a
# statement of its own ("وعندي", "وانا", "وراتبي", "وساكنين").
_STARTERS = ("own", "self", "begin", "ask", "home.live", "income", "work", "person.lives", "kin", "abroad.went")


_NOT_ASKED_FOR = frozenset(["الا", "الله", "اللي", "الي", "الحين", "الان"])  # "ما الله رزقني", "ما الا"
_SAID_OF_ONESELF = ("sex", "marital", "nat", "age", "work", "study")
_WORKING = ("work.works", "work.can", "income.job")
_OR = ("ولا", "والا")
_COMES_OUT = ["يطلع", "لي"]
_TAGS = (("ولا", "لا"), ("والا", "لا"), ("او", "لا"))


def _clauses(words: list[str], tokens: list[Token], found: list[Mark], inside: dict[int, Span]) -> list[Clause]:
    if not words:
        return []
    starts = {0}
    for index, word in enumerate(words):
        in_number = index in inside and index - 1 in inside and inside[index] is inside[index - 1]
        if word in _BREAKS and not in_number:
            starts.add(index + 1)
    asking: set[int] = set()
    supposing: set[int] = set()
    for place in range(len(words) - 1):
        named = place + 1 + (words[place + 1] in ("هي", "هو") and place + 2 < len(words))
        if words[place] == "ما" and words[named].startswith("ال") and words[named] not in _NOT_ASKED_FOR:
            asking.add(place)  # "ما الاوراق المطلوبه"
            starts.add(place)
    for mark in found:
        if mark.is_a("ask.may") and mark.start and words[mark.start - 1] in (*_FUSED, *_NO_LONGER.values()):
            continue  # "ما اقدر", "ما عاد اقدر" states
        if mark.is_a("ask.may") and words[mark.start : mark.end] == _COMES_OUT and mark.end in inside:
            continue  # "يطلع لي الفين"
        if mark.is_a("ask"):
            asking.add(mark.start)
            starts.add(mark.start)
        elif mark.is_a("suppose"):
            supposing.add(mark.start)
            starts.add(mark.start)
        elif mark.is_a("but", "because") and mark.start + 1 < len(words):
            starts.add(mark.start)
        elif (
            mark.is_a("person.alone")
            and words[mark.start] == "بس"
            and words[mark.end : mark.end + 1] not in ([], ["."], [","])
        ):
            starts.add(mark.start)  # "بس انا ما عندي"
        elif mark.sense.joined and mark.is_a("own", "self", "begin"):
            starts.add(mark.start)
        elif mark.is_a("own") and any(other.end == mark.start and other.is_a(*_WORKING) for other in found):
            starts.add(mark.start)  # "ما اشتغل عندي بنت صغيره": not that she is not there
        elif mark.is_a("self") and any(other.start == mark.end and other.is_a(*_SAID_OF_ONESELF) for other in found):
            starts.add(mark.start)  # "كيف اقدم انا مطلقه"
        elif mark.is_a("age.word") and words[mark.start].removeprefix("و") == "عمري":
            starts.add(mark.start)
    ordered = sorted(start for start in starts if start < len(words))
    clauses = [
        Clause(number, start, end)
        for number, (start, end) in enumerate(zip(ordered, [*ordered[1:], len(words)], strict=True))
    ]
    supposed = False
    for clause in clauses:
        clause.asks = any(clause.start <= place < clause.end for place in asking)
        mine = [mark for mark in found if clause.start <= mark.start < clause.end]
        if words[clause.end - 1 : clause.end] == ["?"] and not any(mark.is_a("own", "self") for mark in mine):
            clause.asks = True
        if tuple(words[clause.end - 2 : clause.end]) in _TAGS and not any(
            mark.is_a("own", "self", "polar.unsure") for mark in mine
        ):
            clause.asks = True
        supposed = supposed or any(clause.start <= place < clause.end for place in supposing)
        clause.supposes = supposed
        if clause.asks and clause.number and words[clause.start - 1] in _OR:
            clauses[clause.number - 1].asks = True  # "يعتبر طالب ولا كيف", "يحسبون يوم السفر والا بس اللي بينهم؟"
        if any(word in (".", "?", "!") for word in words[clause.start : clause.end]):
            supposed = False
    return clauses


# What a denial word takes with it: a predicate ("عندي", "اشتغل", "ساكن"), or the noun or adjective after it.
_DOING = ("work.works", "work.seeks", "work.can", "work.wants", "work.cares", "work.new", "work.finds", "work.lost")
_PREDICATES = (*_DOING, "own", "abroad", "home.live", "person.lives", "person.here", "study", "verb", "person.marry")
_INERT = ("deny", "formula", "filler", "but", "polar")  # say nothing that could be denied
_COMPLETE = ("person.marry", "abroad", "study.began")
_KEPT = (
    "deny",
    "own",
    "self",
    "formula",
    "polar",
    "filler",
    "but",
    "person",
)  # not taken by a denial that stands at the end


def _with_polarity(text: Text, found: list[Mark]) -> list[Mark]:
    """The marks with their clause, and whether they are denied."""
    placed = [replace(mark, clause=text.clause_of[mark.start]) for mark in found if text.words]
    result: list[Mark] = []
    for clause in text.clauses:
        groups: dict[int, list[Mark]] = {}
        for mark in placed:
            if mark.clause == clause.number:
                groups.setdefault(mark.start, []).append(mark)
        result.extend(_clause_polarity(text, clause, list(groups.values()), not result))
    return result


def _is(group: list[Mark], *families: str) -> bool:
    return any(mark.is_a(*families) for mark in group)


def _clause_polarity(text: Text, clause: Clause, groups: list[list[Mark]], first: bool) -> list[Mark]:
    """Polarity of one clause; marks that begin at one place share it. `first` says that nothing stands before the
    clause."""
    denying = False  # what follows is denied
    once = False  # only the next phrase is
    left = False  # what follows is what a denial leaves
    since = 0  # where the denial stands, or the last thing that it denied
    seen_predicate = False
    complete = False  # the last thing denied needs nothing after it: "ما تزوجت، عايش مع امي"
    adjacent = False  # the denial reaches only the next word: "غير موثق"
    ever = False
    took = False  # the denial has taken something, so that a living place after it is a statement of its own
    had = False  # it has taken a possession, so that all on its list are denied
    result: list[list[Mark]] = []
    for place, group in enumerate(groups):
        end = group[0].end
        if _is(group, "deny.exist"):
            if _nothing_follows(text, clause, end, groups[place + 1 :]):
                since_last = _last_named(text, clause, result)
                result = [
                    _denied(g) if g[0].start >= since_last and not _is(g, "deny", "own", "self", "kin.persons") else g
                    for g in result
                ]
            denying, once, left, since, ever, seen_predicate = True, False, False, end, True, True
        elif _is(group, "deny.without"):
            denying, once, left, since, ever, seen_predicate = True, True, False, end, True, False
        elif _is(group, "deny.not") and not denying:
            denying, once, left, since, adjacent = True, True, False, end, True
        elif _is(group, "except", "deny.not") and (denying or ever):
            denying, left, since = False, True, end
        elif _is(group, "deny", "nobody"):
            begins = first and all(_is(before, "formula", "filler") for before in groups[:place])
            if not (begins and _only_answers(text, group, groups[place + 1 :])):
                adjective = text.word(group[0].start).lstrip("و") in _ADJECTIVAL
                denying, once, left, since, ever = True, adjective, False, end, True
                seen_predicate = complete = adjacent = took = False
                had = _is(group, "nobody")
        elif _is(group, "but"):
            denying = left = False
        elif _is(group, "formula", "filler"):
            since = end if since == group[0].start else since
        else:
            predicate = _is(group, *_PREDICATES)
            if denying and group[0].start - since > (_REACH if not adjacent else 0):
                denying = False
            if denying and not took and group[0].sense.joined and group[0].start > since:
                denying = False  # "ما نقلناه وعنواننا عليه": an unknown word was denied
            if denying and predicate and seen_predicate and (group[0].sense.joined or once or complete):
                denying = False
            if denying and took and (_begins_anew(group) or group[0].sense.joined if not had else _is(group, "own")):
                denying = False
            if predicate and left:
                left = False
            group = [replace(mark, denied=denying, except_=left) for mark in group]
            if denying:
                since = end
                seen_predicate = seen_predicate or predicate
                took, had = True, _is(group, "own", "person.here") or (had and _is(group, "kin", "nobody"))
                complete = _is(group, *_COMPLETE)
                if once and not (predicate and _is(group, "own")):
                    once = denying = False
            elif _is(group, "person.refuses") or (_is(group, "income.stops") and _begins_with_no(text, group)):
                denying, once, since = True, True, end  # "صاحبه ما يبي يوثق", "ما عدت ابيع"
        result.append(group)
    # "سيارة ما عندي": the denied possession at the end denies what stands before it.
    owning = [place for place, group in enumerate(result) if _is(group, "own", "verb.receive")]
    if owning and result[owning[-1]][0].denied and _directly_denied(result, owning[-1]):
        last = result[owning[-1]]
        if _nothing_follows(text, clause, last[0].end, result[owning[-1] + 1 :]):
            since_last = _last_named(text, clause, result[: owning[-1]])
            result = [
                _denied(group) if since_last <= group[0].start < last[0].start and not _is(group, *_KEPT) else group
                for group in result
            ]
    return [mark for group in result for mark in group]


def _last_named(text: Text, clause: Clause, groups: list[list[Mark]]) -> int:
    """From where on a denial at the end denies: what is joined behind a statement ("لنا سياره وعامله ما عندنا"), or
    all."""
    for place in range(len(groups) - 1, 0, -1):
        group = groups[place]
        if not group[0].sense.joined or _is(group, "own", "verb", "self", "deny"):
            continue
        stated = any(_is(other, "own", "verb") and not other[0].denied for other in groups[:place])
        counted = any(clause.start <= span.start < group[0].start and not span.counted for span in text.numbers)
        return group[0].start if stated or counted else clause.start
    return clause.start


def _begins_anew(group: list[Mark]) -> bool:
    """Whether a denial before does not reach it: "ما اشتغل عايش مع امي"."""
    return _is(group, "person.lives")


def _denied(group: list[Mark]) -> list[Mark]:
    return [replace(mark, denied=True) for mark in group]


def _begins_with_no(text: Text, group: list[Mark]) -> bool:
    return text.word(group[0].start).removeprefix("و") in _FUSED


def _directly_denied(groups: list[list[Mark]], place: int) -> bool:
    """Whether the denial stands just before: "ما عندي", but not "ولا عائل لي"."""
    return place > 0 and _is(groups[place - 1], "deny", "nobody") and groups[place - 1][0].end == groups[place][0].start


def _nothing_follows(text: Text, clause: Clause, end: int, later: list[list[Mark]]) -> bool:
    """Whether a denial stands at the end of its clause: "سيارة ما عندي والله", but not "سيارة وما عندي غيرها"."""
    passed = {place for group in later if _is(group, *_INERT) for place in range(group[0].start, group[0].end)}
    return all(place in passed or not text.tokens[place].text.isalnum() for place in range(end, clause.end))


def _only_answers(text: Text, group: list[Mark], later: list[list[Mark]]) -> bool:
    """Whether a "no" answers and denies nothing of what follows: "لا انا يمنيه", "لا مغربيه وزوجي سعودي"."""
    if not _is(group, "polar.no") or _is(group, "deny.nor") or not later or later[0][0].start != group[0].end:
        return False
    adjective = _is(later[0], "nat", "marital") and not _is(later[0], "nat.saudi.paper", "nat.saudi.naturalised")
    return (adjective or _is(later[0], "self", "kin")) and not any(_is(other, "deny.nor") for other in later)


_ADJECTIVAL = word_set(
    "مو مب مش مهب مهوب ماهوب ماهو موب مهو ليس ليست لست ماني منيب مانيب ماهي مهي مهيب ماهيب محنا ماحنا مهم مني مانيش "
    "منيش مهوش موش"
)
