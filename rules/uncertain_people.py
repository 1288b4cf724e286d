"""Who counts and is not settled: dependants who refuse, live apart, are absent, or are not Saudi; two homes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from rules.formula import NOTHING, Sums, pension
from rules.household import Absence, Household, Member
from rules.income import counted_of
from rules.people import alike, exempt
from rules.uncertainty import Uncertainty, outcome
from rules.wording import RELATIONS, SEVERAL, counted, listed, riyals


def of_people(household: Household, sums: Sums, *, barred: bool) -> Iterator[Uncertainty]:
    """Who counts: Q9, Q10, non-Saudis, who is absent, and what is assumed of the members."""
    figures, among = sums.figures, sums.people
    if among.left_out:
        size = 1 + sum(1 for _, held in among.members if held == "counted")
        yield Uncertainty(
            "independent_with_members",
            f"التقديم بصفة مستقل، فلم يُحسب من ذُكر معك. إذا كانوا تابعين في مسكنك فالتقديم بصفة عائل،"
            f" والحد الأدنى لأسرة من {counted(size, 'person')} {riyals(figures.minimum(size))}.",
            ("law-1",),
        )
        return
    members = household.members or ()
    if household.applicant.kind == "family_head" and household.is_independent:
        yield Uncertainty(
            "head_without_dependants",
            "الأسرة في النظام عائل وتابع أو أكثر، ولم يُذكر تابع يسكن معك، فحُسب الطلب طلب مستقل.",
            ("law-1",),
        )
    yield from of_absent(household, sums, barred=barred)
    yield from of_foreign(household, sums, barred=barred)
    assumed = [
        held
        for member, held in among.members
        if held == "counted" and (member.agrees is None and (member.age is None or member.age >= figures.adult_age))
    ]
    if assumed:
        yield Uncertainty(
            "assumed_agreement",
            "حُسب من ذُكر من البالغين على أنهم يسكنون معك ويوافقون على إضافتهم، فالبالغ يوافق بنفسه في المنصة.",
            ("gulf365-refuse",),
        )
    refusing = among.count("refusing")
    if refusing:
        text = (
            f"عدد من لم يوافق على الإضافة {refusing}: يُحتسب دخله ولا يزيد به الحد الأدنى،"
            " وهذا منقول عن نسخة غير رسمية من الأسئلة الشائعة."
        )
        if not barred and sums.counted.high is not None:
            with_them = sums.minimum.low + figures.dependant_addition * refusing
            text += f" ومع موافقته: {outcome(pension(with_them, sums.counted.high, figures))}."
        yield Uncertainty("Q10", text, ("foscam-faq", "gulf365-refuse"))
    wives = [(member, held) for member, held in among.members if member.relation == "wife"]
    if household.family:
        yield two_families()
    elif sum(1 for member, _ in wives if member.absent in HOMES_OF_THEIR_OWN) > 1 or any(
        held == "apart" and member.absent in HOMES_OF_THEIR_OWN for member, held in wives
    ):
        yield two_homes(sums, barred=barred)
    if any(held == "apart" and member.away_for_study and not member.absent for member, held in among.members):
        yield Uncertainty(
            "study_age",
            f"من يسكن بعيدًا للدراسة وعمره أكثر من {counted(figures.study_age_to, 'year')} لم يُحسب،"
            " والنظام لم يحدد لذلك سنًا.",
            ("law-12", "alkhalij365"),
        )
    if any(
        held == "counted"
        and member.relation in ("son", "child", "brother")
        and member.age is not None
        and member.age > figures.dependant_age_unconfirmed
        for member, held in among.members
    ):
        yield Uncertainty(
            "dependant_age",
            f"تذكر بعض المواقع أن التابع الذكر لا يزيد عمره على {counted(figures.dependant_age_unconfirmed, 'year')}،"
            " ولم نجد لذلك نصًا رسميًا، فلم يُطبق هنا.",
            ("news-sa-42632",),
        )
    listed_relations = {member.relation for member in members}
    strangers = sorted(
        {
            RELATIONS[line.income.whose]
            for line in sums.lines
            if line.income
            and line.belongs in ("yes", "shared")
            and line.income.whose != "applicant"
            and not alike(line.income.whose) & listed_relations
        }
    )
    if strangers and None not in listed_relations:
        yield Uncertainty(
            "income_of_unlisted_member",
            f"ذُكر دخل لمن لم يُذكر بين أفراد الأسرة ({'، '.join(strangers)})، فاحتُسب دخله ولم يُحسب في العدد.",
        )


HOMES_OF_THEIR_OWN: tuple[Absence | None, ...] = (None, "elsewhere")
"""What is said, or not, of the absence of a wife who may have a home of her own."""

ABSENT: Mapping[Absence, tuple[str, tuple[str, ...]]] = {
    "prison": ("من هو في السجن ({who}) لم يُحسب، ولا دخله.", ("law-1", "law-17")),
    "left": (
        "من ترك البيت ({who}) لم يُحسب، ولا دخله. وما يصلكم منه يُذكر في الدخل. ولم نجد نصًا يبين كيف يُثبت غيابه.",
        ("law-1",),
    ),
    "works_elsewhere": (
        "من يعمل بعيدًا ويسكن هناك ({who}) لم يُحسب، ولا دخله،"
        " فالنظام لا يستثني من السكن في مسكن واحد إلا الدراسة (المادة 12). وما يرسله يُذكر في الدخل.",
        ("law-1", "law-12"),
    ),
    "elsewhere": ("من يسكن في مكان آخر ({who}) لم يُحسب، ولا دخله. وما يصلكم منه يُذكر في الدخل.", ("law-1",)),
}
HEAD_INSTEAD = " ومن يرعى الأسرة وينفق عليها في غيابه قد يكون هو العائل، رجلًا أو امرأة (المادة 1)."


def of_absent(household: Household, sums: Sums, *, barred: bool) -> Iterator[Uncertainty]:
    """Who is named and does not live there: not counted, with what would be if he did where he may."""
    for absence, (text, sources) in ABSENT.items():
        members = [member for member in household.members or () if member.absent == absence]
        if not members:
            continue
        text = text.format(who=who(members))
        if absence in ("prison", "left") and any(member.relation in ("husband", "father") for member in members):
            text += HEAD_INSTEAD
        if absence == "works_elsewhere" and not barred:
            text += living_with_them(members, sums)
        yield Uncertainty(f"absent_{absence}", text, sources)


def living_with_them(members: list[Member], sums: Sums) -> str:
    """What would be if those who work elsewhere lived with the family; nothing where an amount is not known."""
    theirs = {relation for member in members if member.relation for relation in alike(member.relation)}
    incomes = [line.income for line in sums.lines
               if line.income and line.belongs == "no" and line.income.whose in theirs]  # fmt: skip
    if sums.counted.high is None or any(income.most is None for income in incomes):
        return ""
    more = sum((counted_of(income.most or NOTHING, income, sums.figures)[1] for income in incomes), NOTHING)
    minimum = sums.minimum.low + sums.figures.dependant_addition * len(members)
    return f" وإذا عُد ساكنًا معكم: {outcome(pension(minimum, sums.counted.high + more, sums.figures))}."


def of_foreign(household: Household, sums: Sums, *, barred: bool) -> Iterator[Uncertainty]:
    """Members who are not Saudi: those whom article 10 exempts, and those of whom the Law does not speak."""
    among = sums.people
    exempted = [
        member
        for member, held in among.members
        if member.nationality == "other" and held in ("counted", "refusing") and exempt(member, household.applicant)
    ]
    if exempted:
        text = (
            f"غير السعودي في الأسرة ({who(exempted)}) مستثنى من شرط الجنسية (المادة 10) فحُسب هنا،"
            " ويُضاف بعد قبول طلب استثنائه. وضوابط اللائحة لم نطلع على نصها."
        )
        yield Uncertainty("exempt_members", text, ("law-10", "zawya-wife", "innfrad"))
    unsettled = [member for member, held in among.members if held in ("open", "open_refusing")]
    if not unsettled:
        return
    text = f"لم نجد نصًا يبين هل يُحسب غير السعوديين في الأسرة ({who(unsettled)})."
    if household.applicant.nationality == "saudi" and any(member.relation in OF_A_MOTHER for member in unsettled):
        text += (
            " تستثني المادة 10 أبناء السعودية الأرملة أو المطلقة من زوج غير سعودي،"
            " ولا تذكر زوجها، ولا أبناءها وهي متزوجة."
        )
    else:
        text += " فالفئات المستثناة في المادة 10 لا تشملهم، أو لم يُعرف أنها تشملهم."
    high = sums.counted.high
    if not barred and high is not None:
        theirs = sum((line.high or NOTHING for line in sums.lines if line.belongs == "open"), NOTHING)
        all_in, all_out = if_foreign_count(sums), pension(sums.minimum.low, high - theirs, sums.figures)
        text += f" إذا حُسبوا: {outcome(all_in)}. وإذا لم يُحسبوا: {outcome(all_out)}."
        if theirs:
            text += f" وإذا لم يُحسبوا واحتُسب دخلهم: {outcome(pension(sums.minimum.low, high, sums.figures))}."
        if sums.pension.high > max(all_in, all_out):
            text += f" وأكثر ما قد يكون {riyals(sums.pension.high)}."
    yield Uncertainty("foreign_members", text, ("law-9", "law-10"))


def if_foreign_count(sums: Sums) -> Decimal:
    """The pension at the least if every member who is not Saudi counts, with his income."""
    minimum = sums.minimum.low + sums.figures.dependant_addition * sums.people.count("open")
    return NOTHING if sums.counted.high is None else pension(minimum, sums.counted.high, sums.figures)


OF_A_MOTHER = ("husband", "son", "daughter", "child")


def who(members: Iterable[Member]) -> str:
    """Members by their relations, each once."""
    relations = Counter([member.relation or "other" for member in members])
    return listed([SEVERAL.get(name, RELATIONS[name]) if many > 1 else RELATIONS[name]
                   for name, many in relations.items()])  # fmt: skip


def two_families() -> Uncertainty:
    """Q9 for one of two families; what hangs on it stands with each family."""
    return Uncertainty(
        "Q9",
        "لكل أسرة في مسكنها معاشها (المادة 12). ولم يُعرف كيف يُقسم دخل العائل بين أسرتيه، ولا هل يُحسب له حد العائل"
        " في كل منهما. حُسب هنا في كل منهما. ويلزم لكل مسكن إثباته.",
        ("law-12", "lifeofarabs-2021"),
    )


def two_homes(sums: Sums, *, barred: bool) -> Uncertainty:
    """Q9: how the income of a head with two separate homes is shared, with both extremes."""
    text = (
        "إذا كان للعائل أسرتان في مسكنين منفصلين فلكل أسرة معاشها، ولم يُعرف كيف يُقسم دخله بينهما."
        " احتُسب دخله هنا كله في هذه الأسرة."
    )
    own = sum(line.high for line in sums.lines
              if line.high is not None and line.income and line.income.whose == "applicant")  # fmt: skip
    high = sums.counted.high
    if own and not barred and high is not None:
        text += f" وإذا لم يُحتسب منه شيء هنا: {outcome(pension(sums.minimum.low, high - own, sums.figures))}."
    return Uncertainty("Q9", text, ("law-12", "lifeofarabs-2021"))
