"""Pages of drills and trainings: an enterprise's, one of each, the township's lists, the training file."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.errors import NotNow, NotYours
from anlan.core.forms import form_id
from anlan.core.steps import form_page, step, story
from anlan.enterprises import queries as register
from anlan.enterprises.learning import actions, queries, rules
from anlan.enterprises.learning.forms import DrillForm, EvaluationForm, MakeUpForm, MendForm, SheetForm, TrainingForm
from anlan.enterprises.models import Drill, Enterprise, Training
from anlan.enterprises.posts import queries as posts
from anlan.files.presses import xlsx
from anlan.files.registers import Column, Mark, Narrowing, Register, show, sort, workbook
from anlan.org.models import User

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "enterprises.record_drill": "登记演练",
    "enterprises.evaluate_drill": "评估",
    "enterprises.mend": "改进完成",
    "enterprises.record_training": "登记培训",
    "enterprises.make_up": "补课",
    "enterprises.read_attendance": "上传签到表",
}
HEAD = ["姓名", "岗位", "工种", "用工形式", "本年学时", "应满学时", "最近一次培训"]


def drills_of(user: User) -> QuerySet[Drill]:
    """Drills of the enterprises the person sees."""
    rows = Drill.objects.filter(enterprise__in=register.visible_to(user).order_by().values("pk"))
    return rows.select_related("enterprise__region")


def trainings_of(user: User) -> QuerySet[Training]:
    """Trainings of the enterprises the person sees, each with how many were taught."""
    rows = Training.objects.filter(enterprise__in=register.visible_to(user).order_by().values("pk"))
    return rows.select_related("enterprise__region").annotate(taught=Count("attendances"))


def _evaluated(row: Drill) -> Mark:
    return Mark("已评估", "done") if row.evaluated_on else Mark("没有评估", "wait")


DRILLS = Register(
    "drills",
    "应急演练",
    "次",
    drills_of,
    (
        Column("情景", lambda row: row.scenario, 40),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
        Column("类别", lambda row: row.get_kind_display()),
        Column("日期", lambda row: row.held_on),
        Column("人数", lambda row: row.people, 8, "num"),
        Column("用时（分）", lambda row: row.minutes, 8, "num"),
        Column("评估", _evaluated, 10),
    ),
    "enterprises:any_drill",
    ("scenario", "enterprise__name"),
    "情景、单位",
    "还没有演练记录。",
    (sort("date", "日期", "held_on", "id"), sort("name", "单位", "enterprise__sort_key", "id")),
    (
        Narrowing("kind", "类别", tuple(Drill.Kind.choices), lambda value: Q(kind=value)),
        Narrowing(
            "standing",
            "评估",
            (("done", "已评估"), ("open", "没有评估")),
            lambda value: Q(evaluated_on__isnull=value == "open"),
        ),
    ),
)
TRAININGS = Register(
    "trainings",
    "教育培训",
    "次",
    trainings_of,
    (
        Column("题目", lambda row: row.title, 36),
        Column("单位", lambda row: row.enterprise.name, 26),
        Column("所在村", lambda row: row.enterprise.region.plain_name),
        Column("类别", lambda row: row.get_kind_display(), 20),
        Column("日期", lambda row: row.held_on),
        Column("学时", lambda row: row.hours, 8, "num"),
        Column("到课", lambda row: row.taught, 8, "num"),
    ),
    "enterprises:any_training",
    ("title", "content", "clause", "enterprise__name"),
    "题目、内容、条款、单位",
    "还没有培训记录。",
    (sort("date", "日期", "held_on", "id"), sort("name", "单位", "enterprise__sort_key", "id")),
    (Narrowing("kind", "类别", tuple(Training.Kind.choices), lambda value: Q(kind=value)),),
)


def _beside() -> dict[str, str]:
    return {"应急演练": reverse("enterprises:drills"), "教育培训": reverse("enterprises:trainings")}


@require_GET
def drills(request: HttpRequest) -> HttpResponse:
    """Drills of every enterprise the person sees."""
    return show(request, DRILLS, may_add=False, beside=_beside())


@require_GET
def export_drills(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, DRILLS)


@require_GET
def trainings(request: HttpRequest) -> HttpResponse:
    """Trainings of every enterprise the person sees."""
    return show(request, TRAININGS, may_add=False, beside=_beside())


@require_GET
def export_trainings(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, TRAININGS)


def _found(request: HttpRequest, pk: UUID) -> Enterprise:
    return get_object_or_404(register.detail_of(request.user), pk=pk)  # type: ignore[arg-type]


def _asks(request: HttpRequest, found: Enterprise) -> None:
    if reason := rules.may_keep(request.user, found):  # type: ignore[arg-type]
        raise NotYours(reason, code="enterprises.not_yours")


@require_GET
def learning(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An enterprise's drills, trainings and everybody's hours."""
    found = _found(request, pk)
    _, last = rules.last_period(rules.is_half_yearly(found), clock.today())
    context = {
        "title": "演练与培训",
        "enterprise": found,
        "rhythm": "每半年至少一次" if rules.is_half_yearly(found) else "每年至少一次",
        "done": len(queries.drilled([found.pk], last, clock.today())),
        "since": last,
        "drills": [(one, _evaluated(one)) for one in found.drills.all()[:20]],
        "trainings": found.trainings.annotate(taught=Count("attendances"))[:20],
        "hours": queries.hours_of(found, posts.in_office(found), clock.today().year),
        "year": clock.today().year,
        "may_keep": not rules.may_keep(request.user, found),  # type: ignore[arg-type]
        "clause": "应急预案管理办法 第三十三条",
    }
    return render(request, "enterprises/learning/learning.html", context)


@require_GET
def training_file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The training file (培训档案): everybody with hours taught and due, as a workbook."""
    found = _found(request, pk)
    rows = queries.hours_of(found, posts.in_office(found), clock.today().year)
    name = f"{found.name}培训档案{clock.today():%Y%m%d}.xlsx"
    return xlsx.response(HEAD, (_written(one) for one in rows), name, sheet="培训档案")


def _written(one: queries.Hours) -> list[Any]:
    person = one.person
    kinds = [person.get_post_display(), person.job, person.get_employment_display()]
    return [person.name, *kinds, one.taught, one.due or "", one.last]


@require_GET
def person(request: HttpRequest, pk: UUID, person_id: UUID) -> HttpResponse:
    """One person's training file: every lesson, hours by year."""
    found = _found(request, pk)
    one = get_object_or_404(found.people, pk=person_id)
    rows = one.trainings.select_related("training").order_by("-on", "-id")
    context = {
        "title": f"{one.told_apart}的培训档案",
        "enterprise": found,
        "person": one,
        "rows": rows,
        "hours": queries.hours_of(found, [one], clock.today().year)[0],
        "year": clock.today().year,
    }
    return render(request, "enterprises/learning/person.html", context)


@BOTH
def new_drill(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a drill on record."""
    found = _found(request, pk)
    _asks(request, found)
    record, key = actions.record_drill, form_id(request)
    form = DrillForm(request.POST or None, initial={"held_on": clock.today(), "led_by": request.user.full_name})  # type: ignore[union-attr]
    return form_page(
        request,
        form,
        lambda given: record(found, actor=request.user, client_id=key, **given),  # type: ignore[misc]
        title="登记演练",
        verb="保存",
        back=reverse("enterprises:learning", args=[pk]),
        done="已登记。写完评估才计入次数。",
    )


@require_GET
def any_drill(request: HttpRequest, drill: UUID) -> HttpResponse:
    """A drill by its own id, as lists link it."""
    return _drill(request, get_object_or_404(drills_of(request.user), pk=drill))  # type: ignore[arg-type]


@require_GET
def drill(request: HttpRequest, pk: UUID, drill: UUID) -> HttpResponse:
    """One drill: its evaluation, what is to be mended, its steps."""
    return _drill(request, get_object_or_404(drills_of(request.user), enterprise=pk, pk=drill))  # type: ignore[arg-type]


def _drill(request: HttpRequest, found: Drill) -> HttpResponse:
    reason = rules.may_keep(request.user, found.enterprise)  # type: ignore[arg-type]
    done = "已经评估。" if found.evaluated_on else ""
    context = {
        "title": found.scenario,
        "drill": found,
        "mark": _evaluated(found),
        "improvements": found.improvements.all(),
        "may_keep": not reason,
        "today": clock.today(),
        "steps": [step("评估", "enterprises:evaluate_drill", found.enterprise_id, found.pk, reason=reason or done)],
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/learning/drill.html", context)


def _form(request: HttpRequest, found: Any, form: Any, act: Any, title: str, done: str) -> HttpResponse:
    _asks(request, found.enterprise)
    key = form_id(request)
    return form_page(
        request,
        form,
        lambda given: act(found, actor=request.user, client_id=key, **given),
        title=f"{title}：{found}",
        verb="保存",
        back=found.get_absolute_url(),
        done=done,
    )


@BOTH
def evaluate_drill(request: HttpRequest, pk: UUID, drill: UUID) -> HttpResponse:
    """Evaluate a drill."""
    found = get_object_or_404(drills_of(request.user), enterprise=pk, pk=drill)  # type: ignore[arg-type]
    return _form(
        request, found, EvaluationForm(request.POST or None), actions.evaluate_drill, "评估", "已评估，计入次数。"
    )


@BOTH
def mend(request: HttpRequest, pk: UUID, drill: UUID, improvement: UUID) -> HttpResponse:
    """Say how something was mended."""
    found = get_object_or_404(drills_of(request.user), enterprise=pk, pk=drill)  # type: ignore[arg-type]
    one = get_object_or_404(found.improvements, pk=improvement)

    def act(subject: Drill, **given: Any) -> Drill:
        return actions.mend(subject, improvement=one, **given)

    return _form(request, found, MendForm(request.POST or None), act, one.text, "已登记。")


@BOTH
def new_training(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a training on record."""
    found = _found(request, pk)
    _asks(request, found)
    record, key = actions.record_training, form_id(request)
    form = TrainingForm(request.POST or None, enterprise=found, initial={"kind": request.GET.get("kind"), "hours": 1})
    return form_page(
        request,
        form,
        lambda given: record(found, actor=request.user, client_id=key, **given),  # type: ignore[misc]
        title="登记培训",
        verb="保存",
        back=reverse("enterprises:learning", args=[pk]),
        done="已登记。",
    )


@require_GET
def any_training(request: HttpRequest, training: UUID) -> HttpResponse:
    """A training by its own id, as lists link it."""
    return _training(request, get_object_or_404(trainings_of(request.user), pk=training))  # type: ignore[arg-type]


@require_GET
def training(request: HttpRequest, pk: UUID, training: UUID) -> HttpResponse:
    """One training: who was there, who still misses it."""
    return _training(request, get_object_or_404(trainings_of(request.user), enterprise=pk, pk=training))  # type: ignore[arg-type]


def _training(request: HttpRequest, found: Training) -> HttpResponse:
    reason = rules.may_keep(request.user, found.enterprise)  # type: ignore[arg-type]
    waiting = queries.absent(found) if found.kind == Training.Kind.WARNING else []
    at = (found.enterprise_id, found.pk)
    nobody = "" if waiting else "没有要补课的人。"
    context = {
        "title": found.title,
        "training": found,
        "attendances": found.attendances.select_related("person"),
        "waiting": waiting,
        "steps": [
            step("上传签到表", "enterprises:read_attendance", *at, reason=reason),
            step("登记补课", "enterprises:make_up", *at, reason=reason or nobody),
        ],
        "story": story(found, WORDS),
    }
    return render(request, "enterprises/learning/training.html", context)


@BOTH
def make_up(request: HttpRequest, pk: UUID, training: UUID) -> HttpResponse:
    """Put make-ups on record."""
    found = get_object_or_404(trainings_of(request.user), enterprise=pk, pk=training)  # type: ignore[arg-type]
    waiting = queries.absent(found)
    if not waiting:
        raise NotNow("没有要补课的人。", code="enterprises.taught")
    form = MakeUpForm(request.POST or None, waiting=waiting)
    return _form(request, found, form, actions.make_up, "登记补课", "补课已登记。")


@BOTH
def read_attendance(request: HttpRequest, pk: UUID, training: UUID) -> HttpResponse:
    """Take attendance from a sheet."""
    found = get_object_or_404(trainings_of(request.user), enterprise=pk, pk=training)  # type: ignore[arg-type]

    def act(subject: Training, *, sheet: Any, **given: Any) -> Training:
        return actions.read_attendance(subject, upload=sheet, **given)

    form = SheetForm(request.POST or None, request.FILES or None)
    return _form(request, found, form, act, "上传签到表", "签到表已读入。")
