"""Forms of new packs and key checks."""

from typing import Any

from django import forms

from anlan.core import inputs
from anlan.standards.forms import IndustryChoices, offered
from anlan.standards.matching.reading import HAN
from anlan.standards.shelving.key_checks import KeyCheck

MOST = 200


class PackForm(forms.Form):
    """A pack as a YAML file."""

    file = forms.FileField(
        label="标准包文件", help_text="YAML 文件，写法见标准包说明；上传后先看改了什么、影响什么，再确认生效。"
    )
    reason = forms.CharField(label="说明", max_length=300, required=False, help_text="如：应急管理部第 X 号令修订。")


class KeyChecksForm(forms.Form):
    """Key checks of one industry, one a line."""

    industry = IndustryChoices(offered(), label="行业", empty_label="请选择")
    title = forms.CharField(label="名称", max_length=100, help_text="如：桂村乡露营地重点检查事项。")
    basis = forms.CharField(label="依据", max_length=120, help_text="文件名称、文号，或“乡安委会研究确定”。")
    checks = inputs.words(
        "检查事项",
        rows=12,
        limit=60_000,
        help_text=(
            "一行一项，写应当做到的，查的时候问“是否做到”；怎么看写在竖线后面，"
            "如：帐篷与明火保持 3 米以上｜看营位间距和炉具位置。"
        ),
    )

    def clean_checks(self) -> list[KeyCheck]:
        """Each line as what to ask and how to look."""
        lines = [line.strip() for line in self.cleaned_data["checks"].splitlines() if line.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError(f"有 {len(lines)} 项，最多 {MOST} 项。")
        made: list[KeyCheck] = []
        for line in lines:
            words, _, how = line.replace("|", "｜").partition("｜")
            made.append(KeyCheck(words.strip(), how.strip()))
        if empty := next((place for place, one in enumerate(made, start=1) if not one.words), None):
            raise forms.ValidationError(f"第 {empty} 项没有写检查事项，只写了怎么看。请在竖线前面写明查什么。")
        if wordless := next((place for place, one in enumerate(made, start=1) if not HAN.search(one.words)), None):
            words = f"第 {wordless} 项“{made[wordless - 1].words[:20]}”只有数字、符号或外文。请用中文写明查什么。"
            raise forms.ValidationError(words)
        _each_once(made)
        return made

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)


def _each_once(checks: list[KeyCheck]) -> None:
    first: dict[str, int] = {}
    for place, one in enumerate(checks, start=1):
        before = first.setdefault(one.words, place)
        if before != place:
            words = f"第 {place} 项和第 {before} 项查的是同一件事：{one.words[:40]}。请合并成一项，怎么看写在一起。"
            raise forms.ValidationError(words)
