"""Forms of org."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from anlan.core import clock, inputs
from anlan.core.names import NameField
from anlan.org import roles
from anlan.org.fields import OfficeField, RegionField
from anlan.org.models import Grant, Office, Power, Region
from anlan.org.roles import Role

PHONE = RegexValidator(r"^(1\d{10}|0\d{2,3}-?\d{7,8})?$", "请填写 11 位手机号，或带区号的固定电话。")
USERNAME = RegexValidator(r"^[a-zA-Z][a-zA-Z0-9._-]{1,30}$", "请用字母开头，只含字母、数字、点、横线，2 到 31 位。")


class LoginForm(forms.Form):
    """User name and password."""

    username = forms.CharField(
        label="登录名",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label="密码",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(forms.Form):
    """The present password and a new one, twice."""

    present = forms.CharField(
        label="现在的密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    password = forms.CharField(
        label="新密码",
        strip=False,
        max_length=200,
        help_text="至少 10 位，不能全是数字，不能是常见密码，不能含有姓名、登录名或手机号。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一次新密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_present(self) -> str:
        present = self.cleaned_data["present"]
        if not self.user.check_password(present):
            raise forms.ValidationError("现在的密码不对，请重新输入。")
        return present

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", "两次输入的新密码不一样，请重新输入。")
        if given.get("password") and given.get("password") == given.get("present"):
            self.add_error("password", "新密码与现在的相同，请换一个。")
        return given


class PersonForm(forms.Form):
    """What is on file about a person."""

    full_name = NameField(label="姓名")
    phone = forms.CharField(label="手机号", max_length=20, required=False, validators=[PHONE])
    office = OfficeField(label="所在单位", required=False, help_text="企业人员不填。")
    title = forms.CharField(label="职务", max_length=60, required=False)
    enforcement_card = forms.CharField(label="执法证号", max_length=40, required=False)
    enforcement_card_until = inputs.day("执法证有效期至", required=False)


class AccountForm(PersonForm):
    """A new person with an account."""

    username = forms.CharField(
        label="登录名", validators=[USERNAME], widget=forms.TextInput(attrs={"autocapitalize": "none"})
    )
    field_order = ["username", "full_name"]


class GrantForm(forms.Form):
    """A role at an office over a region."""

    role = forms.ChoiceField(label="角色", choices=Role.choices)
    office = OfficeField(label="在哪个单位")
    region = RegionField(label="管辖区划", required=False, help_text="不填即该单位所在区划。")
    breadth = forms.ChoiceField(
        label="范围", choices=Grant.Breadth.choices, initial=Grant.Breadth.TERRITORY, widget=forms.RadioSelect
    )
    post = forms.CharField(label="岗位", max_length=60, required=False, help_text="如：分管副乡长、驻村干部。")
    valid_to = inputs.day("截止日期", required=False, help_text="不填即长期有效。")

    def clean_valid_to(self) -> Any:
        day = self.cleaned_data["valid_to"]
        if day and day < clock.today():
            raise forms.ValidationError("截止日期早于今天，请核对。")
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("role") in roles.ADMINISTRATORS and given.get("breadth") == Grant.Breadth.STRIP:
            self.add_error("breadth", "管理员没有主管行业，请选“辖区内全部”。")
        return given


class OfficeForm(forms.Form):
    """An office."""

    name = forms.CharField(label="名称", max_length=100)
    short_name = forms.CharField(label="简称", max_length=30)
    kind = forms.ChoiceField(label="类别", choices=Office.Kind.choices)
    region = RegionField(label="所在区划")
    is_safety_office = forms.BooleanField(
        label="承担安全生产综合监管", required=False, help_text="每个区划只有一个，重大隐患报告同时送到这里。"
    )


class OfficeChangeForm(OfficeForm):
    """An office that exists: its kind and region stay."""

    kind = None  # type: ignore[assignment]  # the field of the base is left out
    region = None  # type: ignore[assignment]  # the field of the base is left out


class PowerForm(forms.Form):
    """A legal power of an office with its basis."""

    kind = forms.ChoiceField(label="职权", choices=Power.Kind.choices)
    basis = inputs.words(
        "依据",
        limit=300,
        help_text="写明文件名称、文号和条款。乡镇的行政处罚权须由省里决定并公布（行政处罚法第二十四条）。",
    )
    is_delegated = forms.BooleanField(label="按下放事项清单行使", required=False)
    items = inputs.words("事项清单", rows=4, limit=None, required=False, help_text="每行一项；按清单行使时填写。")
    valid_from = inputs.day("起始日期")
    valid_to = inputs.day("终止日期", required=False, help_text="不填即长期有效。")

    def clean_items(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["items"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("is_delegated") and not given.get("items"):
            self.add_error("items", "按下放清单行使的，请逐项填写清单。")
        if given.get("valid_from") and given.get("valid_to") and given["valid_to"] < given["valid_from"]:
            self.add_error("valid_to", "终止日期早于起始日期，请核对。")
        return given


class RegionForm(forms.Form):
    """One region: entered, or renamed where the code exists."""

    code = forms.CharField(label="区划代码", max_length=12, help_text="12 位统计用区划代码。已有的代码即修改名称。")
    name = forms.CharField(label="名称", max_length=60)
    level = forms.ChoiceField(label="层级", choices=Region.Level.choices)
    parent = RegionField(label="上级", required=False)
    short_name = forms.CharField(
        label="简称", max_length=10, required=False, help_text="乡镇的简称用于隐患编号，如“桂”。"
    )

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip()
        if len(code) != 12 or not code.isdigit():
            raise forms.ValidationError("区划代码是 12 位数字，请核对。")
        return code


class RegionSheetForm(forms.Form):
    """A table of regions."""

    sheet = forms.FileField(
        label="区划表（.csv）", help_text="列名：code、name、level、short_name；UTF-8 编码，不超过 1 MB。"
    )

    def clean_sheet(self) -> Any:
        sheet = self.cleaned_data["sheet"]
        if sheet.size > 1024 * 1024:
            raise forms.ValidationError(f"“{sheet.name}”超过 1 MB，请分成几份导入。")
        return sheet


class WorkdayForm(forms.Form):
    """A date the district knows better."""

    day = inputs.day("日期")
    is_workday = forms.ChoiceField(
        label="这一天", choices=[("no", "休息"), ("yes", "上班")], widget=forms.RadioSelect, initial="no"
    )
    note = forms.CharField(label="说明", max_length=100, help_text="如：国务院办公厅通知、本地防汛停工。")


class InboxForm(forms.Form):
    """How ordinary notices arrive."""

    wants_digest = forms.BooleanField(
        label="普通消息攒到第二天早上，每天汇总一次", required=False, help_text="红色消息总是立即送达。"
    )
