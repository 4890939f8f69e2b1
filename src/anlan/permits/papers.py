"""Paper: the permit with everything confirmed on it, and the notice for the entrance of a crowded place."""

import datetime as dt

from anlan.core import clock
from anlan.enterprises.binding.papers import qr
from anlan.files.presses import pdf
from anlan.files.presses.document import Block, Facts, Heading, Poster, PosterItem, Sheet, Table
from anlan.org.models import User
from anlan.permits import clocks, gates, levels, registers
from anlan.permits.models import GasTest, Override, Permit, Tick
from anlan.permits.special import APPROVERS, GB, TABLE, unchecked

BLANK = "　　　　　　　　　　签字：　　　　　　　　月　　日　　时　　分"
FILLED_BY_HAND = ("作业方式", "作业单位、作业负责人", "风险辨识结果")
SIGNED_BY_HAND = (
    "安全交底人",
    "接受交底人",
    "作业负责人意见",
    "所在单位意见",
    "安全管理部门意见",
    "当班班长验票",
)
"""Lines of the ticket's form (GB 30871-2022 A.1) for which nothing is kept here: filled in and signed on paper."""
COPIES = "一式三份，打印三张，在“本联留存”各勾一处（GB 30871-2022 附录 B）"
NO_LAW = "企业内部审批票据"


def permit(one: Permit, user: User) -> bytes:
    """The permit as a PDF."""
    level, raised = levels.in_force(one)
    ticks, aside = {tick.code: tick for tick in one.ticks.select_related("by")}, gates.set_aside(one)
    measures = [
        [number, row.words, *_tick(ticks.get(row.code), aside.get(row.code))]
        for number, row in enumerate(gates.measures_of(one), 1)
    ]
    tests = [_test(test) for test in one.gas_tests.all()]
    blocks: list[Block] = [
        Facts(_facts(one, level.label + (f"（升级：{'；'.join(raised)}）" if raised else ""))),
        Heading("安全措施（现场逐条确认）"),
        Table(["", "措施", "是否涉及", "确认人、时间"], measures, [1, 16, 3, 7]),
    ]
    if tests:
        head = ["气体", "读数 %", "爆炸下限 %", "部位", "分析人", "取样时间", "结论"]
        blocks += [Heading("气体分析"), Table(head, tests, [4, 3, 3, 4, 4, 6, 8])]
    blocks += [Heading("审批与验收"), Facts(_signed(one, APPROVERS[level.approver]))]
    return pdf.sheet(
        Sheet(
            title=f"{one.about.label}票",
            subtitle=f"{one.number}　{registers.STANDING[clocks.standing(one)][0]}",
            blocks=blocks,
            remark=_remark(one),
            printed_by=user.full_name,
            printed_at=clock.now(),
        )
    )


def _remark(one: Permit) -> str:
    kept = f"{COPIES if one.profile == GB else NO_LAW}，至少保存到 {clock.day_words(clocks.kept_until(one))}。"
    doubts = unchecked(one.about, one.in_force)
    return f"依据：{one.about.source}。{kept}" + (f"没有与标准原文核对的数：{'；'.join(doubts)}。" if doubts else "")


def _facts(one: Permit, level: str) -> list[tuple[str, object]]:
    wind = f"露天，风力 {one.wind} 级" if one.outdoors else "室内"
    return [
        *([("本联留存", _holders(one))] if one.profile == GB else []),
        ("单位", one.enterprise.name),
        ("级别", level),
        ("作业内容", one.content),
        ("地点、部位", one.place_words),
        ("起止", registers.span(one)),
        ("环境", wind),
        *([(name, "") for name in FILLED_BY_HAND] if one.profile == GB else []),
        ("作业人", f"{one.worker.name}{'，' + one.certificate.shown_number if one.certificate else ''}"),
        ("监护人", one.guardian.name if one.guardian else ""),
        ("设备", "、".join(str(row) for row in one.equipment.all()) or "无"),
        ("关联作业票", one.related or "无"),
        ("交叉作业协调人", one.coordinator or "无"),
    ]


def _holders(one: Permit) -> str:
    """Who keeps a copy: of second-level hot work the third is the unit's own (Annex B.2)."""
    last = "所在单位" if one.in_force.code == "second" and one.kind == "hot_work" else "安全管理部门"
    return f"□ 监护人　□ 作业单位　□ {last}"


def _tick(tick: Tick | None, aside: Override | None) -> tuple[str, str]:
    if tick is None and aside and aside.agreed_by:
        return "例外", f"{aside.asked_by.full_name}提出、{aside.agreed_by.full_name}同意"
    if tick is None:
        return "", "没有确认"
    return "涉及" if tick.concerns else "不涉及", f"{tick.by.full_name} {_at(tick.at)}"


def _test(row: GasTest) -> list[object]:
    return [
        row.get_gas_display(),
        row.reading,
        row.lel if row.lel is not None else "",
        row.point,
        row.analyst,
        _at(row.sampled_at),
        row.problem or "合格",
    ]


def _signed(one: Permit, approver: str) -> list[tuple[str, object]]:
    by = f"{one.approved_by.full_name}，{_at(one.approved_at)}，现场照片存档" if one.approved_by else "没有批准"
    until = clocks.watch_until(one)
    return [
        *([(name, BLANK) for name in SIGNED_BY_HAND] if one.profile == GB else []),
        ("应由谁批准", approver),
        ("批准", by),
        ("作业结束", _at(one.done_at) if one.done_at else ""),
        ("看守到", _at(until) if until else ""),
        ("完工验收", _at(one.closed_at) if one.closed_at else ""),
        ("填票", f"{one.drafted_by.full_name}，{_at(one.created_at)}"),
    ]


def _at(moment: dt.datetime | None) -> str:
    return clock.local_words(moment) if moment else ""


def notice(one: Permit, address: str = "") -> bytes:
    """The notice for the main entrance and the place of work (crowded places, before work begins).

    A poster to be read from two metres; with the `address` behind the plate's code its own code shows the clock.
    """
    lines = [
        (f"动火地点：{one.place_words}", one.content),
        (f"动火时间：{registers.span(one)}", f"作业票 {one.number}"),
        (f"现场监护人：{one.guardian.name if one.guardian else ''}", "全程在场"),
        ("动火期间请勿靠近作业区域。发现冒烟、起火，立即告诉监护人，并拨打 119。", ""),
    ]
    made = Poster(
        title="动火作业公告",
        subject=one.enterprise.name,
        under="张贴在主要出入口和作业现场，作业结束后撤下",
        items=[PosterItem(words, source, is_heavy=False) for words, source in lines],
        code=qr(address) if address else b"",
        invitation="扫码看还剩多少时间" if address else "发现冒烟、起火，拨打 119",
        address=address,
        version=f"依据：{TABLE['crowded']['source']}",
        lead="这里要动火，请看清时间和地点",
    )
    return pdf.posters([made])
