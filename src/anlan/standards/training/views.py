"""Pages of training: the list, one session, its list of people, the day itself, the quiz, the papers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core import clock
from anlan.core.errors import NotNow, NotYours
from anlan.core.forms import form_id
from anlan.core.steps import form_page, step, story
from anlan.files import registers
from anlan.files.presses import docx, pdf
from anlan.files.serving import disposition
from anlan.org import scope
from anlan.standards.training import actions, papers, queries, quiz, rules
from anlan.standards.training.forms import CallOffForm, HoldForm, InviteForm, QuizForm, SessionForm
from anlan.standards.training.registers import SESSIONS, STANDING

BOTH = require_http_methods(["GET", "POST"])
WORDS = {
    "standards.plan_session": "安排",
    "standards.invite": "列入名单",
    "standards.sign_in": "签到",
    "standards.hold_session": "记录举办",
    "standards.call_off_session": "取消",
    "standards.take_quiz": "答题",
}


@require_GET
def listed(request):
    """Sessions of one's territory, and those one is invited to."""
    return registers.show(request, SESSIONS, may_add=scope.may(request.user, "standards.train"))


@require_GET
def export(request):
    """The same as a workbook."""
    return registers.workbook(request, SESSIONS)


def _session(request, pk):
    return get_object_or_404(queries.sessions(request.user), pk=pk)


def _require(reason):
    if reason:
        raise (NotYours if reason == rules.NOT_YOURS else NotNow)(reason, code="standards.training")


@require_GET
def session(request, pk):
    """One session: facts, who is on the list and who came; what one can do."""
    found, user = _session(request, pk), request.user
    own, change = queries.own_of(user, found), rules.may_change(user, found)
    arranges = not rules.may_arrange(user, found)
    context = {
        "title": found.title,
        "session": found,
        "mark": STANDING[found.standing],
        "attendances": found.attendances.all(),
        "own": own,
        "arranges": arranges,
        "sign_in": rules.may_sign_in(found, own),
        "answer": rules.may_answer(found, own),
        "steps": [
            step("列入名单", "standards:invite", pk, reason=change, hint="有账号的勾选，没有账号的写姓名单位。"),
            step("记录举办", "standards:hold_session", pk, reason=change, hint="到场的人和讲了什么。"),
            step("取消培训", "standards:call_off_session", pk, reason=change),
        ],
        "story": story(found, WORDS) if arranges else [],
    }
    return render(request, "standards/training/session.html", context)


@BOTH
def new_session(request):
    """Arrange a session."""
    region = queries.township_of(request.user)
    if region is None:
        raise NotYours(rules.NOT_YOURS, code="standards.training")
    return form_page(
        request,
        SessionForm(request.POST or None, user=request.user),
        lambda given: actions.plan_session(region, actor=request.user, client_id=form_id(request), **given),
        title="安排培训",
        verb="保存",
        back=reverse("standards:training"),
        done="培训已安排。接着把参加人员列入名单。",
    )


@BOTH
def invite(request, pk):
    """Put people on the list."""
    found = _session(request, pk)
    _require(rules.may_change(request.user, found))
    on_it = found.attendances.exclude(user=None).values("user")
    return form_page(
        request,
        InviteForm(request.POST or None, people=queries.people_of(found.region).exclude(pk__in=on_it)),
        lambda given: actions.invite(found, actor=request.user, client_id=form_id(request), **given),
        title=f"列入名单：{found.title}",
        verb="列入名单",
        back=found.get_absolute_url(),
        done="已列入名单，有账号的人会在明早的消息汇总里看到。",
    )


@BOTH
def hold(request, pk):
    """Put on record that it was held."""
    found = _session(request, pk)
    _require(rules.may_change(request.user, found))
    form = HoldForm(
        request.POST or None,
        listed=found.attendances.filter(signed_in_at=None),
        initial={"held_on": min(found.planned_on, clock.today())},
    )
    return form_page(
        request,
        form,
        lambda given: actions.hold_session(found, actor=request.user, client_id=form_id(request), **given),
        title=f"记录举办：{found.title}",
        verb="保存记录",
        back=found.get_absolute_url(),
        done="已记录。到场的人可以答题了。",
    )


@BOTH
def call_off(request, pk):
    """Call it off."""
    found = _session(request, pk)
    _require(rules.may_change(request.user, found))
    return form_page(
        request,
        CallOffForm(request.POST or None),
        lambda given: actions.call_off_session(found, actor=request.user, client_id=form_id(request), **given),
        title=f"取消：{found.title}",
        verb="取消培训",
        back=found.get_absolute_url(),
        done="已取消。",
    )


@require_POST
def sign_in(request, pk):
    """Sign in for oneself."""
    found = _session(request, pk)
    actions.sign_in(found, actor=request.user, client_id=form_id(request))
    messages.success(request, "已签到。")
    return redirect(found)


@BOTH
def take(request, pk):
    """The quiz: its questions, and after the answers what is right and why."""
    found = _session(request, pk)
    own = queries.own_of(request.user, found)
    _require(rules.may_answer(found, own))
    asked = queries.questions_of(found, own.attempts)
    form = QuizForm(request.POST or None, questions=asked, initial={"attempt": own.attempts})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["attempt"] != own.attempts:
            raise NotNow("这套题已经交过，请打开培训页面再答一次。", code="standards.answered")
        answers = form.answers()
        actions.take_quiz(found, actor=request.user, answers=answers, client_id=form_id(request))
        return redirect("standards:quiz_result", pk=pk)
    context = {
        "title": "测验",
        "session": found,
        "form": form,
        "count": len(asked),
        "enough": quiz.enough(len(asked)),
    }
    return render(request, "standards/training/quiz.html", context, status=422 if form.errors else 200)


@require_GET
def result(request, pk):
    """One's own last attempt, each answer explained by its clause."""
    found = _session(request, pk)
    own = queries.own_of(request.user, found)
    if own is None or not own.attempts:
        raise NotNow("您还没有答过这场培训的测验。", code="standards.no_answers")
    asked = queries.questions_of(found, own.attempts - 1)
    right = quiz.right(asked, own.answers)
    context = {
        "title": "测验结果",
        "session": found,
        "own": own,
        "lines": list(zip(asked, own.answers, right, strict=False)),
    }
    return render(request, "standards/training/result.html", context)


@require_GET
def sign_sheet(request, pk):
    """The sheet to sign, as PDF."""
    found = _session(request, pk)
    content = pdf.sheet(papers.sign_sheet(found, printed_by=request.user.full_name))
    return _file(content, f"{found.title}签到表.pdf", pdf.MEDIA_TYPE, inline=True)


@require_GET
def record(request, pk):
    """The record, as .docx; who passed is told to those who arrange training only."""
    found = _session(request, pk)
    _require(rules.may_arrange(request.user, found))
    content = docx.sheet(papers.record(found, printed_by=request.user.full_name))
    return _file(content, f"{found.title}培训记录.docx", docx.MEDIA_TYPE, inline=False)


def _file(content, name, media_type, *, inline):
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = disposition(name, inline=inline)
    return answer
