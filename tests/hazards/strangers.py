"""Ledgers of offices that keep no ledger of ours: a school's, a fire station's, a gas company's. Hazards are ticked.

Written as in `ledgers`: a row is a line, its cells parted by |.
"""

from openpyxl import Workbook

from tests.hazards.ledgers import _bytes, _merge, _sheet

SCHOOLS = """
桂村乡中心学校校园安全隐患排查汇总表（2026年秋季学期）
单位（盖章）：桂村乡中心学校                    报送日期：2026年11月20日
序号|学校（园）全称|坐落|教职工数|消防安全|||食堂燃气||其他隐患（请写明）|查摆日期|处置时限|处置进度|校长（园长）及手机|保安持证情况
||||灭火器过期|疏散通道堵塞|应急灯不亮|软管超期未换|未装报警器||||||
1|桂村乡第一小学|周沟村|二十三人|√||√|||围墙有裂缝|2026.11.9|三日内|已整改|周明 13837471201|2人持证
2|桂村乡周沟幼儿园||约12人||√|||√||11月9日|7个工作日内|正在整改|园长李霞（13837471202）|无证
3|王门教学点|王门村|3-5人||||||/|11月10日|||王老师|1人
4|桂村乡初级中学|桂东社区|八十余人|||1|有||宿舍楼门口上锁；化学品柜单人保管|二〇二六年十一月十日|11月底前||杨校长13837471203|持证
小计||||1|1|2|1|1|3|||||
填报人：周会计|||||审核：王主任||||||||校长签字：|
"""

FIRE = """
桂村消防救援站“九小场所”排查登记表
填报单位：桂村消防救援站|||||||||||||||||
编号|场所名称|所在村（社区）|经营者|电话|九小类型|从业人数|存在的火灾隐患（打√）||||||||检查日期|整改期限|整改情况|检查人
|||||||1.违规住人|2.电动车入户充电|3.疏散通道堵塞|4.安全出口上锁|5.灭火器缺失过期|6.私拉电线|7.液化气瓶|8.其他||||
J001|老王烧烤|桂西社区|王大力|13837471301|小餐饮|4人||||||√|√|招牌遮挡窗户|2026/11/3|收到通知之日起十五日内|未整改|孙干事
J002|红星网吧||刘红|13837471302|小网吧|6人||✓|×||2具过期|||×|2026/11/3|立即|√|孙干事
J003|阳光足浴|桂东社区|赵阳|13837471303|小美容洗浴|8-10人|是|||是||||—|2026/11/4|3日内|已下达通知|孙干事
J004|李记超市|周沟村|李记|13837471304|小商店|2|0|0|0|0|0|0|0|无|2026/11/4|||孙干事
J005|张记五金|周沟村|张三|13837471305|小商店|夫妻2人||||有|√（已整改）|?|||2026/11/5|长期|整改中|孙干事
J006|周沟旅社|周沟村|周福|13837471306|小旅馆|十来人||√||||||√|2026/11/5|5个工作日|正在整改|孙干事
合计||||||||2|1|2|2|1|1|3||||
站长（签字）：||||||日期：||||||||||||
"""

GAS = """许昌某某燃气有限公司桂村服务站非居民用户入户安检台账,,,,,,,,,,,,,,,
安检日期,用户编号,用户名称,用气地址,联系人/电话,胶管老化,未装报警器,报警器失效,连接三通,灶具无熄火保护,通风不良,是否正常,情况说明,限期,复检情况,安检员
11.3,0004521,宏源饭店,桂东居委会人民路12号,王秀英/13837471111,√,,√,√,,,否,后厨堆放纸箱,三日内,,马安检
11.3,0004522,刘记烩面,水道杨村中街,刘记/13837471402,,√,,,,,否,,半个月内,已装,马安检
2026.11.4,0004523,王门敬老院,王门村,院长/13837471403,,,,,,,是,,,,马安检
11.4,0004524,好再来饭店,王门村北头,张好/13837471404,,,,,1,1,否,用户拒签,24小时内,未复检,马安检
11.5,0004525,周沟豆腐坊,周沟村,周豆/13837471405,见照片,,,,,√,否,,月底前,,马安检
本页合计：5户,,,,,2,1,1,1,1,2,,,,,
安检员签字：马安检,,,,,,,,用户代表签字：,,,,,,,
"""


def schools() -> bytes:
    """A central school's table: topics over the kinds of hazard, merged villages, a column for what is not listed."""
    book = Workbook()
    sheet = _sheet(book, "汇总", SCHOOLS)
    _merge(sheet, "A1:O1 A2:O2 E3:G3 H3:I3 C5:C6")
    for column in "ABCDJKLMNO":
        _merge(sheet, f"{column}3:{column}4")
    return _bytes(book)


def fire_station() -> bytes:
    """A fire station's list of small premises: eight kinds under one group, ticked in six ways, terms in words."""
    book = Workbook()
    sheet = _sheet(book, "九小", FIRE)
    _merge(sheet, "A1:S1 A2:S2 H3:O3 C5:C6")
    for column in "ABCDEFGPQRS":
        _merge(sheet, f"{column}3:{column}4")
    return _bytes(book)


def fire_station_csv() -> bytes:
    """The same as a csv, where merges are lost."""
    rows = [line.replace("|", ",") for line in FIRE.strip().splitlines()]
    return "\n".join(rows).encode("gbk", "replace")


def gas_company() -> bytes:
    """A gas company's list of its users, one line of heads: some state a fault, some leave open what a tick means."""
    return GAS.encode("gb18030")
