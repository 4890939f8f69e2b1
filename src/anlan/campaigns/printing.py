"""The bulletin as an official document (GB/T 9704-2012), editable or printed, from its frozen figures."""

import datetime as dt
from typing import Any

from anlan.campaigns import funding, wording
from anlan.campaigns.duties.standing import Standing
from anlan.campaigns.figures import RATES
from anlan.campaigns.models import Bulletin
from anlan.core import clock
from anlan.files.presses import docx_official, pdf
from anlan.files.presses.document import Block, Heading, OfficialDocument, Paragraph, Table

COLUMNS = [("found", "发现"), ("found_major", "其中重大"), ("closed", "销号"), ("open", "未销号"), ("overdue", "逾期")]
AXES = [("villages", "村（社区）"), ("offices", "主管单位"), ("industries", "行业"), ("sources", "来源")]


def document(bulletin: Bulletin) -> OfficialDocument:
    """The bulletin as the presses take it; a draft has no number and says so."""
    day = clock.local_date(bulletin.issued_at) if bulletin.issued_at else clock.today()
    return OfficialDocument(
        issuer=f"{bulletin.office.name}文件",
        number=bulletin.number,
        title=bulletin.title,
        to=f"{to}：" if (to := sent_to(bulletin)) else "",
        signatory=_signatory(bulletin),
        body=_body(bulletin),
        signed_by=bulletin.office.name,
        signed_on=day,
        remark="" if bulletin.is_issued else "未签发的草稿",
        printed_by=bulletin.office.name,
        printed_on=day,
        seal_line=_seal_line(bulletin),
    )


def sent_to(bulletin: Bulletin) -> str:
    """Whom it is sent to; bulletins from before that was kept go to the villages and offices."""
    return bulletin.words.get("to") or ("" if bulletin.is_closing else wording.sent_to(bulletin.region.name))


def _signatory(bulletin: Bulletin) -> str:
    """A report to those above names who signed it (GB/T 9704-2012, 7.2.7)."""
    return bulletin.issued_by.full_name if bulletin.is_closing and bulletin.issued_by else ""


def as_docx(bulletin: Bulletin) -> bytes:
    """An editable .docx."""
    return docx_official.official(document(bulletin))


def as_pdf(bulletin: Bulletin) -> bytes:
    """A PDF, set by typst."""
    return pdf.official(document(bulletin))


def _body(bulletin: Bulletin) -> list[Block]:
    figures, words = bulletin.figures, bulletin.words
    blocks: list[Block] = [Paragraph(text) for text in words["opening"]]
    overall = "工作开展情况" if bulletin.is_closing else "总体情况"
    blocks += [Heading(overall), _totals(figures), Heading("各村、各单位情况")]
    for name, label in AXES:
        if figures[name]:
            blocks += [Heading(f"按{label}统计", 2), _by(figures[name], label)]
    blocks += _named("未销号的重大隐患", figures["majors"])
    blocks += _named("逾期未办结的隐患", figures["overdue"])
    blocks += _named("挂牌督办的隐患", figures["listed"])
    blocks += _duties(figures.get("campaign"))
    blocks += _support(figures.get("support"))
    called = wording.parts(figures)
    for part in ("problems", "requirements"):
        blocks += [Heading(called[part]), *(Paragraph(text) for text in words[part])]
    return [*blocks, Paragraph("特此报告。")] if bulletin.is_closing else blocks


def _totals(figures: dict[str, Any]) -> Table:
    counts = figures["counts"]
    rows = [
        ["发现隐患", counts["found"], counts["found_major"]],
        ["销号", counts["closed"], counts["closed_major"]],
        ["未销号", counts["open"], counts["open_major"]],
        ["逾期", counts["overdue"], counts["overdue_major"]],
    ]
    rows += [
        [label, figures["rates"][name]["shown"], _made_of(figures["rates"][name])] for name, label in RATES.items()
    ]
    return Table(("项目", "数量", "其中重大（比率为分子/分母）"), rows, (3, 2, 3), "lcc")


def _made_of(rate: dict[str, Any]) -> str:
    return f"{rate['part']}/{rate['whole']}"


def _by(rows: list[dict[str, Any]], label: str) -> Table:
    told = [[row["label"], *(row[name] for name, _ in COLUMNS)] for row in rows]
    total = ["合计", *(sum(row[name] for row in rows) for name, _ in COLUMNS)]
    head = (label, *(words for _, words in COLUMNS))
    return Table(head, [*told, total], (3, 1.4, 1.6, 1.4, 1.5, 1.4), "lccccc")


def _named(heading: str, rows: list[dict[str, Any]]) -> list[Block]:
    if not rows:
        return []
    told = [
        [row["code"], f"{row['enterprise']}（{row['village']}）", row["description"], _due(row["due_on"]), row["state"]]
        for row in rows
    ]
    head = ("编号", "单位", "隐患", "期限", "状态")
    return [Heading(heading, 2), Table(head, told, (2.1, 2.9, 4.1, 2.25, 1.85), "cllcc")]


def _duties(told: dict[str, Any] | None) -> list[Block]:
    """How the duties of a campaign stand, in its closing report."""
    if not told:
        return []
    rows = [[one.words, told["counts"][one.value]] for one in Standing]
    return [Heading("专项行动任务完成情况", 2), Table(("完成情况", "项次"), rows, (4, 2), "lc")]


def _support(told: dict[str, Any] | None) -> list[Block]:
    """Money and expert days per hazard; figures frozen before they were counted have none."""
    if not told or not told["rows"]:
        return []
    rows = [[one["code"], one["enterprise"], *_sums(one)] for one in told["rows"]]
    head = ("编号", "单位", *funding.LABELS.values())
    table = Table(head, [*rows, ["合计", "", *_sums(told["total"])]], (2.1, 3.6, 2.5, 2.5, 2.5), "clccc")
    return [Heading("整改资金和专家", 2), table]


def _sums(row: dict[str, str]) -> list[str]:
    return [funding.words(row, name) or "无" for name in funding.LABELS]


def _due(day: str) -> str:
    if not day:
        return "未定"
    date = dt.date.fromisoformat(day)
    return f"{date.month}月{date.day}日"


def _seal_line(bulletin: Bulletin) -> str:
    cut_off = f"数据截至 {clock.local_words(bulletin.cut_off_at)}"
    if bulletin.seal is None:
        return cut_off
    return f"{cut_off}，日志封存第 {bulletin.seal.number} 号，摘要 {bulletin.seal.digest}"
