"""Pages of what binds: the township's table, one enterprise's list, the plate, and the page behind its code."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anlan.core import clock, filters, hooks, pages
from anlan.core.errors import Invalid, Missing, NotNow, NotYours
from anlan.core.forms import form_id
from anlan.core.steps import form_page
from anlan.core.templatetags.anlan import day as written
from anlan.enterprises import filtering
from anlan.enterprises import queries as register
from anlan.enterprises.binding import actions, papers, publishing, queries, rules
from anlan.enterprises.binding.forms import ToldForm
from anlan.enterprises.models import Enterprise
from anlan.enterprises.premises import queries as premises
from anlan.files.presses import xlsx
from anlan.files.serving import disposition
from anlan.org import scope
from anlan.standards import checklists

BOTH = require_http_methods(["GET", "POST"])
MOST_PLATES = 200
HEAD = [
    xlsx.Head(label, width)
    for label, width in [
        ("名称", 30),
        ("本地编号", 16),
        ("所在村", 14),
        ("类别", 12),
        ("主行业", 16),
        ("主管单位", 18),
        ("告知状态", 12),
        ("条数", 8),
        ("清单版本", 12),
        ("公布日期", 12),
        ("已读人员", 36),
    ]
]


@require_GET
def listed(request):
    """Which enterprises have read what binds them."""
    view = filtering.View(request.GET, request.user)
    rows = view.rows()
    asked = request.GET.get("read", "")
    page = pages.page(request, filtering.shown(_with_lists(queries.narrowed(queries.with_standing(rows), asked))))
    found = list(page.object_list)
    read = queries.readers(found)
    counted = queries.counts(rows)
    context = {
        "title": "标准告知",
        "page": page,
        "rows": [(one, queries.STANDINGS[one.standing], read.get(one.pk, [])) for one in found],
        "filters": filtering.chips(request),
        "sorts": {sort.name: sort for sort in filtering.SORTS},
        "text": request.GET.get("q", ""),
        "tabs": [("", "全部", sum(counted.values())), *((key, words, counted[key]) for key, (words, _) in _tabs())],
        "asked": asked,
        "waiting": counted["unread"] + counted["new"],
        "can_print": scope.may(request.user, "enterprises.make_known"),
        "can_remind": scope.may(request.user, "enterprises.make_known"),
        "clear_url": filters.changed(request, read=None),
    }
    return render(request, "enterprises/binding/list.html", context)


def _tabs():
    return queries.STANDINGS.items()


def _with_lists(rows):
    return rows.select_related("binding__checklist").defer("binding__checklist__items")


@require_GET
def export(request):
    """What the table shows, all pages of it, as a workbook."""
    rows = filtering.View(request.GET, request.user).rows()
    narrowed = queries.narrowed(queries.with_standing(rows), request.GET.get("read", ""))
    found = list(_with_lists(narrowed).select_related("region", "main_industry", "strip"))
    read = queries.readers(found)
    written = (_written(one, read.get(one.pk, [])) for one in found)
    return xlsx.response(HEAD, written, f"标准告知{clock.today():%Y%m%d}.xlsx", sheet="标准告知")


def _written(one, read):
    binding = getattr(one, "binding", None)
    return [
        one.name,
        one.local_code,
        one.region.plain_name,
        one.get_kind_display(),
        str(one.main_industry or ""),
        str(one.strip or ""),
        queries.STANDINGS[one.standing][0],
        binding.item_count if binding else None,
        binding.checklist.digest[:8] if binding else "",
        timezone.localtime(binding.published_at).date() if binding else None,
        "、".join(map(_reader, read)),
    ]


def _reader(row):
    return f"{row.person.name}（{row.person.get_post_display()}，{written(row.read_at)}）"


@require_POST
def remind(request):
    """Remind everybody the table's filters show who has not read."""
    if not scope.may(request.user, "enterprises.make_known"):
        raise NotYours("提醒由乡、村工作人员发出。", code="enterprises.not_yours")
    rows = filtering.View(request.GET, request.user).rows()
    done = actions.remind(rows, actor=request.user)
    words = f"{done.enterprises} 家有账号的单位会在明早的消息汇总里看到提醒，新提醒 {done.people} 人。"
    if done.out_of_reach:
        words += f"另有 {done.out_of_reach} 家没有账号，请当面告知后登记。"
    messages.success(request, words)
    return redirect(f"{reverse('enterprises:bindings')}?{request.GET.urlencode()}")


def _found(request, pk):
    return get_object_or_404(register.detail_of(request.user).select_related("site_code"), pk=pk)


@require_GET
def one(request, pk):
    """What binds one enterprise, in plain words; who has read it; the button to confirm."""
    found = _found(request, pk)
    if queries.binding_of(found) is None:
        publishing.publish(Enterprise.objects.filter(pk=pk))
    binding = queries.binding_of(found)
    me = _me(request.user, found, binding)
    news = me["news"] if me else None
    context = {
        "title": "约束本单位的标准",
        "enterprise": found,
        "binding": binding,
        "groups": _groups(binding, news.come if news else frozenset()),
        "asked_elsewhere": binding is None and queries.has_criteria(found),
        "is_small": premises.is_small(found),
        "receipts": queries.receipts_of(found),
        "waiting": queries.still_to_read(found, binding) if binding else [],
        "me": me,
        "can_make_known": rules.can_make_known(request.user, found),
        "can_make_plate": rules.can_make_plate(request.user, found),
        "can_change": rules.can_make_plate(request.user, found),
        "code": getattr(found, "site_code", None),
    }
    return render(request, "enterprises/binding/one.html", context)


def _groups(binding, new=frozenset()):
    items = binding.checklist.items if binding else []
    return [
        (section, [(item, queries.plain(item), checklists.key_of(item) in new) for item in section.items])
        for section in checklists.sections(items)
    ]


def _me(user, enterprise, binding):
    """The person's own post there and whether they have read; None for everybody else."""
    person = enterprise.people.filter(user=user, until=None).first()
    if person is None or binding is None:
        return None
    receipt = person.receipts.filter(checklist=binding.checklist).first()
    return {"person": person, "receipt": receipt, "news": queries.news_for(person, binding.checklist)}


@require_POST
def confirm(request, pk):
    """The person themselves has read it."""
    found = _found(request, pk)
    person = found.people.filter(user=request.user, until=None).first()
    if person is None:
        raise NotYours("只有本单位人员能确认已读。当面告知的，请登记告知方式。", code="enterprises.not_yours")
    version = request.POST.get("version", "")
    actions.confirm_read(found, person=person, version=version, actor=request.user, client_id=form_id(request))
    messages.success(request, "已记录：您读过这一版清单。有新版本时会再请您看。")
    return redirect("enterprises:binding", pk=pk)


@BOTH
def told(request, pk):
    """Somebody was told face to face, at a meeting or on paper."""
    found = _found(request, pk)
    if not rules.can_make_known(request.user, found):
        raise NotYours("标准告知由乡、村工作人员登记。", code="enterprises.not_yours")
    binding = queries.binding_of(found)
    if binding is None:
        raise NotNow(
            f"“{found.name}”没有公布的清单，不用告知。行业没填的，请先在档案里填写。", code="enterprises.no_list"
        )
    waiting = [person.pk for person in queries.still_to_read(found, binding)]
    if not waiting:
        words = (
            "在职人员都读过这一版了，不用再登记。"
            if found.people.filter(until=None).exists()
            else "还没有登记人员，请先在档案里增加。"
        )
        raise NotNow(f"“{found.name}”{words}", code="enterprises.nobody_to_tell")
    form = ToldForm(
        request.POST or None,
        people=found.people.filter(pk__in=waiting),
        initial={"version": binding.checklist.digest, "how": "in_person"},
    )

    def tell(given):
        actions.confirm_read(found, actor=request.user, client_id=form_id(request), **given)
        return binding

    return form_page(
        request,
        form,
        tell,
        title="登记告知",
        verb="保存",
        back=reverse("enterprises:binding", args=[pk]),
        done="告知已登记。",
        sentence=f"“{found.name}”，清单共{binding.item_count}项，版本{binding.checklist.digest[:8]}。",
    )


@require_POST
def issue(request, pk):
    """Give it its token, or a new one."""
    found = _found(request, pk)
    renew = request.POST.get("renew") == "yes"
    actions.issue_code(found, actor=request.user, renew=renew, client_id=form_id(request))
    messages.success(request, "二维码已换发，旧门牌作废。请重新打印张贴。" if renew else "二维码已制发，可以打印门牌。")
    return redirect("enterprises:binding", pk=pk)


@require_GET
def plate(request, pk):
    """The plate as a PDF to print."""
    found = _found(request, pk)
    code = getattr(found, "site_code", None)
    if code is None:
        raise NotNow("还没有制发二维码，请先点“制发二维码”。", code="enterprises.no_code")
    return _plates(request, [papers.Plate(found, queries.binding_of(found), _door(request, code.token))], found.name)


def _door(request, token):
    return request.build_absolute_uri(reverse("door:public", args=[token]))


def _plates(request, made, name):
    answer = HttpResponse(papers.plates(made), content_type="application/pdf")
    answer["Content-Disposition"] = disposition(f"{name}门牌.pdf", inline=True)
    return answer


@require_POST
def plates(request):
    """The plates of everybody the table's filters show, as one PDF; who has no code yet gets one."""
    rows = queries.narrowed(queries.with_standing(filtering.View(request.GET, request.user).rows()), _read(request))
    number = rows.count()
    if number > MOST_PLATES:
        words = f"筛出 {number} 家，一次最多打印 {MOST_PLATES} 家的门牌。请先按村筛选。"
        raise Invalid(words, code="enterprises.plates")
    coded = actions.issue_codes(rows.select_related("region", "strip", "main_industry"), actor=request.user)
    if not coded:
        raise Invalid("没有可以打印的门牌：筛出的单位都没有二维码，您也不能为它们制发。", code="enterprises.plates")
    found = Enterprise.objects.filter(pk__in=[one.pk for one in coded]).order_by("region_code", "sort_key", "id")
    made = [
        papers.Plate(one, getattr(one, "binding", None), _door(request, one.site_code.token))
        for one in found.select_related("region", "site_code", "binding__checklist")
    ]
    return _plates(request, made, f"{len(made)}家")


def _read(request):
    return request.GET.get("read", "")


@login_not_required
@never_cache
@require_GET
def public(request, token):
    """What binds this place, for whoever scans the code; no personal data, no way further in."""
    found = queries.by_token(token)
    if found is None:
        raise Missing("这个二维码已经换发或作废，请以门口最新的门牌为准。", code="enterprises.void_code")
    binding = queries.binding_of(found)
    context = {
        "title": "约束本单位的标准",
        "enterprise": found,
        "token": token,
        "binding": binding,
        "groups": _groups(binding),
        "everyday": premises.asked_of(found) if premises.is_small(found) else [],
        "doors": hooks.tabs.of("door", request.user, found),
    }
    return render(request, "enterprises/binding/public.html", context)
