"""What a room asks of a ledger, for testing the reading apart from any room: one field of every kind."""

from anlan.files.sheets import fields
from anlan.files.sheets.fields import Field
from anlan.files.sheets.villages import Villages

VILLAGES = Villages(
    {
        "411003204206": "周沟村委会",
        "411003204203": "王门村委会",
        "411003204217": "水道杨村委会",
        "411003204002": "桂东居委会",
        "411003204210": "大杨村委会",
    },
    ["桂村乡"],
)
FIELDS = [
    Field(
        "name",
        "单位名称",
        ("企业名称", "商户名称", "学校名称", "项目名称", "被检查单位", "场所名称", "经营户", "房主姓名", "户主"),
        unlike=("施工",),
        read=fields.NAME,
        required=True,
    ),
    Field(
        "code",
        "统一社会信用代码",
        ("信用代码", "营业执照号"),
        read=fields.CREDIT_CODE,
        evidence=fields.LOOKS_LIKE_CREDIT_CODE,
        by_content=True,
    ),
    Field(
        "village",
        "所在村",
        ("所在村（社区）", "村名", "所属村", "行政村", "村居"),
        read=fields.simply(VILLAGES.read),
        required=True,
        evidence=VILLAGES.looks_like,
        by_content=True,
        from_title=True,
    ),
    Field(
        "person",
        "负责人",
        ("主要负责人", "主要负责人姓名", "责任人", "校长", "项目经理", "法定代表人"),
        unlike=("整改", "安全员"),
        read=fields.NAME,
    ),
    Field(
        "phones",
        "联系电话",
        ("电话", "联系方式", "手机号码", "负责人电话", "主要负责人电话"),
        unlike=("安全员",),
        read=fields.PHONES,
        strict=False,
        many=True,
        evidence=fields.LOOKS_LIKE_PHONES,
        by_content=True,
    ),
    Field("officer", "安全员", ("安全管理人员", "安全员姓名"), unlike=("电话",), read=fields.NAME),
    Field("officer_phones", "安全员电话", (), read=fields.PHONES, strict=False, evidence=fields.LOOKS_LIKE_PHONES),
    Field(
        "found_on",
        "检查时间",
        ("检查日期", "排查时间", "发现时间", "巡查日期"),
        unlike=("整改", "下次"),
        read=fields.day(latest_in_days=0),
        evidence=fields.LOOKS_LIKE_DATE,
    ),
    Field("due_on", "整改期限", ("整改时限", "限期整改时间"), read=fields.day(), evidence=fields.LOOKS_LIKE_DATE),
    Field("hazard", "隐患情况", ("隐患内容", "存在问题", "存在的问题", "问题描述", "主要问题")),
    Field("fixed", "是否整改", ("整改情况", "整改结果", "是否整改到位"), unlike=("时间", "时限"), read=fields.PROGRESS),
    Field("headcount", "从业人数", ("职工人数", "员工数", "学生数"), read=fields.COUNT),
]
