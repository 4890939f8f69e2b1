"""A draw on paper: the rule, the seed, how it is repeated, what was drawn, who kept away, and the whole population."""

from anlan.core import clock
from anlan.enforcement.drawing.lots import HOW, lot
from anlan.enforcement.drawing.models import Draw
from anlan.files.presses.document import Block, Facts, Heading, NewPage, Paragraph, Sheet, Table

SHOWN = 12


def sheet(draw: Draw, printed_by: str) -> Sheet:
    """The record of the draw, with everything that is needed to repeat it."""
    return Sheet(
        title=f"双随机抽取记录：{draw.title}",
        blocks=[*_drawn(draw), *_kept_away(draw), NewPage(), *_lists(draw)],
        printed_by=printed_by,
        printed_at=clock.now(),
        subtitle=f"{draw.office.name} {clock.day_words(clock.local_date(draw.drawn_at))}",
        remark="抽取当时的名单、种子和结果一次写入，不能修改；照“怎么算的”可以再算一遍。",
    )


def _drawn(draw: Draw) -> list[Block]:
    rows = []
    for number, one in enumerate(draw.chosen, 1):
        place, names = draw.place(one["code"]), "、".join(draw.inspector(who)["name"] for who in one["people"])
        rows.append([number, place["name"], place["code"], place["village"], names])
    who = draw.drawn_by.full_name if draw.drawn_by else ""
    facts = [
        ("种类", draw.get_kind_display()),
        ("抽取人", who),
        ("范围", draw.rule["words"]),
        ("种子", draw.seed),
        ("可抽单位", f"{len(draw.places)} 家"),
        ("检查人员", f"{len(draw.people)} 人"),
    ]
    return [
        Facts(facts),
        Heading("抽取结果"),
        Table(["序", "单位", "本地编号", "所在村", "检查人员"], rows, (1, 6, 3, 3, 5), "clcll"),
        Heading("怎么算的"),
        Paragraph(HOW),
        Paragraph("抽取人签字：                    见证人签字：                    ", flush=True),
    ]


def _kept_away(draw: Draw) -> list[Block]:
    rows = [[draw.inspector(one["number"])["name"], draw.place(one["code"])["name"]] for one in draw.apart]
    out = [[one["name"], one["code"], one["why"]] for one in draw.left_out]
    found: list[Block] = [Heading("回避")]
    found.append(Table(["人员", "不去的单位"], rows, (2, 7)) if rows else Paragraph("没有要回避的。"))
    if out:
        found += [Heading("没有列入抽取的单位"), Table(["单位", "本地编号", "原因"], out, (5, 3, 7))]
    return found


def _lists(draw: Draw) -> list[Block]:
    people = [[one["number"], one["name"], one["office"]] for one in draw.people]
    lots = [(lot(draw.seed, "单位", one["code"]), one) for one in draw.places]
    rows = [[place, one["name"], one["code"], found[:SHOWN]] for place, (found, one) in enumerate(_sorted(lots), 1)]
    return [
        Heading("检查人员名单"),
        Table(["序号", "姓名", "单位"], people, (1, 3, 6), "cll"),
        Heading("可抽单位，按抽取次序"),
        Table(["次序", "单位", "本地编号", f"SHA-256 前 {SHOWN} 位"], rows, (1, 6, 3, 4), "clcl"),
    ]


def _sorted(lots: list) -> list:
    return sorted(lots, key=lambda pair: pair[0])
