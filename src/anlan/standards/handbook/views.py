"""Handbooks to download: of an industry or of a pack, as .docx to edit, A4 to print, A5 for the phone."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from anlan.core import clock
from anlan.core.errors import Missing
from anlan.files.presses import docx, docx_book, pdf
from anlan.files.serving import disposition
from anlan.standards import queries
from anlan.standards.handbook import content
from anlan.standards.models import CriteriaPack, Industry

NOTHING = "没有适用的标准，做不成手册。请先在标准库里载入，或换一个行业。"
FORMS = {
    "docx": (docx.MEDIA_TYPE, "可编辑.docx", docx_book.handbook),
    "a4": (pdf.MEDIA_TYPE, "A4.pdf", lambda book: pdf.handbook(book, paper="a4")),
    "a5": (pdf.MEDIA_TYPE, "手机.pdf", lambda book: pdf.handbook(book, paper="a5")),
}


@require_GET
def of_industry(request, code, form):
    """The handbook of an industry by the law of today."""
    found = get_object_or_404(Industry, pk=code)
    township = queries.township_code(request.user)
    book = content.of_industry(found, clock.today(), printed_by=request.user.full_name, township=township)
    return _answer(book, form)


@require_GET
def of_pack(request, slug, version, form):
    """The handbook of one version of a standard."""
    found = get_object_or_404(CriteriaPack, slug=slug, version=version)
    return _answer(content.of_pack(found, printed_by=request.user.full_name), form)


def _answer(book, form):
    if form not in FORMS:
        raise Missing("手册只有可编辑、A4和手机三种。请返回后重新选择。", code="standards.missing")
    if book is None:
        raise Missing(NOTHING, code="standards.no_handbook")
    media_type, ending, press = FORMS[form]
    answer = HttpResponse(press(book), content_type=media_type)
    name = f"{book.subject}{book.title}（{book.version}）{ending}"
    answer["Content-Disposition"] = disposition(name, inline=form != "docx")
    return answer
