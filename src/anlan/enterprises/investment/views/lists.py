"""The territory's lists and their workbooks."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from anlan.enterprises.investment.registers import CERTIFICATES, EXPERTS, PLACES
from anlan.files.registers import show, workbook


def _beside() -> dict[str, str]:
    names = {"安全投入": "investments", "标准化等级": "standardizations", "聘请专家": "experts"}
    return {label: reverse(f"enterprises:{name}") for label, name in names.items()}


@require_GET
def places(request: HttpRequest) -> HttpResponse:
    """Money and level of every enterprise the person sees."""
    return show(request, PLACES, may_add=False, beside=_beside())


@require_GET
def places_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, PLACES)


@require_GET
def standardizations(request: HttpRequest) -> HttpResponse:
    """Certificates of standardization, the first to end first."""
    return show(request, CERTIFICATES, may_add=False, beside=_beside())


@require_GET
def standardizations_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, CERTIFICATES)


@require_GET
def experts(request: HttpRequest) -> HttpResponse:
    """Experts that enterprises engaged."""
    return show(request, EXPERTS, may_add=False, beside=_beside())


@require_GET
def experts_export(request: HttpRequest) -> HttpResponseBase:
    """The same as a workbook."""
    return workbook(request, EXPERTS)
