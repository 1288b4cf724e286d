"""Sets of words and of phrases, written in ordinary spelling and matched in normalised spelling."""

from collections.abc import Sequence

from arabic.letters import normalise


def word_set(listed: str) -> frozenset[str]:
    """The words of a list parted by spaces, in normalised spelling."""
    return frozenset(normalise(listed).split())


class PhraseSet:
    """Phrases parted by "|"; finding one at a place costs the same however many there are."""

    def __init__(self, listed: str) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in listed.split("|"):
            words = tuple(normalise(phrase).split())
            self._by_first.setdefault(words[0], []).append(words)
        for phrases in self._by_first.values():
            phrases.sort(key=len, reverse=True)

    def at(self, words: Sequence[str], index: int) -> int:
        """The length in words of the longest phrase that begins at a place, else 0; "و" before it is passed over."""
        if not 0 <= index < len(words):
            return 0
        first = words[index]
        length = self._length(first, words, index)
        if not length and len(first) > 2 and first[0] == "و":
            length = self._length(first[1:], words, index)
        return length

    def _length(self, first: str, words: Sequence[str], index: int) -> int:
        for phrase in self._by_first.get(first, ()):
            if len(phrase) == 1 or tuple(words[index + 1 : index + len(phrase)]) == phrase[1:]:
                return len(phrase)
        return 0

    def within(self, words: Sequence[str]) -> bool:
        """Whether any phrase stands anywhere among the words."""
        return any(self.at(words, index) for index in range(len(words)))
