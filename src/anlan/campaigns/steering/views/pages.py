"""What the pages of steering share."""

from django.http import HttpRequest

from anlan.campaigns.steering import queries
from anlan.core.errors import NotYours
from anlan.org.models import Region


def own_township(request: HttpRequest) -> Region:
    """The township the person keeps records of. Raises NotYours where there is none."""
    region = queries.townships_of(request.user, "campaigns.steer").first()
    if region is None:
        raise NotYours("由乡镇领导、站所工作人员登记。", code="campaigns.refused")
    return region
