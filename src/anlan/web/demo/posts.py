"""People of two enterprises with their posts: duties issued, most signed, one paper scan, gaps found."""

import datetime as dt
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from anlan.core import clock
from anlan.enterprises import actions as register
from anlan.enterprises.certificates import actions as certificates
from anlan.enterprises.contracts import actions as contracts
from anlan.enterprises.contracts import links
from anlan.enterprises.gaps import watching
from anlan.enterprises.learning import actions as learning
from anlan.enterprises.models import Contract, Enterprise, Person
from anlan.enterprises.posts import actions, queries
from anlan.files import actions as files
from anlan.hazards.contracts import actions as problems
from anlan.org.models import User
from anlan.web.demo.township import Township

WORKERS = [
    # name, job, employment, ID number with a right check digit (made up, of a region that does not exist)
    ("王强", "焊工", "regular", "990000198203041234"),
    ("王强", "热压工", "regular", "990000197911052231"),
    ("李小梅", "砂光工", "regular", ""),
    ("周建", "叉车司机", "dispatched", ""),
    ("何佳", "", "intern", ""),
]
WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]


def build(known: Township) -> None:
    """Everything through the same actions as in real life."""
    plant = Enterprise.objects.filter(name="恒通板材厂").first()
    principal = plant.people.filter(post=Person.Post.PRINCIPAL, until=None).first() if plant else None
    if plant is None or principal is None or principal.user is None:
        return
    boss = User.objects.get(pk=principal.user_id)
    for name, job, employment, number in WORKERS:
        facts: dict[str, Any] = {"name": name, "job": job, "employment": employment, "id_number": valid_id(number)}
        facts["since"] = clock.today() - dt.timedelta(days=90)
        register.add_person(plant, post=Person.Post.EMPLOYEE, actor=boss, **facts)
    actions.issue_missing(plant, actor=boss)
    own = queries.own_line(boss, plant)
    if own and own.duty_list:
        version = own.duty_list.digest
        actions.sign_duties(own.person, duty_list=own.duty_list, version=version, actor=boss)
    _on_paper(plant, boss)
    _contracts(plant, boss)
    _taught(plant, boss)
    watching.look_at_all()


def _contracts(plant: Enterprise, boss: User) -> None:
    """A project let to a contractor with everything in order, and a hall let without an agreement."""
    day = clock.today()
    builder = contracts.record_contractor(
        name="许昌安达除尘设备有限公司",
        actor=boss,
        contact="马工",
        qualification="环保工程专业承包二级",
        qualified_to=day + dt.timedelta(days=20),
    )
    tenant = contracts.record_contractor(name="顺发物流仓储", actor=boss)
    shared = {"actor": boss, "starts_on": day - dt.timedelta(days=60), "ends_on": day + dt.timedelta(days=305)}
    work = contracts.record_contract(
        plant,
        contractor=builder,
        kind="outsourced",
        content="砂光除尘系统改造",
        place="砂光车间",
        agreement_on=day - dt.timedelta(days=60),
        agreement_to=day + dt.timedelta(days=305),
        coordinator="周平",
        check_days=90,
        **shared,
    )
    contracts.record_contract(
        plant, contractor=tenant, kind="leased_out", content="三号库房出租", place="三号库", **shared
    )
    _checked(plant, work, boss)


def _checked(plant: Enterprise, work: Contract, boss: User) -> None:
    """The project was checked: one problem, said to be put right behind the link; two people of the contractor."""
    day = clock.today()
    contracts.check_contract(
        work, on=day - dt.timedelta(days=4), words="动火前没有清理管道积尘，当场停了下来", actor=boss
    )
    links.make_link(work, actor=boss)
    found = problems.record_on_contract(work, description="焊机接地线断开，夹在除尘管道上借地", actor=boss)
    photo = files.keep(SimpleUploadedFile("接地线.jpg", _picture(300)), actor=None)
    problems.say_mended(found, contract=work, words="接地线换了新的，直接接到焊件上", photos=[photo.pk])
    for name, job in (("马工", "焊工"), ("小吴", "普工")):
        facts: dict[str, Any] = {"name": name, "job": job, "contractor": work.contractor, "actor": boss}
        register.add_person(plant, post=Person.Post.EMPLOYEE, **facts)
    welder = plant.people.get(name="马工")
    certificates.enter_post(plant, person=welder, kind="welding", hired_by="安达除尘 马经理", actor=boss)
    learning.record_training(
        plant,
        people=[welder],
        actor=boss,
        kind="entry",
        title="砂光车间入场教育",
        content="粉尘爆炸的危险、动火先办票、逃生出口。",
        held_on=day - dt.timedelta(days=10),
        hours=1,
        teacher="周平",
    )


def _taught(plant: Enterprise, boss: User) -> None:
    """A drill that is evaluated, with one thing to mend, and the all-staff lesson two people still miss."""
    day = clock.today()
    drill = learning.record_drill(
        plant,
        actor=boss,
        kind="evacuation",
        scenario="砂光车间除尘管道起火，全员从北门疏散",
        held_on=day - dt.timedelta(days=3),
        minutes=12,
        people=58,
        led_by=boss.full_name,
        routes_known=True,
    )
    words = "三分十秒全部撤出；北门卷帘被叉车挡住半扇。"
    mending = {"improvements": ["北门外划禁停线，叉车另停"], "due_on": day + dt.timedelta(days=10)}
    learning.evaluate_drill(drill, evaluation=words, actor=boss, **mending)
    there = list(plant.people.filter(until=None).order_by("id"))[:-2]
    learning.record_training(
        plant,
        people=there,
        actor=boss,
        kind="warning",
        title="违规动火事故警示教育",
        content="看警示片，逐条对照本厂动火审批，每人说一条身边的隐患。",
        clause="消防法 第二十一条",
        held_on=day - dt.timedelta(days=2),
        hours=2,
        teacher=boss.full_name,
    )


def valid_id(number: str) -> str:
    """The number with the check digit it needs."""
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return number[:17] + "10X98765432"[total % 11] if number else ""


def _picture(at: int = 900) -> bytes:
    page = Image.new("RGB", (900, 1200), "white")
    ImageDraw.Draw(page).line([(100, at), (400, at - 30), (520, at + 30)], fill="navy", width=5)
    out = io.BytesIO()
    page.save(out, "JPEG")
    return out.getvalue()


def _on_paper(plant: Enterprise, boss: User) -> None:
    scan = files.keep(SimpleUploadedFile("签字页.jpg", _picture()), actor=boss)
    for line in queries.lines(plant):
        if line.duty_list and line.signature is None and line.person.name == "王强":
            facts = {"duty_list": line.duty_list, "signed_on": clock.today(), "evidence": [scan.pk], "actor": boss}
            actions.record_paper(line.person, **facts)
