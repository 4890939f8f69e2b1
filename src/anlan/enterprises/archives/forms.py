"""Forms of archives and cleanings; an archive's asks what its kind says."""

from typing import Any

from django import forms

from anlan.core import clock, inputs
from anlan.enterprises.archives import printing
from anlan.enterprises.archives.kinds import KINDS, PARTS, Fact, Kind
from anlan.enterprises.certificates.forms import PersonChoice
from anlan.enterprises.models import Archive, Cleaning, Enterprise, Person

FACT = "fact_"
NOT_THERE = "名单里没有的，先在企业档案里增加人员。"


def _field(fact: Fact) -> forms.Field:
    more: dict[str, Any] = {"label": fact.label, "required": fact.required, "help_text": fact.hint}
    if fact.type == "choice":
        choices = [("", "请选择"), *((one, one) for one in fact.choices)]
        return forms.ChoiceField(choices=choices, **more)
    if fact.type == "number":
        return forms.IntegerField(min_value=0, max_value=10_000, **more)
    return inputs.day(**more) if fact.type == "day" else forms.CharField(max_length=200, **more)


class ArchiveForm(forms.Form):
    """One thing of a kind; `known` is what is on file when it is changed."""

    name = forms.CharField(max_length=80)
    place = forms.CharField(max_length=120, required=False)
    amount = forms.DecimalField(max_digits=12, decimal_places=2, min_value=0, required=False)
    valid_to = inputs.day("到期", required=False)
    every_days = forms.IntegerField(
        label="几天清扫一次",
        min_value=1,
        max_value=31,
        help_text="照本单位的粉尘清扫制度填；每班、每天都清扫的填 1。到期没有清扫记录会提醒。",
    )
    responsible = PersonChoice(Person.objects.none(), label="责任人", empty_label="请选择", help_text=NOT_THERE)
    since = inputs.day("起用日期", required=False)

    def __init__(
        self, *args: Any, kind: Kind, enterprise: Enterprise, known: Archive | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.kind = kind
        fields: dict[str, Any] = self.fields
        fields["name"].label, fields["name"].help_text = kind.name, kind.hint
        fields["place"].label = kind.place
        fields["amount"].label, fields["amount"].required = f"{kind.amount}（{kind.unit}）", kind.needs_amount
        fields["valid_to"].label = kind.valid_to
        fields["responsible"].queryset = enterprise.people.filter(until=None).order_by("name", "since")
        unasked = {"amount": kind.amount, "valid_to": kind.valid_to, "every_days": kind.is_dust}
        for name in [name for name, asked in unasked.items() if not asked]:
            del self.fields[name]
        for fact in kind.facts:
            self.fields[f"{FACT}{fact.name}"] = _field(fact)
        last = [name for name in ("valid_to", "every_days", "responsible", "since") if name in self.fields]
        self.order_fields(["name", "place", "amount", *(f"{FACT}{fact.name}" for fact in kind.facts), *last])
        if known is not None:
            self._show(known)

    def _show(self, known: Archive) -> None:
        for name in self.fields:
            is_fact = name.startswith(FACT)
            value = known.facts.get(name.removeprefix(FACT), "") if is_fact else getattr(known, name)
            self.initial.setdefault(name, printing.number(value) if name == "amount" else value)

    def clean(self) -> dict[str, Any]:
        """The kind's own facts gathered under one name; what was left empty is not kept."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        said = {fact.name: given.pop(f"{FACT}{fact.name}", None) for fact in self.kind.facts}
        facts = {name: value for name, value in said.items() if value not in (None, "")}
        given["facts"] = {
            name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in facts.items()
        }
        return given


class CleaningForm(forms.Form):
    """A dust place was cleaned; it begins as it was last time, today."""

    on = inputs.day("日期")
    shift = forms.ChoiceField(label="班次", choices=Cleaning.Shift.choices)
    person = PersonChoice(Person.objects.none(), label="谁清扫", help_text=NOT_THERE)
    parts = forms.MultipleChoiceField(
        label="清扫了哪些部位",
        choices=list(PARTS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="只勾真正清扫过的。",
    )
    note = forms.CharField(label="说明", max_length=200, required=False, help_text="如：卸灰两袋，送到灰库。")
    scan = forms.FileField(label="照片", required=False, help_text="可不拍。JPG、PNG 或 HEIC。")

    def __init__(self, *args: Any, archive: Archive, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["person"].queryset = archive.enterprise.people.filter(until=None).order_by("name", "since")
        last = archive.cleanings.filter(struck_why="", person__until=None).select_related("person").first()
        shift, person = (last.shift, last.person) if last else (Cleaning.Shift.AFTER, archive.responsible)
        as_before = {"on": clock.today(), "shift": shift, "person": person, "parts": last.parts if last else []}
        self.initial = {**as_before, **self.initial}
        self.assumed = f"今天，{Cleaning.Shift(shift).label}，{person.name}"


def form_of(kind: str, *args: Any, **more: Any) -> ArchiveForm:
    """The form of a kind."""
    return ArchiveForm(*args, kind=KINDS[kind], **more)
