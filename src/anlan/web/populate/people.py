"""Who acts in a populated world, and by which criteria: the demo's people."""

from anlan.core import clock
from anlan.enterprises.models import Person
from anlan.org.models import User
from anlan.standards.models import Criterion
from anlan.standards.queries import in_force
from anlan.web.populate.lives import Cast


def criteria() -> list[Criterion]:
    """Some criteria that may carry a judgement today."""
    return list(in_force(clock.today()).filter(may_be_major=True, checked_against_text=True)[:60])


def cast() -> Cast:
    """The demo's people, each in their own part; one principal stands for all who have no account."""
    named = {user.username: user for user in User.objects.select_related("office")}
    principals = {
        person.enterprise_id: person.user
        for person in Person.objects.filter(post=Person.Post.PRINCIPAL, until=None, user__isnull=False).select_related(
            "user__office"
        )
    }
    return Cast(
        finders=[named["linxun"], named["zhoutong"]],
        judge=named["linxun"],
        second=named["sunlei"],
        acceptor=named["zhoutong"],
        leader=named["lihang"],
        fixer_at=lambda enterprise: principals.get(enterprise.pk) or named["chenan"],
    )
