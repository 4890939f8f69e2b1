"""Writing practices: shown, published, taken up, taken down."""

import uuid
from collections.abc import Iterable

from anlan.core import clock, events
from anlan.core.errors import Stale
from anlan.enterprises.examples import queries, rules
from anlan.enterprises.investment.actions.shared import note_files, wrong
from anlan.enterprises.models import Adoption, Enterprise, Practice, PracticeEvent
from anlan.enterprises.refusing import require
from anlan.org.models import User

SHORTEST = 20


@events.once(PracticeEvent)
def show_practice(
    enterprise: Enterprise,
    *,
    title: str,
    words: str,
    actor: User,
    effect: str = "",
    evidence: Iterable[str] = (),
    client_id: uuid.UUID | None = None,
) -> Practice:
    """Hand in a practice for publication; `evidence` are sha256 of kept photos. One event.

    Raises NotYours for an enterprise that is not above scale, Invalid for words too few to follow.
    """
    require(rules.may_show(actor, enterprise))
    if len(words.strip()) < SHORTEST:
        raise wrong("words", f"请写清楚怎么做，让同行看了能照着做，不少于 {SHORTEST} 个字。")
    made = Practice(enterprise=enterprise, industry_id=enterprise.main_industry_id, title=title.strip())
    made.words, made.effect, made.files = words.strip(), effect.strip(), list(evidence)
    made.shown_by, made.shown_at = actor, clock.now()
    data = {"enterprise": enterprise.name, "title": made.title, "words": made.words, "effect": made.effect}
    action = "enterprises.show_practice"
    event = events.begin(made, action, actor=actor, data=data, files=made.files, client_id=client_id)
    note_files(made.files, made, event, actor, "示范做法")
    return made


@events.once(PracticeEvent)
def publish_practice(practice: Practice, *, actor: User, client_id: uuid.UUID | None = None) -> Practice:
    """Publish it to the industry; the managers of its enterprises are told. One event. Raises NotYours."""
    require(rules.may_publish(actor, practice))
    reach = queries.reached(practice).count()
    changes = {"published_by": actor, "published_at": clock.now()}
    data = {"reach": reach, "reason": f"发给同行业 {reach} 家单位"}
    expect = {"published_at": None, "ended_at": None}
    action = "enterprises.publish_practice"
    events.append(practice, action, actor=actor, changes=changes, expect=expect, data=data, client_id=client_id)
    return practice


@events.once(PracticeEvent)
def end_practice(practice: Practice, *, reason: str, actor: User, client_id: uuid.UUID | None = None) -> Practice:
    """Take it down, or send it back unpublished, with the reason; the record stays. Raises NotYours."""
    require(rules.may_end(actor, practice))
    changes, data = {"ended_at": clock.now()}, {"reason": reason.strip()}
    action, expect = "enterprises.end_practice", {"ended_at": None}
    events.append(practice, action, actor=actor, changes=changes, expect=expect, data=data, client_id=client_id)
    return practice


@events.once(PracticeEvent)
def adopt_practice(
    practice: Practice, *, enterprise: Enterprise, words: str, actor: User, client_id: uuid.UUID | None = None
) -> Practice:
    """Another enterprise of the industry says how it took the practice up. One event. Raises NotYours."""
    require(rules.may_adopt(actor, practice, enterprise))
    if not queries.reached(practice).filter(pk=enterprise.pk).exists():
        raise Stale("这条做法不是发给这家单位所在行业的。", code="enterprises.other_industry")
    data = {"enterprise": enterprise.name, "reason": f"{enterprise.name}：{words.strip()}"}
    events.append(practice, "enterprises.adopt_practice", actor=actor, data=data, client_id=client_id)
    Adoption.objects.create(practice=practice, enterprise=enterprise, words=words.strip(), on=clock.today())
    return practice
