"""Write the tables of docs/ that the code itself holds: `make tables`. A test compares them."""

import json
import os
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import django

DOCS = Path(__file__).resolve().parent.parent / "docs"
BEGIN, END = "<!-- written by `make tables` -->", "<!-- end -->"


def permissions() -> str:
    """Who may do what: one table per room, permissions down, roles across."""
    roles = import_module("anlan.org.roles")
    head = ["permission", *(role.label for role in roles.Role)]
    parts = []
    for room, lines in roles.table().items():
        rows = [[f"`{name}`", *("●" if role in held else "" for role in roles.Role)] for name, held in lines.items()]
        parts.append(f"### {room}\n\n{table(head, rows)}")
    return "\n\n".join(parts)


def states() -> str:
    """The states of a hazard and the steps between them."""
    lifecycle = import_module("anlan.hazards.lifecycle")
    state_names = import_module("anlan.hazards.models").State
    rows = [[f"`{state.value}`", state.label] for state in state_names]
    return f"{table(['state', 'shown as'], rows)}\n\n{steps(lifecycle.STEPS, state_names)}"


def steps(listed: dict, order: list) -> str:
    rows = []
    for name, step in listed.items():
        ends = [step.to] if step.to else []
        ends += [state for state in order if state in step.also_to]
        begins = "、".join(state.label for state in order if state in step.from_)
        rows.append([f"`{name}`", step.label, begins, "、".join(end.label for end in ends) or "–", step.who])
    return table(["step", "label", "from", "to", "who"], rows)


def table(head: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def written() -> dict[Path, str]:
    """Each page with its table as it has to be now."""
    pages = {DOCS / "roles.md": permissions()}
    if find_spec("anlan.hazards") and find_spec("anlan.hazards.lifecycle"):
        pages[DOCS / "states.md"] = states()
    tables = {path: with_table(path.read_text("utf-8"), content) for path, content in pages.items()}
    return {**tables, DOCS / "openapi.json": openapi()}


def openapi() -> str:
    """The API as other systems find it at /api/openapi.json."""
    import_module("anlan.urls")
    described = import_module("anlan.core.api").api.get_openapi_schema()
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def with_table(page: str, content: str) -> str:
    pattern = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    return pattern.sub(lambda _: f"{BEGIN}\n\n{content}\n\n{END}", page)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlan.settings")
    django.setup()
    for path, text in written().items():
        path.write_text(text, "utf-8")
