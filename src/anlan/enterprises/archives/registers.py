"""The township's lists: special archives, and dust cleaned away."""

from django.db.models import Q

from anlan.enterprises.archives import printing, queries, rules
from anlan.enterprises.models import Archive, Cleaning
from anlan.files.registers import Column, Mark, Narrowing, Register, mark, options, sort

ARCHIVES = Register(
    "archives",
    "专项档案",
    "项",
    queries.visible_to,
    (
        Column("名称、编号", lambda row: row.name, 22),
        Column("类别", lambda row: row.get_kind_display(), 14),
        Column("状态", mark(rules.STANDINGS, rules.standing), 12),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("期限", lambda row: rules.next_cleaning(row) or row.valid_to, 12),
        Column("责任人", lambda row: row.responsible.name, 10),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
        Column("要点", printing.in_short, 50, "text"),
    ),
    "enterprises:archive",
    ("name", "place", "enterprise__name", "responsible__name"),
    "名称、位置、单位、责任人",
    "还没有登记专项档案。有限空间、粉尘场所、气瓶等由企业在“专项档案”里登记。",
    (
        sort("kind", "类别", "kind", "enterprise__sort_key", "name", "id"),
        sort("name", "单位", "enterprise__sort_key", "kind", "name", "id"),
        sort("title", "名称、编号", "name", "id"),
        sort("village", "所在村", "enterprise__region_code", "enterprise__sort_key", "name", "id"),
    ),
    (
        Narrowing("kind", "类别", tuple(Archive.Kind.choices), lambda value: Q(kind=value)),
        Narrowing("standing", "状态", options(rules.STANDINGS), queries.stands),
    ),
)


def entered(row: Cleaning) -> Mark:
    """How the entry stands: the same day, afterwards, struck out."""
    if row.struck_why:
        return Mark("已划掉", "")
    return Mark("补记", "wait") if row.is_late_entry else Mark("当天记", "done")


CLEANINGS = Register(
    "cleanings",
    "粉尘清扫记录",
    "次",
    queries.cleanings,
    (
        Column("场所", lambda row: row.archive.name, 22),
        Column("日期", lambda row: row.on, 12),
        Column("班次", lambda row: row.get_shift_display(), 10),
        Column("记录", entered, 10),
        Column("谁清扫", lambda row: row.person.name, 10),
        Column("清扫部位", printing.parts, 36, "text"),
        Column("照片", lambda row: "有" if row.files else "", 8),
        Column("单位", lambda row: row.archive.enterprise.name, 26),
        Column("所在村", lambda row: row.archive.enterprise.region.plain_name),
    ),
    "enterprises:cleaning",
    ("archive__name", "archive__enterprise__name", "person__name"),
    "场所、单位、清扫的人",
    "还没有清扫记录。粉尘场所登记以后，企业清扫一次点一下就记上。",
    (
        sort("date", "日期", "on", "id"),
        sort("name", "单位", "archive__enterprise__sort_key", "on", "id"),
    ),
    (
        Narrowing("shift", "班次", tuple(Cleaning.Shift.choices), lambda value: Q(shift=value)),
        Narrowing(
            "entered",
            "记录",
            (("struck", "已划掉"), ("counts", "计入的")),
            lambda value: ~Q(struck_why="") if value == "struck" else Q(struck_why=""),
        ),
        Narrowing("photo", "照片", (("no", "没有照片"),), lambda value: Q(files=[])),
    ),
)
