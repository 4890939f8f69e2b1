"""Gates: everything that keeps a permit from being approved, each with the way out. Not warnings: a shut gate holds.

Only a rule of the enterprise's own can be overridden, by two people on the record.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from anlan.core import clock
from anlan.enterprises.certificates import queries as certificates
from anlan.enterprises.certificates.kinds import KINDS as CARDS
from anlan.enterprises.contracts import queries as contracts
from anlan.enterprises.models import Certificate, Person
from anlan.permits import clocks, levels, queries, special
from anlan.permits.models import Override, OwnRule, Permit
from anlan.permits.queries import Around
from anlan.permits.special import LIGHT, POSTED, TABLE, Measure

UNTAUGHT = "安全生产法 第二十八条：未经教育和培训合格不得上岗"


@dataclass(frozen=True)
class Gate:
    """One thing in the way: what, what to do about it, where."""

    words: str
    fix: str
    url: str


def check(permit: Permit, at: dt.datetime | None = None) -> list[Gate]:
    """Every shut gate of a permit at a moment (now); empty where it may be approved."""
    moment = at or clock.now()
    told = standing(permit, queries.around([permit.enterprise_id])[permit.enterprise_id], moment)
    return [*told, *_gas(permit, moment), *_measures(permit)]


def standing(permit: Permit, around: Around, moment: dt.datetime) -> list[Gate]:
    """The shut gates that what is done on site does not open: time, people, equipment, wind, what goes on around.

    Makes no query where the permit was read with `queries.WHOLE`.
    """
    own = [
        *_time(permit, moment),
        *_within(permit, around),
        *_worker(permit, around),
        *_untaught(permit, around),
        *_unbound(permit),
        *_equipment(permit),
        *_guardian(permit, around),
    ]
    return [*own, *_wind(permit), *_crowded(permit), *_clashes(permit, around), *_hazards(permit, around)]


def measures_of(permit: Permit) -> list[Measure]:
    """The measures of this permit: the kind's for the level in force, the notice of a crowded place, own rules."""
    level = permit.in_force.code
    listed = [one for one in permit.about.measures if not one.only or level in one.only]
    if permit.enterprise.crowded and permit.kind == "hot_work":
        listed += POSTED
    return listed + [special.own(one) for one in own_rules_of(permit)]


def own_rules_of(permit: Permit) -> list[OwnRule]:
    """The enterprise's own rules that stand on this permit."""
    return [one for one in permit.enterprise.permit_rules.all() if one.binds(permit)]


def certificate_of(permit: Permit) -> tuple[Certificate | None, str]:
    """The certificate the worker works by on every day of the permit; else why there is none."""
    found, why = None, ""
    for day in levels.days_of(permit):
        found, why = certificates.good_for(permit.worker, permit.about.certificates, day)
        if found is None:
            return None, why
    return found, why


def _page(permit: Permit, name: str) -> str:
    return reverse(f"permits:{name}", args=[permit.pk])


def _change(permit: Permit, words: str, fix: str) -> Gate:
    return Gate(words, fix, _page(permit, "change"))


def _time(permit: Permit, moment: dt.datetime) -> Iterator[Gate]:
    level = permit.in_force
    if moment >= permit.ends_at:
        yield _change(permit, "作业时间已经过去", "改作业时间")
    if level.hours and permit.ends_at - permit.begins_at > dt.timedelta(hours=level.hours):
        what = level.label if level.label.endswith("票") else f"{level.label}的票"
        words = f"{permit.about.label}{what}最长 {level.longest}（{level.source}）"
        yield _change(permit, words, "缩短时间，超出的另办一张")


def _within(permit: Permit, around: Around) -> Iterator[Gate]:
    """Power for hot work or work in a confined space lasts as long as that work's ticket (GB 30871-2022 10.8)."""
    level = permit.in_force
    if not level.within:
        return
    kinds = "、".join(special.KINDS[one].label for one in level.within)
    named = around.named(permit.related, level.within)
    if named is None:
        words = f"没有写明配合哪张{kinds}票，或那张票已经结束（{level.source}）"
        yield _change(permit, words, "在“关联的其他作业票”填它的编号")
    elif permit.begins_at < named.begins_at or permit.ends_at > named.ends_at:
        words = f"{permit.about.label}的时间超出了 {named} 的时间（{level.source}）"
        yield _change(permit, words, "把开始、结束改到那张票的时间之内")


def _worker(permit: Permit, around: Around) -> Iterator[Gate]:
    if permit.worker.until:
        yield _change(permit, f"{permit.worker.name}已不在本单位", "换作业人")
    if other := around.guarded_by(permit):
        words = f"{permit.worker.name}同一时间还在 {other} 监护，监护人不能离开去作业"
        yield _change(permit, words, "换作业人或错开时间")
    if not permit.about.certificates:
        return
    found, why = certificate_of(permit)
    if found is None:
        kinds = "、".join(CARDS[one] for one in permit.about.certificates)
        url = reverse("enterprises:certificates_of", args=[permit.enterprise_id])
        yield Gate(f"{permit.worker.name}没有作业期间有效的{kinds}证：{why}", "登记证件、复审，或换有证的人", url)


def _untaught(permit: Permit, around: Around) -> Iterator[Gate]:
    """Who comes from outside is taught before work (安全生产法 art. 28; 河南省安全生产条例 art. 28)."""
    url = reverse("enterprises:learning", args=[permit.enterprise_id])
    for person in _named(permit):
        if person.pk not in around.untaught:
            continue
        words = f"{person.name}从相关方来，没有入场教育记录（{UNTAUGHT}）"
        yield Gate(words, "先做入场教育并登记，或换人", url)


def _unbound(permit: Permit) -> Iterator[Gate]:
    """Who comes from outside works here as long as a contract holds (安全生产法 art. 49)."""
    for person in _named(permit):
        found = [contracts.unbound(person, permit.enterprise.contracts.all(), day) for day in levels.days_of(permit)]
        ended, why = next((one for one in found if one[0]), (None, ""))
        if ended:
            yield Gate(f"{person.name}{why}", "续签并登记合同，或换人", ended.get_absolute_url())


def _named(permit: Permit) -> list[Person]:
    return list(dict.fromkeys(one for one in (permit.worker, permit.guardian) if one))


def _equipment(permit: Permit) -> Iterator[Gate]:
    if not permit.about.equipment:
        return
    sets = list(permit.equipment.all())
    if not sets:
        yield _change(permit, "没有选用哪台设备", "选检查合格的焊机、切割设备")
    for one in sets:
        last = levels.days_of(permit)[-1]
        if why := one.why_not(last):
            yield Gate(f"{one}不能用：{why}", "换一台，或检查合格后登记", one.get_absolute_url())


def _guardian(permit: Permit, around: Around) -> Iterator[Gate]:
    guardian = permit.guardian
    if guardian is None:
        yield _change(permit, "没有监护人", "指定监护人")
    elif guardian.pk == permit.worker_id:
        yield _change(permit, "监护人不能是作业人自己", "换监护人")
    elif guardian.until:
        yield _change(permit, f"监护人{guardian.name}已不在本单位", "换监护人")
    elif other := around.guarding_elsewhere(permit):
        what = "监护" if other.guardian_id == guardian.pk else "作业"
        yield _change(permit, f"{guardian.name}同一时间还在 {other} {what}，不能同时看两处", "换监护人或错开时间")


def _measures(permit: Permit) -> Iterator[Gate]:
    if open_ := unconfirmed(permit):
        which = f"：{open_[0].words}" if len(open_) == 1 else ""
        yield Gate(
            f"安全措施还有 {len(open_)} 条没有现场确认{which}", "到现场逐条确认", _page(permit, "permit") + "#measures"
        )


def unconfirmed(permit: Permit) -> list[Measure]:
    """The measures nobody confirmed on site, without own rules set aside by two."""
    done = {one.code for one in permit.ticks.all()} | set_aside(permit).keys()
    return [one for one in measures_of(permit) if one.code not in done]


def set_aside(permit: Permit) -> dict[str, Override]:
    """The own rules two people set aside for this permit, by the code of their measure."""
    return {one.rule.code: one for one in permit.overrides.all() if one.agreed_by_id}


def _gas(permit: Permit, moment: dt.datetime) -> Iterator[Gate]:
    if why := clocks.untested(permit, moment):
        yield Gate(why, "现场取样，登记分析结果", _page(permit, "gas"))


def _wind(permit: Permit) -> Iterator[Gate]:
    if permit.kind != "hot_work" or not permit.outdoors:
        return
    limit = TABLE["raise"]["wind"]
    if permit.wind is None:
        yield _change(permit, "露天动火没有填风力", "填现在的风力")
    elif permit.wind >= limit and (permit.profile == LIGHT or not permit.unavoidable):
        fix = "等风小了再干" if permit.profile == LIGHT else "停止作业；确需作业的写明理由，按升一级审批"
        yield _change(permit, f"风力 {permit.wind} 级，{limit} 级以上不得露天动火", fix)


def _crowded(permit: Permit) -> Iterator[Gate]:
    if not permit.enterprise.crowded or permit.kind != "hot_work":
        return
    if permit.opens is None or permit.shuts is None:
        yield _change(permit, "人员密集场所没有填营业时间", "填营业时间")
    elif in_opening_hours(permit):
        hours = f"{permit.opens:%H:%M} 至 {permit.shuts:%H:%M}"
        yield _change(
            permit, f"人员密集场所营业期间（{hours}）不得动火（{TABLE['crowded']['source']}）", "改到停业以后"
        )


def in_opening_hours(permit: Permit) -> bool:
    """Whether any of its time lies in the opening hours; 18:00 to 02:00 counts into the next day."""
    opens, shuts = permit.opens, permit.shuts
    if opens is None or shuts is None:
        return False
    first = timezone.localtime(permit.begins_at).date() - dt.timedelta(days=1)
    for number in range(min((permit.ends_at - permit.begins_at).days, 40) + 3):
        day = first + dt.timedelta(days=number)
        start = clock.local(day, opens.hour, opens.minute)
        end = clock.local(day + dt.timedelta(days=shuts <= opens), shuts.hour, shuts.minute)
        if permit.begins_at < end and permit.ends_at > start:
            return True
    return False


def _clashes(permit: Permit, around: Around) -> Iterator[Gate]:
    for other in around.clashing(permit):
        if not permit.coordinator:
            words = f"同一地点、同一时间还有 {other}（{other.about.label}，{other.place_words}）"
            yield _change(permit, words, "错开时间、地点，或指定交叉作业统一协调人")


def _hazards(permit: Permit, around: Around) -> Iterator[Gate]:
    for one in around.hazards:
        if not one.place_words or queries.same_place(one.place_words, permit.place_words):
            url = reverse("hazards:record", args=[one.pk])
            yield Gate(f"作业地点有没销号的重大隐患 {one}：{one.description[:40]}", "先整改销号，或换地点", url)
