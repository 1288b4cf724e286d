"""The register of sources that answers rest on."""

from datetime import date
from urllib.parse import urlsplit

import pytest

import knowledge
from knowledge import distress, rejections, sources
from rules import sources as rules_sources
from rules.sources import GRADES


def test_a_key_stands_in_one_register_only() -> None:
    assert not set(sources.register()) & set(rules_sources.register())


def test_every_source_says_what_it_is_and_when_it_was_checked() -> None:
    for key, source in sources.register().items():
        assert source.key == key
        assert source.title.strip() == source.title != ""
        assert source.publisher
        assert source.grade in GRADES
        assert isinstance(source.checked, date)


def test_an_address_is_a_web_address_or_absent() -> None:
    for source in sources.register().values():
        assert source.url is None or (urlsplit(source.url).scheme in ("http", "https") and urlsplit(source.url).netloc)


def test_every_source_of_the_register_is_used_by_an_answer() -> None:
    used = {key for topic in knowledge.topics().values() for key in (*topic.sources, *topic.more_sources)}
    used |= {key for reason in rejections.reasons().values() for key in reason.sources}
    used |= set(distress.register().sources)
    assert set(sources.register()) <= used


def test_titles_differ_so_that_citizens_can_tell_sources_apart() -> None:
    titles = [
        source.title for register in (sources.register(), rules_sources.register()) for source in register.values()
    ]
    assert len(set(titles)) == len(titles)


def test_a_title_is_found_in_either_register() -> None:
    assert sources.title("seed-registration") == sources.register()["seed-registration"].title
    assert sources.title("law-9") == rules_sources.title("law-9")


def test_an_unknown_key_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        sources.title("nobody")
