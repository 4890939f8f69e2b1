"""Ledgers as offices really keep them, made here so that every trap can be read: three nastier than messy.xlsx.

A row is a line, its cells parted by |; ⏎ breaks a line within a cell, a row ending in \\ goes on in the next line.
"""

import io
import struct
import zlib
from datetime import datetime

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet

PATROL = """
桂村乡安全生产隐患排查整改台账（10月）
填报单位：周沟村委会    填报时间：2026年10月31日
序⏎号|行政村|场所名称|排查情况|||整改情况||隐患照片|备  注
|||排查日期|存在的主要问题|排查人员|整改进展|整改时限||
1|周沟村|恒通板材厂|*|1.灭火器过期⏎2.安全通道堆放板材⏎3.电工无证上岗|马协、吴存|\
1.已更换 2.正在整改 3.限期整改|10月20日||
2||周沟便民超市|2026.10.8|①插座烧黑；②应急灯不亮|马协|已整改|立即整改||
3||周沟小学|10.9|（1）厨房燃气软管超期；（2）报警器未接电|马协|未整改|2026/10/30||
4|郅庄|兴旺木器厂|20261010|一是木粉未清理，二是电线未穿管|李四|整改完毕|/||
5||金鼎铸造厂|2026年10月10日|坩埚炉旁积水；行车限位失效；无操作规程|李四|正在整改|11月底前||已下达通知
6||郅庄卫生室|10月11日|未发现隐患|李四|—|—||
合计||||6家，隐患12处
|村|隐患数|已整改||
|周沟|6|4||
|郅庄|5|2||
填表人：马协|||审核人：吴存|||联系电话：13837471037
"""

DEPARTMENT = """
工贸行业重点企业安全隐患整改清单
编号|企业全称|所属乡镇(办)、村|统一信用代码|问题描述|问题类型|等级|检查时间|检查组|\
整改责任人及电话|整改措施|完成时限|是否整改到位|复查时间|复查意见
GM-01|许昌鑫达铝制品有限公司|桂村乡周沟|９１４１１００３ＭＡ９ＥＥＥ|除尘系统无泄爆装置|工艺设备|重大|2026-9-2|区应急局|\
陈安 13837471118|加装泄爆片|2026-12-31|否||
GM-02|许昌鑫达铝制品有限公司|桂村乡周沟村||电缆沟盖板缺失|现场管理|一般|2026-9-2|区应急局|\
陈安|补齐|2026-9-10|是|2026-9-12|合格，同意销号
GM-03|金鼎铸造厂|郅庄村||冲天炉平台护栏缺失|现场管理|较大|*|区应急局||焊接护栏|15天内|部分整改||
GM-04|宏达面粉厂|桂存乡王门村||粉尘清扫制度未落实|管理|一般隐患|2026年9月31日|区应急局||||是||
"""

SMALL_PLACES = """
单位|村（社区）|隐患|整改状态|发现时间|销号时间
老王烧烤|桂西社区|液化气瓶与灶台未隔开；无报警器|已完成|2026/9/5|2026/9/6
红星网吧|桂东村|安全出口上锁|拒不整改|2026/9/5|
阳光幼儿园|周勾村|窗户装防盗网未留逃生口|整改中|2026/9/5|
"""

ROLLING = """
桂村乡重大事故隐患和一般隐患滚动台账
序号|被检查单位基本情况|||隐患情况|||整改情况|||复查验收
|名称|所在村|负责人|发现日期|具体内容|是否重大隐患|整改期限|是否整改完成|完成日期|验收人及时间
1|顺发养殖场|大杨|杨顺 139 3747 2233|2025-12-1|粪污池没有护栏和警示标志|否|2025-12-15|√|2025-12-12|王镇 2025.12.14
2|顺发养殖场|大杨|杨顺|2026-3-1|有限空间作业未审批|是|2026-04-01|√|2026-3-20|王镇
3|顺发养殖场|大杨|杨顺|2026-3-1|有限空间作业未审批|是|2026-04-01|√|2026-3-20|王镇
4|永兴加油站|水道杨|杨永兴|2026-10-2|=CONCATENATE("卸油口","未接地")|×|2026-10-9|×||
5|永兴加油站|水道杨|杨永兴|2099-1-1|加油机静电线断裂|×||×||
6|福祥烟花店|王门|王福|2026-10-3|超量储存|×|2026-10-5|√|2026-10-1|
"""

FIRE = {
    "1月": """
消防救援站火灾隐患登记表（1月）
编号|检查日期|被检查单位|地址|单位联系人|发现火灾隐患|整改期限|复查情况
24-01|1.8|恒通板材厂|周沟村|刘翀 13837471118|1、灭火器过期；2、疏散指示灯不亮|1月15日|已整改
24-02|2024.1.10|桂村小学|桂东居委会|王校长（13837471111）|安全出口上锁|当日|√
""",
    "2月": """
消防救援站火灾隐患登记表（2月）
编号|检查日期|被检查单位|地址|单位联系人|发现火灾隐患|整改期限|复查情况
24-03|二月三日|李记超市|周沟|李 13837471120|通道堆放杂物|2024年2月|未整改
24-04|2024.2.30|鑫达铝制品厂|石桥杨村|陈安|除尘未设泄爆|2024.3.1|整改中
24-05|三月五日|金太阳幼儿园|周沟村|园长|软管老化|3月10日|已销号
小计|||||3处||
""",
}

VILLAGES = """桂村乡各村隐患台账;;;;;
村组;单位（户）名称;联系人及电话;隐患描述;发现时间;整改时限
周沟村3组;恒通板材厂;"刘翀，手机：13837471118";配电箱没有接地;24.3.5;2024年3月
〃;张㛃家庭农场;电话 0374－5112233转8;化粪池无盖;2024年3月;三月五日
不存在村;某某厂;无;配电箱没有盖;2024-3-9;2024-3-19
大安;大安加油站;站长13837471130/13837471131;卸油口未接静电;45362;2024/3/20
合计;4家;;4条;;
"""


def fire_months() -> bytes:
    """A fire station's list, a sheet a month: years in some dates only, 当日 and a whole month as terms."""
    book = Workbook()
    for name, rows in FIRE.items():
        _merge(_sheet(book, name, rows), "A1:H1")
    return _bytes(book)


def village_csv() -> bytes:
    """Several villages in one csv: semicolons, GB18030 with a character GBK has not, groups beside villages."""
    return VILLAGES.encode("gb18030")


def patrol_book() -> bytes:
    """A village's patrol book: merged villages, five ways to number hazards in a cell, states in prose, a photo."""
    book = Workbook()
    sheet = _sheet(book, "十月巡查", PATROL)
    _merge(sheet, "A1:J1 A2:J2 A3:A4 B3:B4 C3:C4 D3:F3 G3:H3 I3:I4 J3:J4 B5:B7 B8:B10")
    sheet["D5"] = datetime(2026, 10, 8)
    sheet.add_image(Image(_picture()), "I5")
    return _bytes(book)


def department_list() -> bytes:
    """A department's list on two sheets: other heads, misspelt villages, levels and closures in its own words."""
    book = Workbook()
    first = _sheet(book, "工贸企业", DEPARTMENT)
    _merge(first, "A1:O1")
    first["H5"] = 46269  # 2026-09-04 as Excel counts days, in a cell that lost its format
    _sheet(book, "九小场所", SMALL_PLACES)
    book.create_sheet("Sheet3")
    return _bytes(book)


def rolling_register() -> bytes:
    """A register kept for years: a head on two rows, ticks for states, the same hazard twice, a formula, 2099."""
    book = Workbook()
    _merge(_sheet(book, "滚动台账", ROLLING), "A1:K1 A2:A3 B2:D2 E2:G2 H2:J2")
    return _bytes(book)


def _sheet(book: Workbook, title: str, rows: str) -> Worksheet:
    sheet = book.active if book.active and book.active.max_row == 1 and book.active.title == "Sheet" else None
    sheet = sheet or book.create_sheet()
    sheet.title = title
    for row in rows.strip().splitlines():
        sheet.append([cell.replace("⏎", "\n") or None for cell in row.split("|")])
    return sheet


def _merge(sheet: Worksheet, areas: str) -> None:
    for area in areas.split():
        sheet.merge_cells(area)


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _picture() -> io.BytesIO:
    """The smallest PNG there is."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\x80\x80\x80"))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b""))
