"""Forms of posts: a list's lines, signatures on paper, the yearly check."""

from typing import Any

from django import forms

from anlan.core import clock, inputs
from anlan.enterprises.models import DutyCheck, DutyList, Person
from anlan.enterprises.posts import queries
from anlan.files.evidence import PhotoForm

PARTED = "｜"


class DutiesForm(forms.Form):
    """The duties of a post, one a line; a source may follow behind ｜."""

    items = inputs.words(
        "职责",
        rows=14,
        limit=20_000,
        help_text="一行一条。依据写在“｜”后面，可以不写。保存后是新版本，原来签过的人要重新签。",
    )

    def __init__(self, *args: Any, known: DutyList, **more: Any) -> None:
        text = "\n".join(PARTED.join(filter(None, [one["text"], one["source"]])) for one in known.items)
        super().__init__(*args, initial={"items": text}, **more)

    def clean_items(self) -> list[dict[str, str]]:
        """The lines as {text, source}."""
        lines = (line.partition(PARTED) for line in self.cleaned_data["items"].splitlines() if line.strip())
        return [{"text": text.strip(), "source": source.strip()[:100]} for text, _, source in lines if text.strip()]


class PeopleChoice(forms.ModelMultipleChoiceField):
    """People, each told apart from others of the name."""

    def label_from_instance(self, obj: Any) -> str:
        """王强（焊工，证号尾 1234）."""
        return str(obj.told_apart)


class PaperForm(PhotoForm):
    """Who signed on paper, when, and the scan."""

    photos_label = "签字页的照片或扫描件"
    photos_hint = "JPG、PNG 或 PDF。一张纸上签了几个人的，一起勾选。"
    photos_needed = "请附上签字页的照片或扫描件。"
    images_only = False

    people = PeopleChoice(Person.objects.none(), label="谁签了", widget=forms.CheckboxSelectMultiple)
    signed_on = inputs.day("签字日期")

    def __init__(self, *args: Any, duty_list: DutyList, **more: Any) -> None:
        super().__init__(*args, initial={"signed_on": clock.today()}, **more)
        waiting = [one.pk for one in queries.still_to_sign(duty_list)]
        people: Any = self.fields["people"]
        people.queryset = Person.objects.filter(pk__in=waiting)


class CheckForm(forms.Form):
    """How somebody did their duties this year."""

    outcome = forms.ChoiceField(label="结果", choices=DutyCheck.Outcome.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="说明", max_length=300, required=False, help_text="没有履行到位的，写明是哪一条、怎么改。"
    )
