"""The township's view: who did this month's self-check and who did not."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET

from anlan.core import filters
from anlan.files import registers as lists
from anlan.inspections.selfcheck import month, registers


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The list as the URL asks for it; above it each count opens its records."""
    register = registers.of(request.user)
    words = request.GET.copy()
    words.pop("standing", None)
    counted = month.counts(register.asked(request.user, words))
    tabs = [("", "全部", sum(counted.values())), *((key, month.STANDINGS[key][0], counted[key]) for key in counted)]
    beside = {f"{label} {count}": filters.changed(request, standing=key or None) for key, label, count in tabs}
    return lists.show(request, register, may_add=False, beside=beside)


@require_GET
def export(request: HttpRequest) -> FileResponse:
    """Exactly what the list shows, all pages of it."""
    return lists.workbook(request, registers.of(request.user))


@require_GET
def latest(request: HttpRequest, pk: str) -> HttpResponse:
    """The place's latest self-check; its file where it never made one."""
    found = get_object_or_404(month.rows(request.user), pk=pk)
    if visit := getattr(found, "last_visit", None):  # annotated by month.rows
        return redirect("inspections:detail", visit)
    return redirect("enterprises:detail", found.pk)
