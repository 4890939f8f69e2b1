"""Who writes lessons and who reads them."""

from anlan.enterprises.models import Lesson, Person
from anlan.org import scope
from anlan.org.models import User
from anlan.org.roles import OFFICIALS

GRANTS = {"enterprises.write_lessons": OFFICIALS}
WORDS = {"enterprises.write_lessons": "编写、停用短课"}


def may_write(user: User) -> str:
    """Empty for yes, else the reason."""
    return "" if scope.may(user, "enterprises.write_lessons") else "由乡镇工作人员编写。"


def may_read(user: User, person: Person, lesson: Lesson) -> str:
    """Empty for yes, else the reason: everybody reads for themselves, while they work there."""
    if lesson.ended_on:
        return "这一课已停用。"
    return "" if person.user_id == user.pk and person.until is None else "只能由本人学。"
