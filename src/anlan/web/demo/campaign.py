"""The notice the product was made for, read and decided in the demo: its leftover dates answered by a named person."""

import datetime as dt
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from anlan import campaigns
from anlan.campaigns.plans import actions, rules
from anlan.campaigns.plans.models import Campaign, Duty, Stage
from anlan.core import clock
from anlan.org.models import Region, User
from anlan.web.demo.township import TOWNSHIP, Township

NOTICE = Path(campaigns.__file__).parent / "data" / "guicun.txt"
BEGAN_DAYS_AGO, RUNS_DAYS = 21, 110
STAGES = {"动员部署": (0, 9), "企业自查自改和部门帮扶": (10, 50), "部门精准执法": (51, 90), "总结提高": (91, 110)}
CALLED = "11月电话请示区安委办：原文沿用了上一年的日期，按本次冬春行动的起止日期办。"
ANSWERS = {
    "assessment_year": ("corrected", "按本年度考核，考核办法另行印发。"),
    "named_month": ("as_written", "“安全生产月”属于全年工作，届时另行部署，不列入本次行动期限。"),
    "two_names": ("no_conflict", "同一个行动，以标题为准。"),
    "rhythm_too_slow": ("corrected", "行动期间至少做一次。"),
}


def build(known: Township) -> Campaign:
    """Uploaded by 林巡, decided by 林巡, put in force by 李航; everything through the same actions as in real life."""
    lin, leader = (User.objects.get(pk=known.people[name].pk) for name in ("林巡", "李航"))
    began = clock.today() - dt.timedelta(days=BEGAN_DAYS_AGO)
    with clock.moved_to(clock.local(began - dt.timedelta(days=1))):
        campaign = _read(known, lin)
        _decide(campaign, lin, began)
        actions.issue_plan(campaign, actor=leader)
    return campaign


def _read(known: Township, lin: User) -> Campaign:
    notice = SimpleUploadedFile("桂村乡2024今冬明春重大事故隐患专项排查整治实施方案.txt", NOTICE.read_bytes())
    received = actions.receive(notice, actor=lin)
    region = Region.objects.get(code=TOWNSHIP)
    return actions.read_plan(region, actor=lin, office=known.offices["应急办"], received=received)


def _decide(campaign: Campaign, lin: User, began: dt.date) -> None:
    ends = began + dt.timedelta(days=RUNS_DAYS)
    actions.set_facts(campaign, actor=lin, starts_on=began, ends_on=ends, assessed_year=began.year)
    for doubt in campaign.doubts.all():
        answer, reason = ANSWERS.get(doubt.kind, ("corrected", CALLED))
        actions.answer_doubt(campaign, actor=lin, doubt=doubt, answer=answer, reason=reason)
    for stage in campaign.stages.all():
        _set_stage(campaign, lin, stage, began)
    for duty in campaign.duties.select_related("stage"):
        _set_duty(campaign, lin, duty, ends)
    waiting = campaign.duties.filter(outcome="")
    actions.confirm_duties(campaign, actor=lin, duties=[one for one in waiting if not rules.must_be_settled(one)])


def _set_stage(campaign: Campaign, lin: User, stage: Stage, began: dt.date) -> None:
    first, last = (began + dt.timedelta(days=days) for days in STAGES[stage.name])
    actions.change_stage(
        campaign, actor=lin, stage=stage, name=stage.name, starts_on=first, ends_on=last, reason=CALLED
    )


def _set_duty(campaign: Campaign, lin: User, duty: Duty, ends: dt.date) -> None:
    """A leftover deadline becomes the end of the duty's stage, else a month before the campaign's end."""
    if not duty.due_read:
        return
    due_on = duty.stage.ends_on if duty.stage else ends - dt.timedelta(days=30)
    actions.change_duty(campaign, actor=lin, duty=duty, rhythm=duty.rhythm, due_on=due_on, reason=CALLED)
