"""The three administrators of a first run."""

from anlan.org.actions.accounts import open_account
from anlan.org.actions.grants import grant
from anlan.org.actions.places import found_office, set_region
from anlan.org.models import EVERYWHERE, Office, Region, User
from anlan.org.roles import Role


def set_up_administrators(region: Region | None = None) -> list[tuple[User, str]]:
    """First run: the three administrators with random passwords, to be printed once; nothing when people exist."""
    if User.objects.exists():
        return []
    office = _administration(region)
    made = []
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN):
        user, password = open_account(username=role.value.replace("_", "-"), full_name=str(role.label), office=office)
        grant(user, role=role, office=office)
        made.append((user, password))
    return made


def _administration(region: Region | None) -> Office:
    if region is None:
        region = Region.objects.order_by("code").first()
    if region is None:
        region = set_region(EVERYWHERE, name="本级", level=Region.Level.PROVINCE, parent=None)
    found = Office.objects.filter(region=region, name="系统运维").first()
    return found or found_office(name="系统运维", short_name="运维", kind=Office.Kind.TASK_FORCE, region=region)
