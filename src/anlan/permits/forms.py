"""Forms of dangerous work."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from anlan.core import inputs
from anlan.core.names import NameField
from anlan.enterprises.models import Enterprise, Person
from anlan.files.evidence import PhotoForm
from anlan.permits import gates, special
from anlan.permits.models import Declaration, Equipment, OwnRule, Permit

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PersonChoice(forms.ModelChoiceField):
    """Somebody in office, told apart from others of the name."""

    default_error_messages: ClassVar = {"invalid_choice": "选的人已不在本单位在岗人员里，请另选一人。"}

    def label_from_instance(self, obj: Any) -> str:
        """王强（焊工，证号尾 1234）."""
        return str(obj.told_apart)


class EquipmentForm(forms.Form):
    """A set of equipment."""

    kind = forms.ChoiceField(label="类别", choices=Equipment.Kind.choices)
    name = forms.CharField(label="名称、型号", max_length=60)
    tag = forms.CharField(label="编号", max_length=40, help_text="贴在设备上的编号，如 HJ-03。")


class CheckForm(forms.Form):
    """The check of a set."""

    on = inputs.day("检查日期")
    by = NameField(label="检查人")
    result = forms.ChoiceField(label="结果", choices=Equipment.Result.choices, widget=forms.RadioSelect)
    fault = forms.CharField(label="问题", max_length=200, required=False, help_text="不合格的写明。")


class EliminateForm(forms.Form):
    """Why a set is of an eliminated type."""

    basis = forms.CharField(
        label="依据",
        max_length=120,
        help_text="如：《淘汰落后安全技术工艺、设备目录》某年某项。标记后不能再用于作业票。",
    )


class PermitForm(forms.Form):
    """A ticket: what, where, when, who, with what."""

    work = forms.ChoiceField(label="作业")
    content = forms.CharField(label="干什么", max_length=200)
    place_words = forms.CharField(label="地点、部位", max_length=80, help_text="如：二车间南墙排气管。")
    begins_at = inputs.moment("开始")
    ends_at = inputs.moment("结束")
    worker = PersonChoice(
        Person.objects.none(),
        label="作业人",
        empty_label="请选择",
        help_text="外请、承包单位的人，先在企业档案里增加，选来自哪家相关方，登记证件。",
    )
    guardian = PersonChoice(
        Person.objects.none(),
        label="监护人",
        empty_label="请选择",
        help_text="全程在场，不能是作业人，同一时间只看一处。",
    )
    equipment = forms.ModelMultipleChoiceField(
        Equipment.objects.none(), label="用的设备", required=False, widget=forms.CheckboxSelectMultiple
    )
    outdoors = forms.BooleanField(label="露天作业", required=False)
    wind = forms.IntegerField(label="现在风力（级）", min_value=0, max_value=17, required=False)
    unavoidable = forms.CharField(label="五级以上风确需作业的理由", max_length=200, required=False)
    special_case = forms.CharField(
        label="其他要升级管理的特殊情况", max_length=200, required=False, help_text="动火用，没有不填；填了升一级审批。"
    )
    opens = forms.TimeField(
        label="营业开始", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    shuts = forms.TimeField(
        label="营业结束", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    coordinator = NameField(label="交叉作业统一协调人", required=False)
    related = forms.CharField(label="关联的其他作业票", max_length=120, required=False)

    def __init__(self, *args: Any, enterprise: Enterprise, profile: str, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        fields["work"].choices = works(profile)
        for name in ("worker", "guardian"):
            people = enterprise.people.filter(until=None).select_related("contractor")
            fields[name].queryset = people.order_by("name", "since")
        fields["equipment"].queryset = enterprise.special_equipment.filter(
            eliminated=False, result=Equipment.Result.GOOD
        )
        fields["wind"].sometimes = "露天动火必填"
        fields["equipment"].sometimes = "动火必选"
        if not fields["equipment"].queryset:
            fields["equipment"].help_text = "还没有检查合格的设备：先在“危险作业”的“设备”里登记、检查。"
        if profile == special.LIGHT:
            del fields["work"], fields["unavoidable"], fields["special_case"], fields["related"]
        if not enterprise.crowded:
            del fields["opens"], fields["shuts"]
            return
        for name in ("opens", "shuts"):
            fields[name].sometimes = "动火必填"

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        kind, _, level = given.pop("work", "hot_work:light").partition(":")
        return {**given, "kind": kind, "level": level}


def works(profile: str) -> list[tuple[str, str]]:
    """Every kind with its levels under a profile, as choices."""
    listed = [(kind, one) for kind in special.kinds_of(profile) for one in kind.levels]
    return [(f"{kind.code}:{one.code}", f"{kind.label} {one.label}") for kind, one in listed]


def known(permit: Permit) -> dict[str, Any]:
    """What a ticket says, for the form that changes it."""
    names = [name for name in PermitForm.base_fields if hasattr(permit, name) and name != "equipment"]
    facts = {name: getattr(permit, name) for name in names}
    facts |= {name: timezone.localtime(facts[name]) for name in ("begins_at", "ends_at")}
    return facts | {"work": f"{permit.kind}:{permit.level}", "equipment": permit.equipment.all()}


class GasForm(forms.Form):
    """One reading."""

    gas = forms.ChoiceField(label="气体")
    reading = forms.DecimalField(label="读数（体积分数 %）", min_value=0, max_value=100, max_digits=6, decimal_places=3)
    lel = forms.DecimalField(
        label="爆炸下限（%）",
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        required=False,
        help_text="可燃气体填。下限 4% 及以上的读数不超过 0.5%，低于 4% 或不填的不超过 0.2%。",
    )
    point = forms.CharField(label="取样部位", max_length=60)
    analyst = NameField(label="分析人")
    sampled_at = inputs.moment("取样时间")

    def __init__(self, *args: Any, names: tuple[str, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["gas"]
        table = special.TABLE["gas"]
        field.choices = [(code, table[code]["label"]) for code in (names or tuple(table))]


class ApproveForm(PhotoForm):
    """The approver stands at the place of work."""

    photos_label = "作业现场照片"
    photos_hint = "在现场拍。拍到作业点、监护人和灭火器材。"
    photos_needed = "请在作业现场拍一张照片再批准（GB 30871-2022 4.11 审批人应在作业现场）。"
    checked = forms.BooleanField(label="我在作业现场，已核对人证相符、设备和措施")


class WordForm(forms.Form):
    """A step with a word about it."""

    reason = forms.CharField(label="说明", max_length=200, required=False)


class RuleForm(forms.Form):
    """A rule of the enterprise's own."""

    words = forms.CharField(
        label="本单位的规定", max_length=120, help_text="如：动火前通知值班电工。会出现在每张作业票上。"
    )


class OverrideForm(forms.Form):
    """An own rule set aside this once."""

    rule = forms.ModelChoiceField(OwnRule.objects.none(), label="本单位的哪一条规定", empty_label="请选择")
    reason = forms.CharField(label="这次为什么例外", max_length=200)

    def __init__(self, *args: Any, permit: Permit, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["rule"]
        open_ = [one.pk for one in gates.own_rules_of(permit)]
        field.queryset = permit.enterprise.permit_rules.filter(pk__in=open_)


class DeclarationForm(forms.Form):
    """A small job, in a minute."""

    kind = forms.ChoiceField(label="干什么活", choices=Declaration.Kind.choices)
    what = forms.CharField(label="在哪里、干什么", max_length=120, help_text="如：后厨焊排烟罩支架。")
    begins_at = inputs.moment("几点开始")
    ends_at = inputs.moment("几点干完")
    worker_name = NameField(label="干活的人")
    certificate_number = forms.CharField(
        label="他的特种作业证号", max_length=30, required=False, help_text="T 加身份证号。"
    )
    certificate_until = inputs.day("证件有效期止", required=False)
    guardian_name = NameField(label="谁在现场看护", help_text="不能是干活的人。")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        fields: dict[str, Any] = self.fields
        for name in ("certificate_number", "certificate_until"):
            fields[name].sometimes = "动火、接电、登高必填"


class AdviceForm(forms.Form):
    """What the village tells the place."""

    advice = inputs.words("指导意见", limit=300)
