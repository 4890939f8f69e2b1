"""The tests' own factory with a short list of two questions: one that may be major, one that is not."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from anlan.core import clock
from anlan.enterprises import actions as enterprises
from anlan.enterprises.models import Enterprise, Person
from anlan.files import actions as files
from anlan.files.models import StoredFile
from anlan.inspections import actions
from anlan.inspections.models import Visit
from anlan.org.models import Region, User
from anlan.standards.models import CriteriaPack, Criterion, Industry
from tests.inspections.shops import DAY, AtDoor, make_shop
from tests.world import FOUNDED, ZHOUGOU, World

PACKS = [
    # slug, kind, title, summary, may be major
    (
        "gongmao-2023",
        CriteriaPack.Kind.CRITERIA,
        "工贸企业重大事故隐患判定标准",
        "除尘系统未采取泄爆、惰化、抑爆等措施",
        True,
    ),
    ("gongmao-checks", CriteriaPack.Kind.KEY_CHECKS, "工贸企业重点检查事项", "疏散通道是否保持畅通", False),
]


@pytest.fixture
def questions(industries) -> Industry:
    """工贸 with one criterion and one key check in force."""
    industry = Industry.objects.get(code="gongmao")
    for slug, kind, title, summary, may_be_major in PACKS:
        pack = CriteriaPack.objects.create(
            slug=slug,
            version=1,
            title=title,
            doc_number="试验〔2023〕1号",
            issuer="应急管理部",
            kind=kind,
            effective_on=dt.date(2023, 5, 15),
            digest=slug.ljust(64, "0"),
            file_digest=slug.ljust(64, "0"),
            loaded_at=clock.now(),
        )
        pack.industries.add(industry)
        Criterion.objects.create(
            pack=pack,
            position=1,
            code="第十一条(三)" if may_be_major else "第1项",
            section="现场",
            summary=summary,
            checked_against_text=True,
            may_be_major=may_be_major,
            digest=slug.ljust(64, "1"),
        )
    return industry


@pytest.fixture
def factory(world: World, questions: Industry) -> Enterprise:
    """恒通板材厂 in 周沟, supervised by 综合执法; 陈安 is its principal, 郅明 its safety officer, 工友 an employee."""
    with clock.moved_to(FOUNDED):
        region = Region.objects.get(code=ZHOUGOU)
        factory = enterprises.record(
            name="恒通板材厂", region=region, actor=None, industries=[questions], strip=world.offices["综合执法"]
        )
        posts = [
            ("chen", "陈安", Person.Post.PRINCIPAL),
            ("zhi", "郅明", Person.Post.SAFETY_OFFICER),
            ("gong", "工友", Person.Post.EMPLOYEE),
        ]
        for username, name, post in posts:
            enterprises.add_person(factory, name=name, post=post, phones=["13837471118"], actor=None)
            person = factory.people.get(name=name)
            user, _ = enterprises.open_account(
                factory, person=person, username=username, actor=None, password="shui-mian-ping-jing"
            )
            world.people[name] = user
        return factory


def picture(shade: int = 90, name: str = "现场.png") -> SimpleUploadedFile:
    """A small photo; each shade is another file."""
    content = io.BytesIO()
    Image.new("RGB", (64, 48), (shade, 120, 110)).save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")


class Team:
    """The cast at work on visits to the factory."""

    def __init__(self, world: World, factory: Enterprise) -> None:
        self.world, self.factory = world, factory

    def who(self, name: str) -> User:
        """The person, freshly loaded, as a request would have them."""
        return User.objects.get(pk=self.world.people[name].pk)

    def photo(self, shade: int = 90) -> StoredFile:
        """A kept photo."""
        return files.keep(picture(shade), actor=None)

    def visit(self, kind: str = "guidance", name: str = "林巡", **more: Any) -> Visit:
        """A visit begun by somebody."""
        enterprise = Enterprise.objects.get(pk=self.factory.pk)
        return actions.begin(enterprise, kind=kind, actor=self.who(name), **more)

    def answer(self, visit: Visit, number: int, value: str, name: str = "林巡", **more: Any) -> Visit:
        """An answer to a question by its number."""
        key = visit.items[number - 1]["criterion"]
        return actions.answer(visit, item=key, value=value, actor=self.who(name), **more)

    def sign(self, visit: Visit, role: str = "inspector", name: str = "林巡", **more: Any) -> Visit:
        """A signature drawn by hand."""
        return actions.sign(visit, role=role, image=self.photo(200), actor=self.who(name), **more)

    def all_fine(self, visit: Visit, name: str = "林巡") -> Visit:
        """Every question answered with 是."""
        for number in range(1, len(visit.items) + 1):
            self.answer(visit, number, "yes", name)
        return visit


@pytest.fixture
def team(world: World, factory: Enterprise) -> Team:
    """The cast at work on visits to 恒通板材厂."""
    return Team(world, factory)


@pytest.fixture
def again() -> Callable[[Visit], Visit]:
    """The visit as the database has it now."""
    return lambda visit: Visit.objects.get(pk=visit.pk)


@pytest.fixture
def shop(world, at):
    """A snack bar with a plate at its door, on an ordinary day."""
    at(DAY)
    return make_shop(world)


@pytest.fixture
def door(shop):
    """Somebody with a phone before that plate."""
    return AtDoor(shop)
