"""The field's tests play at 恒通板材厂 of the inspections' tests, with its list of two questions."""

from collections.abc import Callable

import pytest

from anlan.inspections import actions
from anlan.org.models import User
from anlan.standards.models import Checklist
from tests.field.phones import Phone
from tests.inspections.conftest import Team, factory, questions, team

__all__ = ["factory", "questions", "team"]


@pytest.fixture
def checklist(team: Team) -> Checklist:
    """The factory's list, as a phone takes it along."""
    made = actions.list_for(team.factory, "guidance")
    assert made
    assert len(made.items) == 2
    return made


@pytest.fixture
def phone(team: Team) -> Callable[..., Phone]:
    """`phone("林巡")`: that person's phone."""

    def given(name: str = "林巡", **more) -> Phone:
        person: User = team.who(name)
        User.objects.filter(pk=person.pk).update(must_change_password=False)
        return Phone(team.who(name), **more)

    return given
