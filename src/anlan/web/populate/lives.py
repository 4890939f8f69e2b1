"""Populated hazards: each lives a past chosen by chance, with the clock of the last two years."""

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from anlan.core import clock
from anlan.enterprises.models import Enterprise
from anlan.hazards.actions.reporting import desks_for
from anlan.hazards.bulk import Life
from anlan.hazards.models import Level, Receipt, Source
from anlan.org.models import User
from anlan.standards.models import Criterion
from anlan.web.populate import words

DAYS = 730
MAJOR_SHARE = 0.12
OPEN_SHARE = 0.12
FRESH_DAYS = 60
STOPS = ["found", "judged", "planned", "rectifying", "submitted", "accepted"]
SOURCES = [Source.SELF_INSPECTION, Source.PATROL, Source.GUIDANCE, Source.SURVEY, Source.UPPER_LEVEL]
PLAN: dict[str, Any] = {
    "measures": "按标准更换或修复，完成后由专人试运行并留存记录",
    "emergency": "立即停用并疏散人员，启动现场处置方案，同时报告应急办",
    "interim_control": "整改期间停用该部位，设警示标志，专人看守",
    "situation": "日常检查流于形式，未及时发现",
    "harm": "可能造成人员伤亡，整改需停用相关部位",
    "goals": "消除隐患，恢复安全条件，经验收后方可使用",
    "funds_note": "",
}


@dataclass(frozen=True)
class Cast:
    """Who acts in a populated world: the office's people, and who fixes at an enterprise."""

    finders: Sequence[User]
    judge: User
    second: User
    acceptor: User
    leader: User
    fixer_at: Callable[[Enterprise], User]


@dataclass
class Teller:
    """Tells lives by chance. `days` is the span before now in which they begin, oldest first; `still_open` how many
    of the older ones are not closed."""

    chance: random.Random
    enterprises: Sequence[Enterprise]
    cast: Cast
    criteria: Sequence[Criterion]
    days: tuple[int, int] = (0, DAYS)
    still_open: float = OPEN_SHARE

    def __post_init__(self) -> None:
        self.now = clock.now() - dt.timedelta(hours=3)

    def lives(self, count: int) -> Iterator[Life]:
        """`count` lives, spread over the span and over the enterprises."""
        least, most = (day * 86400 for day in self.days)
        moments = [self.now - dt.timedelta(seconds=self.chance.randint(least, most)) for _ in range(count)]
        return (self._life(self.chance.choice(self.enterprises), moment) for moment in sorted(moments))

    def _life(self, enterprise: Enterprise, begun: dt.datetime) -> Life:
        place, said = words.hazard(self.chance)
        finder, source = self.chance.choice(self.cast.finders), self.chance.choice(SOURCES)
        life = Life(enterprise, actor=finder, at=begun, description=said, source=source, place_words=place)
        stop = self._stop((self.now - begun).days)
        if stop == "closed" and self.chance.random() < 0.25:
            return life.fix_at_once(actor=finder, at=self._later(begun, 0.3), statement="当场清理到位")
        if stop != "found":
            self._judged(life, stop, begun)
        return life

    def _stop(self, age: int) -> str:
        share = self.still_open if age >= FRESH_DAYS else 0.6
        return self.chance.choice(STOPS) if self.chance.random() < share else "closed"

    def _later(self, begun: dt.datetime, hours: float) -> dt.datetime:
        return min(begun + dt.timedelta(hours=hours), self.now + dt.timedelta(minutes=hours / 24))

    def _judged(self, life: Life, stop: str, begun: dt.datetime) -> None:
        major = self.chance.random() < MAJOR_SHARE
        facts = {"criterion": self.chance.choice(self.criteria)} if major else {}
        due_on = clock.local_date(begun) + dt.timedelta(days=self.chance.randint(5, 60))
        level = Level.MAJOR if major else Level.GENERAL
        life.judge(actor=self.cast.judge, at=self._later(begun, 2), level=level, due_on=due_on, **facts)
        if stop != "judged":
            self._planned(life, due_on, begun)
            self._rectified(life, stop, begun)

    def _planned(self, life: Life, due_on: dt.date, begun: dt.datetime) -> None:
        fixer = self.cast.fixer_at(life.hazard.enterprise)
        funds = Decimal(self.chance.randint(2, 400) * 100)
        plan = PLAN | {"responsible_name": fixer.full_name, "funds": funds, "due_on": due_on}
        life.file_plan(actor=fixer, at=self._later(begun, 26), **plan)
        if life.hazard.is_major:
            self._reported(life, fixer, begun)

    def _reported(self, life: Life, fixer: User, begun: dt.datetime) -> None:
        desks = desks_for(life.hazard)
        life.report(actor=fixer, at=self._later(begun, 27), desks=desks)
        for hours, (desk, _) in zip((29, 30), desks, strict=False):
            actor = self.cast.leader if desk == Receipt.Desk.LEADER else self.cast.judge
            life.acknowledge(actor=actor, at=self._later(begun, hours), desk=desk)

    def _rectified(self, life: Life, stop: str, begun: dt.datetime) -> None:
        cast, fixer = self.cast, self.cast.fixer_at(life.hazard.enterprise)
        done = self._later(begun, self.chance.randint(72, 900))
        if stop == "planned":
            return
        life.start(actor=fixer, at=self._later(begun, 48))
        if stop == "rectifying":
            return
        life.self_accept(actor=fixer, at=done, statement="逐项对照方案检查，试运行正常")
        life.submit(actor=fixer, at=done, statement="已按方案整改完毕")
        if stop in ("accepted", "closed"):
            seen = self._later(begun, 930)
            life.accept(actor=cast.acceptor, at=seen, statement="到场核对无误", second_officer=cast.second)
        if stop == "closed":
            life.close(actor=cast.leader, at=self._later(begun, 940))
