"""Forms of the register; what the forms refuse, the actions refuse too."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import Q

from anlan.core import clock, inputs
from anlan.core.errors import Invalid
from anlan.core.names import NameField
from anlan.enterprises import actions, rules
from anlan.enterprises.models import Contractor, Enterprise, Person
from anlan.enterprises.twins import twins
from anlan.files.sheets import credit_code, values
from anlan.files.sheets.unclean import Unclean
from anlan.org.models import Office, Region
from anlan.standards.forms import IndustriesChoices, IndustryChoices, offered

KINDS = Enterprise.Kind.choices
STATUSES = [(value, label) for value, label in Enterprise.Status.choices if value != Enterprise.Status.WITHDRAWN]


class RegionChoices(forms.ModelChoiceField):
    """A village by its spoken name; the township stands for what has no village yet."""

    default_error_messages = {"invalid_choice": "请选择您辖区内的村。"}

    def label_from_instance(self, obj: Any) -> str:
        """周沟村, or 桂村乡（暂未落实到村）."""
        return obj.plain_name if obj.level == Region.Level.VILLAGE else f"{obj.name}（暂未落实到村）"


class OwnersForm(forms.Form):
    """The owners on both axes."""

    region = RegionChoices(Region.objects.none(), label="所在村（块）", empty_label="请选择")
    strip = forms.ModelChoiceField(
        Office.objects.none(), required=False, label="主管单位（条）", empty_label="未明确，列入归属缺口"
    )
    governed_by = forms.ModelChoiceField(
        Office.objects.none(), required=False, label="治理主体", empty_label="无", help_text="只有无主体场所才填"
    )
    reason = forms.CharField(max_length=200, label="依据或理由", help_text="会议、文件或商定的经过")
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, enterprise: Enterprise, regions: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions
        for name in ("strip", "governed_by"):
            self.fields[name].queryset = offices
        if enterprise.kind != Enterprise.Kind.NO_OPERATOR:
            del self.fields["governed_by"]


class EnterpriseForm(forms.ModelForm):
    """One enterprise, without the fields the person may not set; `seen` is how long its chain was at the time."""

    region = RegionChoices(Region.objects.none(), label="所在村", empty_label="请选择")
    former_names = forms.CharField(
        required=False, max_length=300, label="曾用名、别名", help_text="几个名称之间用顿号隔开"
    )
    kind = forms.ChoiceField(choices=KINDS, label="类别")
    status = forms.ChoiceField(choices=STATUSES, label="经营状态")
    main_industry = IndustryChoices(
        offered(), required=False, label="主行业", empty_label="未定", help_text="据此确定主管单位和检查表"
    )
    industries = IndustriesChoices(offered(), required=False, label="还涉及的行业", widget=forms.CheckboxSelectMultiple)
    same_place = forms.BooleanField(required=False, label="已核对，不是上面这些单位，仍要登记")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Enterprise
        fields = [
            "name",
            "kind",
            "region",
            "credit_code",
            "former_names",
            "status",
            "address",
            "longitude",
            "latitude",
            "point_source",
            "main_industry",
            "industries",
            "strip",
            "governed_by",
            "headcount",
            "safety_department",
            "above_scale",
            "high_risk",
            "high_risk_basis",
            "crowded",
            "labour_intensive",
            "fire_key",
            "note",
        ]
        widgets = {
            "note": forms.Textarea(attrs={"rows": 2}),
            "longitude": forms.NumberInput(attrs={"step": "0.000001"}),
            "latitude": forms.NumberInput(attrs={"step": "0.000001"}),
            "point_source": forms.HiddenInput,
        }
        help_texts = {
            "credit_code": "18 位，营业执照上有；没有执照的不填，系统给本地编号",
            "strip": "不选时按主行业自动确定",
            "governed_by": "只有无主体场所才填：由哪个单位负责治理",
            "fire_key": "消防救援机构确定并公布名单的才勾选",
            "high_risk_basis": "例如：危险化学品经营，安全生产法第二十四条",
        }

    def __init__(self, *args: Any, user: Any, regions: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.twins: list[Any] = []
        self.fields["region"].queryset = regions
        for name in ("strip", "governed_by"):
            field: Any = self.fields[name]
            field.queryset, field.empty_label = offices, "未明确" if name == "strip" else "无"
        self.initial["former_names"] = "、".join(self.instance.former_names)
        if self.instance._state.adding:
            del self.fields["status"]
            del self.fields["seen"]
        else:
            self.initial["seen"] = self.instance.event_count
            self._keep_only(rules.fields_open_to(user, self.instance) | {"seen", "client_id"})

    def _keep_only(self, open_: frozenset[str]) -> None:
        kept = open_ | ({"main_industry"} if "industries" in open_ else set())
        for name in set(self.fields) - kept:
            del self.fields[name]

    def clean_former_names(self) -> list[str]:
        """Several names of one line."""
        names = re.split(r"[、,，;；]+", self.cleaned_data["former_names"])
        return list(dict.fromkeys(name.strip() for name in names if name.strip()))

    def clean_credit_code(self) -> str:
        """The code in capitals; a wrong one is explained as an import explains it."""
        try:
            return credit_code.read(self.cleaned_data["credit_code"])
        except Unclean as problem:
            raise forms.ValidationError(f"{problem}。") from problem

    def clean(self) -> dict[str, Any]:
        """What concerns several fields: high risk has its basis, nothing is on file twice, nobody was faster."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("high_risk") and not data.get("high_risk_basis"):
            self.add_error("high_risk_basis", "标为高危的，写明依据：属于哪一类高危行业、按什么规定。")
        self._refuse_late()
        if self.instance._state.adding:
            self._warn_of_twins(data)
        return data

    def _refuse_late(self) -> None:
        seen = self.cleaned_data.get("seen")
        if self.instance._state.adding or seen is None or seen == self.instance.event_count:
            return
        last = self.instance.events.order_by("-number").first()
        self.add_error(
            None,
            f"{last.actor_name}刚刚改过这份档案，您填的内容还在下面。请对照“经过”核对后再保存一次，以您的为准。",
        )
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = str(self.instance.event_count)

    def _warn_of_twins(self, data: dict[str, Any]) -> None:
        if not data.get("name") or not data.get("region"):
            return
        self.twins = twins(data["name"], data["region"].code)
        clash = [twin for twin in self.twins if twin.same and not (twin.credit_code and data.get("credit_code"))]
        if clash:
            self.add_error("name", f"{clash[0].village}已有“{clash[0].name}”。要改它的档案，请从企业名录进入。")
        elif self.twins and not data.get("same_place"):
            self.add_error(None, "同乡有名称相近的单位，请核对是不是同一家；不是的，勾选后再登记一次。")

    def _post_clean(self) -> None:
        # The instance stays as it is on file: actions compare with it and write. Their checks are asked on a copy.
        if self.errors:
            return
        facts = {name: value for name, value in self.facts().items() if name != "industries"}
        known = {field.attname: getattr(self.instance, field.attname) for field in Enterprise._meta.concrete_fields}
        copy = Enterprise(**known)
        for name, value in facts.items():
            setattr(copy, name, value)
        copy.name_key = copy.name_key or facts.get("name", "")
        try:
            actions.check(copy)
        except Invalid as problem:
            for name, words in problem.fields.items():
                self.add_error(name if name in self.fields else None, words)

    def facts(self) -> dict[str, Any]:
        """What an action takes; the main industry is the first of the industries."""
        aside = {"client_id", "seen", "same_place", "main_industry", "industries"}
        facts = {name: value for name, value in self.cleaned_data.items() if name not in aside}
        if "industries" in self.fields:
            main = self.cleaned_data.get("main_industry")
            others = [one for one in self.cleaned_data.get("industries", []) if one != main]
            facts["industries"] = ([main] if main else []) + others
        if self.instance._state.adding and facts.get("strip") is None:
            facts.pop("strip", None)
        return facts


class PersonForm(forms.Form):
    """Somebody of an enterprise; the principal's post cannot be changed afterwards, it ends and another's begins."""

    name = NameField(label="姓名")
    post = forms.ChoiceField(choices=Person.Post.choices, label="岗位")
    job = forms.CharField(required=False, max_length=30, label="工种", help_text="如：焊工、叉车司机；管理岗位不填")
    employment = forms.ChoiceField(
        choices=Person.Employment.choices, label="用工形式", required=False, initial=Person.Employment.REGULAR
    )
    safety_duty = forms.ChoiceField(
        choices=[("", "不是"), *Person.SafetyDuty.choices],
        label="专职或兼职安全员",
        required=False,
        help_text="小店由老板自己管安全的，选兼职",
    )
    phones = forms.CharField(required=False, max_length=120, label="电话", help_text="几个号码之间用顿号或空格隔开")
    id_number = forms.CharField(
        required=False, max_length=30, label="身份证号", help_text="加密保存，只显示前三位和后四位；用来分清同名的人"
    )
    contractor = forms.ModelChoiceField(
        Contractor.objects.none(),
        required=False,
        label="来自哪家相关方",
        empty_label="本单位的人",
        help_text="承包、外包来干活的人选那一家：不签岗位职责，要有入场教育，证件照样登记",
    )
    since = inputs.day("任职起始日期", required=False, help_text="不填按今天")
    client_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, enterprise: Enterprise, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theirs: Any = self.fields["contractor"]
        open_ = Q(contracts__enterprise=enterprise, contracts__ended_on=None, contracts__ends_on__gte=clock.today())
        theirs.queryset = Contractor.objects.filter(open_ | Q(pk=person and person.contractor_id)).distinct()
        if not theirs.queryset:
            del self.fields["contractor"]
        if person is not None:
            del self.fields["since"]
            self._limit_posts(person)
            if person.id_number:
                self.fields["id_number"].help_text = f"已登记 {person.shown_id}，不改的不填"

    def _limit_posts(self, person: Person) -> None:
        leads = Person.Post.PRINCIPAL
        if person.post == leads or person.contractor_id:
            del self.fields["post"]
            return
        post: Any = self.fields["post"]
        post.choices = [one for one in Person.Post.choices if one[0] != leads]
        post.help_text = "换岗的改这里：新岗位的职责要重新签，以前签的保留"

    def clean_employment(self) -> str:
        """Their own, where nothing was chosen."""
        return str(self.cleaned_data["employment"] or Person.Employment.REGULAR)

    def clean_phones(self) -> list[str]:
        """Every number, each complete."""
        try:
            return values.phones(self.cleaned_data["phones"])
        except Unclean as problem:
            raise forms.ValidationError(f"{problem}。") from problem


class AccountForm(forms.Form):
    """The login name of an enterprise's person."""

    username = forms.RegexField(
        r"^[A-Za-z0-9._-]{3,60}$",
        label="登录名",
        help_text="3 位以上的字母、数字，例如姓名拼音或手机号",
        error_messages={"invalid": "登录名只能用字母、数字和 . _ -，至少 3 位。"},
    )
    client_id = forms.UUIDField(widget=forms.HiddenInput)
