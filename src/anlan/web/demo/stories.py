"""The demo's hazards: each lives its own past through the same actions as everybody's, with the clock moved."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from anlan.core import clock
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Enterprise
from anlan.hazards import actions
from anlan.hazards.models import Hazard
from anlan.org.models import User
from anlan.org.roles import Role
from anlan.standards.models import Criterion
from anlan.web.demo.photos import photo
from anlan.web.demo.township import Township

STAGES = ["found", "judged", "planned", "rectifying", "submitted", "accepted", "closed"]
MEASURES = "按标准更换或修复，完成后由专人试运行并留存记录"
EMERGENCY = "立即停用并疏散人员，启动现场处置方案，同时报告应急办"
INTERIM = "整改期间停用该部位，设警示标志，专人看守"


@dataclass
class Story:
    """One hazard's past. Every step happens a little after the one before, never later than now."""

    row: dict[str, str]
    enterprise: Enterprise
    township: Township
    begins: dt.datetime
    now: dt.datetime
    last: dt.datetime

    def at(self, days: float, hour: int, minute: int = 0) -> dt.datetime:
        """A moment some days after the beginning, pushed between the last step and now."""
        day = clock.local_date(self.begins) + dt.timedelta(days=days)
        planned = clock.local(day, hour, minute)
        self.last = max(self.last + dt.timedelta(minutes=2), min(planned, self.now - dt.timedelta(minutes=30)))
        return self.last

    def act(self, moment: dt.datetime, action: Callable[..., Hazard], hazard: Hazard, name: str, **more: Any) -> Hazard:
        """Take one step as the named person."""
        with clock.moved_to(moment):
            actor = User.objects.get(pk=self.township.people[name].pk)
            action(Hazard.objects.get(pk=hazard.pk), actor=actor, **more)
        return Hazard.objects.get(pk=hazard.pk)

    @property
    def stage(self) -> str:
        """How far it has come."""
        return self.row["stage"]

    def reaches(self, stage: str) -> bool:
        """Whether its past includes this stage."""
        return self.stage in STAGES and STAGES.index(self.stage) >= STAGES.index(stage)


def tell(row: dict[str, str], enterprise: Enterprise, township: Township) -> Hazard:
    """Let one row of the table live its past; returns the hazard as it stands today."""
    now = clock.now()
    day = clock.today() - dt.timedelta(days=int(row["ago"]))
    begins = min(clock.local(day, 9, 40), now - dt.timedelta(hours=2))
    story = Story(row, enterprise, township, begins, now, begins)
    hazard = _found(story)
    for chapter in (_judged, _planned, _rectified, _ended):
        hazard = chapter(story, hazard)
    return hazard


def _found(story: Story) -> Hazard:
    row = story.row
    finder = User.objects.get(pk=story.township.people[row["finder"]].pk)
    with clock.moved_to(story.begins):
        before = photo("整改前", row["description"], story.begins, finder) if row["level"] else []
        return actions.record(
            story.enterprise,
            actor=finder,
            description=row["description"],
            place_words=row["place"],
            source=row["source"],
            photos=before,
        )


def _judged(story: Story, hazard: Hazard) -> Hazard:
    row = story.row
    judge = "周同" if row["finder"] == "林巡" else "林巡"
    moment = story.at(0, 11)
    if story.stage == "doubt":
        words = "消防新国标条文尚未收录，是否属重大火灾隐患拿不准，提请市级认定"
        return story.act(moment, actions.doubt, hazard, judge, reason=words)
    if story.stage in ("found", "once") or not row["level"]:
        return hazard
    more: dict[str, Any] = {"level": row["level"]}
    if row["criterion"]:
        slug, _, code = row["criterion"].partition(" ")
        more["criterion"] = Criterion.objects.get(pack__slug=slug, pack__withdrawn_at=None, code=code)
    elif row["due"] and story.stage != "closed":
        more["due_on"] = clock.today() + dt.timedelta(days=int(row["due"]))
    return story.act(moment, actions.judge, hazard, judge, **more)


def _planned(story: Story, hazard: Hazard) -> Hazard:
    if not story.reaches("planned"):
        return hazard
    fixer = _fixer(story)
    hazard = story.act(story.at(1, 10), actions.file_plan, hazard, fixer, **_plan(story))
    if hazard.is_major:
        hazard = story.act(story.at(1, 10, 5), actions.report, hazard, fixer)
        hazard = story.act(story.at(1, 11, 30), actions.acknowledge, hazard, _officer(hazard))
        second = "李航" if hazard.strip.is_safety_office else "孙磊"  # type: ignore[union-attr]  # the demo has it
        hazard = story.act(story.at(1, 15, 10), actions.acknowledge, hazard, second)
        told = "车间班前会宣读并张贴于公示栏"
        hazard = story.act(story.at(1, 16), actions.tell_workers, hazard, fixer, how=told)
    return hazard


def _plan(story: Story) -> dict[str, Any]:
    days = int(story.row["due"] or 0)
    ends = clock.today() + dt.timedelta(days=-days + 3 if story.stage == "closed" else days)
    begun = clock.local_date(story.begins) + dt.timedelta(days=2)
    return {
        "responsible_name": _fixer(story),
        "measures": f"{story.row['place']}：{MEASURES}",
        "funds": Decimal(800 + 350 * (len(story.row["description"]) % 17)),
        "due_on": max(ends, begun),
        "emergency": EMERGENCY,
        "interim_control": INTERIM,
        "situation": f"{story.row['description']}；日常检查流于形式，未及时发现",
        "harm": "可能造成人员伤亡，整改需停用相关部位，难度中等",
        "goals": "消除隐患，恢复安全条件，经验收后方可使用",
    }


def _rectified(story: Story, hazard: Hazard) -> Hazard:
    if not story.reaches("rectifying"):
        return hazard
    fixer, ended = _fixer(story), _done_after(story)
    hazard = story.act(story.at(2, 8, 30), actions.start, hazard, fixer)
    if story.reaches("submitted"):
        hazard = _submit(story, hazard, fixer, ended)
    if story.stage == "submitted" and story.row["due"].startswith("-"):
        reasons = ["只遮挡未拆除，现场仍不符合", "没有提供更换记录"]
        hazard = story.act(story.at(ended + 0.5, 15), actions.send_back, hazard, _officer(hazard), reasons=reasons)
        hazard = _submit(story, hazard, fixer, ended + 1)
    return hazard


def _submit(story: Story, hazard: Hazard, fixer: str, day: float) -> Hazard:
    said = f"{story.row['place']}已按方案整改完毕"
    moment = story.at(day, 16, 30)
    hazard = story.act(moment, actions.self_accept, hazard, fixer, statement="逐项对照方案检查，试运行正常")
    with clock.moved_to(moment):
        after = photo("整改后", said, moment, story.township.people[fixer])
    return story.act(story.at(day, 17), actions.submit, hazard, fixer, statement=said, photos=after)


def _done_after(story: Story) -> int:
    ago = int(story.row["ago"])
    return ago - int(story.row["due"]) - 1 if story.stage == "closed" else max(3, ago - 3)


def _ended(story: Story, hazard: Hazard) -> Hazard:
    if story.stage == "once":
        words = "当场清理到位，已复看"
        return story.act(story.at(0, 10, 5), actions.fix_at_once, hazard, story.row["finder"], statement=words)
    if story.stage == "void":
        hazard = story.act(
            story.at(1, 9), actions.propose_void, hazard, "林巡", reason="到场复核，檩条已在检修计划内拆除"
        )
        return story.act(
            story.at(1, 15), actions.decide_void, hazard, "周同", agreed=True, decision="情况属实，同意作废"
        )
    if story.reaches("accepted"):
        seen = {"statement": "到现场逐项核对，与方案一致", "second_officer": story.township.people["周同"]}
        hazard = story.act(story.at(_done_after(story) + 1, 10), actions.accept, hazard, _officer(hazard), **seen)
    if story.reaches("closed"):
        hazard = story.act(story.at(_done_after(story) + 1, 16), actions.close, hazard, "李航")
    return hazard


def _fixer(story: Story) -> str:
    if story.enterprise.governed_by_id:
        return "李航" if story.enterprise.kind != Enterprise.Kind.NO_OPERATOR else "王镇"
    principal = enterprises.principal_of(story.enterprise)
    return principal.name if principal else "李航"


def _officer(hazard: Hazard) -> str:
    """Somebody of the supervising office; 林巡 where the office is the safety office."""
    office = hazard.strip
    if office is None or office.is_safety_office:
        return "林巡"
    grants = office.grants.exclude(role=Role.LEADER).select_related("user").order_by("-role", "user__username")
    return grants[0].user.full_name
