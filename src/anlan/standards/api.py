"""The measure's part of the API: from words to criteria."""

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Field, Router, Schema

from anlan.standards import matching

router = Router()
Verdict = Literal["major", "perhaps", "not_major"]
Standing = Literal["spoken", "near", "general", "silent"]


class Words(Schema):
    """What was seen, in the inspector's words; `on` asks for the law of a day (default: today)."""

    text: str
    industry: str = ""
    on: dt.date | None = None
    top: int = 3


class CandidateOut(Schema):
    """A criterion the words may fall under, with the words that decided."""

    pack: str
    title: str
    code: str
    summary: str
    score: float
    because: list[str]
    verdict: Verdict
    ask: str = Field(description="what is still to be looked at, or why the criterion makes nothing of it")
    criterion: str = Field(description="id of the criterion, as judging takes it")


class PartOut(Schema):
    """One hazard of a text that holds several."""

    text: str
    verdict: Verdict
    standing: Standing
    candidates: list[CandidateOut]


class AnswerOut(Schema):
    """The gravest verdict of the parts; a suggestion, never a judgement.

    `standing` tells of what is not major: criteria speak of such things (`near`), it is of a kind known to be general,
    or no criterion loaded speaks of it (`silent`).
    """

    verdict: Verdict
    standing: Standing
    words: str
    candidates: list[CandidateOut]
    parts: list[PartOut]


@router.post("match", response=AnswerOut, summary="从看到的情况找判定条款")
def match(request: HttpRequest, asked: Words) -> dict[str, Any]:
    """Which criteria the words may fall under; stores nothing."""
    return matching.match(asked.text, industry=asked.industry, on=asked.on, top=asked.top).as_json()
