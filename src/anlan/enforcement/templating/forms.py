"""Forms of templates."""

from django import forms

from anlan.enforcement.batches.forms import DATE
from anlan.enforcement.transfers.forms import words


class ReplaceForm(forms.Form):
    """A new version of a template."""

    file = forms.FileField(
        label="模板文件",
        help_text="docx。先下载现在的版本，用 Word 或 WPS 改好再传；标签照抄栏目表，上传时逐个核对。",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    source = forms.CharField(label="来源", max_length=200, help_text="依据哪份文件改的，如上级下发的文书格式文号。")
    valid_from = forms.DateField(label="启用日期", widget=DATE)
    valid_to = forms.DateField(label="停用日期", widget=DATE, required=False, help_text="留空即用到下一版启用。")


class EndForm(forms.Form):
    """When and why a version ends."""

    valid_to = forms.DateField(label="停用日期", widget=DATE, help_text="这一天还可以用。")
    reason = words("停用的理由", rows=2)
