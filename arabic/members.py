"""Reading the people of a household from words."""

from dataclasses import dataclass, replace

from arabic.mentions import Mention, mentions
from arabic.message import EXCEPT, Message
from arabic.phrases import PhraseSet, word_set
from arabic.totals import WITH_US, stated_total


@dataclass(frozen=True)
class MemberWords:
    """Persons of one kind. `count` is 0 where they are named without a number that can be known ("عيالي")."""

    relation: str  # wife husband son daughter child father mother brother sister other
    count: int
    age: int | None = None  # in whole years


@dataclass(frozen=True)
class HouseholdWords:
    """Who lives in a household, as far as the words say it."""

    members: tuple[MemberWords, ...] = ()  # besides the speaker
    total: int | None = None  # a stated number of persons that includes the speaker
    alone: bool = False

    @property
    def count(self) -> int:
        """Persons besides the speaker that the words name."""
        return sum(member.count for member in self.members)


def read_members(text: str) -> HouseholdWords:
    """The household that a text names: "زوجتي وخمس عيال" is six persons besides the speaker.

    A breakdown is not counted twice ("عيالي 4 ولدين وبنتين" is four). The dead, the divorced and who lives elsewhere
    are left out; so are persons that the text denies ("ما عندي عيال"). "توأم" is two children.
    """
    message = Message(text)
    return household(message, mentions(message))


def household(message: Message, found: list[Mention]) -> HouseholdWords:
    """The household from the mentions of a message."""
    total = stated_total(message)
    present = [mention for mention in found if mention.present]
    members: list[MemberWords] = []
    for mention in _without_repeats(_without_breakdowns(message, present)):
        relations = ("father", "mother") if mention.relation == "parents" else (mention.relation,)
        members.extend(MemberWords(mention.relation, 1, age) for age in mention.ages)
        rest = mention.count - len(mention.ages)
        if rest or not mention.ages:
            members.extend(MemberWords(relation, rest // len(relations)) for relation in relations)
    if not members and _lives_with_family(message):
        members.append(MemberWords("other", 0))
    return HouseholdWords(tuple(members), total, alone=not members and total in (None, 1) and _alone(message))


_PARTLY = frozenset(
    ["منهم", "منها", "فيهم", "بينهم", "منهن", "وفيهم", "ومنهم", "هم", "وهم", "عباره", "كلهم", "كلهن", ":", "("]
)


def _without_breakdowns(message: Message, found: list[Mention]) -> list[Mention]:
    kept = list(found)
    for group in found:
        if group.relation != "child" or group.kin.form != "many":
            continue
        place = found.index(group)
        run: list[Mention] = []
        for mention in found[place + 1 :]:
            if mention.relation not in ("son", "daughter") or mention.kin.owner == "mine":
                break
            run.append(mention)
        parts = sum(mention.count for mention in run)
        if run:
            marked = any(word in _PARTLY for word in message.words[group.end : run[0].start])
            if marked or not run[0].joined:
                kept = _replaced(
                    kept, group, group.count - parts if group.count > parts else 0, drop=group.count <= parts
                )
            elif group.kin.boys_if_with_girls and run[0].relation == "daughter":
                kept = [replace(mention, relation="son") if mention is group else mention for mention in kept]
            continue
        before: list[Mention] = []
        for mention in reversed(found[:place]):
            if mention.relation not in ("son", "daughter"):
                break
            before.append(mention)
        if before and not group.joined and sum(mention.count for mention in before) == group.count:
            kept = _replaced(kept, group, 0, drop=True)
        elif group.kin.boys_if_with_girls and group.joined and before and before[0].relation == "daughter":
            kept = [replace(mention, relation="son") if mention is group else mention for mention in kept]
    return kept


def _replaced(found: list[Mention], group: Mention, count: int, drop: bool) -> list[Mention]:
    if drop:
        return [mention for mention in found if mention is not group]
    return [replace(mention, count=count, ages=()) if mention is group else mention for mention in found]


def _without_repeats(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in found:
        same = [other for other in kept if other.relation == mention.relation]
        if mention.relation in ("wife", "husband", "father", "mother", "parents") and same:
            if mention.count > same[0].count:
                kept[kept.index(same[0])] = mention
            continue
        owned = mention.kin.owner in ("mine", "ours", "his", "hers", "theirs", "the")
        if owned and any(other.kin.form == mention.kin.form and other.count in (mention.count, 0) for other in same):
            one = mention.kin.form == "one"
            if not (one and mention.joined and kept and kept[-1].end >= mention.start - 1):
                continue
        children = [other for other in kept if other.relation in ("child", "son", "daughter")]
        if mention.relation in ("child", "son", "daughter") and children:
            if mention.count == 0:
                continue
            groups = [other for other in children if other.relation == "child" and other.kin.form == "many"]
            listed = mention.joined and kept[-1].end == mention.start
            if mention.kin.form == "one" and mention.kin.owner == "mine" and groups and not listed:
                continue
        kept.append(mention)
    return [mention for mention in kept if mention.count or not _repeated_group(kept, mention)]


def _repeated_group(kept: list[Mention], mention: Mention) -> bool:
    """Whether a group named without a number is one that a number was given for elsewhere."""
    children = ("child", "son", "daughter")
    return any(
        other is not mention
        and other.count > 0
        and (other.relation == mention.relation or (other.relation in children and mention.relation in children))
        for other in kept
    )


_ALONE = ("لحالي", "وحدي", "لوحدي", "بروحي", "بحالي", "لحالى", "بلحالي", "منفرد", "منفرده", "لروحي")
_ONLY_ME = PhraseSet("انا فقط|فقط انا|انا بس|بس انا|شخص واحد|فرد واحد|just me|only me|انا لحالي")
_NOBODY_WITH_ME = PhraseSet(
    "ما معي احد|مامعي احد|ما عندي احد|ماعندي احد|ما يسكن معي احد|ما معي حد|لا يسكن معي احد|لا يعيش معي احد|"
    "لا يوجد معي احد|لا يوجد احد معي|ليس معي احد|مافي معي احد|ما في معي احد|ما فيه معي احد"
)
_NOBODY = PhraseSet("محد|لا احد|ما احد|ولا احد|مافي احد|ما في احد|ما فيه احد|مافيه احد|لا يوجد احد")
_LIVES = word_set("يسكن ساكن يعيش عايش موجود يقعد")


def _alone(message: Message) -> bool:
    """Whether the words say that nobody lives with the speaker; "ما معي احد يعرف" says something else."""
    words = message.words
    for index, word in enumerate(words):
        if word in _ALONE or word.removeprefix("و") in _ALONE:
            return True
        if length := _ONLY_ME.at(words, index):
            return message.word(index + length) not in EXCEPT
        end = index + _NOBODY_WITH_ME.at(words, index)
        if end == index and (length := _NOBODY.at(words, index)):
            place = index + length + (message.word(index + length) in _LIVES)
            whole_answer = word != "محد" and index == 0 and message.word(place) in ("", ".", "!", ",", "غيري")
            end = place + 1 if message.word(place) in WITH_US else place if whole_answer else index
        if end > index:
            following = message.word(end)
            does_something = following.startswith(("ي", "ت")) and following not in _LIVES
            return following not in EXCEPT and not does_something
    return False


def _lives_with_family(message: Message) -> bool:
    return any(
        word in ("اهلي", "عايلتي", "اسرتي", "الاهل", "اهله", "اهلها")
        and message.word(index - 1) in ("مع", "عند", "بيت", "و", "انا")
        for index, word in enumerate(message.words)
    )
