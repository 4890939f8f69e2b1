"""The labelled notices, and short ones of a made-up township around some clauses."""

import json
from pathlib import Path

PLANS = Path(__file__).parent.parent / "data" / "plans"
NAMES = sorted(path.name.removesuffix(".labels.json") for path in PLANS.glob("*.labels.json"))
STRANGERS = sorted(path.name.removesuffix(".labels.json") for path in PLANS.glob("strangers/*.labels.json"))


def plan(name: str) -> str:
    return (PLANS / f"{name}.txt").read_text("utf-8")


def labels(name: str) -> dict:
    return json.loads((PLANS / f"{name}.labels.json").read_text("utf-8"))


def notice(body: str, *, day: str = "2025年3月3日") -> str:
    return f"关于开展安全生产检查行动的通知\n各村、各企业：\n{body}\n石桥镇人民政府\n{day}\n"


def plan_of(body: str, day="2025年3月3日", title="石桥镇安全生产专项整治行动方案", issuer="石桥镇人民政府") -> str:
    return f"{title}\n各村、各企业：\n{body}\n{issuer}\n{day}\n"
