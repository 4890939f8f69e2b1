"""Which campaigns and bulletins hang on criteria: told before a new pack takes effect."""

from uuid import UUID

from django.urls import reverse

from anlan.campaigns import queries
from anlan.campaigns.models import Bulletin
from anlan.campaigns.plans import queries as plans
from anlan.campaigns.plans.models import Campaign
from anlan.org.models import User
from anlan.standards.shelving.touching import Touched


def running_campaigns(user: User | None, slug: str, criteria: list[UUID]) -> Touched | None:
    """Campaigns in force about an industry of the pack: from its day on their visits ask the new items."""
    seen = plans.visible_to(user) if user else Campaign.objects.all()
    number = seen.filter(pk__in=plans.about(slug)).count()
    note = "生效后新开始的检查用新版本；正在进行的检查用开始时的检查表。" if number else ""
    return Touched("没有结束、涉及本行业的专项行动", number, f"{reverse('campaigns:plans')}?standard={slug}", note)


def drafted_bulletins(user: User | None, slug: str, criteria: list[UUID]) -> Touched | None:
    """Drafts of bulletins that name the standard; issued ones keep every word."""
    seen = queries.visible_to(user) if user else Bulletin.objects.all()
    number = seen.filter(pk__in=queries.citing(slug)).count()
    note = "签发前请重新统计；已签发的通报一字不改。" if number else ""
    return Touched("引用本标准、还没签发的通报", number, f"{reverse('campaigns:list')}?standard={slug}", note)
