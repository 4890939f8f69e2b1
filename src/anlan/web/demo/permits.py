"""Dangerous work of the demo: open now, waiting at its gates, over time; sets good and bad, a small job declared."""

import datetime as dt
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from anlan.core import clock
from anlan.enterprises.models import Enterprise, Person
from anlan.files import actions as files
from anlan.files.models import StoredFile
from anlan.org.models import User
from anlan.permits import actions, gates
from anlan.permits.models import Equipment, Permit
from anlan.web.demo.township import Township

PLANT, SHOP = "恒通板材厂", "宏源饭店"


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    plant = Enterprise.objects.filter(name=PLANT).first()
    principal = plant.people.filter(post=Person.Post.PRINCIPAL, until=None).first() if plant else None
    if plant is None or principal is None or principal.user_id is None:
        return
    boss = User.objects.get(pk=principal.user_id)
    arc = _sets(plant, boss)
    welder, guardian = plant.people.get(name="赵焊"), plant.people.get(name="孙电")
    facts = {"kind": "hot_work", "level": "light", "worker": welder, "guardian": guardian, "equipment": [arc]}
    moment = clock.now()
    with clock.moved_to(moment - dt.timedelta(hours=1)):
        times = {"begins_at": moment - dt.timedelta(minutes=30), "ends_at": moment + dt.timedelta(hours=6)}
        _approved(plant, boss, facts | times | {"place_words": "热压车间北侧", "content": "焊接导热油管支架"})
    with clock.moved_to(moment - dt.timedelta(days=1, hours=3)):
        times = {"begins_at": clock.now(), "ends_at": clock.now() + dt.timedelta(hours=2)}
        actions.draft(plant, actor=boss, **facts, **times, place_words="锅炉房", content="割除旧烟道")
    times = {"begins_at": moment + dt.timedelta(hours=20), "ends_at": moment + dt.timedelta(hours=22)}
    shut = {"worker": guardian, "guardian": None, "place_words": "成品库门口", "content": "焊卸货平台护栏"}
    actions.draft(plant, actor=boss, **(facts | times | shut))
    _declared(known)


def _sets(plant: Enterprise, boss: User) -> Equipment:
    made = []
    for kind, name, tag, result, fault in (
        ("arc", "ZX7-315 逆变焊机", "HJ-01", "good", ""),
        ("arc", "BX1-500 交流焊机", "HJ-02", "faulty", "电缆破皮，无二次侧触电保护"),
        ("gas", "射吸式割炬", "QG-01", "", ""),
    ):
        one = actions.register_equipment(plant, kind=kind, name=name, tag=tag, actor=boss)
        if result:
            day = clock.today() - dt.timedelta(days=40)
            actions.check_equipment(one, on=day, by="孙电", result=result, fault=fault, actor=boss)
        made.append(one)
    return made[0]


def _approved(plant: Enterprise, boss: User, facts: dict) -> Permit:
    permit = actions.draft(plant, actor=boss, **facts)
    for one in gates.measures_of(permit):
        actions.tick(permit, code=one.code, actor=boss)
    if not gates.check(permit):
        actions.approve(permit, photos=[_photo(boss).pk], actor=boss)
    return permit


def _photo(boss: User) -> StoredFile:
    page = Image.new("RGB", (900, 675), "#8a8f94")
    ImageDraw.Draw(page).rectangle([300, 220, 620, 560], fill="#5a6066", outline="#c8402a", width=8)
    out = io.BytesIO()
    page.save(out, "JPEG")
    return files.keep(SimpleUploadedFile("动火现场.jpg", out.getvalue()), actor=boss)


def _declared(known: Township) -> None:
    shop = Enterprise.objects.filter(name=SHOP).first()
    person = shop.people.filter(until=None).exclude(user=None).first() if shop else None
    if shop is None or person is None:
        return
    start = clock.now() + dt.timedelta(minutes=30)
    job = {"kind": "other", "what": "后厨换排烟罩滤网", "worker_name": "外请师傅", "guardian_name": person.name}
    times = {"begins_at": start, "ends_at": start + dt.timedelta(hours=2)}
    made = actions.declare(shop, actor=User.objects.get(pk=person.user_id), **job, **times)
    officer = User.objects.get(pk=known.people["林巡"].pk)
    actions.advise(made, advice="先关燃气总阀，滤网油污当天清走。", actor=officer)
