"""Welders and electricians of the demo: one good certificate, one that ends soon, one expired, one without any."""

import datetime as dt

from anlan.core import clock
from anlan.enterprises import actions as register
from anlan.enterprises.certificates import actions
from anlan.enterprises.models import Enterprise, Person
from anlan.org.models import User
from anlan.web.demo.posts import valid_id
from anlan.web.demo.township import Township

CARDS = [
    # enterprise, name, kind, ID number without its check digit, days since the card began, verified
    ("恒通板材厂", "赵焊", "welding", "99000019850612301", 400, True),
    ("恒通板材厂", "孙电", "electrician_low", "99000019900305417", 3 * 365 - 20, True),
    ("鑫达铝制品厂", "陈焊", "welding", "99000019880921553", 3 * 365 + 40, False),
    ("鑫达铝制品厂", "李焊", "welding", "", 0, False),
]


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    officer = User.objects.get(pk=known.people["林巡"].pk)
    for name, who, kind, number, ago, verified in CARDS:
        place = Enterprise.objects.filter(name=name).first()
        principal = place.people.filter(post=Person.Post.PRINCIPAL, until=None).first() if place else None
        if place is None or principal is None:
            continue
        person = _worker(place, who, valid_id(number), officer)
        wants = "" if verified else "review" if number else "training"
        facts = {"person": person, "kind": kind, "hired_by": principal.name, "wants": wants}
        actions.enter_post(place, actor=officer, **facts)
        if number:
            _card(person, kind, ago, verified, principal, officer)
        if principal.user_id:
            actions.confirm_survey(place, actor=User.objects.get(pk=principal.user_id))


def _worker(place: Enterprise, name: str, number: str, officer: User) -> Person:
    register.add_person(place, name=name, post=Person.Post.EMPLOYEE, actor=officer, id_number=number)
    return place.people.get(name=name)


def _card(person: Person, kind: str, ago: int, verified: bool, principal: Person, officer: User) -> None:
    day = clock.today()
    facts = {"kind": kind, "number": f"T{person.id_number}", "issued_on": day - dt.timedelta(days=ago)}
    made = actions.record_certificate(person, actor=officer, hired_by=principal.name, **facts)
    if verified:
        where = "国家安全生产考试网证书查询"
        actions.verify_certificate(made, outcome="genuine", where=where, on=day, actor=officer)
