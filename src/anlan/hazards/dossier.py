"""The closing file of one hazard (闭环卷): what was found, judged, planned, done and accepted, with proof."""

from collections.abc import Iterable

from anlan.core import clock
from anlan.core.models import Seal
from anlan.core.templatetags.anlan import moment, second
from anlan.files import queries as files
from anlan.files.models import Use
from anlan.files.presses.document import Block, Dossier, Facts, Paragraph, Part, Picture, Pictures, Table
from anlan.hazards import columns, photos, story
from anlan.hazards.models import Hazard, Plan
from anlan.hazards.needs import latest_plan
from anlan.hazards.progress import receipts_of
from anlan.hazards.story import Entry
from anlan.org.models import User

PURPOSES = {
    "before": "整改前",
    "after": "整改后",
    "acceptance": "验收",
    "self_accept": "单位自验",
    "tell_workers": "告知职工",
    "contractor": "相关方发来",
}


def of(hazard: Hazard, reader: User) -> Dossier:
    """The file as it stands today, for this reader."""
    uses = list(files.uses_of("hazards", hazard.pk))
    entries = story.tell(hazard, hazard.events.order_by("number"), uses)
    return Dossier(
        title="事故隐患闭环卷",
        subject=f"{hazard}　{hazard.description}",
        office=hazard.strip.name if hazard.strip else "",
        facts=_cover(hazard),
        parts=[part for part in _parts(hazard, entries, uses, reader) if part.blocks],
        printed_by=f"{reader.full_name} {reader.office_name}".strip(),
        printed_at=clock.now(),
        seal_line=_seal(),
        warnings=[str(one) for one in photos.warnings(hazard, uses)],
    )


def _cover(hazard: Hazard) -> list[tuple[str, object]]:
    return [
        ("单位", hazard.enterprise.name),
        ("相关方", str(hazard.on_contract.contract.contractor) if hasattr(hazard, "on_contract") else ""),
        ("所在村", hazard.region.plain_name),
        ("级别", columns.level_words(hazard)),
        ("状态", hazard.state_words),
        ("主管单位", hazard.strip.name if hazard.strip else "未落实"),
        ("发现", moment(hazard.found_at)),
        ("销号", moment(hazard.closed_at) if hazard.closed_at else "尚未销号"),
    ]


def _parts(hazard: Hazard, entries: list[Entry], uses: list[Use], reader: User) -> Iterable[Part]:
    plan = latest_plan(hazard)
    reported = next((one for one in entries if one.event.action == "hazards.report"), None)
    last = moment(entries[-1].event.recorded_at) if entries else ""
    yield Part("隐患基本情况", [Facts(facts(hazard))], moment(hazard.found_at), hazard.finder_name)
    if plan:
        yield Part("整改方案", list(_plan(plan)), moment(plan.filed_at), plan.filed_by.full_name)
    yield Part("重大隐患报告与收悉", _receipts(hazard), *_when_and_who(reported))
    yield Part("延期与督办", _beside(hazard))
    yield Part("经过", [_events(entries)], last)
    yield Part("照片", _pictures(uses), moment(max((use.at for use in uses if use.file.is_image), default=None)))
    proof: list[Block] = [Paragraph(_proof(hazard), flush=True), _chain(entries)]
    yield Part("校验", proof, moment(clock.now()), reader.full_name)


def _when_and_who(entry: Entry | None) -> tuple[str, str]:
    return (moment(entry.event.happened_at), entry.event.actor_name) if entry else ("", "")


def facts(hazard: Hazard) -> list[tuple[str, object]]:
    """Everything on the record's face, by label; what is empty is left out."""
    pairs: list[tuple[str, object]] = [
        ("编号", str(hazard)),
        ("隐患描述", hazard.description),
        ("部位", hazard.place_words),
        ("单位", hazard.enterprise.name),
        ("地址", hazard.enterprise.address),
        ("所在村", hazard.region.plain_name),
        ("主管单位", hazard.strip.name if hazard.strip else ""),
        ("治理主体", hazard.governed_by.name if hazard.governed_by else ""),
        ("行业", str(hazard.industry or "")),
        ("来源", hazard.get_source_display()),
        ("发现人", f"{hazard.finder_name} {hazard.finder_office}".strip()),
        ("级别", columns.level_words(hazard)),
        ("判定条款", columns.criterion_words(hazard)),
        ("原文比对", hazard.criterion_confirmation),
        ("认定意见", hazard.opinion),
        ("判定人", f"{hazard.judged_by or ''} {moment(hazard.judged_at)}".strip()),
        ("整改期限", f"{clock.day_words(hazard.due_on)}（{hazard.get_due_basis_display()}）" if hazard.due_on else ""),
        ("整改责任人", hazard.responsible_name),
        ("复发自", str(hazard.previous or "")),
    ]
    return [(label, value) for label, value in pairs if value]


def _plan(plan: Plan) -> Iterable[Block]:
    extra = [("现状及产生原因", plan.situation), ("危害及难易程度", plan.harm), ("治理目标和任务", plan.goals)]
    pairs = [(label, text) for label, text, _ in plan.commitments] + [pair for pair in extra if pair[1]]
    yield Facts(pairs)


def _receipts(hazard: Hazard) -> list[Block]:
    rows = [
        [
            one.desk_name,
            second(one.reported_at),
            second(one.acknowledged_at) or ("已排队，待上传" if one.desk == "district" else "未收悉"),
            one.acknowledged_by.full_name if one.acknowledged_by else "",
            one.note,
        ]
        for one in receipts_of(hazard)
    ]
    return [Table(["报给", "报告时间", "收悉时间", "收悉人", "说明"], rows, [3, 3, 3, 2, 4])] if rows else []


def _beside(hazard: Hazard) -> list[Block]:
    granted = {None: "待答复", True: "已准", False: "未准"}
    asked = [
        [
            one.from_due_on,
            one.to_due_on,
            one.reason,
            one.interim_control,
            f"{granted[one.granted]} {one.decision}".strip(),
        ]
        for one in hazard.extensions.all()
    ]
    listed = [
        [
            one.number,
            one.reason,
            one.leader.full_name if one.leader else "",
            one.due_on,
            second(one.released_at) or "督办中",
        ]
        for one in hazard.supervisions.all()
    ]
    blocks: list[Block] = []
    if asked:
        blocks.append(Table(["原期限", "申请延至", "理由", "管控措施", "答复"], asked, [2, 2, 4, 4, 3], caption="延期"))
    if listed:
        blocks.append(Table(["文号", "理由", "责任领导", "期限", "解除"], listed, [3, 4, 2, 2, 3], caption="挂牌督办"))
    return blocks


def _events(entries: list[Entry]) -> Table:
    rows = [[one.event.number, moment(one.event.happened_at), one.label, one.who, _said(one)] for one in entries]
    return Table(["序", "时间", "事项", "办理人", "内容"], rows, [1, 4, 4, 5, 12], "clllll")


def _said(entry: Entry) -> str:
    late = f"（{moment(entry.event.recorded_at)} 补录）" if entry.late_entry else ""
    photos = f"［附件 {len(entry.uses)} 个］" if entry.uses else ""
    return f"{entry.said}{late}{photos}"


def _pictures(uses: list[Use]) -> list[Block]:
    shown = [use for use in uses if use.file.is_image]
    pictures = [Picture(_caption(use), sha256=use.file_id) for use in shown]
    return [Pictures(pictures)] if pictures else []


def _caption(use: Use) -> str:
    taken = f"拍于 {moment(use.file.taken_at)}" if use.file.taken_at else f"上传于 {moment(use.at)}"
    return f"{PURPOSES.get(use.purpose, '附图')}　{taken}　{use.file_id[:12]}"


def _proof(hazard: Hazard) -> str:
    return (
        f"本卷共 {hazard.event_count} 个事件，各事件的校验值由前一事件的校验值与本事件内容算出（SHA-256），"
        f"改动任何一处都会使其后全部校验值不符。最后校验值：{_grouped(hazard.head_digest)}"
    )


def _grouped(digest: str) -> str:
    # In groups, so that it breaks within its column and can be read out.
    return " ".join(digest[n : n + 8] for n in range(0, len(digest), 8))


def _chain(entries: list[Entry]) -> Table:
    rows = [[one.event.number, second(one.event.recorded_at), _grouped(one.event.digest)] for one in entries]
    return Table(["序", "登记时间", "校验值"], rows, [1, 4, 13], "cll")


def _seal() -> str:
    seal = Seal.objects.order_by("-number").first()
    return f"最近日封 {seal.sealed_on} 第 {seal.number} 号　{seal.digest[:32]}" if seal else ""
