"""Logging in and out, the password page, and the signal that somebody is still there."""

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters

from anlan.core import clock
from anlan.core.errors import Invalid
from anlan.org import actions
from anlan.org.forms import LoginForm, PasswordForm
from anlan.org.middleware import BEGAN, WENT

WHY = {
    "idle": "超过 {minutes} 分钟没有操作，已自动退出。重新登录后，刚才填写的内容会恢复。",
    "ended": "您的账号已在其他地方退出全部设备，请重新登录。",
}


@login_not_required
@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponse:
    """The login page; a wrong pair gets one sentence, whoever it was."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = LoginForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _let_in(request, form):
            return redirect(_next(request))
        status = 422
    # Taken out only when it is there: an empty session must not become a row for every visitor.
    why = WHY.get(request.session.pop(WENT, ""), "") if WENT in request.session else ""
    context = {
        "form": form,
        "next": request.GET.get("next", ""),
        "why": why.format(minutes=settings.IDLE_LOGOUT_MINUTES),
    }
    return render(request, "org/login.html", context, status=status)


def _let_in(request: HttpRequest, form: LoginForm) -> bool:
    try:
        user = actions.log_in(**form.cleaned_data, address=address_of(request))
    except Invalid as refused:
        form.add_error(None, refused.message)
        return False
    auth.login(request, user)
    request.session[BEGAN] = clock.now().timestamp()
    return True


def address_of(request: HttpRequest) -> str:
    """The asker's network address; behind our own proxy the last one it added."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.USE_X_FORWARDED_HOST else ""
    return (forwarded.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", ""))[:45]


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else settings.LOGIN_REDIRECT_URL


def logout(request: HttpRequest) -> HttpResponse:
    """Log out; only by POST, so that no picture on a foreign page can do it."""
    if request.method != "POST":
        return redirect(settings.LOGIN_REDIRECT_URL)
    auth.logout(request)
    messages.success(request, "已退出登录。")
    return redirect("org:login")


def alive(request: HttpRequest) -> HttpResponse:
    """Asked now and then while somebody works without loading a page; the request itself keeps the session."""
    return HttpResponse(status=204)


@sensitive_post_parameters("present", "password", "again")
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; a first password leads here until it is changed."""
    user = request.user
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_password(user, password=form.cleaned_data["password"])
        except Invalid as weak:
            for reason in weak.fields.get("password", [weak.message]):
                form.add_error("password", reason)
        else:
            auth.update_session_auth_hash(request, user)
            messages.success(request, "密码已修改，其他设备上的登录已全部退出。")
            return redirect("org:me")
    context = {"form": form, "is_first": user.must_change_password}
    return render(request, "org/password.html", context, status=422 if form.errors else 200)
