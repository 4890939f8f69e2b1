"""Bringing a pack, putting it in force, or leaving it; key checks entered as a pack of one's own."""

import tempfile
import uuid
from collections.abc import Iterable
from pathlib import Path

from anlan.core import clock, events
from anlan.core.errors import Invalid, NotNow, NotYours, Stale
from anlan.org.models import Region, User
from anlan.standards import queries, rules
from anlan.standards.actions.packs import load_packs
from anlan.standards.models import CriteriaPack, Industry, PackProposal, PackProposalEvent
from anlan.standards.packs.reading import FILE_LIMIT, read
from anlan.standards.packs.shape import Pack, Problem
from anlan.standards.shelving import beside
from anlan.standards.shelving.key_checks import KeyCheck, as_yaml

SHOWN_PROBLEMS = 20


UNNAMED = "标准包.yaml"


def understood(content: str) -> tuple[Pack, list[Problem]]:
    """A proposal's content as a pack, with everything wrong about it."""
    industries = set(Industry.objects.values_list("code", flat=True))
    return read(UNNAMED, content.encode(), industries)


@events.once(PackProposalEvent)
def bring_pack(
    content: bytes, *, actor: User, reason: str = "", file: str = UNNAMED, client_id: uuid.UUID | None = None
) -> PackProposal:
    """Bring a pack as YAML; nothing takes effect. Raises Invalid naming every problem by file, item and field."""
    if not rules.can_bring_pack(actor):
        raise NotYours("标准包由乡镇领导、站所工作人员上传。", code="standards.not_yours")
    if len(content) > FILE_LIMIT:
        raise Invalid(f"文件超过 {FILE_LIMIT // 1048576} MB，没有保存。", fields={"file": ["文件太大。"]})
    industries = set(Industry.objects.values_list("code", flat=True))
    pack, problems = read(file, content, industries)
    if problems:
        words = f"{file} 有 {len(problems)} 处问题，没有保存：{_first(problems)}"
        raise Invalid(words, code="standards.pack_problems")
    return _bring(pack, content.decode("utf-8-sig"), actor, reason, client_id)


def _first(problems: list[Problem]) -> str:
    told = [one.inside.rstrip("。") for one in problems[:SHOWN_PROBLEMS]]
    more = f"……等 {len(problems)} 处" if len(problems) > SHOWN_PROBLEMS else ""
    return "；".join(told) + (more or "。")


def _bring(pack: Pack, content: str, actor: User, reason: str, client_id: uuid.UUID | None) -> PackProposal:
    made = PackProposal(
        slug=pack.slug,
        title=pack.texts["title"],
        content=content,
        reason=reason,
        brought_by=actor,
        brought_at=clock.now(),
    )
    data = {"slug": pack.slug, "title": pack.texts["title"], "digest": pack.digest, "reason": reason}
    data["seen"] = beside.seen(beside.against(pack))
    events.begin(made, "standards.bring_pack", actor=actor, data=data, client_id=client_id)
    return made


@events.once(PackProposalEvent)
def put_in_force(
    proposal: PackProposal, *, actor: User, seen: str = "", client_id: uuid.UUID | None = None
) -> PackProposal:
    """Load the pack as a new version; old records keep what they were judged by.

    `seen` is the mark (`beside.seen`) of what the actor saw it compared with, by default that of the day it was
    brought. Raises NotYours for who may not, NotNow where it was decided already, Stale where the shelf has changed
    since, Invalid where it no longer loads.
    """
    _waiting(proposal)
    if not rules.can_load_pack(actor, understood(proposal.content)[0].region_code):
        raise NotYours("由乡镇领导、站所负责人确认生效；一个乡镇自己的，由该乡镇确认。", code="standards.not_yours")
    _as_seen(proposal, seen)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{proposal.slug}.yaml").write_text(proposal.content, "utf-8")
        report = load_packs(Path(folder), actor=actor)
    if report.problems:
        raise Invalid(f"现在不能载入：{_first(report.problems)}", code="standards.pack_problems")
    loaded = CriteriaPack.objects.filter(slug=proposal.slug, withdrawn_at=None).order_by("-version").first()
    changes = {"loaded": loaded, "decided_by": actor, "decided_at": clock.now()}
    data = {"slug": proposal.slug, "version": loaded.version if loaded else 0, "outcome": report.outcomes[0]["outcome"]}
    events.append(
        proposal,
        "standards.put_in_force",
        actor=actor,
        changes=changes,
        expect={"decided_at": None},
        data=data,
        client_id=client_id,
    )
    return proposal


def _as_seen(proposal: PackProposal, seen: str) -> None:
    pack, _ = understood(proposal.content)
    seen = seen or proposal.events.order_by("number").values_list("data__seen", flat=True)[0]
    if seen != beside.seen(beside.against(pack)):
        raise Stale(
            "标准库里的版本刚刚变了，这份还没有生效。请重新看改了什么、影响什么，再确认。", code="standards.stale"
        )


@events.once(PackProposalEvent)
def drop_proposal(
    proposal: PackProposal, *, actor: User, reason: str, client_id: uuid.UUID | None = None
) -> PackProposal:
    """Leave it, with the reason."""
    _waiting(proposal)
    if not rules.can_bring_pack(actor):
        raise NotYours("由乡镇领导、站所工作人员办理。", code="standards.not_yours")
    changes = {"dropped": reason, "decided_by": actor, "decided_at": clock.now()}
    events.append(
        proposal,
        "standards.drop_proposal",
        actor=actor,
        changes=changes,
        expect={"decided_at": None},
        data={"reason": reason},
        client_id=client_id,
    )
    return proposal


def _waiting(proposal: PackProposal) -> None:
    if proposal.standing != "waiting":
        raise NotNow("这份标准包已经办理过，请刷新后再看。", code="standards.decided")


@events.once(PackProposalEvent)
def enter_key_checks(
    industry: Industry,
    *,
    actor: User,
    title: str,
    basis: str,
    checks: Iterable[KeyCheck],
    client_id: uuid.UUID | None = None,
) -> PackProposal:
    """Enter key checks (重点检查事项) for an industry as a pack of one's own, to be put in force like any other.

    They are no criteria: no item of them can ever make a hazard major. They hold in the actor's township, of somebody
    of the district in all of it. The same industry again is a new version of the same township's.
    """
    if not rules.can_bring_pack(actor):
        raise NotYours("重点检查事项由乡镇领导、站所工作人员录入。", code="standards.not_yours")
    region = Region.objects.filter(pk=queries.township_code(actor)).first()
    content = as_yaml(industry, title, basis, list(checks), region)
    pack, problems = understood(content)
    if problems:
        raise Invalid(f"有 {len(problems)} 处问题：{_first(problems)}", code="standards.pack_problems")
    return _bring(pack, content, actor, "录入重点检查事项", client_id)
