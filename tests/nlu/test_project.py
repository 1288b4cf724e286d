"""The project's own training data, domain and rules, as Rasa sees them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_rasa_data_validate_passes_without_warnings() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "nlu.launch", "data", "validate", "--fail-on-warnings", "--max-history", "5"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    said = result.stdout + result.stderr
    assert result.returncode == 0, said
    assert "UserWarning" not in said, said
