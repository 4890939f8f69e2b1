"""Where a duty is done: the page of what shows it, and what that takes, for those who owe it."""

from django.urls import reverse

from anlan.campaigns.duties.queries import Mine

WAYS = {
    # proof of a campaign duty → the page on which it is done, and what that takes
    "led_inspection": ("inspections:new", "扫码或选本单位，按清单走一圈，最后本人签名；系统自动计入。"),
    "self_inspection": ("inspections:new", "按自查清单逐项点，十几分钟；系统自动计入。"),
    "patrol": ("inspections:new", "到现场按清单走一圈，看到的当场记下；系统自动计入。"),
    "guidance": ("inspections:new", "到企业按清单走一圈，指出的问题当场记下；系统自动计入。"),
    "drill": ("enterprises:learning", "演练完当天登记情景、人数、用时，再写两句评估。"),
    "warning": ("enterprises:learning", "讲一次课，上传签到表；没到的补课，全员到齐自动计入。"),
    "training": ("enterprises:learning", "讲完课登记题目、学时，勾选到的人或上传签到表。"),
    "spending": ("enterprises:investment", "填一次全年计划，之后花一笔记一笔。"),
    "standardization": ("enterprises:investment", "登记等级证书，附上照片，到期前自动提醒。"),
    "expert": ("enterprises:investment", "先登记专家，每来一次写看了哪里、提出什么。"),
    "survey": ("enterprises:contracts", "有的逐份登记，没有的点“现在确认”。"),
    "duties_signed": ("enterprises:posts", "按模板一次发布，各人点一下或打印签字拍照。"),
}


def page_of(one: Mine) -> str:
    """The page on which it is done; empty where the system has none of its own for it."""
    proof = one.row.asked.proof
    if proof is None:
        return reverse("campaigns:state_duty", args=[one.campaign.pk, _lineage(one), one.instance.subject.whose])
    page = WAYS[proof.name][0] if proof.name in WAYS else ""
    if page.startswith("enterprises:"):
        return reverse(page, args=[one.instance.subject.key])
    return reverse(page) if page else ""


def way(one: Mine) -> tuple[str, str]:
    """(page, what it takes); without a page of its own the duty's, which says what counts."""
    proof = one.row.asked.proof
    if proof is None:
        return page_of(one), "系统看不到的，写两句话说明什么时候、谁、做了什么。"
    how = WAYS[proof.name][1] if proof.name in WAYS else f"{proof.label}，记下后系统自动计入。"
    return page_of(one) or reverse("campaigns:duty", args=[one.campaign.pk, _lineage(one)]), how


def _lineage(one: Mine) -> object:
    return one.row.asked.duty.lineage
