"""Forms of the papers that begin with an inspection or answer another: each gives `items`, `facts`, `basis`."""

import re
from typing import Any

from django import forms

from anlan.core import inputs
from anlan.core.names import NameField
from anlan.enforcement.documents import values
from anlan.enforcement.documents.inquiry_forms import InquiryForm, InquiryNoticeForm
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.paper_form import PaperForm
from anlan.enforcement.documents.queries import to_order

SPLIT = re.compile(r"[|｜\t]")


class RecordForm(PaperForm):
    """Nothing to type: the visit says it all."""

    def rest(self, given: dict[str, Any]) -> dict[str, Any]:
        """What the visit tells."""
        return {"facts": values.of_visit(self.inspection)}


class MeasuresForm(PaperForm):
    """What is decided on each hazard; an empty one is left out."""

    basis = forms.CharField(label="依据", max_length=300, initial="《安全生产法》第六十五条第一款第三项")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hazards = to_order(self.inspection)
        for one in self.hazards:
            label = f"{one} {one.place_words} {one.description}"[:120]
            self.fields[f"decision_{one.pk}"] = forms.CharField(
                label=label, max_length=200, required=False, help_text="如：责令停止使用该设备。不写的不列入。"
            )

    def rows(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        """The hazards something was decided on."""
        told = [(one, given.pop(f"decision_{one.pk}", "").strip()) for one in self.hazards]
        return [
            {"hazard": str(one.pk), "code": str(one), "words": _words(one), "decision": said}
            for one, said in told
            if said
        ]


def _words(hazard: Any) -> str:
    return f"{hazard.place_words}：{hazard.description}" if hazard.place_words else str(hazard.description)


class ListForm(PaperForm):
    """Things in rows of name, quantity and feature."""

    things = inputs.words(
        "清单",
        rows=6,
        limit=5000,
        help_text="一行一件：名称｜数量｜规格或特征，用“｜”隔开，如：二号配电箱｜1台｜XL-21型。",
    )

    def clean_things(self) -> list[dict[str, str]]:
        """The rows."""
        rows = []
        for line in filter(None, (one.strip() for one in self.cleaned_data["things"].splitlines())):
            parts = [part.strip() for part in SPLIT.split(line, maxsplit=2)]
            if len(parts) < 2 or not all(parts[:2]):
                raise forms.ValidationError(f"“{line[:30]}”没有写数量，请写成：名称｜数量｜规格或特征。")
            rows.append({"words": parts[0], "quantity": parts[1], "feature": parts[2] if len(parts) > 2 else ""})
        return rows

    def rows(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        """The list."""
        return list(given.pop("things"))


class PreservationForm(ListForm):
    """Evidence registered and kept before it is lost (行政处罚法 art. 56)."""

    reason = forms.CharField(label="理由", max_length=200, initial="证据可能灭失或者以后难以取得")
    keeping = forms.CharField(label="保存地点和方式", max_length=200)
    keeper = NameField(label="保管人")
    basis = forms.CharField(label="依据", max_length=300, initial="《行政处罚法》第五十六条")


class SealingForm(ListForm):
    """What is sealed or seized, why, where (安全生产法 art. 65)."""

    measure = forms.ChoiceField(label="措施", choices=[("查封", "查封"), ("扣押", "扣押")])
    reason = inputs.words("理由", rows=2, help_text="接在“你单位”后面写，如：使用的配电箱不符合国家标准。")
    keeping = forms.CharField(label="场所或保管地点", max_length=200)
    acted_at = inputs.moment(
        "当场实施时间",
        required=False,
        help_text="情况紧急、没有批准就当场实施的才写；二十四小时内报告负责人并补办批准（《行政强制法》第十九条）。",
    )
    basis = forms.CharField(label="依据", max_length=300, initial="《安全生产法》第六十五条第一款第四项")

    def rest(self, given: dict[str, Any]) -> dict[str, Any]:
        """When it was done on the spot is no fact of the paper but a clock."""
        acted_at = given.pop("acted_at", None)
        return super().rest(given) | {"acted_at": acted_at}


class PowerCutForm(PaperForm):
    """Whose power is cut from when (安全生产法 art. 70)."""

    supplier = forms.CharField(label="供电（供应）单位", max_length=100)
    supply = forms.ChoiceField(label="停止供应", choices=[("供电", "供电"), ("供应民用爆炸物品", "供应民用爆炸物品")])
    cut_at = inputs.moment("停供时间", help_text="至少提前二十四小时通知该单位。")
    danger = inputs.words(
        "现实危险", rows=2, help_text="重大事故隐患拒不执行停产停业等决定，有发生事故的现实危险的事实。"
    )
    emergency = forms.CharField(
        label="紧急情形", max_length=200, required=False, help_text="危及生产安全、来不及提前二十四小时的才写。"
    )
    given_basis = "《安全生产法》第七十条"

    def rest(self, given: dict[str, Any]) -> dict[str, Any]:
        """The time stays a time: a clock runs by it."""
        return {"facts": super().rest(given)["facts"] | {"cut_at": given["cut_at"].isoformat()}}


class PowerBackForm(PaperForm):
    """The decision was obeyed, or the danger is gone."""

    reason = inputs.words("恢复的理由", rows=2, help_text="履行了决定、采取了措施，经复查消除危险的事实。")
    given_basis = "《安全生产法》第七十条"


class ExtensionForm(PaperForm):
    """How long still, and why."""

    until_on = inputs.day("延长至", help_text="最多再延长三十日，只能延长一次。")
    reason = inputs.words("理由", rows=2)
    given_basis = "《行政强制法》第二十五条"


class ResultForm(PaperForm):
    """What is decided on each thing of the parent's list."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, item in enumerate(self._things(), start=1):
            label = f"{item['words']} {item['quantity']}"[:120]
            self.fields[f"decision_{place}"] = forms.CharField(label=label, max_length=200, help_text="处理决定")

    def _things(self) -> list[dict[str, Any]]:
        return list(self.parent.items) if self.parent else []

    def rows(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        """The things with what was decided."""
        return [
            {**item, "decision": given.pop(f"decision_{place}")} for place, item in enumerate(self._things(), start=1)
        ]


FORMS: dict[Kind, type[PaperForm]] = {
    Kind.RECORD: RecordForm,
    Kind.MEASURES: MeasuresForm,
    Kind.INQUIRY_NOTICE: InquiryNoticeForm,
    Kind.INQUIRY: InquiryForm,
    Kind.PRESERVATION: PreservationForm,
    Kind.PRESERVATION_RESULT: ResultForm,
    Kind.SEALING: SealingForm,
    Kind.SEALING_EXTENSION: ExtensionForm,
    Kind.SEALING_RELEASE: ResultForm,
    Kind.POWER_CUT: PowerCutForm,
    Kind.POWER_BACK: PowerBackForm,
}
