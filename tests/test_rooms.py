"""Which room may import which: the arrows of the architecture."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "arabic": set(),
    "rules": set(),
    "knowledge": {"rules"},
    "actions": {"arabic", "rules", "knowledge"},
    "nlu": {"arabic"},
    "bot": {"arabic", "rules", "knowledge"},
}


def imported_rooms(path: Path) -> set[str]:
    """The top-level packages of ours that a module imports, also inside functions."""
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            rooms.add(node.module.split(".")[0])
    return rooms & set(MAY_IMPORT)


def modules(room: str) -> list[Path]:
    return [path for path in (ROOT / room).rglob("*.py") if ".venv" not in path.parts]


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_a_room_imports_only_the_rooms_it_may(room: str) -> None:
    assert modules(room)
    offences = {
        str(path.relative_to(ROOT)): found
        for path in modules(room)
        if (found := imported_rooms(path) - MAY_IMPORT[room] - {room})
    }
    assert not offences


def test_the_rules_know_neither_rasa_nor_the_web() -> None:
    outside = {"rasa", "rasa_sdk", "fastapi", "sqlalchemy", "httpx", "bot"}
    for path in modules("rules") + modules("arabic"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            name.split(".")[0]
            for node in ast.walk(tree)
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert not names & outside, path
