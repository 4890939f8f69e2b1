"""Reading lessons: which are for whom, who has read them."""

from django.db.models import Count, Q, QuerySet

from anlan.enterprises import queries as register
from anlan.enterprises.models import Attendance, Enterprise, Lesson, Person
from anlan.enterprises.rules import posts_of
from anlan.org.models import User


def all_of(user: User) -> QuerySet[Lesson]:
    """Every lesson, with how many people of the enterprises the person sees have read it."""
    places = register.visible_to(user).order_by().values("pk")
    mine = Q(trainings__enterprise__in=places)
    readers = Count("trainings__attendances", filter=mine, distinct=True)
    return Lesson.objects.select_related("industry").annotate(readers=readers)


def fitting(enterprise: Enterprise) -> QuerySet[Lesson]:
    """Lessons in use for an enterprise's staff: everybody's and those of its industries."""
    industries = enterprise.industries.values("pk")
    fit = Q(industry=None) | Q(industry__in=industries) | Q(industry=enterprise.main_industry_id)
    return Lesson.objects.filter(fit, ended_on=None)


def read_at(enterprise: Enterprise) -> list[tuple[Lesson, int]]:
    """The lessons that fit, each with how many of the people in office have read it."""
    there = Q(trainings__enterprise=enterprise, trainings__attendances__person__until=None)
    rows = fitting(enterprise).annotate(readers=Count("trainings__attendances", filter=there, distinct=True))
    return [(one, one.readers) for one in rows]


def readers_of(user: User, lesson: Lesson) -> list[tuple[Person, bool]]:
    """The persons this user is, each with whether they have read the lesson; managers of two places are two."""
    people = list(
        Person.objects.filter(user=user, until=None, enterprise__in=posts_of(user)).select_related("enterprise")
    )
    read = set(Attendance.objects.filter(training__lesson=lesson, person__in=people).values_list("person", flat=True))
    return [(one, one.pk in read) for one in people]
