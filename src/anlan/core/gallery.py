"""Every part of the look on one page, for developers: served at /_style/ when DEBUG is on."""

import datetime as dt

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anlan.core import clock, workdays
from anlan.core.filters import Choice, any_of, one_of
from anlan.core.frame import Inbox, MenuItem, Person, Search, Territory
from anlan.core.pages import Sort

LEVELS = [("major", "重大"), ("general", "一般")]
STATES = [
    ("found", "待判定"),
    ("judged", "待整改"),
    ("rectifying", "整改中"),
    ("submitted", "待验收"),
    ("closed", "已销号"),
]


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="企业名称", help_text="与营业执照一致。")
    code = forms.CharField(label="统一社会信用代码", max_length=18, required=False)
    kind = forms.ChoiceField(label="类别", choices=[("enterprise", "企业"), ("shop", "商铺"), ("school", "学校")])
    found_on = forms.DateField(label="发现日期", widget=forms.DateInput(attrs={"type": "date"}))
    description = forms.CharField(label="隐患描述", widget=forms.Textarea)
    level = forms.ChoiceField(label="级别", choices=LEVELS, widget=forms.RadioSelect)
    flags = forms.MultipleChoiceField(
        label="特征",
        required=False,
        choices=[("high_risk", "高危"), ("crowded", "人员密集")],
        widget=forms.CheckboxSelectMultiple,
    )
    sheet = forms.FileField(label="台账", required=False)
    agreed = forms.BooleanField(label="已与原文核对", required=False)


def _frame() -> dict[str, object]:
    items = [
        MenuItem("", "今天", "#", "today"),
        MenuItem("", "隐患台账", "#", "ledger", 86, active=True),
        MenuItem("", "检查", "#", "inspect"),
        MenuItem("", "企业", "#", "enterprise"),
        MenuItem("行动", "通报", "#", "bulletin"),
        MenuItem("依据", "判定标准", "#", "criteria"),
        MenuItem("依据", "检查表", "#", "checklist"),
    ]
    below = [
        MenuItem("", "今天", "#", "today", 7),
        MenuItem("", "登记", "#", "record"),
        MenuItem("", "台账", "#", "ledger", active=True),
        MenuItem("", "检查", "#", "inspect"),
        MenuItem("", "我", "#", "person"),
    ]
    return {
        "menu": items,
        "below": below,
        "search": Search("/_style/", "搜编号、企业、描述、条款、人"),
        "territory": Territory("桂村乡", "全部村", [Choice("桂村乡 全部村", "#", True), Choice("水道杨村", "#")]),
        "inbox": Inbox("#", 7, red=True),
        "person": Person("0", "林巡", "应急办", "#", "/_style/", 0, [MenuItem("", "我的资料", "#", "person")]),
    }


@login_not_required
def style(request: HttpRequest) -> HttpResponse:
    """The page itself; `?empty=1` shows a list without rows."""
    form = ExampleForm({"name": "鑫达铝制品厂", "kind": "shop", "level": "major"})
    today = clock.today()
    messages.success(request, "已登记隐患 桂26-0312。")
    messages.warning(request, "这张照片 10月8日 在桂26-0266 用过。")
    dues = [workdays.add_workdays(today, n) for n in (-3, 0, 1, 6)]
    rows = [("一般", "整改中", due) for due in dues] + [("重大", "待验收", today + dt.timedelta(days=20))]
    context = {
        "form": form,
        "rows": [] if "empty" in request.GET else rows,
        "page": Paginator(range(1200), 50).get_page(request.GET.get("page", 4)),
        "sorts": [Sort("code", "编号", ("code",)), Sort("due", "期限", ("due_on",))],
        "filters": [one_of(request, "level", "级别", LEVELS), any_of(request, "state", "状态", STATES)],
    }
    return render(request, "core/style.html", {"frame": _frame()} | context)
