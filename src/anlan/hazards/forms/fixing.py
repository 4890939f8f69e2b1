"""Forms of those who put it right: plan, report, work, results, and more time."""

from django import forms

from anlan.core import inputs
from anlan.enterprises.models import Person
from anlan.hazards import rules
from anlan.hazards.forms.parts import StepForm, line, person_name
from anlan.hazards.models import State
from anlan.hazards.needs import latest_plan


class FilePlanForm(StepForm):
    """The plan: five commitments, interim control; for a major hazard the report's parts as well."""

    intro = "逐项写实，不能空着或只写“无”“正常”“同上”。"
    goals = inputs.words("治理的目标和任务", rows=2)
    situation = inputs.words("现状及产生原因", rows=2)
    harm = inputs.words("危害程度和整改难易程度", rows=2)
    responsible_name = person_name("责任：整改责任人")
    measures = inputs.words("措施：采取的方法和措施")
    funds = forms.DecimalField(label="资金：经费（元）", min_value=0, max_digits=12, decimal_places=2)
    funds_note = line("资金说明", required=False, hint="不花钱的写明为什么，如“自行清理，不产生费用”。")
    due_on = inputs.day("期限：整改完成日期")
    emergency = inputs.words("预案：应急预案", rows=2)
    interim_control = inputs.words("整改期间的临时管控措施", rows=2, help_text="如停用、撤人、专人看守。")

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
            self.fields["desk"].choices = [(one.desk, one.desk_name) for one in desks]


class TellWorkersForm(StepForm):
    """The enterprise's own workers were told."""

    photos, photos_hint = "公示或会议照片", "贴出的告知书、签到表。"
    how = inputs.words("告知的方式", rows=2, help_text="如“11月23日班前会宣读，车间门口公示告知书”。")


class StartForm(StepForm):
    """Work begins."""

    note = line("说明", required=False)


class SelfAcceptForm(StepForm):
    """The enterprise accepts its own work first."""

    photos, takes_theirs = "自验照片", True
    statement = inputs.words("自验情况", help_text="谁验的、怎么验的、结果如何。")


class SubmitForm(StepForm):
    """It is done."""

    photos, photos_hint, takes_theirs = "整改后照片", "与整改前同一角度拍。", True
    statement = inputs.words("整改情况")
    funds_spent = line("实际花费（元）", required=False, limit=20)


class AskExtensionForm(StepForm):
    """A later date."""

    to_due_on = inputs.day("申请延至")
    reason = inputs.words("延期理由")
    interim_control = inputs.words("延期期间的管控措施")


class DecideExtensionForm(StepForm):
    """Grant or refuse a later date."""

    granted = forms.TypedChoiceField(
        label="决定",
        choices=[("yes", "同意延期"), ("no", "不同意，按原期限整改")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    decision = inputs.words("意见", rows=2, limit=300)


class NameResponsibleForm(StepForm):
    """Who of the enterprise's people must see to it."""

    person = forms.ModelChoiceField(Person.objects.none(), label="整改责任人", empty_label="请选择")

    def arrange(self) -> None:
        people = Person.objects.filter(enterprise=self.hazard.enterprise_id, until=None)
        self.fields["person"].queryset = people


class NoteForm(StepForm):
    """What else is known."""

    photos = "照片"
    text = inputs.words("要补充的内容")
