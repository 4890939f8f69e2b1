"""Forms of templates."""

from django import forms

from anlan.core import inputs


class ReplaceForm(forms.Form):
    """A new version of a template."""

    file = forms.FileField(
        label="模板文件",
        help_text="docx。先下载现在的版本，用 Word 或 WPS 改好再传；标签照抄栏目表，上传时逐个核对。",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    source = forms.CharField(label="来源", max_length=200, help_text="依据哪份文件改的，如上级下发的文书格式文号。")
    valid_from = inputs.day("启用日期")
    valid_to = inputs.day("停用日期", required=False, help_text="留空即用到下一版启用。")


class EndForm(forms.Form):
    """When and why a version ends."""

    valid_to = inputs.day("停用日期", help_text="这一天还可以用。")
    reason = inputs.words("停用的理由", rows=2)
