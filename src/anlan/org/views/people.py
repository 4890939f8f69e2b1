"""People, their accounts and their grants."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anlan.core.errors import Missing
from anlan.core.filters import one_of
from anlan.core.forms import form_id, submitted
from anlan.core.inputs import ReasonForm
from anlan.core.pages import page
from anlan.org import actions, queries, scope
from anlan.org.doors import needs
from anlan.org.forms import AccountForm, GrantForm, PersonForm
from anlan.org.models import User

STATES = [("active", "在用"), ("locked", "已锁定"), ("ended", "已注销")]


@needs("org.read_people")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of one's territory, with posts."""
    words = request.GET.get("q", "").strip()
    rows = queries.people(request.user, name=words, state=request.GET.get("state", ""))
    context = {
        "page": page(request, rows),
        "words": words,
        "filters": [one_of(request, "state", "状态", STATES)],
        "may_change": scope.may(request.user, "org.change_people"),
    }
    return render(request, "org/people.html", context)


def _visible(request: HttpRequest, user_id: uuid.UUID) -> User:
    person = queries.people(request.user).filter(pk=user_id).first()
    if person is None:
        raise Missing("没有找到这个人，可能不在您的辖区内，请回到人员列表查看。", code="org.missing")
    return person


@needs("org.read_people")
def person(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """One person: what is on file, grants past and present, what happened to the account."""
    who = _visible(request, user_id)
    may_change = scope.may(request.user, "org.change_people")
    reads_audit = may_change or scope.may(request.user, "org.read_audit")
    context = {
        "who": who,
        "grants": queries.grants_ever(who),
        "events": queries.events_of(who) if reads_audit else [],
        "may_change": may_change,
        "may_grant": scope.may(request.user, "org.change_grants"),
        "is_self": who.pk == request.user.pk,
    }
    return render(request, "org/person.html", context)


@needs("org.change_people")
def new_person(request: HttpRequest) -> HttpResponse:
    """Open an account; its first password is shown on the answer and nowhere else."""
    form = AccountForm(request.POST or None)
    result = submitted(
        form, lambda given: actions.open_account(**given, actor=request.user, client_id=form_id(request))
    )
    if result is not None:
        who, secret = result
        return render(request, "org/first_password.html", {"who": who, "secret": secret, "is_new": True})
    context = {"form": form, "title": "开通账号", "verb": "开通账号", "back_url": "org:people"}
    return render(request, "org/form.html", context, status=422 if form.errors else 200)


@needs("org.change_people")
def change_person(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """Change what is on file about a person."""
    who = _visible(request, user_id)
    fields = ("full_name", "phone", "office", "title", "enforcement_card", "enforcement_card_until")
    form = PersonForm(request.POST or None, initial={name: getattr(who, name) for name in fields})
    done = submitted(
        form, lambda given: actions.change_person(who, **given, actor=request.user, client_id=form_id(request))
    )
    if done:
        messages.success(request, f"已保存{who.full_name}的资料。")
        return redirect("org:person", who.pk)
    context = {"form": form, "title": f"修改资料：{who.full_name}", "verb": "保存资料", "who": who}
    return render(request, "org/form.html", context, status=422 if form.errors else 200)


@needs("org.change_people")
def reset_password(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """Give a new first password, shown once."""
    who = _visible(request, user_id)
    if request.method == "POST":
        before, secret = who.event_count, actions.first_password()
        after = actions.reset_password(who, password=secret, actor=request.user, client_id=form_id(request))
        # The same form sent twice did not set this password: then none is shown.
        shown = secret if after.event_count == before + 1 and after.check_password(secret) else ""
        return render(request, "org/first_password.html", {"who": who, "secret": shown, "is_new": False})
    context = {
        "title": f"重置密码：{who.full_name}",
        "sentence": "将生成一个新的初始密码，只显示一次；本人现有的登录立即退出，首次登录时须修改。",
        "verb": "重置密码",
        "who": who,
    }
    return render(request, "org/confirm_person.html", context)


ENDINGS = {
    "lock": (actions.lock, "锁定账号", "锁定后本人立即退出，在解除锁定之前不能登录；岗位权限保留。"),
    "end": (actions.end_account, "注销账号", "注销后本人不能再登录，办过的事和签过的名都保留。注销不能恢复。"),
}


@needs("org.change_people")
def end_person(request: HttpRequest, user_id: uuid.UUID, how: str) -> HttpResponse:
    """Lock an account, or end it for good; both with a reason."""
    who = _visible(request, user_id)
    act, verb, sentence = ENDINGS[how]
    form = ReasonForm(request.POST or None)
    if submitted(form, lambda given: act(who, **given, actor=request.user, client_id=form_id(request))):
        messages.success(request, f"已{verb}：{who.full_name}。")
        return redirect("org:person", who.pk)
    context = {"form": form, "title": f"{verb}：{who.full_name}", "sentence": sentence, "verb": verb, "is_danger": True}
    return render(request, "org/confirm_person.html", context | {"who": who}, status=422 if form.errors else 200)


@needs("org.change_people")
def unlock(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """End a lock."""
    who = _visible(request, user_id)
    if request.method == "POST":
        actions.unlock(who, actor=request.user, client_id=form_id(request))
        messages.success(request, f"已解除{who.full_name}的锁定。")
        return redirect("org:person", who.pk)
    sentence = f"解除后{who.full_name}可以马上登录，密码不变。"
    context = {"title": f"解除锁定：{who.full_name}", "sentence": sentence, "verb": "解除锁定", "who": who}
    return render(request, "org/confirm_person.html", context)


@needs("org.change_grants")
def new_grant(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """Give a person a role at an office."""
    who = _visible(request, user_id)
    form = GrantForm(request.POST or None, initial={"office": who.office})
    if submitted(form, lambda given: actions.grant(who, **given, actor=request.user, client_id=form_id(request))):
        messages.success(request, f"已授予{who.full_name}岗位权限，立即生效。")
        return redirect("org:person", who.pk)
    context = {"form": form, "title": f"授予岗位权限：{who.full_name}", "verb": "授予权限", "who": who}
    return render(request, "org/form.html", context, status=422 if form.errors else 200)


@needs("org.change_grants")
def end_grant(request: HttpRequest, user_id: uuid.UUID, grant_id: uuid.UUID) -> HttpResponse:
    """End a grant as of today."""
    who = _visible(request, user_id)
    grant = who.grants.select_related("office", "region").filter(pk=grant_id).first()
    if grant is None:
        raise Missing("没有找到这项授权，请回到人员页面查看。", code="org.missing")
    if request.method == "POST":
        actions.end_grant(who, grant_id=grant.pk, actor=request.user, client_id=form_id(request))
        messages.success(request, f"已终止{who.full_name}在{grant.office.name}的岗位权限。")
        return redirect("org:person", who.pk)
    context = {
        "title": f"终止岗位权限：{who.full_name}",
        "sentence": "终止后立即失效；办过的事保留。",
        "facts": [
            ("角色", grant.get_role_display()),
            ("单位", grant.office.name),
            ("区域", grant.region.name),
            ("范围", grant.get_breadth_display()),
        ],
        "verb": "终止权限",
        "is_danger": True,
        "who": who,
    }
    return render(request, "org/confirm_person.html", context)
