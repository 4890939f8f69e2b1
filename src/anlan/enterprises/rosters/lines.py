"""A line of a list of people as facts of a person; what no list may say is refused in a sentence."""

from collections.abc import Sequence

from anlan.enterprises import rules
from anlan.enterprises.models import Contractor, Enterprise, Person
from anlan.enterprises.names import name_key
from anlan.enterprises.rosters import words
from anlan.enterprises.rosters.who import Said
from anlan.files.importing import Record
from anlan.files.sheets.text import key
from anlan.files.sheets.unclean import Unclean
from anlan.org.models import User


def understood(record: Record, contractors: dict[str, Contractor]) -> Said:
    """A line as facts of a person. Raises Unclean where a cell says what cannot be."""
    said = Said(record["name"], record["id_number"] or "", [one for cell in record["phones"] or [] for one in cell])
    said.since, said.special, said.hired_by = record["since"], record["special"] or "", record["hired_by"] or ""
    said.left = record["left"]
    written = record["post"] or ""
    said.post = words.meanings("posts").get(key(written), "")
    said.safety_duty = words.meanings("duties").get(key(written), "")
    said.job = (record["job"] or ("" if said.post else written))[:30]
    said.titled = bool(said.job) and not record["job"]
    _employed(said, record["employment"] or "", contractors)
    refuse_outsider(said, said.contractor)
    if said.hired_by and not said.special:
        said.remarks.append("“谁招请”只对从事特种作业的人登记，这里没有采用")
    said.hired_by = said.hired_by[:60]
    return said


def _employed(said: Said, written: str, contractors: dict[str, Contractor]) -> None:
    known = words.meanings("employments").get(key(written), "")
    if known or not written:
        said.employment = known
    elif found := contractors.get(name_key(written)):
        said.contractor = found
    elif "派遣" in written or "劳务" in written or "人力资源" in written:
        said.employment = Person.Employment.DISPATCHED
        said.remarks.append(f"“{written}”按劳务派遣登记")
    else:
        said.remarks.append(f"不认识的用工形式“{written}”，没有采用；承包单位先登记为相关方")


def refuse_second_principal(said: Said, found: Person | None, people: Sequence[Person]) -> None:
    """Raises Unclean where another is the principal already."""
    if said.post != Person.Post.PRINCIPAL or found:
        return
    if there := next((one for one in people if one.post == Person.Post.PRINCIPAL), None):
        raise Unclean(f"主要负责人已登记为{there.name}，换人在企业档案里办理")


def refuse_outsider(said: Said, contractor: Contractor | None) -> None:
    """Raises Unclean where somebody of another unit is to lead."""
    if contractor and said.post not in ("", Person.Post.EMPLOYEE):
        raise Unclean(f"“{contractor.name}”来的人只能登记为从业人员")


def refuse_power(said: Said, found: Person | None, place: Enterprise, actor: User | None) -> None:
    """Raises Unclean where who sends the list may not give that post."""
    if found is None or actor is None or said.post in ("", found.post):
        return
    found.enterprise = place  # the one that was read for the whole list
    leads = Person.Post.PRINCIPAL in (said.post, found.post)
    if not leads and (why := rules.may_move(actor, found, said.post)):
        raise Unclean(why.rstrip("。"))
