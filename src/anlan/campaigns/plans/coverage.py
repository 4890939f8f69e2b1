"""Which duty, part of the product or word of a person answers each clause of the notice."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from anlan.campaigns.figures import ledger_of
from anlan.campaigns.models import Bulletin
from anlan.campaigns.plans.models import Campaign, ClauseAnswer, Duty
from anlan.campaigns.plans.queries import Pieces, in_force
from anlan.campaigns.steering.models import Expert, Gate, MeasureList, Meeting, Support, TaskForce
from anlan.core.clock import local
from anlan.inspections.models import Visit

SPEECH = re.compile("总体要求|指导思想|工作思路|工作目标|基本原则|总体目标|重要意义")


@dataclass(frozen=True)
class Module:
    """A part of the product that answers clauses: by which words, where it is, and how many records it has."""

    label: str
    words: re.Pattern[str]
    url: str
    rows: QuerySet[Any]


@dataclass
class Row:
    """One clause and what answers it."""

    label: str
    head: str
    text: str
    depth: int
    duties: list[Duty] = field(default_factory=list)
    modules: list[tuple[str, str, int]] = field(default_factory=list)
    answer: ClauseAnswer | None = None
    is_speech: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether anything does: a duty, a module with records, a person's word; goals need nothing."""
        return bool(self.duties or self.answer or self.is_speech or any(count for _, _, count in self.modules))


def modules_of(campaign: Campaign) -> list[Module]:
    """The parts of the product, with what the township has in them since the campaign began."""
    here = {"region": campaign.region}
    prefix = campaign.region.prefix
    hazards = ledger_of(campaign.region)
    visits = Visit.objects.filter(region_code__gte=prefix.ljust(12, "0"), region_code__lte=prefix.ljust(12, "9"))
    if campaign.starts_on:
        since = local(campaign.starts_on, 0)
        hazards, visits = hazards.filter(found_at__gte=since), visits.filter(begun_at__gte=since)

    def steering(name: str) -> str:
        return reverse("campaigns:steering", args=[name])

    told = [
        ("隐患台账", "隐患|整改|台账|销号|数据库", reverse("hazards:ledger"), hazards),
        ("检查", "检查|巡查|抽查|暗访|督导|带队|执法|自查", reverse("inspections:list"), visits),
        ("督办", "督办|挂牌", reverse("hazards:supervision"), hazards.exclude(supervision_level="")),
        ("会议与督导", "会议|动员|部署|宣讲|听取|督导|调度", steering("meetings"), Meeting.objects.filter(**here)),
        (
            "措施清单",
            "条硬措施|条具体措施|条细化措施|措施清单",
            steering("measures"),
            MeasureList.objects.filter(**here),
        ),
        ("项目把关", "招商引资|项目建设|准入|门槛", steering("gates"), Gate.objects.filter(**here)),
        ("整改支持", "资金|财力|购买服务", steering("support"), Support.objects.filter(**here)),
        ("专家", "专家", steering("experts"), Expert.objects.filter(**here)),
        ("专班", "专班|领导小组|工作组", steering("task-force"), TaskForce.objects.filter(**here)),
        ("通报", "通报|公布", reverse("campaigns:list"), Bulletin.objects.filter(**here, issued_at__isnull=False)),
    ]
    return [Module(label, re.compile(words), url, rows) for label, words, url, rows in told]


def rows_of(campaign: Campaign, pieces: Pieces) -> list[Row]:
    """Every clause of the notice in order, with what answers it; each module is counted once."""
    modules = [(module, module.rows.count()) for module in modules_of(campaign)]
    answers = {one.clause: one for one in campaign.answers.select_related("by")}
    duties = in_force(pieces.duties)
    told = []
    for number, clause in enumerate(campaign.clauses):
        text = campaign.text[clause["start"] : clause["end"]].strip()
        above = {clause["label"][:length] for length in range(len(clause["label"]))}
        row = Row(clause["label"], clause["head"], text, clause["depth"], answer=answers.get(clause["label"]))
        row.duties = [one for one in duties if _stands_in(one, clause, first=number == 0)]
        row.modules = [(module.label, module.url, count) for module, count in modules if module.words.search(text)]
        heads = [one["head"] for one in campaign.clauses if one["label"] in above or one is clause]
        row.is_speech = (
            clause["label"] == "" or any(SPEECH.search(head) for head in heads) or len(text) <= len(clause["head"]) + 8
        )
        told.append(row)
    return told


def _stands_in(duty: Duty, clause: dict[str, Any], *, first: bool) -> bool:
    if duty.end > duty.start:
        return bool(clause["start"] <= duty.start < clause["end"])
    return bool(duty.clause == clause["label"] and not first)
