"""The labelled notices, and short ones of a made-up township around some clauses."""

import json
from pathlib import Path

from anlan.campaigns.reading.reader import read_text

PLANS = Path(__file__).parent.parent / "data" / "plans"
NAMES = sorted(path.name.removesuffix(".labels.json") for path in PLANS.glob("*.labels.json"))
STRANGERS = sorted(path.name.removesuffix(".labels.json") for path in PLANS.glob("strangers/*.labels.json"))
TIME = "一、时间\n即日起至6月30日。\n"
STAGES = (
    "一、步骤\n（一）动员部署阶段（3月5日—3月20日）。各村召开动员会。\n（二）整治阶段（3月21日—5月31日）。\n"
    "（三）总结阶段（6月1日—6月30日）。\n"
)


def plan(name: str) -> str:
    return (PLANS / f"{name}.txt").read_text("utf-8")


def labels(name: str) -> dict:
    return json.loads((PLANS / f"{name}.labels.json").read_text("utf-8"))


def notice(body: str, *, day: str = "2025年3月3日") -> str:
    return f"关于开展安全生产检查行动的通知\n各村、各企业：\n{body}\n石桥镇人民政府\n{day}\n"


def plan_of(body: str, day="2025年3月3日", title="石桥镇安全生产专项整治行动方案", issuer="石桥镇人民政府") -> str:
    return f"{title}\n各村、各企业：\n{body}\n{issuer}\n{day}\n"


def quotes(text: str) -> list[str]:
    """What a notice's contradictions quote of it."""
    draft = read_text(text)
    return [draft.flow.quote(span) for one in draft.conflicts for span in one.spans]
