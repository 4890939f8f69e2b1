"""What a phone kept of a paper: a signature, a refusal, the service; played through the actions the pages call."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from anlan.core import hooks
from anlan.core.errors import Invalid, Missing, NotNow, NotYours
from anlan.core.ids import identifier
from anlan.core.replay import Done, Message
from anlan.core.templatetags.anlan import moment
from anlan.enforcement.documents import actions, queries, signatures, signing
from anlan.enforcement.documents.models import Document, DocumentSignature
from anlan.files.models import StoredFile
from anlan.org.models import User

Perform = Callable[[Document, User, Message], object]
Way, Role = Document.Way, DocumentSignature.Role


def register() -> None:
    """Tell the frame which actions of this room a phone may send."""
    for name, function in STEPS.items():
        hooks.replay.register(f"enforcement.{name}", partial(_on_paper, function))


def _on_paper(perform: Perform, actor: User, message: Message) -> Done:
    found = queries.visible_to(actor).filter(pk=identifier(message.args.get("document"))).first()
    if found is None:
        raise Missing("没有这份文书，或者它不由您办理。", code="enforcement.no_document")
    if message.args.get("digest", signatures.digest(found)) != signatures.digest(found):
        words = f"{found}的内容与手机里的不同，没有办理。请更新资料，看过现在的内容后再签。"
        raise NotNow(words, code="enforcement.other_words")
    try:
        perform(found, actor, message)
    except NotYours as refused:
        raise NotYours(f"{refused.message}{_meanwhile(found)}", code=refused.code) from refused
    return Done(found, str(found))


def _meanwhile(document: Document) -> str:
    """What stands there already: the other version, beside the one on the phone."""
    told = [
        f"{Role(role).label}栏 {one.name or '当事人'}{f'：{one.reason}，见证人 {one.witness}' if one.reason else ''}"
        for role, one in signatures.of(document).items()
    ]
    if document.served_at:
        told.append(f"{moment(document.served_at)} 已{document.get_served_way_display()}")
    return f"台账里现在：{'；'.join(told)}。" if told else ""


def _at(document: Document, message: Message) -> dt.datetime:
    """When it happened by our clock; never before there was a paper to sign."""
    return max(message.at, document.decided_at or message.at)


def sign(document: Document, actor: User, message: Message) -> object:
    """A signature drawn on the phone."""
    image = StoredFile.objects.filter(pk__in=message.files[:1]).first()
    told = {name: _text(message, name) for name in ("role", "name", "position")}
    facts = {"signed_at": _at(document, message), "client_id": message.client_id}
    return signing.sign_document(document, actor=actor, image=image, **told, **facts)


def refuse(document: Document, actor: User, message: Message) -> object:
    """The party would not sign."""
    told = {name: _text(message, name) for name in ("reason", "witness", "name")}
    facts = {"signed_at": _at(document, message), "client_id": message.client_id}
    return signing.refuse_to_sign(document, actor=actor, **told, **facts)


def serve(document: Document, actor: User, message: Message) -> object:
    """Handed over on the spot, or left there before a witness."""
    names = ("served_at_place", "receiver", "receiver_post", "refusal", "witness")
    told = {name: _text(message, name) for name in names}
    way = Way.LEFT if told["refusal"] else Way.DIRECT
    if message.args.get("served_way", way) not in (Way.LEFT, Way.DIRECT):
        raise Invalid("手机上只登记当场送达和留置送达。", code="enforcement.way")
    facts = {"served_at": _at(document, message), "client_id": message.client_id}
    return actions.serve(document, actor=actor, served_way=way, **told, **facts)


STEPS: dict[str, Perform] = {"sign_document": sign, "refuse_to_sign": refuse, "serve": serve}


def _text(message: Message, name: str) -> str:
    return str(message.args.get(name) or "")[:300]
