"""The API frame: one API under /api/, its rooms under /api/v1/ROOM/, one shape of errors, session login with CSRF."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, ValidationError
from ninja.security import django_auth

from anlan.core.errors import DomainError

VERSION = "v1"
api = NinjaAPI(
    title="安澜",
    version="1",
    description="与页面调用同样的操作。用登录后的会话，写操作带 CSRF 令牌；出错一律回 {code, message}。",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
    auth=django_auth,
)


def mount(routers: Mapping[str, Router]) -> tuple[list[Any], str, str]:
    """The URLs of the API with the routers of the rooms. A stranger is told so in JSON, not sent to the login page."""
    for room, router in routers.items():
        api.add_router(f"/{VERSION}/{room}/", router, tags=[room])
    patterns, app, namespace = api.urls
    for pattern in patterns:
        if pattern.callback and str(pattern.pattern).startswith(VERSION):
            pattern.callback = login_not_required(pattern.callback)
    return patterns, app, namespace


@api.exception_handler(DomainError)
def _refused(request: HttpRequest, error: DomainError) -> HttpResponse:
    return _answer(request, error.code, error.message, error.status)


@api.exception_handler(AuthenticationError)
def _stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _answer(request, "core.login", "请先登录。", 401)


@api.exception_handler(AuthorizationError)
def _not_yours(request: HttpRequest, error: AuthorizationError) -> HttpResponse:
    return _answer(request, "core.not_yours", "您没有这项权限。", 403)


@api.exception_handler(ValidationError)
def _misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:
    places = "、".join(dict.fromkeys(".".join(map(str, one["loc"][1:])) or "body" for one in error.errors))
    return _answer(request, "core.invalid", f"请求里这些字段缺少或不对：{places}。请对照 /api/openapi.json 填写。", 422)


@api.exception_handler(HttpError)
def _unread(request: HttpRequest, error: HttpError) -> HttpResponse:
    words = {400: "请求不是能读的 JSON，请检查后重发。", 403: "缺少 CSRF 令牌，请从登录后的会话里取。"}
    return _answer(request, "core.unread", words.get(error.status_code, str(error)), error.status_code)


def _answer(request: HttpRequest, code: str, message: str, status: int) -> HttpResponse:
    return api.create_response(request, {"code": code, "message": message}, status=status)
