"""What a line above or below the text can be: a document number, a signature, a date, a letterhead."""

from __future__ import annotations

import re

NUMBER = re.compile(r"[\u4e00-\u9fff]{2,14}[〔（【]((?:19|20)\d\d)[〕）】]第?\d{1,4}号")
OFFICE = (
    "人民政府|国资委|发改委|卫健委|住建委|经信委|教委|办公室|委员会|办事处|指挥部|管理委员会|管委会|安委会|安委办|安办|党委|工委|领导小组|局|大队|支队|中队|"
    "中心|学校|中学|小学|幼儿园|公司|联合社|供销社|合作社|集团|协会|医院|供电所|厅|总队|(?:安全|环保|保卫|生产|质量|工程|综合|行政)[一-鿿]{0,4}部|消防救援站|服务所|社区居委会|工作站|专班|协调小组|联席会议"
)
SIGNATURE = re.compile(rf"^[\u4e00-\u9fff（）、]{{2,40}}(?:{OFFICE})(?:（[^）]{{1,10}}）)?$")
SIGN_DATE = re.compile(
    r"(?:20\d\d|二[〇零Oo0][〇零Oo0一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日(?:（?(?:星期|周)[一二三四五六日天]）?)?(?:印发)?$"
)
LETTERHEAD = re.compile(rf"[\u4e00-\u9fff]{{2,24}}(?:{OFFICE})文件")
