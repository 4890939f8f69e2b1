"""What happened to a visit, in words: one per action."""

WORDS = {
    "inspections.begin": "开始",
    "inspections.add_companion": "增加同行人员",
    "inspections.leave_out": "移出同行人员",
    "inspections.answer": "回答",
    "inspections.skip": "未查",
    "inspections.record_hazard": "登记隐患",
    "inspections.fix_at_once": "当场改好",
    "inspections.link_known": "关联原有隐患",
    "inspections.sign": "签名",
    "inspections.refuse_signature": "拒签",
    "inspections.finish": "完成",
    "inspections.abandon": "中止",
    "inspections.late": "结束后送到",
}
