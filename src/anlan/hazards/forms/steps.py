"""One form for each step of a hazard's life; a form turns what was typed into the words of its action."""

from typing import Any

from django import forms

from anlan.core.errors import Invalid
from anlan.enterprises.models import Person
from anlan.files.evidence import Evidence
from anlan.hazards import rules
from anlan.hazards.models import Hazard, Level, State, Supervision
from anlan.hazards.needs import latest_plan
from anlan.org import scope
from anlan.org.models import User
from anlan.standards.models import Criterion


def words(label: str, *, rows: int = 3, required: bool = True, hint: str = "", limit: int = 2000) -> forms.CharField:
    """A text of several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=area, required=required, help_text=hint, max_length=limit)


def line(label: str, *, required: bool = True, hint: str = "", limit: int = 200) -> forms.CharField:
    """A text of one line."""
    return forms.CharField(label=label, required=required, help_text=hint, max_length=limit)


def date(label: str, *, required: bool = True, hint: str = "") -> forms.DateField:
    """A date by the browser's own calendar."""
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, help_text=hint, widget=picker)


class StepForm(forms.Form):
    """What every step's form shares. `photos` names its field of photos; `intro` is said above it; `as_note`: what was
    typed can still be kept as a note.
    """

    photos = ""
    photos_hint = ""
    intro = ""
    signed = False
    as_note = False

    def __init__(self, *args: Any, hazard: Hazard, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hazard, self.user = hazard, user
        self.arrange()
        self.evidence = Evidence(self, "photos", user)
        self.signature = Evidence(self, "signature", user)

    def arrange(self) -> None:
        """Fit fields to the hazard and the person."""

    def clean(self) -> dict[str, Any]:
        """Refuse files that are no photos, naming each."""
        for sentence in [*self.evidence.errors, *self.signature.errors]:
            self.add_error(None, sentence)
        return dict(super().clean() or {})

    @property
    def written(self) -> str:
        """What was typed into its texts, each after its label."""
        texts = [(one, str(one.value() or "").strip()) for one in self if type(one.field) is forms.CharField]
        return "；".join(f"{one.label}：{text}" for one, text in texts if text)

    def words_of_action(self) -> dict[str, Any]:
        """The keywords of the action."""
        given = dict(self.cleaned_data)
        if self.photos:
            given["photos"] = [*self.evidence.names, *self.signature.names]
        return given

    def take(self, error: Invalid) -> None:
        """Show a refusal of the action at the fields it means."""
        placed = [name for name in error.fields if name in self.fields]
        for name in placed:
            for sentence in error.fields[name]:
                self.add_error(name, sentence)
        if not placed:
            self.add_error(None, error.message)


class JudgeForm(StepForm):
    """General, major by a criterion, or doubtful."""

    level = forms.ChoiceField(label="级别", widget=forms.RadioSelect)
    criterion = forms.ModelChoiceField(Criterion.objects.select_related("pack"), required=False, label="判定条款")
    confirmation = line(
        "原文比对", required=False, hint="条款尚未与原文核对的，写明由谁、对照什么原文比对过。", limit=300
    )
    due_on = date("建议整改期限", required=False, hint="检查、指导只是建议期限；期限由方案明确。")
    reason = words("判定说明", rows=2, required=False, hint="记为存疑的，写明拿不准的地方。")

    def arrange(self) -> None:
        only_major = rules.judges_only_major(self.user, self.hazard)
        choices = [("general", "一般隐患"), ("major", "重大隐患"), ("doubt", "拿不准，记为存疑")]
        self.fields["level"].choices = choices[1:2] if only_major else choices  # type: ignore[attr-defined]


class RecordOpinionForm(StepForm):
    """The opinion of a city-level department."""

    level = forms.ChoiceField(label="认定为", choices=Level.choices, widget=forms.RadioSelect)
    issuer = line("出具意见的单位", hint="设区的市级以上监管部门，或司法鉴定机构。")
    opinion = words("意见内容")


class ReasonForm(StepForm):
    """A step that takes a reason."""

    reason = words("理由")


class DoubtForm(StepForm):
    """Where one cannot tell."""

    reason = words("拿不准的地方")


class UpgradeForm(StepForm):
    """Major after all."""

    criterion = forms.ModelChoiceField(Criterion.objects.select_related("pack"), label="判定条款")
    confirmation = line(
        "原文比对", required=False, hint="条款尚未与原文核对的，写明由谁、对照什么原文比对过。", limit=300
    )
    reason = words("改判理由")


class DecideForm(StepForm):
    """Yes or no by a second person."""

    agreed = forms.TypedChoiceField(
        label="决定", choices=[("yes", "同意"), ("no", "不同意")], widget=forms.RadioSelect, coerce=lambda v: v == "yes"
    )
    decision = words("意见", rows=2, limit=300)


class DecideExtensionForm(StepForm):
    """Grant or refuse a later date."""

    granted = forms.TypedChoiceField(
        label="决定",
        choices=[("yes", "同意延期"), ("no", "不同意，按原期限整改")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    decision = words("意见", rows=2, limit=300)


class FixAtOnceForm(StepForm):
    """Put right on the spot."""

    photos, photos_hint = "整改后照片", "拍下整改后的样子。"
    statement = words("当场整改的情况", rows=2)


class FilePlanForm(StepForm):
    """The plan: five commitments, interim control; for a major hazard the report's parts as well."""

    intro = "逐项写实，不能空着或只写“无”“正常”“同上”。"
    goals = words("治理的目标和任务", rows=2)
    situation = words("现状及产生原因", rows=2)
    harm = words("危害程度和整改难易程度", rows=2)
    responsible_name = line("责任：整改责任人", limit=60)
    measures = words("措施：采取的方法和措施")
    funds = forms.DecimalField(label="资金：经费（元）", min_value=0, max_digits=12, decimal_places=2)
    funds_note = line("资金说明", required=False, hint="不花钱的写明为什么，如“自行清理，不产生费用”。")
    due_on = date("期限：整改完成日期")
    emergency = words("预案：应急预案", rows=2)
    interim_control = words("整改期间的临时管控措施", rows=2, hint="如停用、撤人、专人看守。")

    def arrange(self) -> None:
        if not self.hazard.is_major:
            for name in ("goals", "situation", "harm"):
                del self.fields[name]
        if self.hazard.is_major and self.hazard.state == State.JUDGED and self.hazard.reported_at:
            self.intro += "报告已经送出：改报方案后，须重新报告、重新收悉。"
        plan = latest_plan(self.hazard)
        people = getattr(self.hazard.enterprise, "principals", [])
        known = {name: getattr(plan, name) for name in self.fields} if plan else {}
        first = self.hazard.responsible_name or (people[0].name if people else "")
        self.initial = {"responsible_name": first, "due_on": self.hazard.due_on, **known, **self.initial}


class ReportForm(StepForm):
    """Nothing to fill in: what goes out is the plan."""

    intro = (
        "报告立即送达主管单位和应急管理办公室（同为一家的，第二个收悉岗为分管领导），"
        "并为区级部门留存一份待上传；此后须告知本单位职工。"
    )


class AcknowledgeForm(StepForm):
    """Received."""

    desk = forms.ChoiceField(label="代表哪个岗收悉", required=False)
    note = line("说明", required=False)

    def arrange(self) -> None:
        desks = rules.desks_of(self.user, self.hazard)
        if len(desks) < 2:
            del self.fields["desk"]
        else:
            self.fields["desk"].choices = [(one.desk, one.desk_name) for one in desks]  # type: ignore[attr-defined]


class TellWorkersForm(StepForm):
    """The enterprise's own workers were told."""

    photos, photos_hint = "公示或会议照片", "贴出的告知书、签到表。"
    how = words("告知的方式", rows=2, hint="如“11月23日班前会宣读，车间门口公示告知书”。")


class StartForm(StepForm):
    """Work begins."""

    note = line("说明", required=False)


class SelfAcceptForm(StepForm):
    """The enterprise accepts its own work first."""

    photos = "自验照片"
    statement = words("自验情况", hint="谁验的、怎么验的、结果如何。")


class SubmitForm(StepForm):
    """It is done."""

    photos, photos_hint = "整改后照片", "与整改前同一角度拍。"
    statement = words("整改情况")
    funds_spent = line("实际花费（元）", required=False, limit=20)


class AcceptForm(StepForm):
    """Found done on site."""

    photos, photos_hint = "现场照片", "验收人本人在现场拍的。"
    statement = words("到现场核对的情况", hint="看了什么、试了什么、结果如何。")
    second_officer = forms.ModelChoiceField(User.objects.none(), label="同去的另一名工作人员", empty_label="请选择")

    def arrange(self) -> None:
        if not self.hazard.is_major:
            del self.fields["second_officer"]
            return
        self.signed = True
        part = {self.user.pk, self.hazard.fixed_by_id, self.hazard.self_accepted_by_id}
        known = [one.pk for one in scope.people_with("hazards.judge", self.hazard.place) if one.pk not in part]
        self.fields["second_officer"].queryset = User.objects.filter(pk__in=known)  # type: ignore[attr-defined]


class SendBackForm(StepForm):
    """Numbered reasons."""

    photos = "现场照片"
    reasons = words("退回理由", rows=4, hint="一行一条，自动编号；对方照着逐条补做。期限不重新计算。")

    def clean_reasons(self) -> list[str]:
        return [one.strip() for one in self.cleaned_data["reasons"].splitlines() if one.strip()]


class CloseForm(StepForm):
    """Struck off."""

    opinion = line("意见")

    def arrange(self) -> None:
        self.initial.setdefault("opinion", "同意销号")


class AskExtensionForm(StepForm):
    """A later date."""

    to_due_on = date("申请延至")
    reason = words("延期理由")
    interim_control = words("延期期间的管控措施")


class ListSupervisionForm(StepForm):
    """The township supervises it."""

    intro = "挂牌后编发督办文号，只随销号解除。"
    reason = words("督办理由", rows=2, limit=300)
    due_on = date("督办期限")
    leader = forms.ModelChoiceField(User.objects.none(), label="责任领导", empty_label="请选择")

    def arrange(self) -> None:
        known = [one.pk for one in scope.people_with("hazards.acknowledge_as_leader", self.hazard.place)]
        self.fields["leader"].queryset = User.objects.filter(pk__in=known)  # type: ignore[attr-defined]


class ProposeSupervisionForm(StepForm):
    """A higher level is asked."""

    intro = "编发提请文号；收到上级答复后，在“登记上级督办结果”里登记上级文号和期限。"
    level = forms.ChoiceField(label="提请级别", choices=Supervision.Level.choices[1:])
    reason = words("提请理由", rows=2, limit=300, hint="如：整改需区级协调、跨乡镇、久拖不决。")


class RecordSupervisionForm(StepForm):
    """What the higher level answered."""

    listed = forms.TypedChoiceField(
        label="上级答复",
        choices=[("yes", "已挂牌督办"), ("no", "不予挂牌")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    number = line("上级督办文号", required=False, limit=40)
    due_on = date("上级督办期限", required=False)
    leader = forms.ModelChoiceField(User.objects.none(), label="责任领导", empty_label="请选择", required=False)
    answer = words("上级意见", rows=2, required=False, limit=300, hint="不予挂牌的必填。")

    def arrange(self) -> None:
        known = [one.pk for one in scope.people_with("hazards.acknowledge_as_leader", self.hazard.place)]
        self.fields["leader"].queryset = User.objects.filter(pk__in=known)  # type: ignore[attr-defined]


class RecordReleaseForm(StepForm):
    """The higher level accepted it and ended its supervision."""

    intro = "上级挂牌的，由上级验收后解除；在这里登记上级的文号和日期。"
    number = line("上级解除督办文号", limit=40)
    released_on = date("解除日期")
    opinion = words("上级验收意见", rows=2, required=False, limit=300)


class UrgeForm(StepForm):
    """The letter that urges."""

    intro = "编发督办函文号，打印盖章后送达；在督办页可先看草稿。"
    due_on = date("回复期限")
    words = words("另外要求的", rows=2, required=False, limit=300)


class CodeField(forms.CharField):
    """A hazard by its readable number."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label=label, max_length=20, **more)


class ProposeVoidForm(StepForm):
    """A duplicate, or no hazard."""

    intro = "由另一名工作人员确认后作废；记录保留，不删除。"
    reason = words("作废理由", rows=2)
    duplicate_of = CodeField("与哪一条重复（编号）", required=False)


class LinkRecurrenceForm(StepForm):
    """The closed hazard it repeats."""

    previous = CodeField("复发自（已销号的编号）")


class AssignForm(StepForm):
    """Who of the office has it on the desk."""

    handler = forms.ModelChoiceField(User.objects.none(), label="经办人", empty_label="请选择")

    def arrange(self) -> None:
        known = [one.pk for one in scope.people_with("hazards.note", self.hazard.place)]
        self.fields["handler"].queryset = User.objects.filter(pk__in=known)  # type: ignore[attr-defined]


class NameResponsibleForm(StepForm):
    """Who of the enterprise's people must see to it."""

    person = forms.ModelChoiceField(Person.objects.none(), label="整改责任人", empty_label="请选择")

    def arrange(self) -> None:
        people = Person.objects.filter(enterprise=self.hazard.enterprise_id, until=None)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class NoteForm(StepForm):
    """What else is known."""

    photos = "照片"
    text = words("要补充的内容")


FORMS: dict[str, type[StepForm]] = {
    "judge": JudgeForm,
    "doubt": DoubtForm,
    "record_opinion": RecordOpinionForm,
    "fix_at_once": FixAtOnceForm,
    "upgrade": UpgradeForm,
    "propose_downgrade": ReasonForm,
    "decide_downgrade": DecideForm,
    "name_responsible": NameResponsibleForm,
    "file_plan": FilePlanForm,
    "report": ReportForm,
    "acknowledge": AcknowledgeForm,
    "tell_workers": TellWorkersForm,
    "start": StartForm,
    "self_accept": SelfAcceptForm,
    "submit": SubmitForm,
    "send_back": SendBackForm,
    "accept": AcceptForm,
    "close": CloseForm,
    "ask_extension": AskExtensionForm,
    "decide_extension": DecideExtensionForm,
    "list_supervision": ListSupervisionForm,
    "propose_supervision": ProposeSupervisionForm,
    "record_supervision": RecordSupervisionForm,
    "record_release": RecordReleaseForm,
    "urge": UrgeForm,
    "propose_void": ProposeVoidForm,
    "decide_void": DecideForm,
    "assign": AssignForm,
    "link_recurrence": LinkRecurrenceForm,
    "note": NoteForm,
}
