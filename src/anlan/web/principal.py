"""What is due from an enterprise now, one line a matter, for whoever answers for it or works there.

Nothing here is kept: hazards, campaign duties, gaps, lists to read and to sign each say it themselves; this page asks
them all and puts the answers in the order of what follows if they are left undone.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse

from anlan.campaigns.assigning import queries as assigned
from anlan.campaigns.assigning.models import Assignment
from anlan.campaigns.duties import queries as duties
from anlan.campaigns.duties.queries import Mine
from anlan.campaigns.duties.standing import Instance, Standing
from anlan.campaigns.duties.ways import way
from anlan.campaigns.lookouts import queries as lookouts
from anlan.campaigns.lookouts.models import Lookout
from anlan.core import clock
from anlan.enterprises.archives import queries as archives
from anlan.enterprises.archives.printing import rhythm
from anlan.enterprises.archives.rules import may_clean, next_cleaning
from anlan.enterprises.binding import queries as binding
from anlan.enterprises.gaps.finders import LABELS
from anlan.enterprises.learning import queries as drills
from anlan.enterprises.learning.rules import round_hours
from anlan.enterprises.models import Enterprise, Gap, Person
from anlan.enterprises.posts import queries as posts
from anlan.enterprises.premises.queries import is_small
from anlan.enterprises.rules import MANAGERS, post_of
from anlan.hazards.counting import duty_counts
from anlan.hazards.duties import DUTIES
from anlan.inspections.rounds import queries as rounds
from anlan.inspections.rounds.rules import may_walk
from anlan.org.models import User
from anlan.permits import showing

SOON_DAYS = 31
DRILL_DAYS = 7


@dataclass(frozen=True)
class Line:
    """One thing to do: what, the cheapest way to do it, where, by when; red where it is late."""

    what: str
    how: str
    url: str
    verb: str
    due_on: dt.date | None = None
    red: bool = False
    is_hazard: bool = False
    """A hazard, or dangerous work."""


def in_order(lines: Iterable[Line]) -> list[Line]:
    """By what follows if it is left undone: what is late, then hazards, then the rest by its date."""
    return sorted(lines, key=lambda line: (not line.red, not line.is_hazard, line.due_on or dt.date.max))


@dataclass(frozen=True)
class Due:
    """What is due at one enterprise: now, and later (folded).

    `unfiled` is how many kinds of special archives it is asked for have no line; None where it is asked for none.
    `has_rounds`: whether fire rounds are asked of it or made there.
    """

    enterprise: Enterprise
    post: str
    now: list[Line]
    later: list[Line]
    may_manage: bool
    unfiled: int | None
    has_rounds: bool


def due(user: User, places: Iterable[Enterprise]) -> list[Due]:
    """For each enterprise of the person what they must do; a manager answers for it, an employee for themselves."""
    listed = list(places)
    managing = [one for one in listed if post_of(user, one) in MANAGERS]
    found = []
    mine = duties.mine(user) if managing else []
    alike = lookouts.to_do(user) if managing else []
    mine_given = assigned.given_to(user) if listed else []
    fixing = list(_hazards(user)) if listed else []
    burning = showing.due(user) if listed else []
    for place in listed:
        manages = place in managing
        lines = [*fixing] if place == listed[0] else []
        lines += [_permit(one) for one in burning if one.permit.enterprise_id == place.pk]
        lines += [*_given(mine_given, place), *_own(user, place)]
        lines += [*_to_clean(user, place), *_rounds(user, place)]
        if manages:
            asked = [one for one in mine if one.instance.subject.key == place.pk and not one.is_lookout]
            leads = post_of(user, place) == Person.Post.PRINCIPAL
            lines += [*_duties(asked, leads), *_alike(alike, place), *_drills(place), *_gaps(place)]
        if post_of(user, place) == Person.Post.PRINCIPAL:
            lines += _left_undone(place)
        lines = in_order(lines)
        limit = clock.today() + dt.timedelta(days=SOON_DAYS)
        later = [line for line in lines if line.due_on and line.due_on > limit]
        post = post_of(user, place)
        now = [line for line in lines if line not in later]
        unfiled = _unfiled(place) if manages else None
        facts = (now, later, manages, unfiled, rounds.are_shown(place))
        found.append(Due(place, str(post.label) if post else "", *facts))
    return found


def _hazards(user: User) -> Iterator[Line]:
    for name, count in duty_counts(user).items():
        duty = DUTIES[name]
        if count and duty.must:
            address = f"{reverse('hazards:ledger')}?duty={name}"
            yield Line(f"{duty.label} {count} 条", f"{duty.hint}。", address, "去办", red=duty.red, is_hazard=True)


def _permit(one: showing.Due) -> Line:
    return Line(one.what, one.how, one.permit.get_absolute_url(), one.verb, red=one.is_late, is_hazard=True)


def _given(mine: list[Assignment], place: Enterprise) -> Iterator[Line]:
    """What the principal gave the person to do."""
    for one in mine:
        if one.enterprise_id == place.pk:
            address = reverse("campaigns:finish_assignment", args=[one.pk])
            how = f"{one.given_by.full_name}交办。做完写两句话，附照片或记录。"
            yield Line(one.task[:60], how, address, "去填报", one.due_on, one.is_late)


def _left_undone(place: Enterprise) -> Iterator[Line]:
    """What the principal gave to others and was not done by its day."""
    for one in assigned.late_at(place.pk):
        words = f"交给{one.person.name}的任务逾期没有完成：{one.task[:40]}"
        yield Line(words, "催办，或收回改派别人。", one.get_absolute_url(), "去看", one.due_on, True)


def _own(user: User, place: Enterprise) -> list[Line]:
    lines = []
    own = posts.own_line(user, place)
    if own and own.duty_list and own.signature is None:
        address = reverse("enterprises:duty_list", args=[place.pk, own.duty_list.pk])
        how = f"{len(own.duty_list.items)} 条，读完点一下就签好了。"
        lines.append(Line("您的岗位职责还没有签", how, address, "去签"))
    published = binding.binding_of(place)
    if own and published and not own.person.receipts.filter(checklist=published.checklist_id).exists():
        how = f"共 {published.item_count} 条，看过点“已读”。"
        lines.append(
            Line("约束本单位的标准有新版本没有读", how, reverse("enterprises:binding", args=[place.pk]), "去读")
        )
    return lines


def _to_clean(user: User, place: Enterprise) -> Iterator[Line]:
    """Dust places that are cleaned today or were to be: for managers, and for whoever answers for the place."""
    for one in archives.to_clean(place):
        if not may_clean(user, one):
            due_on = next_cleaning(one)
            last = f"上次 {clock.day_words(one.last_on)}" if one.last_on else "还没有清扫记录"
            how = f"本单位规定{rhythm(one.every_days)}清扫，{last}。清扫完点一下就记上，照片可不拍。"
            late = due_on is not None and due_on < clock.today()
            yield Line(f"{one}该清扫粉尘", how, reverse("enterprises:clean", args=[one.pk]), "今天清扫了", due_on, late)


def _rounds(user: User, place: Enterprise) -> Iterator[Line]:
    """Fire rounds: the one to be made now, those missed since yesterday as facts, a plan where the law asks for one."""
    known = rounds.near(place)
    plan = rounds.in_force(known)
    if plan is None:
        if round_hours(place) and post_of(user, place) in MANAGERS:
            address = reverse("inspections:set_rounds", args=[place.pk])
            how = "填营业时间，勾上谁巡查，一分钟；之后到点提醒，走一圈点一下就记上。"
            yield Line("还没有定防火巡查的时间和人员", how, address, "去定")
        return
    if may_walk(user, plan):
        return
    missed = rounds.missed(known, clock.today() - dt.timedelta(days=1))
    facts = f"没有记录的：{rounds.spans(missed)}。" if missed else ""
    if slot := rounds.due_now(known):
        how = f"走一圈，没有问题点一下就记上；有问题写一句、拍一张，自动登记为隐患。{facts}"
        address = reverse("inspections:walk_round", args=[plan.pk])
        yield Line(f"{slot.label}的防火巡查", how, address, "巡查了", clock.local_date(slot.begins))
    elif missed:
        what = f"防火巡查从昨天起漏了 {len(missed)} 轮"
        yield Line(what, facts + "确实巡过的，24 小时内可以补记。", plan.get_absolute_url(), "去看")


def _drills(place: Enterprise) -> Iterator[Line]:
    """Planned drills from a week before their day until they are held or called off."""
    for one in drills.to_come(place):
        if one.planned_on <= clock.today() + dt.timedelta(days=DRILL_DAYS):
            how = "做完当天登记人数、用时，再写两句评估；不做了的取消，写明原因。"
            late = one.planned_on < clock.today()
            yield Line(f"计划的演练：{one.scenario[:40]}", how, one.get_absolute_url(), "去登记", one.planned_on, late)


def _unfiled(place: Enterprise) -> int | None:
    groups = archives.groups(place)
    return sum(not one.used for one in groups) if groups else None


def _duties(asked: list[Mine], leads: bool) -> Iterator[Line]:
    """One line for each duty that is missed or due, however many periods of it are open.

    `leads`: whoever reads it is the principal.
    """
    open_ = [one for one in asked if one.instance.standing in (Standing.MISSED, Standing.DUE)]
    open_.sort(key=lambda one: str(one.row.asked.duty.lineage))
    for _, group in groupby(open_, key=lambda one: one.row.asked.duty.lineage):
        yield _duty(sorted(group, key=lambda one: one.instance.period.due_on), leads)


def _alike(to_do: list[tuple[Lookout, Instance]], place: Enterprise) -> Iterator[Line]:
    """Lessons that ask to check for the same hazard here."""
    for one, instance in to_do:
        if instance.subject.key == place.pk:
            how = f"{len(one.checklist.items)} 条，几分钟查一遍，系统自动计入；没有此类的，主要负责人写一句理由。"
            late = instance.standing is Standing.MISSED
            yield Line(f"举一反三：{one}", how, one.get_absolute_url(), "去查", one.due_on, late)


def _duty(rows: list[Mine], leads: bool) -> Line:
    first = rows[0]
    asked, instance = first.row.asked, first.instance
    missed = [one for one in rows if one.instance.standing is Standing.MISSED]
    period = f"（{instance.period.name}）" if instance.period.name else ""
    words = f"{asked.duty.action[:60]}{period}，还差 {instance.missing} 次"
    if len(missed) > 1:
        words = f"{asked.duty.action[:60]}：{len(missed)} 期没有完成"
    address, how = way(first)
    if not leads and asked.proof and asked.proof.name == "led_inspection":
        how = "要主要负责人本人带队、签名才计入；您可以先把检查开好，陪同走完。"
    return Line(words, how, address, "去做", instance.period.due_on, bool(missed))


def _gaps(place: Enterprise) -> Iterator[Line]:
    """Gaps by kind: one line for each, however many contracts or people it lies with; a small shop's are one line.

    Dust not cleaned away and rounds nobody planned stand there as lines of their own already (`_to_clean`, `_rounds`).
    """
    rows = Gap.objects.filter(enterprise=place, filled_at=None, recorded=None).exclude(kind="dust")
    rows = rows.exclude(kind="rounds", about="plan").order_by("kind", "found_at")
    kinds = [list(group) for _, group in groupby(rows, key=lambda gap: gap.kind)]
    if len(kinds) > 1 and is_small(place):
        named = "、".join(LABELS.get(known[0].kind, "") for known in kinds)
        address = f"{reverse('hazards:gaps')}?{urlencode({'q': place.name, 'standing': 'open'})}"
        yield Line(f"档案还缺 {len(kinds)} 样：{named}", "一样一样点开，补上后自动消除。", address, "去补")
        return
    for known in kinds:
        more = f"（共 {len(known)} 处）" if len(known) > 1 else ""
        how = f"{known[0].clause}。补上后自动消除。"
        yield Line(f"{known[0].words}{more}", how, known[0].get_absolute_url(), "去补")
