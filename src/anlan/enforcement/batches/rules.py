"""Who drafts and who approves. Each `may_…` gives an empty string for yes, else the reason."""

from anlan.enforcement.batches.models import Batch
from anlan.org import queries as org
from anlan.org.models import User
from anlan.org.roles import READERS, Role

GRANTS = {
    "enforcement.read_batches": READERS - {Role.EXPERT},
    "enforcement.draft_batch": {Role.OFFICE_HEAD, Role.OFFICER},
    "enforcement.approve_batch": {Role.LEADER},
}
WORDS = {
    "enforcement.read_batches": "查看通报、约谈、联合惩戒、停产整顿名单和典型案例",
    "enforcement.draft_batch": "起草名单和典型案例",
    "enforcement.approve_batch": "批准、撤下名单和典型案例",
}


def may_draft(user: User, batch: Batch) -> str:
    """Officers of the township, while it is a draft."""
    if batch.state != Batch.State.DRAFT:
        return "已经批准，不能再改；有误的，由乡镇领导撤下后另行起草。"
    here = org.townships_with(user, "enforcement.draft_batch").filter(pk=batch.region_id).exists()
    return "" if here else "由本乡站所工作人员起草。"


def may_approve(user: User, batch: Batch) -> str:
    """A leader of the township who did not draft it."""
    if batch.state != Batch.State.DRAFT:
        return "已经批准。"
    if batch.drafted_by_id == user.pk:
        return "起草人不能自己批准。"
    return _leads(user, batch)


def may_take_back(user: User, batch: Batch) -> str:
    """A leader, once it went out."""
    return _leads(user, batch) if batch.state == Batch.State.APPROVED else "没有在公布。"


def _leads(user: User, batch: Batch) -> str:
    here = org.townships_with(user, "enforcement.approve_batch").filter(pk=batch.region_id).exists()
    return "" if here else "由乡镇领导批准。"
