"""The phone's addresses: its one page, its service worker, the day's bundle, pieces of files, the outbox."""

import gzip
import json
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from anlan.core import clock
from anlan.core.errors import DomainError, Invalid
from anlan.core.pages import page
from anlan.field import assets, bundle, handing_in, replaying, showing
from anlan.field.forms import PieceForm
from anlan.files import incoming, serving
from anlan.files import queries as evidence
from anlan.org import queries
from anlan.org.models import User
from anlan.org.rules import require

View = Callable[..., HttpResponse]


def spoken(view: View) -> View:
    """Answer a phone in JSON: 401 to who is not logged in, a domain error with its sentence."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"code": "field.log_in", "words": "登录已失效，请重新登录后再发送。"}, status=401)
        try:
            return view(request, *args, **kwargs)
        except DomainError as error:
            return JsonResponse({"code": error.code, "words": error.message}, status=error.status)

    return guarded


def person(request: HttpRequest) -> User:
    """Who asks; every page here is behind the login."""
    return request.user  # type: ignore[return-value]  # LoginRequiredMiddleware


@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """The one page of the phone; it holds nothing of a person, so that a phone may keep it."""
    told = {
        "modules": assets.plain("field/app.js"),
        "version": assets.version(),
        "rooms": json.dumps(assets.entrances()),
        "decoder": assets.decoder(),
    }
    return render(request, "field/shell.html", told)


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the list of what it keeps."""
    told = {"version": assets.version(), "urls": json.dumps(assets.urls())}
    answer = render(request, "field/sw.js", told, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """What a browser needs to put the page on the home screen."""
    told = {
        "name": f"{settings.SITE_NAME}手机外勤",
        "short_name": "安澜外勤",
        "start_url": "/field/",
        "scope": "/field/",
        "display": "standalone",
        "lang": "zh-CN",
        "background_color": "#f5f7f7",
        "theme_color": "#0f766e",
        "icons": [
            {"src": assets.plain("field/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
            {"src": assets.plain("field/icon-192.png"), "sizes": "192x192", "type": "image/png", "purpose": "any"},
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@spoken
def hello(request: HttpRequest) -> HttpResponse:
    """Whether the phone may send: who is logged in, a fresh token, and our clock to measure the phone's against.

    `news` changes with each notice to the person: then the day is worth fetching again.
    """
    user = person(request)
    last = user.notices.order_by("-created_at").values_list("created_at", flat=True).first()
    told = {"person": str(user.pk), "token": get_token(request), "now": clock.now().isoformat()}
    return JsonResponse(told | {"news": last.isoformat() if last else ""})


@spoken
def day(request: HttpRequest) -> HttpResponse:
    """The day's bundle; a phone that has it already gets 304."""
    content, tag = bundle.encoded(bundle.day_for(person(request)))
    if f'"{tag}"' in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": f'"{tag}"'})
    headers = {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        content, headers["Content-Encoding"] = gzip.compress(content, 5), "gzip"
    return HttpResponse(content, content_type="application/json", headers=headers | {"X-Size": str(len(content))})


@spoken
def visits(request: HttpRequest) -> HttpResponse:
    """The person's open visits as all phones together made them: asked after sending, far lighter than the day."""
    return JsonResponse({"visits": bundle.visits_of(person(request))})


@spoken
def file(request: HttpRequest, sha256: str) -> HttpResponse:
    """A file in pieces: GET says how many bytes are here, POST adds the next piece."""
    if request.method != "POST":
        here = incoming.arrived(sha256, actor=person(request))
        return JsonResponse({"have": here.have, "complete": here.complete})
    form = PieceForm(request.GET)
    if not form.is_valid():
        raise Invalid("文件分段的说明不对，请联网刷新页面后重试。", code="field.piece")
    here = incoming.take(sha256, request.body, actor=person(request), **form.told)
    return JsonResponse({"have": here.have, "complete": here.complete})


@spoken
def play(request: HttpRequest) -> HttpResponse:
    """The outbox: actions in their order, one answer each."""
    if request.method != "POST":
        return JsonResponse({"code": "field.method", "words": "只接收手机发送的记录。"}, status=405)
    sent = _sent(request.body)
    return JsonResponse({"now": clock.now().isoformat(), "answers": replaying.play(sent, actor=person(request))})


def _sent(body: bytes) -> list[dict[str, Any]]:
    try:
        sent = json.loads(body)["actions"]
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid("发送的内容不完整，将自动重新发送。", code="field.body") from error
    if not isinstance(sent, list):
        raise Invalid("发送的内容不完整，将自动重新发送。", code="field.body")
    return sent


@require_http_methods(["GET", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    """Take in the files that a phone exported: the other way for what could not be sent."""
    answers: list[dict[str, Any]] = []
    error = ""
    if request.method == "POST":
        try:
            answers = handing_in.take_all(request.FILES.getlist("export"), actor=person(request))
        except Invalid as refused:
            error = refused.message
        else:
            _tell(request, answers)
    context = {"answers": answers, "error": error, "title": "交来手机导出的文件"}
    return render(request, "field/hand_in.html", context, status=422 if error else 200)


@require_GET
def discarded(request: HttpRequest) -> HttpResponse:
    """What people gave up on their phones: what it said, who, when, why; for who supervises there."""
    require(person(request), "org.read_discards")
    found = page(request, queries.discards(person(request)), 20)
    return render(request, "field/discarded.html", {"page": found, "rows": [showing.told(one) for one in found]})


@require_GET
def discarded_file(request: HttpRequest, pk: uuid.UUID, sha256: str) -> HttpResponseBase:
    """A photo of what was given up."""
    event = get_object_or_404(queries.discards(person(request)), pk=pk)
    evidence.file_of("field", event.pk, sha256)
    return serving.serve(request, sha256, request.GET.get("variant", "shown"))


def _tell(request: HttpRequest, answers: list[dict[str, Any]]) -> None:
    done, back = (sum(one["state"] == state for one in answers) for state in ("done", "refused"))
    words = f"共 {len(answers)} 条，已办 {done} 条。"
    if done == len(answers):
        return messages.success(request, f"{words}手机联网后会收到回执，自动清除。")
    rest = f"退回 {back} 条，原因见下，请在手机上改正后再交。" if back else "其余的还缺前面的内容，全部交齐后再交一次。"
    return messages.warning(request, f"{words}{rest}")
