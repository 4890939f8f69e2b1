"""Text to draft: `read_text` is the one way in."""

from __future__ import annotations

from anlan.campaigns.reading.draft import Draft
from anlan.campaigns.reading.paragraphs import flow_of
from anlan.campaigns.reading.years import Years


def read_text(text: str) -> Draft:
    """The draft campaign of a notice's text; never raises for what a text says, it tells it as conflicts and notes."""
    # What they look for takes a quarter of a second to compile: a start does without.
    from anlan.campaigns.reading import conflicts, masthead, outline, scope, stages, window
    from anlan.campaigns.reading.duties import Reader

    flow = flow_of(text)
    draft = Draft(flow, masthead.read(flow), outline.clauses(flow))
    stages.read(draft)
    draft.industries, draft.territories = scope.industries(draft), scope.territories(draft)
    known = Years(draft.head.issued_on or draft.head.nearly, draft.starts, draft.ends, window.title_year(draft))
    draft.duties = Reader(draft, known).read()
    draft.conflicts = conflicts.found(draft)
    return draft
