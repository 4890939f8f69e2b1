"""Forms of assignments."""

from typing import Any

from django import forms

from anlan.campaigns.assigning.rules import DEPUTIES
from anlan.core import clock, inputs
from anlan.enterprises.models import Enterprise, Person
from anlan.files.evidence import PhotoForm


class DeputyChoice(forms.ModelChoiceField):
    """A deputy or safety officer, told apart from others of the name."""

    def label_from_instance(self, obj: Any) -> str:
        """周平（分管负责人，手机尾 1234）."""
        return str(obj.told_apart)


class AssignForm(forms.Form):
    """To whom, by when."""

    person = DeputyChoice(Person.objects.none(), label="交给谁", empty_label="请选择")
    due_on = inputs.day("完成期限")
    note = forms.CharField(label="要求", max_length=200, required=False, help_text="如：先查外包的两家，签到表拍照。")

    def __init__(self, *args: Any, enterprise: Enterprise, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["person"]
        field.queryset = enterprise.people.filter(until=None, post__in=DEPUTIES).order_by("post", "name")


class FinishForm(PhotoForm):
    """What was done, with what proves it."""

    photos_label = "证明"
    photos_hint = "现场照片，或记录、签到表的扫描件。"
    photos_needed = "请附上照片或记录的扫描件，说明做过了。"
    images_only = False
    done_on = inputs.day("完成日期")
    words = inputs.words("做了什么", limit=5000, rows=4, help_text="写清什么时候、谁、做了什么、结果怎样。")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"done_on": clock.today()}, **more)
