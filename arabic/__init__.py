"""Reading Arabic text: letters, numbers, answers, households and facts in words. Imports nothing of ours."""

from arabic.answers import Answer, read_answer
from arabic.facts import Facts, read_facts
from arabic.incomes import IncomeWords
from arabic.letters import clean, normalise
from arabic.members import HouseholdWords, MemberWords, read_members
from arabic.numerals import read_amount, read_bounds

__all__ = [
    "Answer",
    "Facts",
    "HouseholdWords",
    "IncomeWords",
    "MemberWords",
    "clean",
    "normalise",
    "read_amount",
    "read_answer",
    "read_bounds",
    "read_facts",
    "read_members",
]
