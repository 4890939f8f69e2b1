"""The ledger's tests: one factory in 周沟 with its people, one criterion that may carry a judgement."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from anlan.core import clock
from anlan.enterprises import actions as enterprises
from anlan.enterprises.models import Enterprise, Person
from anlan.hazards import actions
from anlan.hazards.models import Hazard
from anlan.org.models import Region, User
from anlan.standards.models import CriteriaPack, Criterion
from tests.world import FOUNDED, ZHOUGOU, World

PLAN: dict[str, Any] = {
    "responsible_name": "郅明",
    "measures": "更换泄爆片，恢复抑爆系统并联动试车",
    "funds": Decimal("32000"),
    "emergency": "停机断电、疏散人员，启动粉尘爆炸现场处置方案",
    "interim_control": "停用 2 号打磨线，专人看守",
    "situation": "除尘系统泄爆片被铁皮封堵，多年未检修",
    "harm": "可能引发铝粉尘爆炸，需停产三天整改",
    "goals": "恢复泄爆、抑爆功能并经验收",
}


@pytest.fixture
def criterion(db) -> Criterion:
    """A checked item of a pack in force."""
    pack = CriteriaPack.objects.create(
        slug="gongmao-2023",
        version=1,
        title="工贸企业重大事故隐患判定标准",
        doc_number="应急管理部令第10号",
        issuer="应急管理部",
        effective_on=dt.date(2023, 5, 15),
        digest="0" * 64,
        file_digest="0" * 64,
        loaded_at=clock.now(),
    )
    return Criterion.objects.create(
        pack=pack,
        position=1,
        code="第十一条(三)",
        summary="除尘系统未采取泄爆、惰化、抑爆等措施",
        checked_against_text=True,
        may_be_major=True,
        digest="1" * 64,
    )


@pytest.fixture
def factory(world: World) -> Enterprise:
    """恒通板材厂 in 周沟, supervised by 综合执法; 陈安 is its principal, 郅明 its safety officer."""
    with clock.moved_to(FOUNDED):
        return _factory(world)


def _factory(world: World) -> Enterprise:
    region = Region.objects.get(code=ZHOUGOU)
    factory = enterprises.record(name="恒通板材厂", region=region, actor=None, strip=world.offices["综合执法"])
    for username, name, post in (("chen", "陈安", Person.Post.PRINCIPAL), ("zhi", "郅明", Person.Post.SAFETY_OFFICER)):
        enterprises.add_person(factory, name=name, post=post, phones=["13837471118"], actor=None)
        person = factory.people.get(name=name)
        user, _ = enterprises.open_account(
            factory, person=person, username=username, actor=None, password="shui-mian-ping-jing"
        )
        world.people[name] = user
    return factory


@pytest.fixture
def again() -> Callable[[Hazard], Hazard]:
    """The hazard as the database has it now."""
    return lambda hazard: Hazard.objects.get(pk=hazard.pk)


@pytest.fixture
def tell(world: World, factory: Enterprise, criterion: Criterion) -> "Story":
    """Bring a hazard to a state by the people whose step it is."""
    return Story(world, factory, criterion)


class Story:
    """Steps of a hazard's life by name, each taken by the one whose step it is."""

    def __init__(self, world: World, factory: Enterprise, criterion: Criterion) -> None:
        self.people, self.factory, self.criterion = world.people, factory, criterion

    def who(self, name: str) -> User:
        """The person, freshly loaded, as a request would have them."""
        return User.objects.get(pk=self.people[name].pk)

    def found(self, **more: Any) -> Hazard:
        """Seen by the village assistant."""
        words = {"description": "除尘器泄爆片被铁皮封死", "place_words": "打磨车间", "source": "patrol"} | more
        return actions.record(self.factory, actor=self.who("马协"), **words)

    def to(self, state: str, *, major: bool = True) -> Hazard:
        """A hazard in the named state."""
        hazard = self.found()
        for name, path in PATH.items():
            if hazard.state == state:
                break
            if major or name not in ("report", "first_desk", "second_desk"):
                path(self, hazard, major)
            hazard = Hazard.objects.get(pk=hazard.pk)
        assert hazard.state == state
        return hazard


def _judge(story: Story, hazard: Hazard, major: bool) -> None:
    if major:
        actions.judge(hazard, actor=story.who("林巡"), level="major", criterion=story.criterion)
    else:
        actions.judge(hazard, actor=story.who("林巡"), level="general")


def _plan(story: Story, hazard: Hazard, major: bool) -> None:
    due_on = clock.today() + dt.timedelta(days=20)
    actions.file_plan(hazard, actor=story.who("陈安"), due_on=due_on, **PLAN)


PATH: dict[str, Callable[[Story, Hazard, bool], Any]] = {
    "judge": _judge,
    "plan": _plan,
    "report": lambda s, h, m: actions.report(h, actor=s.who("陈安")),
    "first_desk": lambda s, h, m: actions.acknowledge(h, actor=s.who("赵执")),
    "second_desk": lambda s, h, m: actions.acknowledge(h, actor=s.who("林巡")),
    "start": lambda s, h, m: actions.start(h, actor=s.who("郅明")),
    "self_accept": lambda s, h, m: actions.self_accept(h, actor=s.who("陈安"), statement="试车三次正常"),
    "submit": lambda s, h, m: actions.submit(h, actor=s.who("郅明"), statement="已更换泄爆片"),
    "accept": lambda s, h, m: actions.accept(
        h, actor=s.who("赵执"), statement="到场核对，联动试验正常", second_officer=s.who("林巡")
    ),
    "close": lambda s, h, m: actions.close(h, actor=s.who("钱执")),
}
