"""One naming of persons: who they are to the speaker, how many, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from arabic.one_number import Span
from arabic.people.words import listed

CHILDREN = frozenset(["child", "son", "daughter"])


SPOUSES = frozenset(["wife", "husband"])


OWN = CHILDREN | SPOUSES


FEMALE = frozenset(["wife", "mother", "daughter", "sister"])


MALE = frozenset(["husband", "father", "son", "brother"])


_LARGEST_COUNT = 60


MINE = frozenset(["mine", "ours"])


OTHERS = frozenset(["his", "hers", "theirs"])


@dataclass(slots=True)
class Naming:
    """One naming in tokens[start:end]; the kin word stands at `at`.

    `owner`: mine, his, hers, theirs, the (an article), name (a kunya), or nothing. `stated`: a number says the count.
    """

    start: int
    end: int
    at: int
    relation: str
    form: str
    owner: str = ""
    joined: bool = False
    preposition: str = ""
    count: int | None = 1
    stated: bool = False
    denied: bool = False
    boys: bool = False  # "اولاد": sons beside daughters, else children
    twins: bool = False
    part: bool = False  # of a group named before it: "5 عيال منهم بنتين"
    partitive: bool = False  # "واحد من الاولاد": one of a group
    composed: bool = False  # "عيال بنتي"
    inner: str = ""  # the gender of the person by whom it is composed
    refers: Naming | None = None  # of a pronoun
    after_self: bool = False
    ages: list[int] = field(default_factory=list)
    listed: bool = False  # goes on the list that the naming before it is in
    introduced: bool = False  # said to be had: "عندي", "معي", "منه"
    with_me: bool = False  # "انا وامي"
    here: bool = False
    elsewhere: bool = False
    absence: str = ""
    dead: bool = False
    joins: bool = False
    leaves: bool = False
    not_here: bool = False
    refuses: bool = False
    foreign: bool = False
    saudi: bool = False
    works: bool | None = None
    studies: bool | None = None
    passing: bool = False
    dropped: bool = False
    dwelling: int = 1
    eldest: bool | None = None
    feminine: bool = False  # of a relation that may be either: "جدتي"
    holder: Naming | None = None
    theirs: bool = False  # had by somebody named before: "ومعاها ولدين"

    @property
    def mine(self) -> bool:
        """Whether it is the speaker's own by its ending."""
        return self.owner in MINE

    @property
    def gender(self) -> str:
        """female, male, many, or nothing where it is not said."""
        if (self.count or 2) > 1 and (self.form != "one" or self.count):
            return "many"
        if self.relation in FEMALE or self.relation in ("ordinal.first", "ordinal.second", "old_woman"):
            return "female"
        if self.relation in ("ordinal.eldest", "ordinal.youngest"):
            return "female" if self.feminine else "male"
        if self.relation == "pronoun":
            return self.inner
        if self.relation == "other" and self.feminine:
            return "female"
        return "male" if self.relation in MALE else ""


_AND_IS_NO_PREFIX = listed("and_is_no_prefix")


def bare(word: str) -> str:
    """A word without "and" before it."""
    return word[1:] if word.startswith("و") and len(word) > 2 and word not in _AND_IS_NO_PREFIX else word


def as_count(span: Span | None) -> int | None:
    """A number as a number of persons, else None."""
    if span is None or span.value is None or span.money or span.value % 1 or not 0 < span.value <= _LARGEST_COUNT:
        return None
    return int(span.value)
