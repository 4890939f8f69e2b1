"""Visits of the demo: principals who led their inspections this month and signed in person, assistants on patrol."""

import datetime as dt
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from anlan.core import clock
from anlan.enterprises.models import Enterprise, Person
from anlan.files import actions as files
from anlan.files.models import StoredFile
from anlan.inspections import actions
from anlan.inspections.kinds import Kind
from anlan.org.models import User
from anlan.standards.models import Checklist
from anlan.web.demo.township import Township

LED = [("恒通板材厂", 12), ("鑫达铝制品厂", 9), ("福盛纸箱厂", 6), ("顺达客运", 4), ("桂村液化气充装站", 3)]
PATROLS = [("马协", "恒通板材厂", 8), ("陈晓", "好运来宾馆", 5), ("马协", "周沟小学", 2)]


def build(known: Township) -> None:
    """Everything through the same actions as in real life; places the demo does not have are passed over."""
    for name, ago in LED:
        person = Person.objects.filter(
            enterprise__name=name, post=Person.Post.PRINCIPAL, user__isnull=False, until=None
        ).first()
        if person and person.user:
            walk(person.enterprise, User.objects.get(pk=person.user.pk), Kind.SELF_INSPECTION, ago)
    for who, name, ago in PATROLS:
        place = Enterprise.objects.filter(name=name).first()
        if place and who in known.people:
            walk(place, User.objects.get(pk=known.people[who].pk), Kind.PATROL, ago)


def walk(
    place: Enterprise,
    actor: User,
    kind: str,
    ago: int,
    *,
    pace: int = 18,
    note: str = "",
    checklist: Checklist | None = None,
) -> None:
    """One visit some days ago: every question answered as fine, so many seconds each, signed by both sides."""
    begun = clock.local(clock.today() - dt.timedelta(days=ago), 15)
    with clock.moved_to(begun):
        visit = actions.begin(place, kind=kind, actor=actor, checklist=checklist)
    for number, item in enumerate(visit.items):
        with clock.moved_to(begun + dt.timedelta(seconds=pace * number)):
            words = note if number < 2 else ""
            actions.answer(visit, item=item["criterion"], value="yes", actor=actor, note=words)
    with clock.moved_to(begun + dt.timedelta(seconds=pace * len(visit.items))):
        actions.sign(visit, role="inspector", image=_signature(actor.full_name), actor=actor)
        if visit.enterprise_signs:
            principal = place.people.filter(post=Person.Post.PRINCIPAL, until=None).first()
            name = principal.name if principal else "值班员"
            actions.sign(
                visit, role="enterprise", image=_signature(name), actor=actor, name=name, position="主要负责人"
            )
        actions.finish(visit, actor=actor)


def _signature(name: str) -> StoredFile:
    """A scribble for a signature, another for each name."""
    picture = Image.new("RGB", (360, 140), "white")
    canvas, x = ImageDraw.Draw(picture), 30
    for sign in name * 3:
        step = ord(sign) % 23 + 12
        canvas.line([(x, 70 + ord(sign) % 31 - 15), (x + step, 70 - ord(sign) % 37 + 18)], fill=(20, 30, 60), width=4)
        x += step
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return files.keep(SimpleUploadedFile("签名.png", buffer.getvalue(), "image/png"), actor=None)
