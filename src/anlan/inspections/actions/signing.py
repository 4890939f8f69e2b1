"""Signing what stands there, or recording that somebody would not sign."""

import datetime as dt
import uuid
from typing import Any

from anlan.core import events
from anlan.core.errors import Invalid, NotNow
from anlan.enterprises.models import Person
from anlan.enterprises.rules import post_of
from anlan.files.models import StoredFile
from anlan.inspections import content
from anlan.inspections.actions.writing import believable, named, ready, say, write
from anlan.inspections.models import Companion, Signature, Visit, VisitEvent
from anlan.org.models import User

Role, Method = Signature.Role, Signature.Method


@events.once(VisitEvent)
def sign(
    visit: Visit,
    *,
    role: str,
    image: StoredFile | None,
    actor: User,
    method: str = Method.DRAWN,
    name: str = "",
    position: str = "",
    companion: Companion | None = None,
    signed_at: dt.datetime | None = None,
    client_id: uuid.UUID | None = None,
) -> Visit:
    """Put a signature under the answers and findings as they stand; they are hashed into it.

    The inspector's is the leader's own, under their account; a companion's and the enterprise's may be drawn on the
    leader's phone. When the enterprise's principal signs under their own account the visit notes the moment
    (安全生产法 art. 21: the principal's own inspections are counted). Raises Invalid where it is not said who signs.
    Without an image only the leader's own typed name counts (`method` typed): a code to their phone says who they are.
    """
    ready(visit, actor)
    _require_mark(visit, role, image, method, actor, name)
    signer, name, position = _who(visit, role, actor, companion, name, position)
    moment = believable(signed_at)
    row = Signature.objects.create(
        visit=visit,
        role=role,
        name=name,
        position=position,
        method=method,
        image=image,
        signer=signer,
        at=moment,
        taken_by=actor,
        digest=content.digest(visit),
    )
    changes = _principal(visit, signer, moment)
    told = {"role": role, "name": name, "position": position, "method": method, "signed": row.digest}
    write(
        visit,
        "sign",
        actor=actor,
        changes=changes,
        data=told,
        photos=[image.sha256] if image else [],
        purpose="signature",
        happened_at=moment,
        client_id=client_id,
    )
    return visit


@events.once(VisitEvent)
def refuse_signature(
    visit: Visit,
    *,
    reason: str,
    witness: str,
    witness_position: str,
    actor: User,
    name: str = "",
    image: StoredFile | None = None,
    client_id: uuid.UUID | None = None,
) -> Visit:
    """Record that the enterprise's person would not sign, why, and who witnessed it: never the leader's word alone."""
    ready(visit, actor)
    if not visit.enterprise_signs:
        raise NotNow(f"{visit.about.label}不需要被检查单位签名。", code="inspections.no_refusal")
    seen_by = named(witness, "见证人姓名", "witness")
    if seen_by == visit.led_by.full_name:
        words = "带队人不能作见证人，请让在场的另一人见证。"
        raise Invalid(words, code="inspections.witness", fields={"witness": [words]})
    row = Signature.objects.create(
        visit=visit,
        role=Role.REFUSED,
        name=name.strip()[:60],
        reason=say(reason, "拒签的原因", "reason"),
        witness=seen_by,
        witness_position=say(witness_position, "见证人身份", "witness_position", 60),
        image=image,
        at=believable(None),
        taken_by=actor,
        digest=content.digest(visit),
    )
    told = {"reason": row.reason, "name": row.name, "witness": [row.witness, row.witness_position]}
    write(
        visit,
        "refuse_signature",
        actor=actor,
        data=told | {"signed": row.digest},
        photos=[image.sha256] if image else [],
        purpose="signature",
        client_id=client_id,
    )
    return visit


def _require_mark(visit: Visit, role: str, image: StoredFile | None, method: str, actor: User, name: str) -> None:
    if image is not None and method != Method.TYPED:
        return
    if method != Method.TYPED or role != Role.INSPECTOR or not visit.about.is_own:
        words = "还没有签名：请在框内手写，或上传纸质签名的照片。"
        raise Invalid(words, code="inspections.no_signature", fields={"image": [words]})
    if "".join(name.split()) != "".join(actor.full_name.split()):
        words = f"请输入您本人的姓名。登记的姓名是“{actor.full_name}”；登记错了的，请告诉村里更正。"
        raise Invalid(words, code="inspections.typed_name", fields={"name": [words]})


def _who(
    visit: Visit, role: str, actor: User, companion: Companion | None, name: str, position: str
) -> tuple[User | None, str, str]:
    if role == Role.INSPECTOR:
        if actor.pk != visit.led_by_id:
            raise Invalid(f"检查人一栏由带队人{visit.led_by.full_name}本人登录后签名。", code="inspections.signer")
        return actor, actor.full_name, _post_words(visit, actor)
    if role == Role.COMPANION:
        if companion is None or companion.visit_id != visit.pk or companion.left_out:
            raise Invalid("请选择是哪一位同行人员签名。", code="inspections.signer", fields={"companion": ["请选择。"]})
        own = companion.user if companion.user_id == actor.pk else None
        return own, companion.name, companion.position
    if role != Role.ENTERPRISE or not visit.enterprise_signs:
        raise Invalid("请选择签名人的身份。", code="inspections.signer")
    return None, named(name, "签名人姓名", "name"), say(position, "签名人职务", "position", 60)


def _post_words(visit: Visit, actor: User) -> str:
    post = post_of(actor, visit.enterprise)
    return str(post.label) if post else " ".join(word for word in (actor.office_name, actor.title) if word)[:60]


def _principal(visit: Visit, signer: User | None, moment: dt.datetime) -> dict[str, Any]:
    if signer is None or post_of(signer, visit.enterprise) != Person.Post.PRINCIPAL:
        return {}
    return {"principal_signed_at": moment}
