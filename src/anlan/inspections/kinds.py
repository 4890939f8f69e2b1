"""The kinds of visit: what each is, on what authority, who may make it, what may come of it and what it counts as.

Power comes first: the kind is chosen before anything else (国办发〔2024〕54号; 安全生产法 2021). The page 凭什么去检查
prints this table, and the rules read it.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

from anlan.hazards.models import Source


class Kind(TextChoices):
    """Why somebody goes to look."""

    SELF_INSPECTION = "self_inspection", "企业自查"
    PATROL = "patrol", "村级巡查"
    GUIDANCE = "guidance", "帮扶指导"
    UPPER_LEVEL = "upper_level", "上级检查登记"
    REPORT_CHECK = "report_check", "举报核查"
    ADMINISTRATIVE = "administrative", "行政检查"


@dataclass(frozen=True)
class About:
    """One kind of visit in words and in rules.

    `permission` is what a grant must carry, empty where only the enterprise's own people go; `enterprise_signs`:
    whether somebody of the enterprise signs or is recorded as refusing; `paper` is the title of the printed record;
    `needs_approval`: it begins only from an approval that names it.
    """

    kind: Kind
    what: str
    basis: str
    who: str
    outcome: str
    cannot: str
    counts_as: str
    paper: str
    source: Source
    permission: str
    enterprise_signs: bool = True
    needs_approval: bool = False

    @property
    def label(self) -> str:
        """The kind in words."""
        return str(self.kind.label)

    @property
    def is_own(self) -> bool:
        """Whether the enterprise looks at itself."""
        return not self.permission


KINDS: dict[Kind, About] = {
    about.kind: about
    for about in (
        About(
            Kind.SELF_INSPECTION,
            "单位自己查自己，主要负责人带队的由本人当场签名",
            "《安全生产法》第二十一条第五项、第四十一条",
            "本单位的主要负责人、分管负责人、安全管理员和从业人员",
            "自查记录；查出的隐患进台账，由本单位整改",
            "不能代替主管单位的验收",
            "计入企业自查次数；主要负责人本人签名的，计入带队检查",
            "企业自查记录",
            Source.SELF_INSPECTION,
            "",
            enterprise_signs=False,
        ),
        About(
            Kind.PATROL,
            "村里到单位看一看，发现隐患及时上报",
            "《安全生产法》第七十五条",
            "所在村的村支书、安全协管员",
            "巡查记录；发现的隐患登记上报，一般隐患可当场督促改好",
            "不是行政检查，不下指令、不罚款、不规定必须完成的期限",
            "计入村级巡查次数",
            "村级巡查记录",
            Source.PATROL,
            "inspections.patrol",
        ),
        About(
            Kind.GUIDANCE,
            "工作人员会同专家上门帮助查找隐患、讲清怎么改",
            "《安全生产法》第九条；国办发〔2024〕54号",
            "乡镇领导、站所工作人员；专家须与工作人员同行",
            "指导记录；隐患进台账，整改时间只作建议",
            "不是行政检查，不下指令、不罚款；专家意见不能直接当作检查结论",
            "计入帮扶指导次数，不计入行政检查次数",
            "帮扶指导记录",
            Source.GUIDANCE,
            "inspections.guidance",
        ),
        About(
            Kind.UPPER_LEVEL,
            "把上级来检查的情况和查出的隐患登记在册",
            "登记上级文书，不产生新的检查",
            "安全生产综合监管办公室的工作人员",
            "登记表；上级指出的隐患进台账跟踪",
            "检查是上级做的，本地不另出结论",
            "计入上级检查登记，不计入本地检查次数",
            "上级检查登记表",
            Source.UPPER_LEVEL,
            "inspections.upper_level",
            enterprise_signs=False,
        ),
        About(
            Kind.REPORT_CHECK,
            "接到举报后到现场弄清是否属实",
            "《安全生产法》第七十三条、第九条",
            "站所负责人、工作人员",
            "核查记录；属实的隐患进台账，按程序判定和整改",
            "不透露举报人和举报内容；需要处罚的移交有处罚权的单位",
            "计入举报核查次数，不占企业的年度检查次数",
            "举报核查记录",
            Source.REPORT,
            "inspections.report_check",
        ),
        About(
            Kind.ADMINISTRATIVE,
            "有权单位按公示的事项依法检查，先批准、后告知、再进门",
            "《行政处罚法》第四十二条、第五十五条；国办发〔2024〕54号",
            "有行政检查权单位的两名持证执法人员",
            "现场检查记录；隐患进台账，由有权单位责令改正",
            "不检查公示事项以外的内容；专家意见、第三方报告不直接作为检查结论",
            "计入行政检查次数，占企业的年度检查频次",
            "现场检查记录",
            Source.INSPECTION,
            "inspections.administrative",
            needs_approval=True,
        ),
    )
}


def about(kind: str) -> About:
    """The table's line for a kind of visit."""
    return KINDS[Kind(kind)]
