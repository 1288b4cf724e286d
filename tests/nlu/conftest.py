"""The small assistant, trained once by the real Rasa, in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from small_assistant import Project, write_project

from nlu.launch import quieten

quieten()  # before any test module imports Rasa


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The small assistant, trained; Rasa's cache stays in its folder too."""
    from rasa.api import train

    written = write_project(tmp_path_factory.mktemp("assistant"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASA_CACHE_DIRECTORY", str(written.folder / "cache"))
        domain, config, files = written.files
        result = train(domain, config, files, output=str(written.models), fixed_model_name="small")
        assert result.code == 0
        yield written
