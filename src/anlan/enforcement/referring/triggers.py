"""What in the records points to a crime: computed, shown with where it stands, and never more than a clue.

法释〔2022〕19号 art. 3 (rules.md R5.11; A): not to remove a major hazard after an order, or to pretend that it is
removed, is to refuse. What is read from words alone says so.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from anlan.core import clock
from anlan.enforcement.documents.kinds import Kind
from anlan.enforcement.documents.models import Document
from anlan.files.models import Use
from anlan.hazards.models import Hazard, HazardEvent

FAKE = re.compile("虚假|造假|伪造|冒充|摆拍|弄虚作假|旧照片|假照片|并未整改|没有实际整改|与现场不符")
TAMPERED = re.compile(
    "(报警|监控|监测|防护|救生|联锁|传感|探测)[^。；]{0,12}(关闭|破坏|篡改|屏蔽|短接|拆除|停用|堵住|封堵)"
    "|(关闭|破坏|篡改|屏蔽|短接|拆除|停用)[^。；]{0,12}(报警|监控|监测|防护|救生|联锁|传感|探测)"
    "|(篡改|隐瞒|销毁)[^。；]{0,12}(数据|信息|台账|记录)"
)
UNLICENSED = re.compile(
    "(未经批准|未经许可|未取得[^。；]{0,10}(许可|批准)|无证|擅自)[^。；]{0,20}"
    "(危险化学品|危化品|危险物品|烟花爆竹|矿山|金属冶炼|建筑施工|燃气|储存|经营)"
)
BY_WORDS = "按文字识别，须核实"
SUBMITTED = ("self_accept", "submit")
ISSUED = Document.State.ISSUED


@dataclass(frozen=True)
class Trigger:
    """One clue: its kind, the crime it points to, the sentence, and where it stands."""

    code: str
    crime: str
    words: str
    source: str


def of_hazard(hazard: Hazard) -> list[Trigger]:
    """Every clue in the records of one hazard."""
    events = list(hazard.events.order_by("number"))
    found = [*_sent_back_as_fake(events), *_same_photo(hazard, events)]
    if hazard.is_major:
        papers = list(_papers(hazard))
        found += [*_claimed_and_not_done(hazard, events, papers), *_refused(hazard, papers)]
    return found + list(_by_words(hazard.description, f"{hazard} 描述"))


def of_text(text: str, source: str) -> list[Trigger]:
    """Clues in words of a case."""
    return list(_by_words(text, source))


def plain(rows: list[Trigger]) -> list[dict[str, str]]:
    """The clues as a referral freezes them."""
    return [asdict(one) for one in rows]


def _name(event: HazardEvent) -> str:
    return event.action.removeprefix("hazards.")


def _seal(event: HazardEvent) -> str:
    return f"事件 #{event.number} · {event.digest[:8]}…"


def _day(at: dt.datetime) -> str:
    return clock.day_words(clock.local_date(at))


def _sent_back_as_fake(events: list[HazardEvent]) -> Iterator[Trigger]:
    """An inspector sent the rectification back and wrote that it was false."""
    for event in events:
        reasons = [one for one in event.data.get("reasons", []) if FAKE.search(str(one))]
        if _name(event) == "send_back" and reasons:
            words = f"虚假整改：{_day(event.happened_at)}{event.actor_name}退回整改，理由“{'；'.join(reasons)}”"
            yield Trigger("fake", "134-1-2", words, _seal(event))


def _same_photo(hazard: Hazard, events: list[HazardEvent]) -> Iterator[Trigger]:
    """The picture of the finished work is one that was there before it, or shows another hazard."""
    before: set[str] = set()
    for event in events:
        files = set(event.files)
        if _name(event) in SUBMITTED:
            if old := files & before:
                words = f"虚假整改：{_day(event.happened_at)}提交的整改照片 {len(old)} 张与整改前的是同一文件"
                yield Trigger("same_photo", "134-1-2", words, _seal(event))
            elif files and _shows_another(files, hazard):
                words = f"虚假整改：{_day(event.happened_at)}提交的整改照片在别的隐患里用过"
                yield Trigger("same_photo", "134-1-2", words, _seal(event))
        else:
            before |= files


def _shows_another(files: set[str], hazard: Hazard) -> bool:
    return Use.objects.filter(room="hazards", file_id__in=files).exclude(subject_id=hazard.pk).exists()


def _papers(hazard: Hazard) -> Iterator[Document]:
    """Orders and measures served about it, and opinions on them."""
    kinds = (Kind.ORDER, Kind.MEASURES, Kind.OPINION)
    rows = Document.objects.filter(enterprise=hazard.enterprise_id, kind__in=kinds, state=ISSUED)
    for one in rows.order_by("decided_at"):
        if any(item.get("hazard") == str(hazard.pk) for item in one.items):
            yield one


def _item(document: Document, hazard: Hazard) -> dict:
    return next(item for item in document.items if item.get("hazard") == str(hazard.pk))


def _not_done(hazard: Hazard, papers: list[Document]) -> list[Document]:
    return [one for one in papers if one.kind == Kind.OPINION and not _item(one, hazard)["done"]]


def _claimed_and_not_done(hazard: Hazard, events: list[HazardEvent], papers: list[Document]) -> Iterator[Trigger]:
    """It was reported as done, and a re-inspection after that found it not done."""
    claims = [event for event in events if _name(event) == "submit"]
    for opinion in _not_done(hazard, papers):
        earlier = [one for one in claims if opinion.decided_at and one.recorded_at < opinion.decided_at]
        if earlier:
            claim = earlier[-1]
            words = f"虚假整改：{_day(claim.happened_at)}报告整改完成，{_day(opinion.decided_at)}复查未整改到位"  # type: ignore[arg-type]  # both are decided here
            yield Trigger("claimed", "134-1-2", words, f"{opinion}；{_seal(claim)}")


def _refused(hazard: Hazard, papers: list[Document]) -> Iterator[Trigger]:
    """An order about a major hazard was served and not obeyed."""
    failed = _not_done(hazard, papers)
    for order in (one for one in papers if one.kind in (Kind.ORDER, Kind.MEASURES) and one.served_at):
        item, said = _item(order, hazard), str(order)
        late = item.get("due_on", "9") < str(clock.today()) and hazard.is_open
        answer = next((one for one in failed if one.parent_id == order.pk), None)
        if answer is not None or late:
            how = f"{answer}复查未整改到位" if answer else f"期限{_due(item)}已过仍未消除"
            measures = item.get("decision") or "责令限期整改"
            yield Trigger("refused", "134-1-2", f"拒不执行：重大隐患已下达{said}（{measures}），{how}", said)


def _due(item: dict) -> str:
    return clock.day_words(dt.date.fromisoformat(item["due_on"]))


def _by_words(text: str, source: str) -> Iterator[Trigger]:
    if found := TAMPERED.search(text):
        yield Trigger(
            "tampered",
            "134-1-1",
            f"疑似关闭、破坏报警监控等设备或者篡改数据：“{found.group()}”",
            f"{source}，{BY_WORDS}",
        )
    if found := UNLICENSED.search(text):
        yield Trigger(
            "unlicensed",
            "134-1-3",
            f"疑似未经批准、许可从事高度危险的生产作业：“{found.group()}”",
            f"{source}，{BY_WORDS}",
        )
