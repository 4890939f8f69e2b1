"""The kinds of special archives: who is asked for one, and what it says.

Cleaning dust: 工贸企业重大事故隐患判定标准（2023）第十一条(十), confidence A, as the shipped criteria have it
(未落实粉尘清理制度，造成作业现场积尘严重). A missing entry alone is not that: it is a gap, and people judge.
How often one cleans is the enterprise's own rule, which 工贸企业粉尘防爆安全规定（应急管理部令第6号） asks for: from
memory, like the articles on cylinders and vehicles, so they bear NOT_COMPARED.
"""

from dataclasses import dataclass

from anlan.enterprises.models import Archive

YES_NO = ("有", "没有")
NOT_COMPARED = "（待核）"
"""Stands after a citation nobody has compared with its text yet: it is told with it wherever it goes."""
CLEANING_LAW = f"工贸企业重大事故隐患判定标准 第十一条(十)；工贸企业粉尘防爆安全规定（应急管理部令第6号）{NOT_COMPARED}"
UNSAFE = {"C 级": "局部是危房，先停用危险部分、限期加固", "D 级": "整幢是危房，停止使用、撤出人员"}
"""What an appraisal that found danger asks (自建房结构安全排查技术要点（暂行）: stop the use of what is dangerous)."""
UNSAFE_LAW = "自建房结构安全排查技术要点（暂行）；危险房屋鉴定标准（JGJ 125）" + NOT_COMPARED
PARTS = {
    "floor": "地面",
    "machines": "设备表面",
    "beams": "墙面、梁架、灯具",
    "ducts": "除尘管道",
    "hopper": "除尘器卸灰",
}
"""What is cleaned, 除尘器卸灰 included."""


@dataclass(frozen=True)
class Fact:
    """One thing a kind says. `type`: text, number (whole), day, or choice of `choices`."""

    name: str
    label: str
    type: str = "text"
    choices: tuple[str, ...] = ()
    required: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind: its words, and by which features, kinds and industries of an enterprise it is asked.

    `amount` is the label, with its unit in `unit`; empty where nothing is counted. `valid_to` labels the day it runs
    out and `clause` is what asks for renewing.
    """

    code: str
    name: str
    hint: str
    facts: tuple[Fact, ...]
    place: str = "位置"
    amount: str = ""
    unit: str = ""
    needs_amount: bool = False
    valid_to: str = ""
    clause: str = ""
    features: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    industries: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Its name in words."""
        return str(Archive.Kind(self.code).label)

    @property
    def is_dust(self) -> bool:
        """Whether it is cleaned by a rhythm."""
        return self.code == Archive.Kind.DUST


KINDS = {
    one.code: one
    for one in (
        Kind(
            "confined_space",
            "名称、编号",
            "如：1 号污水池。",
            (
                Fact("harm", "危险有害因素", required=True, hint="如：硫化氢中毒、缺氧窒息、淹溺。"),
                Fact("sign", "警示标志", "choice", ("已设置", "没有设置"), required=True),
                Fact("number", "台账编号"),
            ),
            amount="容积",
            unit="立方米",
            features=frozenset({"confined_space"}),
        ),
        Kind(
            "dust",
            "场所名称",
            "如：砂光车间。",
            (
                Fact("dust", "粉尘种类", required=True, hint="如：木粉、铝粉、面粉。"),
                Fact("system", "除尘方式", "choice", ("干式除尘", "湿式除尘", "没有除尘系统"), required=True),
            ),
            amount="面积",
            unit="平方米",
            features=frozenset({"dust"}),
        ),
        Kind(
            "chemicals",
            "品名",
            "如：乙酸乙酯。",
            (
                Fact("harm", "危险性", required=True, hint="照安全技术说明书填，如：易燃液体。"),
                Fact("sheet", "安全技术说明书", "choice", YES_NO, required=True),
            ),
            place="存放位置",
            amount="最大储量",
            unit="千克",
            needs_amount=True,
            features=frozenset(
                {"ammonia", "solvent_cleaning", "spray_paint", "paper_chlorine", "textile_chemicals", "fumigation"}
            ),
            industries=("weihua",),
        ),
        Kind(
            "cylinders",
            "名称",
            "如：后厨液化气瓶。",
            (
                Fact("supplier", "供气单位", required=True, hint="瓶身和送气单上的单位。"),
                Fact("alarm", "可燃气体报警器", "choice", ("已安装", "没有安装"), required=True),
            ),
            place="存放位置",
            amount="瓶数",
            unit="瓶",
            needs_amount=True,
            valid_to="最早一瓶的检验到期",
            clause=f"特种设备安全法 第四十条{NOT_COMPARED}",
            features=frozenset({"gas", "cylinder_filling"}),
            industries=("ranqi",),
        ),
        Kind(
            "vehicles",
            "车牌号",
            "如：豫K12345。",
            (
                Fact(
                    "use",
                    "车辆类型",
                    "choice",
                    ("客运车", "货运车", "危险货物运输车", "校车", "其他"),
                    required=True,
                ),
            ),
            place="停放位置",
            valid_to="年检到期",
            clause=f"道路交通安全法 第十三条{NOT_COMPARED}",
            kinds=frozenset({"vehicles"}),
            industries=("jiaotong-daolu",),
        ),
        Kind(
            "self_built",
            "房屋名称",
            "如：临街主楼。",
            (
                Fact("floors", "层数", "number", required=True),
                Fact("surveyed_on", "房屋安全鉴定日期", "day", hint="没有鉴定过的不填。"),
                Fact("result", "鉴定结论", "choice", ("没有鉴定", "A 级", "B 级", "C 级", "D 级"), required=True),
            ),
            amount="面积",
            unit="平方米",
            kinds=frozenset({"self_built"}),
            industries=("zijianfang",),
        ),
    )
}
