"""Pages of the measure: packs, criteria, search, industries, checklists."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core import clock, hooks, pages
from anlan.core.errors import Missing, NotYours
from anlan.core.forms import submitted
from anlan.core.ids import uuid7
from anlan.standards import actions, checklists, papers, queries, rules
from anlan.standards.forms import (
    ChecklistForm,
    ComparisonForm,
    IndustryForm,
    OfficeForm,
    PackListForm,
    SearchForm,
    with_today,
)
from anlan.standards.models import Checklist, CriteriaPack, Criterion, Industry


@require_GET
def packs(request):
    """The shelf: every pack with its marks, in force first."""
    form = PackListForm(request.GET)
    form.is_valid()
    state = form.cleaned_data.get("state") or "in_force"
    industry = form.cleaned_data.get("industry")
    filters = queries.PackFilters(state, clock.today(), industry.code if industry else "")
    context = {
        "form": form,
        "industry": industry,
        "state": state,
        "states": PackListForm.STATES,
        "counts": queries.shelf_counts(filters.on, filters.industry),
        "page": pages.page(request, queries.pack_rows(filters)),
        "can_bring": rules.can_bring_pack(request.user),
    }
    return render(request, "standards/packs.html", context)


@require_GET
def pack(request, slug, version=None):
    """One pack, its items by section; the newest version unless another is asked for."""
    return render(request, "standards/pack.html", _pack_context(request, slug, version))


@require_GET
def pack_paper(request, slug, version):
    """The pack for the printer: A4, the whole of it."""
    return render(request, "standards/pack_paper.html", _pack_context(request, slug, version))


def _pack_context(request, slug, version):
    versions = list(CriteriaPack.objects.filter(slug=slug).select_related("replaced_by").order_by("-version"))
    found = next((one for one in versions if version in (None, one.version)), None)
    if found is None:
        raise Missing("没有这个标准，可能编号写错了。请从标准库的列表里进入。", code="standards.missing")
    text = request.GET.get("q", "")[:100]
    items = queries.items_of(found, text)
    return {
        "pack": found,
        "industries": found.industries.all(),
        "items": items,
        "text": text,
        "versions": versions,
        "checked": sum(line.compared for line in items),
        "seen": sum(line.seen for line in items),
        "majors": sum(line.criterion.may_be_major for line in items),
        "predecessors": found.replaces.exclude(slug=slug),
    }


@require_GET
def criterion(request, pk):
    """One item: its wording, what it can do today, who compared it, and what higher rooms hang on it."""
    return _criterion_page(request, _criterion(pk), ComparisonForm(initial={"client_id": uuid7()}))


@require_POST
def compare(request, pk):
    """Put a comparison with the official text on record."""
    found = _criterion(pk)
    form = ComparisonForm(request.POST)
    if not submitted(form, lambda given: actions.compare(found, actor=request.user, **given)):
        return _criterion_page(request, found, form, status=422)
    messages.success(request, f"{found.code}的核对结果已记录。")
    return redirect("standards:criterion", pk=found.pk)


def _criterion(pk):
    return get_object_or_404(Criterion.objects.select_related("pack__replaced_by"), pk=pk)


def _criterion_page(request, found, form, status=200):
    today = clock.today()
    [line] = queries.with_comparisons([found])
    context = {
        "criterion": found,
        "line": line,
        "pack": found.pack,
        "industries": found.pack.industries.all(),
        "verdict": rules.may_carry_judgement(found, today),
        "comparisons": queries.comparisons_of(found),
        "others": queries.other_wordings(found),
        "tabs": hooks.tabs.of("criterion", request.user, found),
        "can_compare": rules.can_compare(request.user),
        "form": form,
    }
    return render(request, "standards/criterion.html", context, status=status)


@require_GET
def search(request):
    """Search all criteria by words; with a day, the law of that day."""
    form = SearchForm(with_today(request.GET))
    form.is_valid()
    industry = form.cleaned_data.get("industry")
    text = form.cleaned_data.get("q") or ""
    rows = queries.search(text, form.day(), [industry.code] if industry else None)
    page = pages.page(request, rows)
    page.object_list = queries.with_comparisons(page.object_list)
    context = {"form": form, "text": text, "on": form.day(), "industry": industry, "page": page}
    return render(request, "standards/search.html", context)


@require_GET
def industries(request):
    """All industries and who supervises each within one township."""
    regions = list(queries.townships_for(request.user))
    asked = request.GET.get("region") or getattr(request.user.office, "region_id", "")
    region = next((one for one in regions if one.code == asked), regions[0] if regions else None)
    context = {
        "regions": regions,
        "region": region,
        "rows": queries.industry_rows(region) if region else [],
        "can_arrange": region is not None and rules.can_arrange(request.user, region),
        "can_change": rules.can_change_industries(request.user),
    }
    return render(request, "standards/industries.html", context)


@require_http_methods(["GET", "POST"])
def industry(request, code=None):
    """Add an industry, or change one."""
    found = get_object_or_404(Industry, pk=code) if code else Industry()
    if not rules.can_change_industries(request.user):
        raise NotYours(actions.NOT_YOURS, code="standards.not_yours")
    form = IndustryForm(request.POST or None, instance=found, initial={"client_id": uuid7()})
    if request.method == "POST" and form.is_valid():
        return _save_industry(request, code, form)
    status = 422 if request.method == "POST" else 200
    return render(request, "standards/industry.html", {"form": form, "industry": found, "code": code}, status=status)


def _save_industry(request, code, form):
    key = form.cleaned_data["client_id"]
    if code is None:
        saved = actions.add_industry(actor=request.user, client_id=key, **form.values())
    else:
        known = Industry.objects.get(pk=code)
        saved = actions.change_industry(known, actor=request.user, client_id=key, **form.values())
    messages.success(request, f"行业“{saved.name}”已保存。")
    return redirect("standards:industries")


@require_http_methods(["GET", "POST"])
def office(request, code, region):
    """Say which office supervises an industry within a region."""
    found = get_object_or_404(Industry, pk=code)
    place = get_object_or_404(queries.townships_for(request.user), pk=region)
    if not rules.can_arrange(request.user, place):
        raise NotYours(actions.no_arranging(place), code="standards.not_yours")
    now = queries.own_office(found, place)
    form = OfficeForm(
        request.POST or None, offices=queries.offices_within(place), initial={"office": now, "client_id": uuid7()}
    )
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        actions.assign_office(
            found, region=place, office=values["office"], actor=request.user, client_id=values["client_id"]
        )
        messages.success(request, f"{place.name}“{found.name}”的主管单位已保存。")
        return redirect(f"{reverse('standards:industries')}?region={place.code}")
    context = {"form": form, "industry": found, "region": place}
    return render(request, "standards/office.html", context, status=422 if request.method == "POST" else 200)


@require_GET
def preview(request):
    """What an enterprise of these industries would be asked on a day; nothing is written."""
    form = ChecklistForm(with_today(request.GET) if "industry" in request.GET else None)
    return render(request, "standards/preview.html", {"form": form, **_preview(form)})


@require_GET
def preview_pdf(request):
    """The same as a PDF with boxes to tick."""
    shown = _preview(ChecklistForm(with_today(request.GET)))
    if not shown["count"]:
        return redirect("standards:preview")
    names = "、".join(one.name for one in shown["industries"])
    subtitle = f"按{shown['on']:%Y-%m-%d}有效的标准，{shown['count']}项。"
    return _pdf(request, f"{names}检查表", subtitle, shown["sections"])


def _pdf(request, title, subtitle, sections):
    content = papers.checklist(title, subtitle, sections, printed_by=request.user.full_name)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{title[:60]}.pdf") or "inline"
    return response


def _preview(form):
    if not form.is_valid():
        return {"industries": [], "sections": [], "count": 0, "left_out": []}
    chosen, on = list(form.cleaned_data["industry"]), form.day()
    items = checklists.items_for(chosen, on)
    return {
        "industries": chosen,
        "on": on,
        "count": len(items),
        "sections": checklists.sections(items),
        "left_out": checklists.left_out([one.code for one in chosen], on),
    }


@require_GET
def checklist(request, pk):
    """A checklist as it was frozen."""
    found = get_object_or_404(Checklist, pk=pk)
    context = {"checklist": found, "sections": checklists.sections(found.items), "count": len(found.items)}
    return render(request, "standards/checklist.html", context)


@require_GET
def checklist_pdf(request, pk):
    """A frozen checklist as a PDF with boxes to tick."""
    found = get_object_or_404(Checklist, pk=pk)
    subtitle = f"{found.made_on:%Y-%m-%d}定稿，{len(found.items)}项，摘要{found.digest[:16]}。"
    return _pdf(request, found.title, subtitle, checklists.sections(found.items))
