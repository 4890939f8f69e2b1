"""Forms of lessons."""

from django import forms

from anlan.core import inputs
from anlan.standards.models import Industry


class LessonForm(forms.Form):
    """A short lesson."""

    title = forms.CharField(label="题目", max_length=80)
    clause = forms.CharField(label="对应条款", max_length=120, help_text="一课只讲一条，如：消防法 第二十八条。")
    body = inputs.words(
        "内容",
        rows=10,
        limit=3000,
        help_text="用大白话，写清为什么、怎么做、今天先做哪一件。发布后不能改，要改就停用再写。",
    )
    minutes = forms.IntegerField(label="几分钟能看完", min_value=1, max_value=60, initial=5)
    industry = forms.ModelChoiceField(
        Industry.objects.all(), label="给哪个行业", required=False, empty_label="所有单位"
    )
