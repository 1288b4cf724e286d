"""Reading Arabic text: letters, numbers, and what a message tells. Imports nothing of ours."""

from arabic.letters import clean, normalise
from arabic.numerals import read_amount, read_bounds
from arabic.reading import read
from arabic.told import IncomeTold, PersonTold, Told

__all__ = ["IncomeTold", "PersonTold", "Told", "clean", "normalise", "read", "read_amount", "read_bounds"]
