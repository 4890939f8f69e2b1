"""Who arranges training, and what can be done with a session now: an empty answer is yes, else why not."""

from anlan.core import clock
from anlan.org import scope
from anlan.org.models import User
from anlan.standards.models import Attendance, TrainingSession

FEWEST_QUESTIONS, MOST_QUESTIONS = 5, 10
NOT_YOURS = "培训由乡镇领导、站所工作人员组织，您可以请他们办理。"


def may_arrange(user: User, session: TrainingSession) -> str:
    """Whether the person may change the session: who arranges training where it belongs."""
    place = scope.Place(session.region_id, session.office_id)
    return "" if scope.covers(user, place, "standards.train") else NOT_YOURS


def may_change(user: User, session: TrainingSession) -> str:
    """Whether people can still be put on the list, and the session held or called off."""
    if session.held_on:
        return "培训已举办，记录不再改动。"
    return "培训已取消。" if session.called_off else may_arrange(user, session)


def may_sign_in(session: TrainingSession, own: Attendance | None) -> str:
    """Whether the person can sign in for themselves: on the list, on the day, not yet done."""
    if own is None:
        return "您不在参加人员名单里，请联系组织培训的人。"
    if own.signed_in_at:
        return "您已签到。"
    if session.called_off or session.held_on:
        return "培训已结束，不能再签到。"
    return "" if session.planned_on == clock.today() else f"签到在培训当天（{session.planned_on:%m月%d日}）开放。"


def may_answer(session: TrainingSession, own: Attendance | None) -> str:
    """Whether the person can take the quiz: they were there, and have not passed yet."""
    if own is None:
        return "您不在参加人员名单里。"
    if not own.signed_in_at:
        return "签到后才能答题。"
    if session.called_off:
        return "培训已取消。"
    return "您已通过，不用再答。" if own.passed_at else ""
