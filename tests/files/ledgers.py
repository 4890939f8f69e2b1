"""Ledgers as offices keep them, built on the spot: other trades, other heads, and what goes wrong in Excel."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

NOV = dt.datetime(2026, 11, 3)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(rows: Iterable[list], merges: Iterable[str] = (), name: str = "Sheet1") -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for area in merges:
        sheet.merge_cells(area)
    return book, sheet


def schools() -> bytes:
    """教体: one school over several lines by merge, the year in Chinese numerals, the head again at the page break."""
    head = ["序号", "学校名称", "所属村", "校长", "联系方式", "学生数", "排查时间", "主要问题", "整改时限", "整改结果"]
    rows = [
        ["桂村乡校园安全隐患排查台账（二〇二六年秋季）"],
        ["填报单位：桂村乡中心学校", None, None, None, None, None, "填报时间：2026年11月"],
        head,
        [
            1,
            "桂村乡中心小学",
            "桂东社区",
            "王秀英",
            "13837471111",
            "312人",
            "11月3日",
            "消防栓无水",
            "11月10日",
            "已整改",
        ],
        [None, None, None, None, None, None, "11月4日", "护栏低于1.1米", "11月20日", "整改中"],
        [None, None, None, None, None, None, "十一月五日", "校车司机无证", "11月6日", "√"],
        head,
        [2, "周沟小学", "周 沟", "刘 翀", 13837472222, 96, "11月8日", "食堂未留样", "", "未整改"],
        ["合计", None, None, None, None, 408, None, "4处", None, None],
        ["注：本表一式两份，由中心学校存档。"],
    ]
    return saved(sheet_of(rows, ["A1:J1", "A4:A6", "B4:B6", "C4:C6", "D4:D6", "E4:E6", "F4:F6"], "校园")[0])


def gas() -> bytes:
    """燃气: a csv in GBK as the gas company exports it, name and phone in one cell, stars for required columns."""
    rows = [
        "桂村乡餐饮场所燃气安全检查表2026.11,,,,,,,",
        "序号,*商户名称（全称）,村居,燃气类型,负责人及联系电话,检查日期（年月日）,存在的问题,整改情况(√/×)",
        '1,宏源饭店,桂东居委会,瓶装液化气,王秀英13837471111,2026.11.5,"软管老化，未装报警器",×',
        "2,刘记烩面,水道杨,管道天然气,刘翀 0374-5112345,26/11/6,无,无",
        "3,=cmd|' /C calc'!A0,王门,瓶装,张三,20261107,阀门锈蚀,√",
        "小计,3家,,,,,2处,1",
        "审核人：李主任,,,填表人：张建国,,,,",
    ]
    return "\r\n".join(rows).encode("gbk")


def sites() -> bytes:
    """住建: a head of three rows, dates as serial numbers, hidden rows and columns, two phones for two people."""
    rows = [
        ["在建工地安全生产监管台账（2026年度）"],
        ["序号", "项目基本情况", None, None, "人员", None, None, None, "检查", None, None],
        [
            None,
            "名称与位置",
            None,
            "信用代码",
            "主要负责人",
            None,
            "安全员",
            None,
            "检查日期",
            "问题描述",
            "限期整改时间",
        ],
        [None, "项目名称", "行政村", None, "姓名", "电话", "姓名", "电话", None, None, None],
        [
            1,
            "桂村乡安置房一期",
            "周沟村",
            "91350100M000100Y43",
            "李卫东",
            "13837471111",
            "周宁",
            "13837471112",
            46332,
            "临边未防护",
            46350,
        ],
        [
            2,
            "水厂改造",
            "水道杨村",
            9.1350100000100043e17,
            "赵镕玥",
            "13837471113",
            "刘翀",
            "13837471114",
            46333,
            "脚手架缺扣件",
            "2026-13-45",
        ],
        [3, "村道硬化", "大杨", "无", "郅文超", "13837471115", None, None, 46334, "未戴安全帽", "2099-1-1"],
    ]
    merges = [
        "A1:K1",
        "A2:A4",
        "B2:D2",
        "E2:H2",
        "I2:K2",
        "B3:C3",
        "D3:D4",
        "E3:F3",
        "G3:H3",
        "I3:I4",
        "J3:J4",
        "K3:K4",
    ]
    book, sheet = sheet_of(rows, merges)
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["D"].hidden = True
    return saved(book)


def houses() -> bytes:
    """自建房: a group line for each village instead of a column, lines prepared in advance, column numbers."""
    rows = [
        [None] * 6,
        [None, "农村自建房安全排查登记表", None, None, None, None],
        [None, "（单位：户、平方米）", None, None, None, "2026年10月"],
        [None, "序号", "户主", "联系电话", "排查时间", "存在问题"],
        [None, "1", "2", "3", "4", "5"],
        [None, "一、周沟村", None, None, None, None],
        [None, 1, "张建国", 13837471001, "10月3日", "墙体开裂"],
        [None, 2, "李卫东", 13837471002, "10月3日", "楼板渗水"],
        [None, "二、王门村委会：", None, None, None, None],
        [None, 3, "王秀英", "13837471003", "10.5", "擅自加层"],
        [None, 4, None, None, None, None],
        [None, 5, None, None, None, None],
        [None, "填表人：张建国", None, None, "审核人：", None],
    ]
    merges = ["B2:F2", "B6:F6", "B9:F9"]
    return saved(sheet_of(rows, merges, "自建房")[0])


def villages_by_sheet() -> bytes:
    """One sheet for each village and none for the head's words: known only by what stands in the columns."""
    book = Workbook()
    book.remove(book.active)
    for name, people in (("周沟村", ["甲厂", "乙厂", "丁厂"]), ("大杨", ["丙厂"]), ("说明", [])):
        sheet = book.create_sheet(name)
        if people:
            sheet.append(["编号", "单位名称", "当家人", "怎么联系", "查的日子"])
        for number, unit in enumerate(people, 1):
            sheet.append([number, unit, "张三", f"1383747{1000 + number}", "2026-11-3"])
        if not people:
            sheet.append(["请各村于每月25日前上报。"])
    return saved(book)


def two_tables() -> bytes:
    """Two tables below each other, the second with other columns."""
    rows = [
        ["第一部分 企业", None, None, None],
        ["单位名称", "所在村", "负责人", "联系电话"],
        ["甲厂", "周沟", "张三", "13837471001"],
        [None] * 4,
        ["第二部分 隐患", None, None, None],
        ["所在村", "单位名称", "检查日期", "隐患内容"],
        ["王门", "乙厂", "2026-11-3", "线路老化"],
        ["王门", "丙厂", "2026-11-4", "通道堵塞"],
    ]
    return saved(sheet_of(rows)[0])


def formulas() -> bytes:
    """Formulas that were never calculated, error values, and text that looks like a formula."""
    book, sheet = sheet_of([["单位名称", "所在村", "检查时间", "从业人数"], ["甲厂", "周沟", "2026-11-1", 3]])
    sheet.append(["乙厂", "周沟", "=TODAY()", 5])
    sheet.append(["丙厂", "周沟", "2026-11-2", "=D2+1"])
    sheet.append(["丁厂", "周沟", "2026-11-3", "#REF!"])
    sheet.append(["-戊厂", "周沟", "2026-11-3", 2])
    sheet.append(["合计", None, None, "=SUM(D2:D5)"])
    return saved(book)


def lost_merges() -> bytes:
    """Unicode text out of Excel: tabs, UTF-16, a head of two rows whose merges are lost."""
    rows = [
        "安全生产台账\t\t\t\t\t\t",
        "序号\t基本信息\t\t主要负责人\t\t检查情况\t",
        "\t企业名称\t所在村\t姓名\t电话\t检查日期\t隐患内容",
        "1\t甲厂\t周沟\t张三\t13837471001\t2026年11月3日\t线路老化",
        "2\t乙厂\t王门\t李四\t13837471002\t2026/11/4\t通道堵塞",
    ]
    return "\r\n".join(rows).encode("utf-16")


def months() -> bytes:
    """A sheet for each month with the year in the file's name only; one is hidden, one is empty."""
    book = Workbook()
    book.remove(book.active)
    for month in (9, 10, 11):
        sheet = book.create_sheet(f"{month}月")
        sheet.append(["单位名称", "村名", "电话1", "电话2", "巡查日期"])
        sheet.append([f"{month}月厂", "周沟", 13837471001.0, "0374-5112345", f"{month}月3日"])
    book.create_sheet("12月")
    book["10月"].sheet_state = "hidden"
    return saved(book)


def preface() -> bytes:
    """A head far down below a letter, noise in every head, merged cells that cover two columns, trailing remarks."""
    rows = [[f"第{n}条 各村要认真填写本表，于月底前报送。"] for n in range(1, 13)]
    head = [
        " 序\n号 ",
        "★被检查\n单　位",
        "行　政　村 *",
        "责任人",
        "手机号码：",
        "检 查 时 间（年/月/日）",
        "隐 患 内 容",
        "整改情况",
    ]
    rows += [
        head,
        [1, "ＡＢＣ 超市", "水道杨", "赵镕玥", "１３８３７４７１０００", "2026年11月9日上午", "通道堵塞", "当场整改"],
    ]
    rows += [[2, "福祥烟花店", "水道杨", "张 建 国", "13837471001、13837471002", "2026-11-10 09:30", "超量存放", "×"]]
    rows += [["备注：√为已整改，×为未整改"], ["单位负责人（签字）：", None, "填表人：", None, "日期：2026年11月30日"]]
    return saved(sheet_of(rows, ["A1:H1"])[0])


def many(count: int) -> bytes:
    """A large ledger."""
    rows = ((f"厂{i}", "周沟", "张三", f"138{i:08}", "2026-11-3", "线路老化") for i in range(count))
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(["单位名称", "所在村", "负责人", "联系电话", "检查时间", "隐患内容"])
    for row in rows:
        sheet.append(row)
    return saved(book)


def bomb(megabytes: int = 60) -> bytes:
    """A workbook of a hundred kilobytes that unfolds to hundreds of times as much."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(megabytes):
                part.write(b"<row>" * (1024 * 1024 // 5))
    return out.getvalue()


def lying_bomb() -> bytes:
    """A bomb whose directory claims it is small."""
    honest = saved(sheet_of([["单位名称", "所在村"], ["甲厂", "周沟"]])[0])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(honest)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</sheetData>", b"<row></row>" * 1_000_000 + b"</sheetData>")
                real = len(content)
            target.writestr(entry.filename, content)
    made = out.getvalue()
    return made.replace(real.to_bytes(4, "little"), (9_000).to_bytes(4, "little"))


def far_cell() -> bytes:
    """One letter in the last cell Excel has."""
    book, sheet = sheet_of([["单位名称", "所在村"], ["甲厂", "周沟"]])
    sheet["XFD1048576"] = "x"
    return saved(book)


def formatted_to_the_end() -> bytes:
    """Harmless: the last cell is only coloured."""
    book, sheet = sheet_of([["单位名称", "所在村"], ["甲厂", "周沟"]])
    sheet["XFD1048576"].font = Font(bold=True)
    return saved(book)


def encrypted() -> bytes:
    """What Excel writes when a password is set: no zip but an OLE file."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000
