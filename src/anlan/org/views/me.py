"""The person's own page and the inbox."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from anlan.core import clock
from anlan.core.errors import Missing
from anlan.core.forms import form_id
from anlan.core.pages import page
from anlan.org import actions, frame, inbox, queries, scope
from anlan.org.forms import InboxForm
from anlan.org.middleware import BEGAN
from anlan.org.models import Notice


def me(request: HttpRequest) -> HttpResponse:
    """Who I am here: posts and grants, where I logged in, how notices reach me."""
    user = request.user
    context = {
        "grants": scope.grants_of(user),
        "logins": queries.latest_logins(user),
        "was_tried": queries.recent_lock(user),
        "registers": frame.menu(user, request.path),
        "form": InboxForm(initial={"wants_digest": user.wants_digest}),
    }
    return render(request, "org/me.html", context)


@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    """Keep how ordinary notices arrive."""
    form = InboxForm(request.POST)
    form.full_clean()
    actions.choose_digest(request.user, **form.cleaned_data)
    messages.success(request, "已保存消息方式。")
    return redirect("org:me")


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Log out everywhere else; this session begins anew."""
    actions.end_sessions(request.user, actor=request.user, client_id=form_id(request))
    request.session[BEGAN] = clock.now().timestamp()
    messages.success(request, "其他设备上的登录已全部退出。")
    return redirect("org:me")


def notices(request: HttpRequest) -> HttpResponse:
    """The inbox: red first, then the newest."""
    rows = inbox.shown_to(request.user)
    if only_unread := request.GET.get("unread") == "1":
        rows = rows.filter(read_at=None)
    context = {"page": page(request, rows), "only_unread": only_unread, "waiting": inbox.waiting_count(request.user)}
    return render(request, "org/inbox.html", context)


def open_notice(request: HttpRequest, notice_id: str) -> HttpResponse:
    """Open what a notice is about; that reads it."""
    notice = Notice.objects.filter(pk=notice_id, user=request.user).first()
    if notice is None:
        raise Missing("这条消息不存在，请回到消息列表查看。", code="org.missing")
    inbox.mark_read(request.user, Notice.objects.filter(pk=notice.pk))
    return redirect(notice.url or "org:inbox")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything shown as read."""
    count = inbox.mark_read(request.user, inbox.shown_to(request.user))
    messages.success(request, f"已将 {count} 条消息标为已读。" if count else "没有未读消息。")
    return redirect("org:inbox")
