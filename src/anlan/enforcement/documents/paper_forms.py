"""Forms of the papers that begin with an inspection or answer another: each gives `items`, `facts`, `basis`."""

import datetime as dt
import re
from typing import Any

from django import forms

from anlan.core import clock
from anlan.enforcement.batches.forms import DATE
from anlan.enforcement.documents import values
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document
from anlan.enforcement.documents.queries import to_order
from anlan.enforcement.inspecting.models import Inspection
from anlan.enforcement.transfers.forms import words
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Person

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
SPLIT = re.compile(r"[|｜\t]")
QUESTION = re.compile(r"^(问|答)[：:]\s*(.+)$")


class PaperForm(forms.Form):
    """What every one has: where it comes from, and the facts its fields are."""

    given_basis = ""

    def __init__(self, *args: Any, inspection: Inspection, parent: Document | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inspection, self.parent = inspection, parent

    def drafted(self) -> dict[str, Any]:
        """The valid form as the action takes it."""
        given = dict(self.cleaned_data)
        basis = given.pop("basis", self.given_basis)
        return {"items": self.rows(given), "basis": basis, **self.rest(given)}

    def rows(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        """Its rows, taken out of what was given."""
        return list(given.pop("items", []))

    def rest(self, given: dict[str, Any]) -> dict[str, Any]:
        """Facts and what is kept apart from them."""
        return {"facts": {name: _told(value) for name, value in given.items()}}


def _told(value: Any) -> str:
    return values.instant(value) if isinstance(value, dt.datetime) else str(value).strip()


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


class PersonChoices(forms.ModelChoiceField):
    """Somebody of the enterprise, by post."""

    def label_from_instance(self, obj: Any) -> str:
        """刘镕（主要负责人）."""
        return f"{obj.name}（{obj.get_post_display()}）"


class InquiryNoticeForm(PaperForm):
    """Who is asked to come, when and where, about what."""

    who = PersonChoices(Person.objects.none(), label="被询问人", empty_label="请选择")
    matter = forms.CharField(label="询问事项", max_length=200)
    come_at = forms.DateTimeField(label="询问时间", widget=MOMENT)
    place = forms.CharField(label="询问地点", max_length=100)
    bring = forms.CharField(label="携带材料", max_length=200, initial="身份证，与询问事项有关的材料", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = enterprises.people_of(self.inspection.enterprise)  # type: ignore[attr-defined]
        self.fields["place"].initial = f"{self.inspection.office.name}办公室"
        self.fields["matter"].initial = self.inspection.item

    def clean_come_at(self) -> dt.datetime:
        """A time to come."""
        at: dt.datetime = self.cleaned_data["come_at"]
        if at <= clock.now():
            raise forms.ValidationError("询问时间已过，请写今后的时间。")
        return at

    def rest(self, given: dict[str, Any]) -> dict[str, Any]:
        """The person by name and post."""
        person = given.pop("who")
        return super().rest(given | {"person": person.name, "person_post": person.get_post_display()})


class InquiryForm(PaperForm):
    """One inquiry: what is on file of the person is taken from there, the rest is what they say."""

    who = PersonChoices(
        Person.objects.none(), label="被询问人", empty_label="请选择", help_text="不在名单的先登记到人员。"
    )
    id_number = forms.CharField(label="身份证号", max_length=18, required=False, help_text="人员档案里已登记的不填。")
    person_address = forms.CharField(label="住址", max_length=100)
    began_at = forms.DateTimeField(label="开始时间", widget=MOMENT)
    ended_at = forms.DateTimeField(label="结束时间", widget=MOMENT)
    place = forms.CharField(label="询问地点", max_length=100)
    recorder = forms.ChoiceField(label="记录人")
    talk = forms.CharField(
        label="问答",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="一行一句，以“问：”“答：”开头，一问一答。身份、权利告知已在笔录格式里，不用写。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = enterprises.people_of(self.inspection.enterprise)  # type: ignore[attr-defined]
        self.fields["recorder"].choices = [(one.full_name, one.full_name) for one in self.inspection.officers]  # type: ignore[attr-defined]
        self.fields["place"].initial = f"{self.inspection.office.name}办公室"

    def clean_talk(self) -> list[dict[str, str]]:
        """Pairs of question and answer."""
        rows = [line.strip() for line in self.cleaned_data["talk"].splitlines() if line.strip()]
        found = [QUESTION.match(line) for line in rows]
        for number, (line, one) in enumerate(zip(rows, found, strict=True)):
            if one is None or one[1] != "问答"[number % 2]:
                raise forms.ValidationError(f"第 {number + 1} 行“{line[:20]}”应以“{'问答'[number % 2]}：”开头。")
        if len(found) % 2:
            raise forms.ValidationError("最后一问还没有答。")
        said = [one[2] for one in found if one]
        return [{"question": ask, "answer": answer} for ask, answer in zip(said[::2], said[1::2], strict=True)]

    def clean(self) -> dict[str, Any]:
        """An ID number on file or typed, and an end after the beginning."""
        given = super().clean() or {}
        who, typed = given.get("who"), given.get("id_number", "").strip().upper()
        given["id_number"] = typed or (who.id_number if who else "")
        if who and not re.fullmatch(r"\d{17}[\dX]", given["id_number"]):
            self.add_error("id_number", "身份证号是18位，请核对。")
        if given.get("began_at") and given.get("ended_at") and given["ended_at"] <= given["began_at"]:
            self.add_error("ended_at", "结束时间应在开始时间之后。")
        return given

    def rows(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        """What was asked and answered."""
        return list(given.pop("talk"))

    def rest(self, given: dict[str, Any]) -> dict[str, Any]:
        """Sex and age follow from the ID number, which is kept apart."""
        person, number = given.pop("who"), given.pop("id_number")
        born, today = number[6:14], clock.today()
        age = today.year - int(born[:4]) - (f"{today:%m%d}" < born[4:])
        told = {
            "person": person.name,
            "person_post": person.get_post_display(),
            "person_phone": next(iter(person.phones), ""),
            "sex": "男" if int(number[16]) % 2 else "女",
            "age": age,
        }
        return {**super().rest(given | told), "private": number}


class ListForm(PaperForm):
    """Things in rows of name, quantity and feature."""

    things = forms.CharField(
        label="清单",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
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
    keeper = forms.CharField(label="保管人", max_length=60)
    basis = forms.CharField(label="依据", max_length=300, initial="《行政处罚法》第五十六条")


class SealingForm(ListForm):
    """What is sealed or seized, why, where (安全生产法 art. 65)."""

    measure = forms.ChoiceField(label="措施", choices=[("查封", "查封"), ("扣押", "扣押")])
    reason = words("理由", rows=2, help_text="接在“你单位”后面写，如：使用的配电箱不符合国家标准。")
    keeping = forms.CharField(label="场所或保管地点", max_length=200)
    basis = forms.CharField(
        label="依据",
        max_length=300,
        initial="《安全生产法》第六十五条第一款第四项",
        help_text="当场实施的，二十四小时内向负责人报告并补办批准（《行政强制法》第十九条）。",
    )


class ExtensionForm(PaperForm):
    """How long still, and why."""

    until_on = forms.DateField(label="延长至", widget=DATE, help_text="最多再延长三十日，只能延长一次。")
    reason = words("理由", rows=2)
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
}
