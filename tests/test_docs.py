"""What the code has, the documentation names: commands, roles, states, settings, checks, dependencies."""

import ast
import json
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands
from scripts import tables

from anlan.core import environment
from anlan.org.roles import Role
from tests.test_urls import ADDRESSES

ROOT = Path(__file__).resolve().parent.parent
CLAUSES = {
    "A": "1 2",
    "B": "1 2a 2b 2c 2d 2e 2f 3a 3b 3c 3d 4a 4b 4c 4d 5 6 7",
    "C": "1 2 3a 3b 3c 3d 3e 3f 3g 3h 3i 3j 4 5 6 7",
    "D": "1 2 3 4 5 6",
    "E": "1–E4",
    "F": "1 2 3 4",
    "G": "1 2 3 4 5 6 7 8",
}
"""What the notice and the product's own aims ask for, in the order of docs/requirements.md."""
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def first_cells(text: str) -> set[str]:
    return {cell.strip() for cell in re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)}


def our_commands() -> list[str]:
    return sorted(name.replace("_", "-") for name, app in get_commands().items() if str(app).startswith("anlan."))


def test_every_command_stands_in_the_list_and_no_other():
    named = set(re.findall(r"^\| `anlan ([a-z-]+)", page("docs/commands.md"), re.MULTILINE))
    assert named == set(our_commands())


def test_every_variable_stands_in_the_operations_manual_and_no_other():
    named = set(re.findall(r"^\| `(ANLAN_\w+)` \|", page("docs/operations.md"), re.MULTILINE))
    assert named == {name for name in environment.asked if not name.endswith("_FILE")}


def test_every_system_check_lies_in_the_range_the_manual_names():
    source = (ROOT / "src/anlan/core/checks.py").read_text("utf-8")
    for kind in "EW":
        ids = sorted(re.findall(rf'"(core\.{kind}\d+)"', source))
        assert f"`{ids[0]}`–`{ids[-1]}`" in page("docs/operations.md")


def test_every_role_is_described():
    assert {role.value for role in Role} <= {cell.strip("`") for cell in first_cells(page("docs/roles.md"))}
    assert [role.label for role in Role if role.label not in page("docs/roles.md")] == []


def test_every_room_has_its_tests_and_its_line():
    rooms = {app.label for app in apps.get_app_configs() if app.name.startswith("anlan.")}
    assert rooms <= first_cells(page("docs/rooms.md"))
    assert [room for room in sorted(rooms) if not any((ROOT / "tests" / room).glob("test_*.py"))] == []


def test_the_tables_of_roles_and_states_are_those_of_the_code():
    """Else run `make tables`."""
    stale = [path.name for path, text in tables.written().items() if path.read_text("utf-8") != text]
    assert stale == []


def test_every_dependency_has_its_reason_and_no_reason_is_left_over():
    project = tomllib.loads(page("pyproject.toml"))
    groups = project["dependency-groups"].values()
    developing = [line for group in groups for line in group if isinstance(line, str)]
    optional = [line for extra in project["project"]["optional-dependencies"].values() for line in extra]
    lines = project["project"]["dependencies"] + optional + developing
    python = {re.match(r"[\w.-]+", line)[0] for line in lines}
    browser = set(json.loads(page("package.json"))["dependencies"])
    assert first_cells(page("docs/dependencies.md")) - {"package", "---"} == python | browser


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    targets = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", path.read_text("utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_every_clause_names_pages_commands_and_tests_that_exist():
    text = page("docs/requirements.md")
    rows = [re.split(r" ?\| ?", line.strip())[1:-1] for line in text.splitlines() if re.match(r"\| [A-G]\d", line)]
    assert [row[0] for row in rows] == [part + code for part, codes in CLAUSES.items() for code in codes.split()]
    assert [row[0] for row in rows if not re.match(r"(works|partly: .+|not yet: .+)$", row[3])] == []
    assert [row[0] for row in rows if not row[3].startswith("not yet") and "`tests/" not in row[4]] == []
    routes, commands = {name for name, _ in ADDRESSES}, set(our_commands())
    named = [words for row in rows for words in re.findall(r"`([^`]+)`", row[2])]
    assert [one for one in named if ":" in one and one not in routes] == []
    assert [one for one in named if one.startswith("anlan ") and one.split()[1] not in commands] == []
    proofs = [(row[0], path) for row in rows for path in re.findall(r"`(tests/[^`]+)`", row[4])]
    assert [path for _, path in proofs if not (ROOT / path).exists()] == []
    said = {path: ast.get_docstring(ast.parse(page(path))) or "" for _, path in proofs}
    assert [(code, path) for code, path in proofs if code not in re.split("[^A-Za-z0-9–]+", said[path])] == []


def test_the_tour_passes_only_what_exists():
    named = re.findall(r"`((?:\w+/)+(?:\w+\.py)?)`", page("docs/tour.md"))
    assert [name for name in named if not (ROOT / "src/anlan" / name).exists()] == []


def test_lock_files_name_no_host():
    for path in [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]:
        assert re.findall(r"https?://\S+", path.read_text("utf-8")) == []
