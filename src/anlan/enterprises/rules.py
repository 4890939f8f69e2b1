"""Who may do what with an enterprise's file."""

from anlan.core import clock
from anlan.enterprises.models import Enterprise, Person
from anlan.org import scope
from anlan.org.models import User
from anlan.org.roles import OFFICIALS, READERS, VILLAGERS, Role

GRANTS = {
    "enterprises.read": READERS,
    "enterprises.record": OFFICIALS | VILLAGERS,
    "enterprises.change": OFFICIALS | VILLAGERS,
    "enterprises.set_owner": {Role.LEADER, Role.OFFICE_HEAD},
    "enterprises.open_account": {Role.OFFICE_HEAD, Role.OFFICER, Role.VILLAGE_SECRETARY},
    "enterprises.see_personal": OFFICIALS | VILLAGERS,
    "enterprises.import": {Role.OFFICE_HEAD, Role.OFFICER},
    "enterprises.make_known": OFFICIALS | VILLAGERS,
    "enterprises.read_codes": {Role.OFFICE_HEAD, Role.OFFICER} | VILLAGERS,
}
WORDS = {
    "enterprises.read": "查看企业档案",
    "enterprises.record": "登记企业",
    "enterprises.change": "修改企业档案",
    "enterprises.set_owner": "确定主管单位和属地",
    "enterprises.open_account": "为企业人员开通账号",
    "enterprises.see_personal": "查看企业人员电话",
    "enterprises.import": "导入企业台账",
    "enterprises.make_known": "登记标准告知、提醒未读",
    "enterprises.read_codes": "电话告知自查验证码",
}

MANAGERS = frozenset({Person.Post.PRINCIPAL, Person.Post.DEPUTY, Person.Post.SAFETY_OFFICER})

OWNERS = frozenset({"region", "strip", "governed_by"})
KEPT_BY_ITSELF = frozenset(
    {"features", "address", "longitude", "latitude", "point_source", "headcount", "safety_department"}
)
FACTS = KEPT_BY_ITSELF | {
    "name",
    "former_names",
    "credit_code",
    "kind",
    "status",
    "industries",
    "above_scale",
    "high_risk",
    "high_risk_basis",
    "crowded",
    "labour_intensive",
    "fire_key",
    "note",
}


def post_of(user: User, enterprise: Enterprise) -> Person.Post | None:
    """The post the person holds at the enterprise today, if any; read once per loaded person."""
    return posts_of(user).get(enterprise.pk)


def posts_of(user: User) -> dict:
    """Enterprise id → post, for everything the person holds today."""
    if not user.is_authenticated:
        return {}
    known = getattr(user, "_posts", None)
    if known is None:
        rows = Person.objects.filter(user=user, since__lte=clock.today(), until=None)
        known = {place: Person.Post(post) for place, post in rows.values_list("enterprise_id", "post")}
        user._posts = known  # type: ignore[attr-defined]  # no column, but set or annotated
    return known


def can_change(user: User, enterprise: Enterprise) -> bool:
    """Officials and villagers of its place, and its own managers."""
    return scope.covers(user, enterprise.place, "enterprises.change") or post_of(user, enterprise) in MANAGERS


def may_move(user: User, person: Person, post: str) -> str:
    """Empty for yes, else why not: who has an account gets more power by a post to lead, so who leads gives it."""
    if person.user_id is None or post == Person.Post.EMPLOYEE:
        return ""
    leads = post_of(user, person.enterprise) in (Person.Post.PRINCIPAL, Person.Post.DEPUTY)
    gives = leads or scope.covers(user, person.enterprise.place, "enterprises.change")
    if gives and person.user_id != user.pk:
        return ""
    words = f"{person.name}有账号，改任{Person.Post(post).label}"
    return f"{words}由主要负责人、分管负责人或工作人员办理，本人不能给自己办。"


def can_record(user: User) -> bool:
    """Whether the person may enter enterprises at all; where, is asked of each."""
    return scope.may(user, "enterprises.record")


def fields_open_to(user: User, enterprise: Enterprise) -> frozenset[str]:
    """The facts the person may change: owners belong to leaders and heads, a gap may be filled by any official.

    The enterprise's own managers keep what they know best; what decides their duties (flags, kind) is not theirs.
    """
    open_ = KEPT_BY_ITSELF if post_of(user, enterprise) in MANAGERS else frozenset()
    if scope.covers(user, enterprise.place, "enterprises.change"):
        open_ |= FACTS
        gaps = {name for name in ("strip", "governed_by") if getattr(enterprise, f"{name}_id") is None}
        open_ |= gaps | ({"region"} if len(enterprise.region.prefix) < 12 else set())
    return open_ | (OWNERS if can_set_owner(user, enterprise) else frozenset())


def can_set_owner(user: User, enterprise: Enterprise) -> bool:
    """Who may say which village and office own it: leaders and heads of its place."""
    return scope.covers(user, enterprise.place, "enterprises.set_owner")


def can_open_account(user: User, enterprise: Enterprise) -> bool:
    """Who may give one of its people an account."""
    return scope.covers(user, enterprise.place, "enterprises.open_account")


def can_see_personal(user: User, enterprise: Enterprise) -> bool:
    """Who may see a phone number in full (logged each time; 个人信息保护法 art. 34)."""
    return scope.covers(user, enterprise.place, "enterprises.see_personal") or post_of(user, enterprise) in MANAGERS
