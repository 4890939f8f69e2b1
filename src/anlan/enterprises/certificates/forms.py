"""Forms of certificates."""

from typing import Any

from django import forms

from anlan.core import clock, inputs
from anlan.core.names import NameField
from anlan.enterprises.certificates.kinds import KINDS
from anlan.enterprises.models import Certificate, Enterprise, KeyPost, Person
from anlan.files.evidence import PhotoForm


class PersonChoice(forms.ModelChoiceField):
    """Somebody in office, told apart from others of the name."""

    def label_from_instance(self, obj: Any) -> str:
        """王强（焊工，证号尾 1234）."""
        return str(obj.told_apart)


class _OfSomebody(forms.Form):
    person = PersonChoice(Person.objects.none(), label="人员")

    def __init__(self, *args: Any, enterprise: Enterprise, **more: Any) -> None:
        super().__init__(*args, **more)
        people: Any = self.fields["person"]
        people.queryset = enterprise.people.filter(until=None).select_related("contractor").order_by("name", "since")
        people.help_text = "名单里没有的，先在企业档案里增加人员。"


class CertificateForm(_OfSomebody, PhotoForm):
    """What the card says, who hired its holder, and a photo of it."""

    photos_label = "证件照片（可不拍）"
    photos_hint = "正反面各一张。"

    kind = forms.ChoiceField(label="作业类别", choices=list(KINDS.items()))
    number = forms.CharField(label="证号", max_length=30, help_text="T 加 18 位身份证号，照证件填写。")
    issued_on = inputs.day("有效期起", help_text="6 年有效期和 3 年复审日期由此推算。")
    reviewed_on = inputs.day("实际复审日期", required=False)
    long_service_since = inputs.day(
        "从哪天起连续从事本工种",
        required=False,
        help_text="满 10 年、没有违法记录、考核机关同意复审延长到 6 年的才填。",
    )
    long_service_basis = forms.CharField(label="延长依据", max_length=160, required=False)
    hired_by = NameField(label="谁招请", help_text="谁招请无证人员、谁负责，写姓名。")


class ReviewForm(forms.Form):
    """The re-examination."""

    on = inputs.day("复审日期")


class StretchForm(forms.Form):
    """Ten years at the work: re-examined every six."""

    since = inputs.day("从哪天起连续从事本工种")
    basis = forms.CharField(label="依据", max_length=160, help_text="没有违法记录、由哪个考核机关同意。")


class AwayForm(forms.Form):
    """Off the post since when, or back with a re-test."""

    last_worked_on = inputs.day(
        "最后上岗日期", required=False, help_text="离开这个岗位的填；一直在岗、已经返岗的留空。"
    )
    retested_on = inputs.day(
        "实际操作考试合格日期", required=False, help_text="离岗超过 6 个月的，考试合格才能返岗（30号令 第三十二条）。"
    )


class VerifyForm(forms.Form):
    """What the national register showed."""

    outcome = forms.ChoiceField(label="核验结果", choices=Certificate.Outcome.choices, widget=forms.RadioSelect)
    where = forms.CharField(
        label="在哪里核验", max_length=120, initial="国家安全生产考试网证书查询", help_text="网站、窗口或电话。"
    )
    on = inputs.day("核验日期")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, initial={"on": clock.today()}, **more)


class PostForm(_OfSomebody):
    """Somebody who does special work, who hired them, what they want."""

    kind = forms.ChoiceField(label="从事的作业", choices=list(KINDS.items()))
    hired_by = NameField(label="谁招请")
    wants = forms.ChoiceField(
        label="需要培训、考试吗",
        required=False,
        choices=[("", "不需要"), *KeyPost._meta.get_field("wants").choices],
        help_text="需要的，由乡镇汇总成一批报区里。",
    )
