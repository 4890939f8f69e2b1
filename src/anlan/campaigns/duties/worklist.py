"""The deputies' work list (分管负责人工作清单) on paper: standing duties, the campaign's tasks, signatures."""

from collections.abc import Mapping, Sequence
from typing import Any

from anlan.campaigns.assigning.models import Assignment
from anlan.campaigns.duties.queries import Mine
from anlan.campaigns.plans.models import Campaign
from anlan.core import clock
from anlan.core.templatetags.anlan import day
from anlan.enterprises.models import DutyList, Enterprise, Person
from anlan.enterprises.posts import queries as posts
from anlan.files.presses.document import Block, Heading, Paragraph, Sheet, Table

Given = Mapping[Any, Assignment]
NOBODY = "档案里没有登记分管负责人。有分管负责人的，先在企业档案里登记；没有的，由主要负责人逐项落实。"
SIGNS = "本人已阅，按清单落实。签字：                    日期：        年    月    日"


def sheet(
    enterprise: Enterprise, campaign: Campaign, asked: Sequence[Mine], printed_by: str, given: Given | None = None
) -> Sheet:
    """The list of every deputy; what is done is read from the records, who does it from what the principal gave out.

    `given`: lineage → the assignment; what nobody was given is filled in by hand.
    """
    blocks: list[Block] = []
    people = [one for one in posts.in_office(enterprise) if one.post == Person.Post.DEPUTY]
    lists = posts.lists_of(enterprise)
    for person in people:
        blocks += [
            Heading(f"{person.name}（{person.post_words}）安全生产职责"),
            _duties(lists.get(posts.key_of(person))),
        ]
        blocks.append(Paragraph(SIGNS, flush=True))
    if not people:
        blocks.append(Paragraph(NOBODY))
    blocks += [Heading("本次专项行动工作清单"), _tasks(asked, given or {})]
    blocks.append(Paragraph("主要负责人审定：                    日期：        年    月    日", flush=True))
    return Sheet(
        title=f"{enterprise.name}分管负责人工作清单",
        blocks=blocks,
        printed_by=printed_by,
        printed_at=clock.now(),
        subtitle=campaign.title,
        remark="“已做”从系统里的记录读出；“谁落实”由主要负责人在系统里分派，空着的手写。",
    )


def _duties(known: DutyList | None) -> Block:
    if known is None:
        return Paragraph("还没有发布职责。在“岗位职责”里按模板发布后重新打印。")
    rows = [[number, item["text"], item["source"]] for number, item in enumerate(known.items, 1)]
    return Table(["", f"职责（第 {known.version} 版）", "依据"], rows, widths=[1, 12, 7])


def _tasks(asked: Sequence[Mine], given: Given) -> Block:
    if not asked:
        return Paragraph("这次专项行动没有给本单位的任务。")
    rows = []
    for one in sorted(asked, key=lambda mine: mine.instance.period.due_on):
        duty, instance = one.row.asked.duty, one.instance
        period = f"（{instance.period.name}）" if instance.period.name else ""
        done = f"{len(instance.facts)}/{instance.period.wanted} {instance.standing.words}"
        rows.append(
            [f"{duty.action}{period}", duty.clause, day(instance.period.due_on), done, _who(given.get(duty.lineage))]
        )
    return Table(["任务", "方案条款", "期限", "已做", "谁落实"], rows, widths=[10, 3, 4, 4, 3])


def _who(given: Assignment | None) -> str:
    if given is None:
        return ""
    return (
        f"{given.person.name}，{day(given.done_on)}完成"
        if given.done_on
        else f"{given.person.name}，{day(given.due_on)}前"
    )
