"""The namings of a message with the words around them: of whom a predicate speaks."""

from __future__ import annotations

from arabic.people.naming import Naming, bare
from arabic.people.words import Hit, PersonWords
from arabic.text import Text

STAND_INS = frozenset(
    ["pronoun", "ordinal.first", "ordinal.second", "ordinal.rest", "ordinal.eldest", "ordinal.youngest"]
)


_REGION = 14  # tokens after a naming that may speak of it


_PREPOSED = (
    "person.dead",
    "person.left",
    "person.divorces",
    "person.comes",
    "person.leaves",
    "person.prison",
    "person.released",
)


class Scene:
    """The namings of a message with the words around them."""

    def __init__(self, text: Text, words: PersonWords, namings: list[Naming], asked: str | None) -> None:
        self.text = text
        self.words = words
        self.namings = namings
        self.asked = asked
        self.starting = {naming.start: naming for naming in namings}
        self.sentence = _sentences(text)
        self.hosts: set[int] = set()  # places of namings that are objects: "عند اخوي"
        self.sex = ""
        self.restarts = [
            mark.start
            for mark in text.marks
            if mark.is_a("self") or (mark.is_a("own") and mark.concept == "own" and mark.sense.joined)
        ]

    def next_naming(self, index: int, skip: int = 1) -> Naming | None:
        """The naming that begins at a place, or after as many words as are passed over."""
        for place in range(index, index + skip + 1):
            if place in self.starting:
                return self.starting[place]
            if self.text.word(place) in ("", ".", ",", "?", "!"):
                return None
        return None

    def before(self, index: int, form: str = "") -> list[Naming]:
        """The namings of the same sentence before a place, the nearest first, up to where the speaker begins anew.

        A predicate whose form cannot be the speaker's goes back farther: "زوجي معدد وانا الثانيه، ساكن مع الاولى".
        """
        found: list[Naming] = []
        if index >= len(self.sentence):
            return found
        for naming in reversed(self.namings):
            if naming.after_self and not naming.mine:
                continue
            if naming.end > index or self.sentence[naming.at] != self.sentence[index] or naming.at in self.hosts:
                continue
            others = bool(form and self.sex and form != self.sex and form != "many")
            if not others and any(naming.end <= place < index for place in self.restarts):
                break
            found.append(naming)
        return found

    def with_list(self, naming: Naming) -> list[Naming]:
        """A naming and those that stand on one list after it."""
        place = self.namings.index(naming)
        found = [naming]
        for other in self.namings[place + 1 :]:
            if not other.listed:
                break
            found.append(other)
        return found


def _sentences(text: Text) -> list[int]:
    number = 0
    found: list[int] = []
    for word in text.words:
        found.append(number)
        if word in (".", "?", "!", ";"):
            number += 1
    return found


def agreement(text: Text, hit: Hit) -> str:
    """Of whom a predicate speaks by its form: female, male, many, or nothing."""
    first = text.word(hit.start)
    first = first[1:] if hit.sense.joined and len(first) > 2 else first
    last = text.word(hit.end - 1)
    if hit.concept == "person.dead" and first.startswith(_PIOUS):
        wished = next((word for word in text.words[hit.start : hit.end] if word.startswith(("يرحم", "رحم"))), last)
        return "many" if wished.endswith("هم") else "female" if wished.endswith("ها") else "male"
    if (first.endswith(("ين", "وا", "ون", "ات")) and len(first) > 3) or (
        hit.concept in ("person.lives", "person.here") and first.startswith("ن")
    ):
        return "many"
    if first.startswith(("وفا", "بوفا")):
        return ""
    if hit.concept == "person.supported":
        return "many" if last.endswith("هم") else "female" if last.endswith("ها") else "male"
    if first in ("مات", "يموت", "ميت"):
        return "male"
    if (first.startswith(("ب", "في", "عند", "مع")) and hit.end - hit.start > 1) or hit.concept in _PLACES:
        return "many" if last.endswith("هم") else "female" if last.endswith("ها") else ""
    if hit.concept == "person.elsewhere" and first in ("ما", "لا", "ولا"):
        return "male" if text.word(hit.start + 1).startswith("ي") else ""
    if hit.concept == "person.elsewhere" and (hit.end - hit.start > 1 or first.startswith(("ب", "لحال"))):
        return (
            "many" if last.endswith("هم") else "female" if last.endswith("ها") else "male" if last.endswith("ه") else ""
        )
    if (first.endswith("ه") and len(first) > 2) or (first.endswith("ت") and first not in ("مات", "بيت")):
        return "female"
    if first.startswith("ت") and hit.concept.startswith(
        ("person.lives", "person.stud", "person.works", "person.comes", "person.here")
    ):
        return "female"
    return "male"


_PIOUS = ("الله", "يرحم", "رحم", "غفر")  # "الله يرحمها", "رحمه الله"
_PLACES = frozenset(["person.there", "person.city", "person.campus", "person.here"])


def fits(naming: Naming, form: str) -> bool:
    """Whether a predicate of this form can speak of a naming."""
    gender = naming.gender
    if not form or not gender:
        return True
    if form == gender:
        return True
    return form == "many" and gender != "many"


def subject(scene: Scene, hit: Hit) -> Naming | None:
    """Of whom a predicate speaks: the person named before it, else the one named just after it."""
    text = scene.text
    form = agreement(text, hit)
    after = scene.next_naming(hit.end, 1)
    verbal = preposable(text, hit)
    if after is not None and (after.joined or after.preposition or not fits(after, form)):
        after = None
    if after is not None and text.word(hit.end) in ("مع", "عند", "من", "في", "عن"):
        after = None
    if form == "male" and any(text.word(place) in ("كلن", "كل", "كلهم") for place in range(hit.start - 3, hit.start)):
        form = "many"
    if form == "male" and bare(text.word(hit.start)) in ("كل", "كلن") and hit.concept == "person.elsewhere":
        form = "many"  # "العيال كل واحد راح بيته"
    before = [
        one
        for one in scene.before(hit.start, form)[:4]
        if fits(one, form) and (not one.dead or hit.concept == "person.dead")
    ]
    near = before[0] if before and hit.start - before[0].end <= _REGION else None
    preposed = any(hit.concept.startswith(family) for family in _PREPOSED)
    directly = after is not None and after.start == hit.end and bool(after.owner)
    if (
        after is not None
        and preposed
        and (near is None or (verbal and directly) or hit.sense.joined or hit.start - near.end > 2)
    ):
        return after
    if near is not None and near.composed and near.gender == "many" and form == near.inner and form:
        return None  # "عيال ولدي المسجون": the son
    if near is not None:
        return near.refers if near.relation == "pronoun" else near
    return after if preposed else None


def preposable(text: Text, hit: Hit) -> bool:
    """Whether a word is a verb or a noun that stands before the person of whom it speaks: "توفى ابوي", "وفاة امي"."""
    first = bare(text.word(hit.start))
    if hit.concept == "person.dead":
        return first.startswith(
            ("توف", "اتوف", "مات", "يموت", "تموت", "وفا", "فا", "بوفاه", "استشهد", "فقد", "المرحوم", "يتوف")
        )
    return hit.concept in (
        "person.left",
        "person.comes",
        "person.leaves",
        "person.divorces",
        "person.released",
        "person.prison",
    )


def list_before(scene: Scene, naming: Naming) -> list[Naming]:
    """A naming and those on one list before it."""
    found = [naming]
    place = scene.namings.index(naming) if naming.relation not in STAND_INS else 0
    while place and scene.namings[place].listed:
        place -= 1
        found.append(scene.namings[place])
    return found


def group_of(scene: Scene, naming: Naming, form: str) -> list[Naming]:
    """The namings of which a plural predicate speaks: "ابوي وامي متوفين"."""
    found = [naming]
    place = scene.namings.index(naming) if naming in scene.namings else 0
    if naming.gender == "many":
        return found
    while form == "many" and place and scene.namings[place].listed:
        place -= 1
        found.append(scene.namings[place])
    return found
