"""The menu: a table of what there is, shown to those it is for; nothing stands here that does not work."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from anlan.core.addresses import address
from anlan.core.frame import MenuItem, Search, Territory
from anlan.enterprises.rules import posts_of
from anlan.files import importing
from anlan.inspections import rules as visits
from anlan.inspections.tips import queries as tips
from anlan.org import scope
from anlan.org.frame import menu as administration
from anlan.org.models import User
from anlan.org.roles import ADMINISTRATORS
from anlan.permits import rules as permits

Shown = Callable[[User], bool]


def _may(permission: str) -> Shown:
    return lambda user: scope.may(user, permission)


def sees_hazards(user: User) -> bool:
    """Whether the person has a ledger to look at at all (administrators have none)."""
    return scope.may(user, "hazards.read") or bool(posts_of(user))


def records(user: User) -> bool:
    """Whether the person records hazards and has work of their own; one who only reads has neither."""
    return scope.may(user, "hazards.record") or bool(posts_of(user))


def _administers(user: User) -> bool:
    # Others may read these pages too, but come to them from a record, not from the menu.
    return any(grant.role in ADMINISTRATORS for grant in scope.grants_of(user))


@dataclass(frozen=True)
class Entry:
    """One line: its group, its words, where it leads, its symbol, who gets it, and a list beside it that is its too."""

    group: str
    label: str
    url_name: str
    icon: str
    shown: Shown
    beside: str = ""

    def holds(self, path: str) -> int:
        """How much of a path this line's addresses cover: the longest that it begins with, 0 for none."""
        addresses = [address(name) for name in (self.url_name, self.beside) if name]
        return max(len(url) if path == url or (url != "/" and path.startswith(url)) else 0 for url in addresses)


MENU = [
    Entry("", "今天", "web:home", "today", sees_hazards),
    Entry("", "我的工作", "hazards:mine", "good", records),
    Entry("", "隐患台账", "hazards:ledger", "ledger", sees_hazards),
    Entry("", "检查", "inspections:list", "inspect", sees_hazards),
    Entry("", "去哪里看", "campaigns:next_places", "place", _may("campaigns.read_next")),
    Entry("", "手机外勤", "field:shell", "camera", lambda user: visits.goes_anywhere(user) or records(user)),
    Entry("", "企业", "enterprises:list", "enterprise", sees_hazards),
    Entry("企业管理", "小店自查", "inspections:selfchecks", "checklist", _may("inspections.read")),
    Entry("企业管理", "防火巡查", "inspections:rounds", "clock", _may("inspections.read")),
    Entry("企业管理", "未核实的报告", "inspections:tips", "eye", tips.sees_any),
    Entry("企业管理", "档案缺口", "hazards:gaps", "supervise", sees_hazards),
    Entry("企业管理", "特种作业证", "enterprises:certificates", "person", sees_hazards),
    Entry("企业管理", "外包外租", "enterprises:contracts_all", "book", sees_hazards, "enterprises:contractors"),
    Entry("企业管理", "演练与培训", "enterprises:drills", "calendar", sees_hazards, "enterprises:trainings"),
    Entry("企业管理", "安全投入", "enterprises:investments", "shield", sees_hazards, "enterprises:standardizations"),
    Entry("企业管理", "专项档案", "enterprises:archives", "ledger", sees_hazards),
    Entry("企业管理", "规上示范", "enterprises:practices", "good", sees_hazards, "enterprises:above_scale"),
    Entry("企业管理", "危险作业", "permits:list", "warn", permits.reads),
    Entry("企业管理", "验证码", "enterprises:codes", "inbox", _may("enterprises.read_codes")),
    Entry("行动", "督办", "hazards:supervision", "supervise", _may("hazards.read")),
    Entry("行动", "手机放弃的记录", "field:discarded", "eye", _may("org.read_discards")),
    Entry("行动", "我的任务", "campaigns:my_duties", "good", records),
    Entry("行动", "举一反三", "campaigns:lookouts", "bulletin", _may("campaigns.read_duties")),
    Entry("行动", "专项行动", "campaigns:plans", "book", _may("campaigns.read_plans"), "campaigns:current_duties"),
    Entry("行动", "统筹调度", "campaigns:steering_first", "calendar", _may("campaigns.read_steering")),
    Entry("行动", "通报", "campaigns:list", "bulletin", _may("hazards.read")),
    Entry("执法", "行政检查", "enforcement:inspections", "inspect", _may("enforcement.read_inspections")),
    Entry("执法", "到访安排", "enforcement:errands", "calendar", _may("enforcement.plan_visit")),
    Entry(
        "执法", "双随机抽查", "enforcement:draws", "checklist", _may("enforcement.read_draws"), "enforcement:interests"
    ),
    Entry("执法", "检查频次", "enforcement:caps", "clock", _may("enforcement.read_caps")),
    Entry("执法", "执法文书", "enforcement:documents", "book", _may("enforcement.read_documents")),
    Entry("执法", "文书模板", "enforcement:templates", "criteria", _may("enforcement.read_templates")),
    Entry("执法", "处罚案件", "enforcement:penalty_cases", "warn", _may("enforcement.read_cases")),
    Entry("执法", "自查自报认定", "enforcement:exemptions", "good", _may("enforcement.read_exemptions")),
    Entry("执法", "走过场自查", "enforcement:for_show", "eye", _may("enforcement.read_for_show")),
    Entry("执法", "案件移送", "enforcement:moved_cases", "export", _may("enforcement.read_cases")),
    Entry("执法", "隐患移送", "enforcement:transfers", "export", _may("enforcement.read_transfers")),
    Entry("执法", "涉嫌犯罪移送", "enforcement:referrals", "warn", _may("enforcement.read_referrals")),
    Entry("执法", "名单与案例", "enforcement:batches", "checklist", _may("enforcement.read_batches")),
    Entry("执法", "责任倒查", "enforcement:traces", "eye", _may("enforcement.read_traces")),
    Entry("依据", "判定标准", "standards:packs", "criteria", sees_hazards),
    Entry("依据", "标准检查表", "enterprises:shared_lists", "good", _may("hazards.read")),
    Entry("依据", "标准告知", "enterprises:bindings", "bulletin", sees_hazards),
    Entry("依据", "检查培训", "standards:training", "person", _may("standards.read_training")),
    Entry("依据", "行业与主管", "standards:industries", "office", _may("hazards.read")),
    Entry("导入", "手机导出文件", "field:hand_in", "import", lambda user: visits.goes_anywhere(user) or records(user)),
]
BELOW = [
    Entry("", "今天", "web:home", "today", sees_hazards),
    Entry("", "登记", "hazards:new", "camera", records),
    Entry("", "检查", "inspections:new", "inspect", visits.goes_anywhere),
    Entry("", "台账", "hazards:ledger", "ledger", sees_hazards),
    Entry("", "我的", "hazards:mine", "person", records),
]


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the front door adds to the frame of every page; read only when a whole page is drawn."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    return {
        "menu": SimpleLazyObject(lambda: rail(request)),
        "below": SimpleLazyObject(lambda: items(request, BELOW)),
        "search": SimpleLazyObject(lambda: search_box(request.user)),
        "territory": SimpleLazyObject(lambda: territory(request.user)),
    }


def items(request: HttpRequest, entries: list[Entry]) -> list[MenuItem]:
    """The lines of a menu this person gets, the present one marked: the one that covers most of the path."""
    shown = [entry for entry in entries if entry.shown(request.user)]
    held = [entry.holds(request.path) for entry in shown]
    present = held.index(max(held)) if any(held) else None
    return [
        MenuItem(entry.group, entry.label, address(entry.url_name), entry.icon, None, place == present)
        for place, entry in enumerate(shown)
    ]


def rail(request: HttpRequest) -> list[MenuItem]:
    """The left rail: the front door's lines, the imports the person may make, then what org adds for administrators."""
    imports = [
        MenuItem("导入", importer.label, reverse("files:imports", args=[importer.kind]), "import")
        for importer in importing.importers()
        if importer.may(request.user)
    ]
    managing = administration(request.user, request.path) if _administers(request.user) else []
    return [*items(request, MENU), *imports, *managing]


def search_box(user: User) -> Search | None:
    """The search box, for those who have anything to find."""
    return Search(address("web:search"), "搜编号、企业、描述、条款") if sees_hazards(user) else None


def territory(user: User) -> Territory | None:
    """What the person is looking at: the widest place their grants reach, else their enterprise."""
    grants = scope.grants_of(user)
    if not grants:
        return None
    widest = min(grants, key=lambda grant: len(grant.region.prefix))
    rest = "全部" if widest.breadth == widest.Breadth.TERRITORY else f"{widest.office}主管的"
    return Territory(widest.region.plain_name, rest)
