"""Forms of money, levels and experts."""

from typing import Any

from django import forms

from anlan.core import clock, inputs
from anlan.core.names import NameField
from anlan.enterprises.investment import regimes
from anlan.enterprises.investment.regimes import LEVELS, USES
from anlan.enterprises.models import Enterprise, Spending

PARTED = "｜"
SCAN = "照片或 PDF。"


def _sum(label: str, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=f"{label}（元）", min_value=1, max_value=10**12, **more)


class PlanForm(forms.Form):
    """What is to be spent in a year, and by which rule."""

    year = forms.TypedChoiceField(label="年度", coerce=int)
    planned = _sum("计划投入")
    purposes = inputs.words("主要用途", limit=300, help_text="如：除尘系统改造、劳保用品、培训、隐患整改。")
    regime = forms.ChoiceField(
        label="提取标准",
        required=False,
        help_text="按《企业安全生产费用提取和使用管理办法》提取的选一项；不在范围内的不选。",
    )
    base = _sum("计提基数", required=False, help_text="上年度营业收入；施工企业填建筑安装工程造价。不提取的不填。")
    reason = forms.CharField(label="为什么改", max_length=200, required=False, help_text="第一次填计划不用写。")

    def __init__(self, *args: Any, enterprise: Enterprise, known: Spending | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        now = clock.today().year
        bound = regimes.for_industry(enterprise.main_industry_id)
        listed = [*bound, *(one for one in regimes.REGIMES.values() if one not in bound)]
        fields: dict[str, Any] = self.fields
        fields["year"].choices = [(year, f"{year} 年") for year in (now, now + 1, now - 1)]
        known_rules = [(one.name, f"{one.label}：{one.rates}") for one in listed]
        fields["regime"].choices = [("", "不在规定范围内"), *known_rules]
        if known is None:
            del self.fields["reason"]
            self.initial = {"regime": bound[0].name if bound and bound[0].sure else "", **self.initial}
            return
        fields["year"].choices = [(known.year, f"{known.year} 年")]
        fields["reason"].required, fields["reason"].help_text = True, ""
        for name in ("year", "planned", "purposes", "regime", "base"):
            self.initial[name] = getattr(known, name)

    def clean_year(self) -> int:
        """A number."""
        return int(self.cleaned_data["year"])


class ExpenseForm(forms.Form):
    """Money spent."""

    on = inputs.day("日期")
    use = forms.ChoiceField(label="用途", choices=list(USES.items()))
    amount = _sum("金额")
    words = forms.CharField(label="花在什么上", max_length=200)
    scan = forms.FileField(label="发票、凭证", required=False, help_text=SCAN)


class WordsForm(forms.Form):
    """A reason, or what was done."""

    words = inputs.words("说明", limit=300)

    def __init__(self, *args: Any, label: str = "说明", hint: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].label, self.fields["words"].help_text = label, hint


class LevelForm(forms.Form):
    """What the certificate says."""

    level = forms.ChoiceField(label="等级", choices=list(LEVELS.items()))
    number = forms.CharField(label="证书编号", max_length=60)
    issued_by = forms.CharField(
        label="定级部门", max_length=120, help_text="一级应急管理部，二级省级，三级设区的市级。"
    )
    issued_on = inputs.day("公告（发证）日期")
    expires_on = inputs.day("有效期至", required=False, help_text="不填按 3 年推算。")
    scan = forms.FileField(label="证书照片或扫描件", required=False, help_text=SCAN)


class EngagementForm(forms.Form):
    """An expert the enterprise engaged."""

    name = NameField(label="专家姓名、机构名称")
    unit = forms.CharField(label="所在单位", max_length=120, required=False)
    qualification = forms.CharField(
        label="资格、职称", max_length=200, required=False, help_text="注册安全工程师、高级工程师等，看过证件再填。"
    )
    task = forms.CharField(label="请来做什么", max_length=200, help_text="如：每季度排查一次粉尘防爆。")
    starts_on = inputs.day("聘期起")
    ends_on = inputs.day("聘期止")


class VisitForm(forms.Form):
    """A day the expert came."""

    on = inputs.day("日期")
    looked_at = forms.CharField(label="看了哪里", max_length=300)
    advice = inputs.words(
        "提出的问题",
        rows=6,
        limit=20_000,
        required=False,
        help_text="一行一条，依据写在“｜”后面，如：急停按钮被遮挡｜安全生产法 第三十六条。没有问题的不填。",
    )
    scan = forms.FileField(label="专家签字的意见", required=False, help_text=SCAN)

    def clean_advice(self) -> list[tuple[str, str]]:
        """The lines as (what, clause)."""
        text = self.cleaned_data["advice"].replace("|", PARTED)
        parted = (line.partition(PARTED) for line in text.splitlines() if line.strip(f" \t{PARTED}"))
        return [(what.strip(), clause.strip()) for what, _, clause in parted]
