"""What the measure suggests for a hazard's words, and how the event keeps the suggestion beside the choice."""

from contextlib import suppress
from typing import Any

from anlan.core.errors import Invalid
from anlan.hazards.actions.judging import named
from anlan.standards import matching
from anlan.standards.matching import Answer
from anlan.standards.matching.reading import checked
from anlan.standards.models import Criterion

VERDICTS = {"major": "符合重大隐患条款", "perhaps": "可能是重大隐患", "not_major": "按已载入的标准不是重大隐患"}
STANDINGS = {"near": "有条文说到这类情况，所写事实够不上重大隐患", "silent": "已载入的标准没有说到这种情况"}
SHOWN = 3


def suggestion(words: str, industry: str | None, top: int = SHOWN) -> Answer | None:
    """What the words may fall under today; None while they say nothing yet or more than can be matched."""
    with suppress(Invalid):
        return matching.match(words, industry=industry or "", top=top)
    return None


def unread(words: str) -> str:
    """Why words that were typed cannot be matched, as a sentence; empty while they can, or nothing is typed."""
    try:
        checked(words)
    except Invalid as error:
        return str(error) if words.strip() else ""
    return ""


def kept(answer: Answer | None, chosen: Criterion | None) -> dict[str, Any]:
    """For the event: what was suggested by which words, and what the person chose."""
    if answer is None:
        return {}
    rows = [{**(named(one.criterion) or {}), "score": one.score, "because": list(one.because)} for one in shown(answer)]
    verdict = {"suggested_verdict": str(answer.verdict), "suggested_standing": str(answer.standing)}
    return {**verdict, "suggested": rows, "chosen": named(chosen)}


def shown(answer: Answer) -> list[matching.Candidate]:
    """The candidates a person sees: those whose words decide, else those about the very thing, else the likeliest.

    None where no criterion speaks of it.
    """
    if answer.standing == "silent":
        return []
    deciding = [one for one in answer.candidates if one.verdict != "not_major"][:SHOWN]
    return deciding or [one for one in answer.candidates if one.near][:SHOWN] or list(answer.candidates[:1])


def told(data: dict[str, Any]) -> list[tuple[str, str]]:
    """What the story says of a kept suggestion, as labels and words."""
    if "suggested_verdict" not in data:
        return []
    rows = [f"《{one['title']}》{one['code']}（对上：{'、'.join(one['because'])}）" for one in data["suggested"]]
    words = STANDINGS.get(data.get("suggested_standing", ""), VERDICTS[data["suggested_verdict"]])
    lines = [("条款提示", "；".join([words, *rows]))]
    if chosen := data.get("chosen"):
        lines.append(("本人选的条款", f"《{chosen['title']}》{chosen['code']}"))
    return lines
