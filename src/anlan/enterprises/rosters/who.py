"""Whom a line means among the people on file: by the ID number, else by the name where nothing speaks against it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from anlan.enterprises.actions import hash_of
from anlan.enterprises.models import Contractor, Person
from anlan.enterprises.rosters.base import all_named
from anlan.files.sheets.unclean import Unclean

ASK = "写上身份证号才分得清"


@dataclass
class Said:
    """A line of a list of people, understood; an empty value states nothing. `alone`: no other of the name is on it.

    `titled`: the job is what the column of posts says (总经理), which is no job of who leads.
    """

    name: str
    id_number: str = ""
    phones: list[str] = field(default_factory=list)
    post: str = ""
    job: str = ""
    safety_duty: str = ""
    employment: str = ""
    contractor: Contractor | None = None
    since: Any = None
    left: Any = None
    special: str = ""
    hired_by: str = ""
    alone: bool = True
    titled: bool = False
    remarks: list[str] = field(default_factory=list)

    @property
    def id_hash(self) -> str:
        """What the ID number is compared by."""
        return hash_of(self.id_number)


def by_number(id_hash: str, name: str, people: Sequence[Person]) -> Person | None:
    """Who has an ID number. Raises Unclean where the list calls them otherwise."""
    found = next((one for one in people if id_hash and one.id_hash == id_hash), None)
    if found and found.name != name:
        raise Unclean(f"这个身份证号在档案里是{found.told_apart}，姓名不一致，请核对")
    return found


def on_file(said: Said, people: Sequence[Person]) -> Person | None:
    """The person on file a line means, None for somebody new. Raises Unclean where that is not certain."""
    if found := by_number(said.id_hash, said.name, people):
        return found
    named = [one for one in people if one.name == said.name and not (said.id_hash and one.id_hash)]
    same_phone = [one for one in named if set(said.phones) & set(one.phones)]
    if len(same_phone) == 1:
        return same_phone[0]
    if len(named) > 1:
        raise Unclean(f"档案里有 {len(named)} 个同名的人（{all_named(named)}），{ASK}")
    if named and (why := _against(said, named[0])):
        raise Unclean(f"档案里的{named[0].told_apart}{why}，是不是同一个人分不清：{_way(said)}")
    if named and not said.alone:
        raise Unclean(f"名册里有几个“{said.name}”，哪个是档案里的{named[0].told_apart}分不清：{_way(said)}")
    if named and said.id_number:
        said.remarks.append(f"按姓名认定为档案里的{named[0].told_apart}，补上身份证号")
    return named[0] if named else None


def _against(said: Said, person: Person) -> str:
    """What speaks against its being the same person; empty where nothing."""
    if said.phones and person.phones:
        return "电话不同"
    if said.job and person.job and said.job != person.job:
        return "工种不同"
    return ""


def _way(said: Said) -> str:
    return "先在档案里给他补上身份证号，再导入" if said.id_number else ASK
