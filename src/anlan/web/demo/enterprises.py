"""The demo's enterprises, from a table: owners on both axes, flags, principals with a login."""

import csv
from collections.abc import Iterator
from pathlib import Path

from pypinyin import lazy_pinyin

from anlan.enterprises import actions, queries
from anlan.enterprises.models import Enterprise, Person
from anlan.org.models import Office, Region
from anlan.standards import actions as standards
from anlan.standards.models import Industry
from anlan.web.demo.logins import PASSWORD
from anlan.web.demo.township import TOWNSHIP, Township, hashed

DATA = Path(__file__).parent.parent / "data"
PHONE = "1383747{:04d}"

STRIPS = {
    # industry: the office that supervises it in this township (三管三必须)
    "gongmao": "应急办",
    "weihua": "应急办",
    "yanhuabaozhu": "应急办",
    "yanglao": "应急办",
    "gongmao-shangmao": "经发办",
    "youzheng": "经发办",
    "jianzhu": "村建办",
    "zijianfang": "村建办",
    "ranqi": "村建办",
    "xiaofang": "派出所",
    "jiaotong": "派出所",
    "wenlv": "派出所",
    "xinyetai": "派出所",
    "tezhongshebei": "市监所",
    "nongji": "农服中心",
    "xiaoyuan": "中心校",
    "yiliao": "卫生院",
}


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the demo's tables."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def build(township: Township) -> dict[str, Enterprise]:
    """Every enterprise of the table with its people, each with an account (login named there, else pinyin)."""
    found = {}
    for number, row in enumerate(rows("demo_enterprises.csv")):
        found[row["name"]] = _enter(row, township.offices)
        _employ(found[row["name"]], row, number, township)
    return found


def _enter(row: dict[str, str], offices: dict[str, Office]) -> Enterprise:
    known = Industry.objects.in_bulk(row["industries"].split())
    flags = dict.fromkeys(row["flags"].split(), True)
    no_operator = row["kind"] == Enterprise.Kind.NO_OPERATOR
    return actions.record(
        name=row["name"],
        region=Region.objects.get(code=row["village"]),
        actor=None,
        industries=[known[code] for code in row["industries"].split()],
        kind=row["kind"],
        address=row["address"],
        strip=offices[row["office"]],
        headcount=int(row["headcount"]) if row["headcount"] else None,
        governed_by=offices["乡政府"] if no_operator else None,
        high_risk_basis="安全生产法第二十四条所列行业" if "high_risk" in flags else "",
        **flags,
    )


def _employ(enterprise: Enterprise, row: dict[str, str], number: int, township: Township) -> None:
    posts = [("principal", Person.Post.PRINCIPAL, 1000), ("safety_officer", Person.Post.SAFETY_OFFICER, 2000)]
    for column, post, base in posts:
        name = row[column]
        if not name:
            continue
        actions.add_person(enterprise, name=name, post=post, phones=[PHONE.format(base + number)], actor=None)
        login = row[f"{column.split('_')[0]}_login"] or f"{''.join(lazy_pinyin(name))}{number:02d}"
        person = queries.people_of(enterprise).get(name=name)
        user, _ = actions.open_account(
            enterprise, person=person, username=login, actor=None, password=PASSWORD, hashed=hashed()
        )
        township.people[name] = user


def arrange(township: Township) -> None:
    """Say which office supervises which industry in the township."""
    region = Region.objects.get(code=TOWNSHIP)
    for code, office in STRIPS.items():
        industry = Industry.objects.get(pk=code)
        standards.assign_office(industry, region=region, office=township.offices[office], actor=None)
