"""A joinery with a welder who holds a certificate, a guardian, a checked welding set; a chemical trader likewise."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from anlan.core import clock
from anlan.enterprises import actions as register
from anlan.enterprises import queries as people
from anlan.enterprises.certificates import actions as certificates
from anlan.enterprises.contracts import actions as contracts
from anlan.enterprises.learning import actions as learning
from anlan.enterprises.models import Enterprise, Person
from anlan.files import actions as files
from anlan.org.models import Region, User
from anlan.permits import actions, gates
from anlan.permits.models import Equipment, Permit
from anlan.standards.models import Industry
from tests.people import photo
from tests.world import PASSWORD, ZHOUGOU

MONDAY = dt.date(2026, 11, 23)
WELDER = "11010519491231002X"


@dataclass
class Site:
    """One enterprise with everything a permit names."""

    enterprise: Enterprise
    boss: User
    officer: User
    welder: Person
    guardian: Person
    set: Equipment

    def facts(self, **more: Any) -> dict[str, Any]:
        """What a permit for this morning says."""
        given = {
            "kind": "hot_work",
            "level": "second",
            "place_words": "二车间南墙",
            "content": "焊排气管支架",
            "begins_at": clock.local(MONDAY, 9, 30),
            "ends_at": clock.local(MONDAY, 11, 30),
            "worker": self.welder,
            "guardian": self.guardian,
            "equipment": [self.set],
        }
        return given | more

    def draft(self, **more: Any) -> Permit:
        """A permit filled in by the boss."""
        return actions.draft(self.enterprise, actor=self.boss, **self.facts(**more))

    def ready(self, **more: Any) -> Permit:
        """The same with every measure ticked on site."""
        made = self.draft(**more)
        for one in gates.measures_of(made):
            actions.tick(made, code=one.code, actor=self.boss)
        return made

    def outsider(self, name: str = "马工", firm: str = "安达除尘", **contract: Any) -> Person:
        """Somebody of a contractor, taught on entry; under a contract where one is given."""
        builder = contracts.record_contractor(name=firm, actor=self.boss)
        if contract:
            facts = {"kind": "outsourced", "content": "清灰", "starts_on": dt.date(2026, 3, 1), "ends_on": MONDAY}
            contracts.record_contract(self.enterprise, contractor=builder, actor=self.boss, **(facts | contract))
        facts = {"post": "employee", "contractor": builder, "phones": ["13837470001"]}
        register.add_person(self.enterprise, name=name, actor=self.boss, **facts)
        found = self.enterprise.people.get(name=name)
        facts = {"title": "入场教育", "kind": "entry", "held_on": MONDAY, "hours": 1, "content": "厂规"}
        learning.record_training(self.enterprise, people=[found], actor=self.boss, **facts)
        return found

    def photo(self) -> str:
        """A photo taken on the spot."""
        return files.keep(SimpleUploadedFile("现场.jpg", photo().read()), actor=self.boss).pk


def words(permit: Permit) -> list[str]:
    """What the gates say that are shut."""
    return [gate.words for gate in gates.check(Permit.objects.get(pk=permit.pk))]


def only(permit: Permit, expected: str) -> bool:
    """Whether a single gate is shut, and says so."""
    found = words(permit)
    return len(found) == 1 and expected in found[0]


@pytest.fixture(autouse=True)
def monday(at) -> None:
    at(clock.local(MONDAY, 9, 0))


@pytest.fixture
def site(world, industries) -> Callable[..., Site]:
    """Make a site: `site("恒通木业")`, `site("顺达化工", industry="weihua")`."""

    def make(name: str, industry: str = "gongmao", **facts: Any) -> Site:
        region = Region.objects.get(code=ZHOUGOU)
        lin = world.people["林巡"]
        kinds = [Industry.objects.get(pk=industry)]
        place = register.record(name=name, region=region, actor=lin, industries=kinds, **facts)
        staff = {}
        for who, post in (
            ("刘厂长", "principal"),
            ("安全员", "safety_officer"),
            ("王焊", "employee"),
            ("李监", "employee"),
        ):
            register.add_person(place, name=who, post=post, phones=["13837471118"], actor=None)
            staff[who] = place.people.get(name=who)
        accounts = {}
        for who in ("刘厂长", "安全员"):
            login = f"{industry}{len(accounts)}"
            accounts[who], _ = register.open_account(
                place, person=staff[who], username=login, actor=None, password=PASSWORD
            )
        facts = {"kind": "welding", "number": f"T{WELDER}", "issued_on": dt.date(2025, 1, 6), "hired_by": "刘厂长"}
        certificates.record_certificate(staff["王焊"], actor=lin, **facts)
        machine = actions.register_equipment(place, kind="arc", name="ZX7-315", tag="HJ-01", actor=accounts["刘厂长"])
        actions.check_equipment(machine, on=MONDAY, by="安全员", result="good", actor=accounts["刘厂长"])
        assert people.principal_of(place) == staff["刘厂长"]
        return Site(place, accounts["刘厂长"], accounts["安全员"], staff["王焊"], staff["李监"], machine)

    return make
