"""Forms of inquiries: who is asked to come, and what was asked and answered."""

import datetime as dt
import re
from typing import Any

from django import forms

from anlan.core import clock, inputs
from anlan.enforcement.documents.paper_form import PaperForm
from anlan.enterprises import queries as enterprises
from anlan.enterprises.models import Person

QUESTION = re.compile(r"^(问|答)[：:]\s*(.+)$")


class PersonChoices(forms.ModelChoiceField):
    """Somebody of the enterprise, by post."""

    def label_from_instance(self, obj: Any) -> str:
        """刘镕（主要负责人）."""
        return f"{obj.name}（{obj.get_post_display()}）"


class InquiryNoticeForm(PaperForm):
    """Who is asked to come, when and where, about what."""

    who = PersonChoices(Person.objects.none(), label="被询问人", empty_label="请选择")
    matter = forms.CharField(label="询问事项", max_length=200)
    come_at = inputs.moment("询问时间")
    place = forms.CharField(label="询问地点", max_length=100)
    bring = forms.CharField(label="携带材料", max_length=200, initial="身份证，与询问事项有关的材料", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = enterprises.people_of(self.inspection.enterprise)
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
    began_at = inputs.moment("开始时间")
    ended_at = inputs.moment("结束时间")
    place = forms.CharField(label="询问地点", max_length=100)
    recorder = forms.ChoiceField(label="记录人")
    talk = inputs.words(
        "问答",
        rows=12,
        limit=20_000,
        help_text="一行一句，以“问：”“答：”开头，一问一答。身份、权利告知已在笔录格式里，不用写。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].queryset = enterprises.people_of(self.inspection.enterprise)
        self.fields["recorder"].choices = [(one.full_name, one.full_name) for one in self.inspection.officers]
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
        if who and not (re.fullmatch(r"\d{17}[\dX]", given["id_number"]) and _born(given["id_number"])):
            self.add_error("id_number", "身份证号是18位，其中有出生日期，请核对。")
        if given.get("began_at") and given.get("ended_at") and given["ended_at"] <= given["began_at"]:
            self.add_error("ended_at", "结束时间应在开始时间之后。")
        return given

    def rows(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        """What was asked and answered."""
        return list(given.pop("talk"))

    def rest(self, given: dict[str, Any]) -> dict[str, Any]:
        """Sex and age follow from the ID number, which is kept apart."""
        person, number = given.pop("who"), given.pop("id_number")
        born, today = _born(number), clock.today()
        assert born is not None
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        told = {
            "person": person.name,
            "person_post": person.get_post_display(),
            "person_phone": next(iter(person.phones), ""),
            "sex": "男" if int(number[16]) % 2 else "女",
            "age": age,
        }
        on_file = person if person.id_number == number else None
        return {**super().rest(given | told), "private": number, "private_of": on_file}


def _born(number: str) -> dt.date | None:
    """The day of birth an ID number holds; None where it holds none."""
    try:
        return dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
