"""Incomes of a message, put into the case. One income is told from another by its kind and by whose it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions import doubts, owners
from actions.case import SIDES, riyals
from actions.income_amounts import (
    about,
    ask_amount,
    ask_one_for_several,
    asked_of_another,
    new_income,
    same_amount,
    same_income,
    set_amount,
    take_part,
)
from actions.income_changes import close, deny, end, follow_work, shift

if TYPE_CHECKING:
    from actions.applied import Edit
    from actions.case import Case, Income
    from arabic.told import IncomeTold


OPEN_INCOME = ("income_kind", "income_amount")


def take_incomes(edit: Edit) -> None:
    """Every income that the message tells, and which side is told whole."""
    told = [as_none(income) for income in once(edit)]
    stop_others(edit, told)
    stop_unnamed(edit, told)
    told = rename(edit, move_to_others(edit, of_another_kind(edit, told)))
    told = sorted(without_sums(told), key=lambda income: income.kind is not None)
    claimed: set[int] = set()  # incomes known before that this message told again
    known = {income.id for income in edit.case.incomes}
    for income in told:
        if income.change == "none":
            deny(edit, income)
        elif income.change == "ends":
            end(edit, income)
        elif income.change in ("more", "less"):
            shift(edit, income)
        elif not set_asked(edit, income, told):
            put(edit, income, told, known, claimed)
    for side in edit.told.no_more:
        close(edit, side)
    merge_twins(edit.case)
    follow_work(edit)


def merge_twins(case: Case) -> None:
    """One income that is known twice, once without its amount, is one."""
    for income in list(case.incomes):
        twin = any(
            other is not income and (other.kind, other.whose) == (income.kind, income.whose) and other.low is not None
            for other in case.incomes
        )
        if income.low is None and income.kind is not None and twin:
            case.incomes.remove(income)


def answer_incomes(edit: Edit) -> None:
    """Which questions for income the message answers."""
    told = [as_none(income) for income in edit.told.incomes]
    own = [income for income in told if income.whose == "applicant"]
    kept = [income for income in told if income.change == "is"]
    if edit.asked == "earned" and (kept or any(income.change in ("none", "ends") for income in own)):
        edit.answer("earned")
    if edit.asked == "other_income" and kept:
        edit.answer("other_income")
    if any(income.earned for income in own if income.change == "is"):
        edit.answer("earned")
    for side in edit.told.no_more:
        edit.answer("earned" if side == "earned" else "other_income")
    if any(income.all_of_it for income in kept) and not edit.doubts:
        edit.answer("earned")
        edit.answer("other_income")


def once(edit: Edit) -> list[IncomeTold]:
    """The same told several times is told once; of what may well be two, such as rents, it is asked."""
    told: list[IncomeTold] = []
    for income in edit.told.incomes:
        again = edit.told.incomes.count(income)
        if income not in told:
            told.append(income)
            if again == 2 and income.change == "is" and income.low is not None and income.kind not in (None, "salary"):
                name = doubts.income_name(income.kind, income.whose)
                whose = owners.owner(edit, income, set()) or "applicant"
                yes = [{"add_income": [income.kind, whose, riyals(income.low), riyals(income.high or income.low)]}]
                amount = doubts.amount(income.low, income.high)
                edit.doubt(doubts.doubt("twice", about(income), None, yes=yes, income=name, amount=amount))
    return told


def as_none(income: IncomeTold) -> IncomeTold:
    """An income of zero is none."""
    if income.change == "is" and income.high == 0:
        return replace(income, change="none", low=None, high=None)
    return income


def stop_others(edit: Edit, told: list[IncomeTold]) -> None:
    """«كل دخلنا راتبي 3500 وحساب المواطن 700»: what was told before and is not among these is gone."""
    whole = [income for income in told if income.all_of_it and income.kind is not None]
    if whole:
        kinds = {income.kind for income in told if income.change == "is"}
        edit.case.incomes = [income for income in edit.case.incomes if income.kind in kinds]
    if whole or any(income.all_of_it for income in told):
        for side in SIDES:
            close(edit, side)


def stop_unnamed(edit: Edit, told: list[IncomeTold]) -> None:
    """«ما يدخل علينا الا تقاعدي»: whatever else was told before is asked about, or gone where it is a correction."""
    named = [income for income in told if income.change == "is"]
    if not named or edit.asked in ("earned", "other_income"):
        return
    sides = set(edit.told.no_more)
    if sides != set(SIDES):
        sides &= {"earned" if income.earned else "unearned" for income in named}
    for income in list(edit.case.incomes):
        again = any(
            other.kind in (None, income.kind) and income in owners.incomes_of(edit.case, other.whose) for other in named
        )
        if again or ("earned" if income.earned else "unearned") not in sides:
            continue
        if edit.sure or income.low is None:
            edit.case.incomes.remove(income)
        else:
            name, amount = doubts.income_name(income.kind, edit.case.relation(income)), doubts.amount_of(income)
            gone = [{"remove_incomes": [income.id]}]
            about_it = f"income:{income.kind}:{edit.case.relation(income)}"
            edit.doubt(doubts.doubt("stopped", about_it, income.question, yes=gone, income=name, amount=amount))


def of_another_kind(edit: Edit, told: list[IncomeTold]) -> list[IncomeTold]:
    """«مو موظف، انا على التاكسي»: the income known is of another kind. What is done with it is left out."""
    left = list(told)
    for denied in told:
        known = [one for one in owners.incomes_of(edit.case, denied.whose) if one.kind == denied.kind]
        if denied.change != "none" or denied.kind is None or len(known) != 1:
            continue
        same = [
            one
            for one in told
            if one.change == "is" and (one.whose, one.kind) != (denied.whose, denied.kind) and one.whose == denied.whose
            if same_amount(known[0], one)
        ]
        if len(same) == 1 and same[0] in left:
            known[0].kind = same[0].kind
            left.remove(same[0])
            left.remove(denied)
    return left


def move_to_others(edit: Edit, told: list[IncomeTold]) -> list[IncomeTold]:
    """«هذا راتب زوجتي مو راتبي»: the income is handed on. Those of which nothing more is to be done are left out."""
    left = list(told)
    for income in told:
        denied = next((other for other in told if other.change == "none" and other.kind == income.kind), None)
        if income.change != "is" or income.kind is None or not (edit.correcting or denied or income.handed):
            continue
        if income.whose == "applicant" and not (
            denied or income.handed or (edit.correcting and income.low is not None)
        ):
            continue
        if any(
            known.kind == income.kind and known.low is not None and edit.case.relation(known) == income.whose
            for known in edit.case.incomes
        ):
            continue
        source = [
            known
            for known in edit.case.incomes
            if known.kind in (income.kind, None)
            and edit.case.relation(known) != income.whose
            and known.low is not None
            and (income.low is None or same_amount(known, income))
            and (denied is None or edit.case.relation(known) == denied.whose)
        ]
        if len(source) == 1:
            owner = owners.owner(edit, income, set())
            if owner is not None:
                source[0].whose = owner
                source[0].kind = income.kind or source[0].kind
                left.remove(income)
                if denied in left:
                    left.remove(denied)
    return left


def rename(edit: Edit, told: list[IncomeTold]) -> list[IncomeTold]:
    """«اللي كتبته راتب ترى هو تقاعد»: an income known is of another kind. What is then done is left out."""
    new = next((income for income in told if income.handed and income.change == "is" and income.kind), None)
    old = next((income for income in told if income.handed and income.change == "none"), None)
    if new is None or old is None:
        return told
    known = [income for income in owners.incomes_of(edit.case, old.whose) if income.kind == old.kind]
    if len(known) == 1:
        known[0].kind = new.kind
        edit.settled.add(about(new))
        return [income for income in told if income not in (new, old)]
    return told


def without_sums(told: list[IncomeTold]) -> list[IncomeTold]:
    """The incomes of a message without the sum of them: «دخلنا 5000: راتبي 3000 وتقاعد ابوي 2000»."""
    parts = [income for income in told if income.change == "is" and income.kind is not None and income.low is not None]
    whole = sum(income.low for income in parts if income.low is not None)
    return [
        income
        for income in told
        if not (income.kind is None and income.change == "is" and len(parts) > 1 and income.low == whole)
    ]


def set_asked(edit: Edit, told: IncomeTold, beside: list[IncomeTold]) -> bool:
    """The answer to `income_kind` or `income_amount`: put into the income that was asked about."""
    case = edit.case
    if edit.asked == "income_amount" and told.low is not None and len(beside) == 1:
        entry = case.open_income("amount")
        if entry is not None and told.kind in (None, entry.kind):
            if told.doubtful and not edit.supposing:
                ask_amount(edit, replace(told, kind=entry.kind), case.relation(entry), entry)
            else:
                set_amount(entry, told)
            edit.answer("income_amount")
            return True
    if edit.asked == "income_kind" and told.kind is not None and told.whose == "applicant":
        entry = case.open_income("kind")
        if entry is not None and (told.low is None or same_amount(entry, told)):
            entry.kind = told.kind
            edit.answer("income_kind")
            if entry.earned:
                edit.answer("earned")
            return True
    return False


def put(edit: Edit, told: IncomeTold, beside: list[IncomeTold], known: set[int], claimed: set[int]) -> None:
    """One income that is told: what is known of it is replaced; else it is new."""
    case = edit.case
    if told.kind is None and put_unspecific(edit, told):
        return
    if told.doubtful and not edit.supposing:
        owner = owners.owner(edit, told, claimed)
        entry = same_income(case, told, owner, known - claimed)
        if entry is None and owner is not None:
            entry = new_income(case, replace(told, low=None, high=None, said=""), owner)
        ask_amount(edit, told, told.whose, entry)
        return
    if asked_of_another(edit, told, beside):
        return
    if told.low is None and told.whose == "applicant" and edit.told.no_more and told_of_another(case, told):
        return  # «ما غير المعاش»: that of the one who has it
    owner = owners.owner(edit, told, claimed)
    if owner is None:
        return  # it is asked whose
    edit.settled.add(about(told))
    entry = same_income(case, told, owner, known - claimed)
    several = [i for i in case.incomes if i.kind == told.kind and i.whose == owner and i.id in known - claimed]
    if len(several) > 1 and not any(same_amount(income, told) for income in several):
        if told.low is not None and sum(other.kind == told.kind for other in beside) == 1:
            ask_one_for_several(edit, told, several)
        return
    if entry is None:
        whole = next((i for i in case.incomes if i.kind is None and i.whose == owner and i.low is not None), None)
        if whole is not None and (whole.id in known or any(other.all_of_it for other in beside)):
            entry = take_part(whole, told)
        entry = entry or new_income(case, told, owner)
    claimed.add(entry.id)
    entry.kind = told.kind
    set_amount(entry, told)


def told_of_another(case: Case, told: IncomeTold) -> bool:
    """Whether an income of this kind is known of somebody else, and none of the applicant's."""
    whose = {income.whose == "applicant" for income in case.incomes if income.kind == told.kind}
    return whose == {False}


def put_unspecific(edit: Edit, told: IncomeTold) -> bool:
    """«دخلي 3000», whose kind is not said; whether it is among the incomes that are known."""
    case = edit.case
    if told.handed:
        return change_period(edit, told)
    if told.low is None:
        return bool([income for income in case.incomes if income.whose == "applicant"]) and not told.all_of_it
    own = case.incomes if told.all_of_it else owners.incomes_of(case, told.whose)
    if any(same_amount(income, told) for income in own):
        return True
    known = sum(income.low for income in own if income.low is not None)
    if own and known == riyals(told.low) and told.high in (None, told.low):
        return True  # the sum of them
    kinds = [income for income in own if income.kind is not None]
    if told.all_of_it and kinds == own and 0 < known < riyals(told.low) and not edit.sure:
        rest = new_income(case, told, "applicant")  # whose kind is still asked
        rest.low = rest.high = riyals(told.low) - known
        return True
    if told.all_of_it and kinds and not edit.sure:
        yes = [{"remove_incomes": [income.id for income in own]}, doubts.hear(incomes=[told])]
        amount = doubts.amount(told.low, told.high)
        edit.doubt(doubts.doubt("all_income", "income:all", "earned", yes=yes, amount=amount))
        return True
    if told.all_of_it:
        case.incomes = []
    for income in own:
        if income.kind is None and income in case.incomes:
            set_amount(income, told)
            return True
    unpaid = [income for income in own if income.low is None and income in case.incomes]
    if len(unpaid) == 1:
        set_amount(unpaid[0], told)
        return True
    meant = kind_kept(edit, kinds) if not told.all_of_it else None
    if meant is not None:
        set_amount(meant, told)
    return meant is not None


def kind_kept(edit: Edit, own: list[Income]) -> Income | None:
    """The income known that an amount without a kind corrects: the only one, or the only one from work."""
    if not (edit.correcting or edit.supposing) and edit.asked in (None, "earned", "other_income", *OPEN_INCOME):
        return None
    paid = [income for income in own if income in edit.case.incomes and income.low is not None]
    earned = [income for income in paid if income.earned]
    if len(earned) == 1:
        return earned[0]
    return paid[0] if len(paid) == 1 else None


def change_period(edit: Edit, told: IncomeTold) -> bool:
    """«الثمانية الاف بالسنه مو بالشهر»: the income known with this amount a month; nothing where there is none such."""
    said = int(told.said.split()[0].split("-")[0].replace(",", "").split(".")[0])
    known = [income for income in edit.case.incomes if income.low == income.high == said]
    if len(known) == 1:
        set_amount(known[0], told)
    return True
