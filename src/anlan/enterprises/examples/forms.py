"""Forms of practices."""

from typing import Any

from django import forms

from anlan.core import inputs
from anlan.enterprises.models import Enterprise


class PracticeForm(forms.Form):
    """What others may follow."""

    title = forms.CharField(label="做法", max_length=80, help_text="一句话，如：除尘管道每班清灰，挂牌拍照。")
    words = inputs.words("怎么做", rows=6, limit=5000, help_text="写到同行能照着做：谁、什么时候、用什么。")
    effect = forms.CharField(label="效果", max_length=300, required=False, help_text="做之前和做之后有什么不同。")
    scan = forms.FileField(label="现场照片", required=False, help_text="JPG、PNG 或 HEIC。")


class EndForm(forms.Form):
    """Why it is taken down."""

    reason = inputs.words("为什么撤下", limit=300)


class AdoptForm(forms.Form):
    """How it was taken up, and where."""

    enterprise = forms.ModelChoiceField(Enterprise.objects.none(), label="单位")
    words = inputs.words("怎么照做的", limit=300, help_text="一两句话：从哪天起、在哪个部位、谁负责。")

    def __init__(self, *args: Any, places: list[Enterprise], **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["enterprise"].queryset = Enterprise.objects.filter(pk__in=[one.pk for one in places])
        if len(places) == 1:
            fields["enterprise"].initial = places[0]
