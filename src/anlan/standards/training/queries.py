"""Reading training: sessions of one's territory and those one is on the list of."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from anlan.org import queries as org
from anlan.org import roles, scope
from anlan.org.models import Grant, Region, User
from anlan.standards.models import Attendance, Checklist, TrainingSession
from anlan.standards.training import quiz
from anlan.standards.training.quiz import Question


def sessions(user: User) -> QuerySet[TrainingSession]:
    """Sessions the person's grants reach, and those they are invited to; each with `invited` and `came`."""
    reach = scope.rows(user, region="region_id", strip="office_id", permission="standards.read_training")
    own = Q(pk__in=Attendance.objects.filter(user=user).values("session"))
    counts = {
        "invited": Count("attendances"),
        "came": Count("attendances", filter=Q(attendances__signed_in_at__isnull=False)),
    }
    rows = TrainingSession.objects.filter(reach | own).select_related("office", "region", "checklist")
    return rows.defer("checklist__items").annotate(**counts)


def teaching(slug: str) -> list[UUID]:
    """The frozen lists that sessions teach and that hold items of a standard, by its id."""
    lists = Checklist.objects.filter(pk__in=TrainingSession.objects.values("checklist")).only("items")
    return [one.pk for one in lists.iterator() if any(item["pack"] == slug for item in one.items)]


def township_of(user: User) -> Region | None:
    """The township the person arranges training for."""
    codes = {scope.township_of(grant.region_id) for grant in scope.grants_of(user)}
    rows = Region.objects.filter(pk__in=codes, level=Region.Level.TOWNSHIP).order_by("code")
    own = (one for one in rows if scope.covers(user, scope.Place(one.code, user.office_id), "standards.train"))
    return next(own, None)


def people_of(region: Region) -> QuerySet[User]:
    """People of the township's offices and villages who may see training, by office: no administrators of accounts."""
    rows = User.objects.filter(office__region__code__startswith=region.prefix, is_active=True)
    seeing = Grant.objects.filter(org.in_force(), role__in=roles.holders("standards.read_training"))
    return rows.filter(pk__in=seeing.values("user")).select_related("office").order_by("office__sort_key", "sort_key")


def own_of(user: User, session: TrainingSession) -> Attendance | None:
    """The person's own line on the list."""
    return session.attendances.filter(user=user).first()


def questions_of(session: TrainingSession, attempt: int) -> list[Question]:
    """The questions of one attempt, each attempt with its own."""
    checklist = session.checklist
    return quiz.made(checklist.items, checklist.digest, session.seed + attempt, session.questions)
