"""The shared rules module: a preliminary eligibility estimate for one household, and its explanation in Arabic.

    household = read_household(data)                 # JSON of the design's shape
    result = estimate(household, today=date.today())
    result.as_json()                                 # for programs
    explain(result).text()                           # for citizens
    explain(result).result                           # the same in at most 60 words
    compare(result, other)                           # "and if ...?"
    families(household)                              # the two of a head with two homes, else the household itself
    threshold(household)                             # what an income that is not told would have to be
    parameters.figures(day)                          # the programme's figures, as answers show them

The order of the modules is the order of the work: `parameters` and `sources` (the data), `household` and `reading`
(what is known), `families`, `people`, `income` and `formula` (the sum), `gates`, `threshold` and `income_test` (the
conditions), `uncertainties` and `steps`, `estimation`, and then `result`, `explanation`, `next_steps` and `comparison`.
"""

from rules import parameters, sources
from rules.checks import TITLES, Check
from rules.comparison import compare
from rules.estimation import Estimate, estimate
from rules.explanation import Explanation, Part, explain
from rules.families import families
from rules.household import Applicant, Household, Housing, Income, Member, Wealth
from rules.parameters import NoParametersError, Parameters
from rules.reading import HouseholdError, read_household
from rules.threshold import Threshold, threshold
from rules.uncertainty import Uncertainty

__all__ = [
    "TITLES",
    "Applicant",
    "Check",
    "Estimate",
    "Explanation",
    "Household",
    "HouseholdError",
    "Housing",
    "Income",
    "Member",
    "NoParametersError",
    "Parameters",
    "Part",
    "Threshold",
    "Uncertainty",
    "Wealth",
    "compare",
    "estimate",
    "explain",
    "families",
    "parameters",
    "read_household",
    "sources",
    "threshold",
]
