"""What kind of paper it is, where it is no notice: minutes, a letter, a bulletin, a report, a firm's own paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from anlan.campaigns.reading.draft import Conflict, Draft
from anlan.campaigns.reading.flow import Span

ASKED = "请核对：确实要据此开展行动的，写明依据后继续；不是的，换成正式印发的通知。"
HEAD = 300
"""So many characters hold the title and what stands above it."""
MANY = 3
SAYS = re.compile("会议(?:强调|指出|要求|认为|明确|听取|决定|传达|讨论|议定|研究)")
TOLD = re.compile("(?:近日|日前|\\d{1,2}月\\d{1,2}日)，[^。\n]{2,40}(?:召开|举行|开展|走进|带队|举办)了?")
KINDS = [
    ("会议纪要", re.compile("纪要|会议记录"), "写的是会上说了什么", "hard"),
    ("讲话稿", re.compile("(?:的|上的?)?(?:讲话|致辞|发言稿?|讲话提纲)(?:\n|（|$)"), "写的是谁说了什么", "hard"),
    ("执法文书", re.compile("指令书|处罚决定书|检查记录|整改通知书|告知书|强制措施决定"), "只对一家单位有效", "hard"),
    (
        "简报",
        re.compile("简报|工作动态|信息专报|每日专报|情况快报|安全生产信息|第\\d{1,3}期"),
        "写的是已经做了什么",
        "hard",
    ),
    (
        "总结或报告",
        re.compile("(?:工作总结|情况报告|工作报告|的报告|汇报材料|情况汇报|自查报告|请示)(?:\n|（|$)"),
        "是下级报上来的",
        "hard",
    ),
    ("新闻", re.compile("本报讯|记者|通讯员|（供稿"), "写的是已经做了什么", "hard"),
    ("函", re.compile("的(?:复函|函|公函)(?:\n|（|$)|函〔20\\d\\d〕"), "发给不相隶属的单位，是商请，不是布置", "soft"),
    ("倡议书或公开信", re.compile("倡议书|公开信|承诺书|致[^\n]{2,20}(?:一封信|的信)"), "是倡议，不是布置", "soft"),
    (
        "法规或标准",
        re.compile("中华人民共和国[^\n]{2,20}(?:法|条例)(?:\n|（)|GB/?T? ?\\d{4,5}|AQ ?\\d{4}"),
        "长期有效，没有起止日期",
        "hard",
    ),
]
FIRM = re.compile("(?:公司|集团|矿业|化工厂|厂|煤矿|商场|酒店|医院|合作社|项目部)(?:[一-鿿]{0,8}[部科室办])?$")
INSIDE = re.compile("各(?:部门|车间|班组|项目部|分公司|子公司|科室|工段|门店|分厂)")


def no_notice(draft: Draft) -> Iterator[Conflict]:
    """Minutes, a letter, a bulletin: what stands in it may bind nobody; a person says whether it is to be run."""
    for name, why, severity, span in islice(_kinds(draft), 1):
        what = f"这份文件像是{name}（{why}），不像部署工作的通知或方案。"
        yield Conflict("no_notice", what + ASKED, severity, (span,) if span else ())


def _kinds(draft: Draft) -> Iterator[tuple[str, str, str, Span | None]]:
    """What it may be, the surest first."""
    text, title = draft.flow.text, draft.head.title
    above = text[: min(HEAD, draft.clauses[1].span.start if len(draft.clauses) > 1 else HEAD)]
    is_order = re.search("通知$|方案$|意见$|办法$|计划$", draft.head.notice_title or title) is not None
    for name, pattern, why, severity in KINDS:
        found = pattern.search(title) if title and is_order else pattern.search(above)
        if found:
            at = text.find(found[0].strip("\n（"))
            yield name, why, severity, Span(at, at + len(found[0].strip("\n（"))) if at >= 0 else None
    if not is_order and len(SAYS.findall(text)) >= MANY:
        first = SAYS.search(text)
        yield "会议纪要", "写的是会上说了什么", "hard", Span(*first.span()) if first else None
    if not is_order and not draft.head.issued_on and (told := TOLD.search(above)):
        yield "新闻或简报", "写的是已经做了什么", "hard", Span(*told.span())
    if FIRM.search(draft.head.issuer) or (not draft.head.issuer and INSIDE.search("、".join(draft.head.addressees))):
        who = draft.head.issuer or "企业"
        yield f"{who}自己的文件", "管的是本单位内部的部门和人员", "soft", draft.head.issuer_span
