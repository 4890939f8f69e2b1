"""A room imports only what docs/rooms.md allows it; links, foreign keys and dotted paths count as imports."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "anlan"
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
LINK = re.compile(r"""\{%\s*(?:url|include|extends)\s+["']([a-z]+)[:/]""")


def allowed() -> dict[str, set[str]]:
    rows = re.findall(r"^\| (\w+) \| [^|]+ \| ([^|]+) \|$", (ROOT / "docs" / "rooms.md").read_text("utf-8"), re.M)
    return {room: set(re.findall(r"\w+", floors)) for room, floors in rows if room != "room"}


ALLOWED = allowed()
BUILT = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


def sources(room: str, pattern: str) -> list[Path]:
    return [path for path in sorted((SOURCE / room).rglob(pattern)) if "migrations" not in path.parts]


def room_of(dotted: str) -> str | None:
    parts = dotted.split(".")
    return parts[1] if parts[0] == "anlan" and len(parts) > 1 and parts[1] in ALLOWED else None


def imported(node: ast.AST) -> Iterator[str]:
    """Rooms that one import statement reaches."""
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        module = node.module or ""
        names = [f"anlan.{alias.name}" for alias in node.names] if module == "anlan" else [module]
    else:
        names = []
    yield from (room for name in names if (room := room_of(name)))


def related(node: ast.AST) -> Iterator[str]:
    """The room at the other end of a foreign key named by a string; the user model is a setting, free to all."""
    if not isinstance(node, ast.Call) or getattr(node.func, "attr", getattr(node.func, "id", "")) not in RELATIONS:
        return
    for target in [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg in {"to", "through"})]:
        if isinstance(target, ast.Constant) and isinstance(target.value, str) and "." in target.value:
            yield target.value.split(".")[0]


def written(node: ast.AST) -> Iterator[str]:
    """Rooms named by a dotted path in a string, e.g. of a background job."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"anlan(\.\w+)+", node.value):
        yield from filter(None, [room_of(node.value)])


LOOKED_AT = (ast.Import, ast.ImportFrom, ast.Call, ast.FunctionDef, ast.AsyncFunctionDef)


@cache
def nodes(path: Path) -> list[ast.AST]:
    """What the tests here look at of a source: imports, calls, functions and words."""
    everything = ast.walk(ast.parse(path.read_text("utf-8")))
    return [node for node in everything if isinstance(node, LOOKED_AT) or isinstance(getattr(node, "value", 0), str)]


def reached(path: Path) -> Iterator[tuple[int, str]]:
    for node in nodes(path):
        for finder in (imported, related, written):
            yield from ((node.lineno, room) for room in finder(node))


def test_every_room_stands_in_the_table():
    assert [room for room in BUILT if room not in ALLOWED] == []


def test_the_table_has_no_cycle():
    floors = dict(ALLOWED)
    while ground := [room for room, below in floors.items() if not below & floors.keys()]:
        for room in ground:
            del floors[room]
    assert floors == {}


@pytest.mark.parametrize("room", BUILT)
def test_a_room_reaches_only_lower_floors(room):
    strays = [
        f"{path.relative_to(ROOT)}:{line} reaches {other}"
        for path in sources(room, "*.py")
        for line, other in reached(path)
        if other != room and other not in ALLOWED[room]
    ]
    assert strays == []


@pytest.mark.parametrize("room", BUILT)
def test_a_template_links_only_to_its_own_and_lower_rooms(room):
    strays = [
        f"{path.relative_to(ROOT)}: {link[0]}"
        for path in sources(room, "*.html")
        for link in LINK.finditer(path.read_text("utf-8"))
        if link[1] in ALLOWED and link[1] != room and link[1] not in ALLOWED[room]
    ]
    assert strays == []


@pytest.mark.parametrize("room", BUILT)
def test_no_import_hides_in_a_function(room):
    """An import inside a function is a sign that the code is in the wrong room."""
    hidden = [
        f"{path.relative_to(ROOT)}:{inner.lineno} imports {other}"
        for path in sources(room, "*.py")
        for function in nodes(path)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(function)
        for other in imported(inner)
        if other != room
    ]
    assert hidden == []


@pytest.mark.parametrize("room", BUILT)
def test_imports_are_absolute(room):
    relative = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sources(room, "*.py")
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []
