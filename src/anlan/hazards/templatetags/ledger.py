"""Template words of the ledger: level, state, supervision and countdown as every list and record shows them."""

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from anlan.core import workdays
from anlan.core.templatetags.anlan import day
from anlan.hazards import columns
from anlan.hazards.models import Hazard, State

register = template.Library()

TONES = {
    State.FOUND: "wait",
    State.JUDGED: "wait",
    State.PLANNED: "state",
    State.RECTIFYING: "state",
    State.SUBMITTED: "wait",
    State.ACCEPTED: "wait",
    State.CLOSED: "done",
    State.VOID: "plain",
}
BASIS = {
    "suggested": "检查时建议的期限，可由方案明确",
    "plan": "整改方案所报、经收悉的期限",
    "order": "责令限期整改的期限",
    "extension": "批准延期后的期限",
    "ledger": "老台账所记期限",
}


@register.filter
def level_tag(hazard: Hazard) -> SafeString:
    """The level, and supervision beside it, as tags."""
    tone = "major" if hazard.is_major else "wait" if hazard.doubt else ""
    level = _tag(tone, columns.level_words(hazard))
    words = columns.supervision_words(hazard)
    return mark_safe(f"{level} {_tag('sup', words)}") if words else level


@register.filter
def state_tag(hazard: Hazard) -> SafeString:
    """The state as a tag."""
    return _tag(TONES[State(hazard.state)], hazard.state_words)


@lru_cache(maxsize=256)
def _tag(tone: str, words: str) -> SafeString:
    # Kept: there are a dozen of them, and every line of every list shows two.
    return format_html('<span class="tag {}">{}</span>', tone, words)


@register.filter
def due_words(hazard: Hazard) -> SafeString:
    """The countdown in words and colour; hovering tells the date and where it comes from."""
    left = workdays.countdown(hazard.next_due_on)
    if left is None:
        closed = f"{day(hazard.closed_at)}销号" if hazard.closed_at else ("" if not hazard.is_open else "未定期限")
        return format_html('<span class="muted">{}</span>', closed)
    about = f"{hazard.next_due_on}，{basis_words(hazard)}"
    return format_html('<span class="{}" title="{}">{}</span>', left.tone, about, columns.countdown_words(hazard, left))


@register.filter
def basis_words(hazard: Hazard) -> str:
    """Where the date that binds now comes from."""
    if columns.waits_for_plan(hazard):
        return "重大隐患判定后 3 个工作日内报整改方案"
    return BASIS.get(hazard.due_basis, "")


@register.filter
def under(hazard: Hazard) -> str:
    """The small line below a description: that it came again, place and criterion, or that it waits for an opinion."""
    parts = ["复发" if hazard.previous_id else "", hazard.place_words]
    if hazard.criterion:
        parts.append(f"{hazard.criterion.pack.title} {hazard.criterion.code}")
    elif hazard.doubt:
        parts.append("存疑，已提请市级认定")
    if hazard.fixed_at_once:
        parts.append("当场整改")
    return " · ".join(part for part in parts if part)


@register.filter
def photo_url(use: object) -> str:
    """The address of a file of a hazard."""
    return reverse("hazards:file", args=[use.subject_id, use.file_id])  # type: ignore[attr-defined]  # a use of a file names its subject
