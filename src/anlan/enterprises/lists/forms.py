"""Forms of lists and features."""

from collections.abc import Iterable

from django import forms

from anlan.standards.features import Feature, all_features


class ItemForm(forms.Form):
    """An item of one's own."""

    ask = forms.CharField(
        label="问什么（是为正常）", max_length=300, help_text="如：冷库外的急停按钮贴有标签、能按动。"
    )
    place = forms.CharField(
        label="部位", max_length=40, required=False, help_text="如：冷库、打磨车间。到一处只看一处，检查时按部位分组。"
    )
    look = forms.CharField(label="怎么看", max_length=300, required=False)
    found = forms.CharField(label="“否”是什么样", max_length=300, required=False, help_text="答否时写进隐患描述。")
    fix = forms.CharField(label="通常怎么改", max_length=300, required=False)
    days = forms.IntegerField(label="建议几个工作日改好", min_value=0, max_value=90, initial=7)
    basis = forms.CharField(label="依据", max_length=120, required=False, help_text="制度、文件或操作规程名称。")


class SharedItemForm(ItemForm):
    """An item of the township: it may be asked only of enterprises that have something."""

    where = forms.ChoiceField(
        label="只问哪些单位", required=False, help_text="不选，本行业的单位都问。没填过设备与工艺的单位，也问。"
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = [("", "都问"), *grouped(all_features())]


def grouped(features: Iterable[Feature]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Features as the choices of a form, group by group."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in features:
        groups.setdefault(one.group, []).append((one.code, one.name))
    return list(groups.items())


class FeaturesForm(forms.Form):
    """What an enterprise has."""

    features = forms.MultipleChoiceField(
        label="本单位有哪些设备、工艺和作业",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="检查表据此增减：没有的不问；锅炉、电梯等特种设备，不论什么行业，有就问。什么都没有的，不选，直接保存。",
    )
    client_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        ticked = [one for one in all_features() if not one.derived]
        self.fields["features"].choices = grouped(ticked)
