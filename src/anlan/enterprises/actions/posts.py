"""Who holds which post of an enterprise, settled to what a form or a ledger says."""

from collections.abc import Iterable
from dataclasses import dataclass

from anlan.core import clock
from anlan.core.fields import masked_phone
from anlan.enterprises.models import Enterprise, Person


@dataclass(frozen=True)
class PostFacts:
    """What is known of one post: who holds it and how to reach them; an empty name means nobody any more."""

    post: str
    name: str
    phones: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The person as events keep them: phones masked, because a history is read by many."""
        return f"{Person.Post(self.post).label} {in_words(self.name, self.phones)}".strip()


def in_words(name: str, phones: Iterable[str]) -> str:
    """A person with masked phones: 刘翀 138****1118."""
    return " ".join([name, *(masked_phone(phone) for phone in phones)])


def settle(enterprise: Enterprise, wanted: Iterable[PostFacts]) -> dict[str, list[str]]:
    """Make the posts as they are wanted and return the differences in words; whoever left keeps their record."""
    wanted = list(wanted)
    if not wanted:
        return {}
    holders = {person.post: person for person in enterprise.people.filter(until=None).order_by("-since", "-id")}
    diff = {}
    for facts in wanted:
        before = holders.get(facts.post)
        was = in_words(before.name, before.phones) if before else ""
        if _settle_one(enterprise, before, facts):
            phones = facts.phones or (tuple(before.phones) if before and before.name == facts.name else ())
            diff[str(Person.Post(facts.post).label)] = [was, in_words(facts.name, phones)]
    return diff


def _settle_one(enterprise: Enterprise, before: Person | None, facts: PostFacts) -> bool:
    if before and before.name == facts.name:
        if not facts.phones or list(facts.phones) == before.phones:
            return False
        before.phones = list(facts.phones)
        before.save(update_fields=["phones"])
        return True
    if before:
        before.until = clock.today()
        before.save(update_fields=["until"])
    if facts.name:
        _appoint(enterprise, facts)
    return bool(before or facts.name)


def _appoint(enterprise: Enterprise, facts: PostFacts) -> None:
    # Somebody whose post ended today and is back today never left: their account stays theirs.
    back = enterprise.people.filter(post=facts.post, name=facts.name, until=clock.today()).first()
    if back:
        back.until, back.phones = None, list(facts.phones) or back.phones
        back.save(update_fields=["until", "phones"])
        return
    Person.objects.create(
        enterprise=enterprise, post=facts.post, name=facts.name, phones=list(facts.phones), since=clock.today()
    )
